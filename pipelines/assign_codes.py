"""Assign codes: programs get the codes of the field that their title names."""

import pandas as pd

from courseatlas.arrow import series, values
from courseatlas.codes.fields import field_of
from pipelines.step import CurationContext, StepResult, nothing_ends


def assign_codes(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """Programs with `cip_code` and `isced_f_code`, null where no rule names the field.

    A code that the page states stays. Rows of other kinds stay as they are.
    """
    if context.kind != "program":
        return nothing_ends(frame)
    titles = values(frame["title"])
    fields = {title: field_of(title) for title in dict.fromkeys(titles)}
    cip_codes = [field.cip if field else None for field in map(fields.get, titles)]
    isced_codes = [field.isced if field else None for field in map(fields.get, titles)]
    return nothing_ends(
        frame.assign(
            cip_code=_stated_or(frame["cip_code"], cip_codes),
            isced_f_code=_stated_or(frame["isced_f_code"], isced_codes),
        )
    )


def _stated_or(stated: pd.Series, assigned: list[str | None]) -> pd.Series:
    codes = [code or other for code, other in zip(values(stated), assigned, strict=True)]
    return series(codes, "string", stated.index)
