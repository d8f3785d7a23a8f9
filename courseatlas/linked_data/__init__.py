"""Records as linked data: schema.org's and Credential Engine's terms for courses and programs."""

from courseatlas.linked_data.ctdl import REQUIRED_OF_PROGRAMS, ctdl_program, missing_of
from courseatlas.linked_data.schema_org import schema_org_course, schema_org_program

__all__ = [
    "REQUIRED_OF_PROGRAMS",
    "ctdl_program",
    "missing_of",
    "schema_org_course",
    "schema_org_program",
]
