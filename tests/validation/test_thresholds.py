"""The thresholds of the gates are read strictly, and a wrong number is named by file, line and field."""

from pathlib import Path

import pytest

from courseatlas.errors import InvalidFile
from tests.support.paths import ROOT
from validation.gates.thresholds import thresholds

SHIPPED = ROOT / "validation" / "gates" / "thresholds.yml"


def test_the_shipped_thresholds_are_valid() -> None:
    shipped = thresholds()
    assert 0 < shipped.lost_rows.share < 1 and shipped.stale_days >= 1


@pytest.mark.parametrize(
    ("shipped", "written", "message"),
    [
        (
            "stale_days: 90",
            "stale_days: soon",
            "stale_days: must be a number of days, 1 or more, not 'soon'",
        ),
        ("renamed: {share", "renamed: {shares", "renamed.share: is missing"),
        ("alike: {points: 0.5", "alike: {points: .nan", "alike.points: must be a share, 0 or more"),
    ],
)
def test_a_wrong_threshold_is_named(
    tmp_path: Path, shipped: str, written: str, message: str
) -> None:
    path = tmp_path / "thresholds.yml"
    path.write_text(SHIPPED.read_text("utf-8").replace(shipped, written), "utf-8")
    with pytest.raises(InvalidFile) as caught:
        thresholds(path)
    assert f"{path}:" in str(caught.value) and message in str(caught.value)
