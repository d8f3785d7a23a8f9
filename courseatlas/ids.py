"""Ids of records: `<source>:<kind>:<the catalog's own key>`, readable and stable."""


def make_id(source_id: str, kind: str, key: str) -> str:
    """The id of a record.

    >>> make_id("northeastern", "course", "CS-5100")
    'northeastern:course:CS-5100'
    """
    return f"{source_id}:{kind}:{key}"


def source_of(record_id: str) -> str:
    """The source of a record, from its id.

    >>> source_of("northeastern:course:CS-5100")
    'northeastern'
    """
    return record_id.partition(":")[0]
