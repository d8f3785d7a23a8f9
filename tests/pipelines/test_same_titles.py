"""Programs of one title at one school: kept apart by what their pages print, or one program."""

import pandas as pd
import pytest

from courseatlas.arrow import series
from pipelines.same_titles import keys_of_programs

TITLE = "Lamp Science"


def rows(*printed: dict[str, str], keys: tuple[str, ...] = ()) -> pd.DataFrame:
    size = len(printed)
    data = {
        "source_id": series(["tower"] * size, "string"),
        "key": series(keys or ["Lamp-Science"] * size, "string"),
        "title": series([row.get("title", TITLE) for row in printed], "string"),
    }
    return pd.DataFrame(data | {"record": [{"fields": row} for row in printed]})


BA, BS = ({"credential_text": f"{TITLE} | Bachelor of {name}"} for name in ("Arts", "Science"))
OIL, WICKS = {"department": "Oil"}, {"department": "Wicks"}


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        ((BA, BS), ["~BA", "~BS"]),
        ((BA, BS, BA), ["~BA", "~BS", "~BA"]),
        ((OIL, WICKS), ["~Oil", "~Wicks"]),
        ((BA | OIL, BS | OIL), ["~BA", "~BS"]),
        ((BA | OIL, BA | WICKS, BS | OIL), ["~BA~Oil", "~BA~Wicks", "~BS~Oil"]),
        # one program that two pages print, or of which a page says less
        ((BA, BA), ["", ""]),
        ((BA, {}), ["", ""]),
        ((OIL, WICKS, {}), ["", "", ""]),
        ((BS,), [""]),
        ((BA, {"title": "Oil"}), ["", ""]),
    ],
)
def test_programs_of_one_title_have_what_tells_them_apart_in_their_keys(
    printed: tuple[dict[str, str], ...], ends: list[str]
) -> None:
    assert keys_of_programs(rows(*printed)) == [f"Lamp-Science{end}" for end in ends]


def test_a_key_of_the_catalog_s_own_stays() -> None:
    assert keys_of_programs(rows(BA, BS, keys=("L-1", "L-1"))) == ["L-1", "L-1"]
