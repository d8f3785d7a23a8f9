"""Code: programs get the codes of the field that their title names, where a rule is sure of it."""

import pandas as pd

from courseatlas.codes.fields import field_of


def with_codes(programs: pd.DataFrame) -> pd.DataFrame:
    """The programs with `cip_code` and `isced_f_code`, null where no rule names the field; what a page states itself stays."""
    known = {title: field_of(title) for title in dict.fromkeys(programs["title"])}
    fields = [known[title] for title in programs["title"]]
    return programs.assign(
        cip_code=pd.Series(
            [old or (field and field.cip) for old, field in zip(programs["cip_code"], fields, strict=True)],
            index=programs.index,
            dtype=object,
        ),
        isced_f_code=pd.Series(
            [old or (field and field.isced) for old, field in zip(programs["isced_f_code"], fields, strict=True)],
            index=programs.index,
            dtype=object,
        ),
    )
