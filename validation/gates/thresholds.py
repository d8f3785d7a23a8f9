"""The thresholds of the gates, from `thresholds.yml`, which gives the reason for each number."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from courseatlas.yaml_files import Text, YamlModel, read_model

_FILE = Path(__file__).with_name("thresholds.yml")

Share = Annotated[float, Field(ge=0, description="a share, 0 or more; 1 is all of the rows")]
Count = Annotated[int, Field(ge=0, description="a whole number, 0 or more")]


class ShareLimit(YamlModel):
    """A limit in shares of the rows; below `at_least` rows it says nothing."""

    share: Share
    at_least: Count


class PointsLimit(YamlModel):
    """A limit on the difference of two shares; below `at_least` rows it says nothing."""

    points: Share
    at_least: Count


class EmptiedLimit(YamlModel):
    """The columns that may not become empty where `share` of the rows had a value."""

    columns: tuple[Text, ...]
    share: Share


class DistanceLimit(YamlModel):
    """A limit on the total variation distance of two distributions of words."""

    distance: Annotated[float, Field(ge=0, le=1, description="a distance from 0 to 1")]
    at_least: Count


class RenamedLimit(YamlModel):
    """The share of the rows that may get another title."""

    share: Share


class TimesLimit(YamlModel):
    """A limit on how many times longer or shorter texts may become."""

    times: Annotated[float, Field(gt=1, description="a number above 1")]
    at_least: Count


class GateThresholds(YamlModel):
    """The content of `thresholds.yml`."""

    lost_rows: ShareLimit
    grown_rows: ShareLimit
    filled_less: PointsLimit
    emptied: EmptiedLimit
    vanished_ids: ShareLimit
    shifted_words: DistanceLimit
    renamed: RenamedLimit
    alike: PointsLimit
    changed_lengths: TimesLimit
    pages_in_error: ShareLimit
    pages_without_records: ShareLimit
    withheld_rows: ShareLimit
    stale_days: Annotated[int, Field(ge=1, description="a number of days, 1 or more")]


@cache
def thresholds(path: Path = _FILE) -> GateThresholds:
    """The thresholds of a file.

    Raises InvalidFile with file, line, field and remedy of each problem.
    """
    return read_model(path, GateThresholds)
