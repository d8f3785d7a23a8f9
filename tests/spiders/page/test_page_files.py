"""`labels.yml` and `api_rows.yml`: a slip in them is one error that says what to write."""

from pathlib import Path

import pytest

from courseatlas.errors import InvalidFile
from courseatlas.yaml_files import YamlModel, read_model
from spiders.page import page_files
from spiders.page.page_files import ApiRowsFile, LabelsFile

FOLDER = Path(page_files.__file__).parent


@pytest.mark.parametrize(
    ("name", "model", "right", "wrong", "message"),
    [
        (
            "labels.yml",
            LabelsFile,
            "  duration_text: [",
            "  duration_txt: [",
            "alone.duration_txt: is no column that a page may state; did you mean duration_text?",
        ),
        (
            "labels.yml",
            LabelsFile,
            "[duration, length",
            "[Duration, length",
            "alone.duration_text: must be in lower case, as labels are compared; 'Duration' is not",
        ),
        ("labels.yml", LabelsFile, "'grade mode'", "'grade ('", "must be a regular expression"),
        ("api_rows.yml", ApiRowsFile, "weeks_min:", "weeks_mim:", "did you mean weeks_min?"),
        ("api_rows.yml", ApiRowsFile, "page.length", "page..length", "keys with dots"),
    ],
)
def test_a_slip_is_one_error_with_its_line(
    tmp_path: Path, name: str, model: type[YamlModel], right: str, wrong: str, message: str
) -> None:
    text = (FOLDER / name).read_text("utf-8")
    assert right in text
    file = tmp_path / name
    file.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(InvalidFile) as e:
        read_model(file, model)
    line = text[: text.index(right)].count("\n") + 1
    assert message in str(e.value)
    assert f"{file}:{line}: " in str(e.value)
