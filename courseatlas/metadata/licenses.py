"""`LICENSES.md`: what is known of the terms of each source of a release."""

from courseatlas.metadata.facts import ReleaseFacts

LICENSES_FILE = "LICENSES.md"
_INTRODUCTION = """\
# Licences and terms

Facts (titles, codes, credits, prices, dates, and which course belongs to which program) are free to
use. Descriptions are texts of their publishers: quote them under the terms of their site, and name
it. A row's own licence, where its page states one, is in the column `license`; the page that a row
was read from is in `evidence_url`.

"""
_UNKNOWN = "no note: look at the terms of the site before you republish its texts"


def licenses(release: ReleaseFacts) -> str:
    """The content of `LICENSES.md`: one entry per source that has rows in the release."""
    return _INTRODUCTION + "".join(
        f"## {source.name} (`{source.id}`)\n\n- Site: <{source.website}>\n- Rows in this release: "
        f"{source.rows}\n- Terms: {source.terms or _UNKNOWN}\n\n"
        for source in release.sources
    )
