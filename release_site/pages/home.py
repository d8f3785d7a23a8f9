"""The first page of the site, and the page of the search."""

from collections.abc import Sequence

from release_site import addresses
from release_site.charts import DrawnChart
from release_site.contents import SiteContents
from release_site.documents import FINDINGS, REPORT
from release_site.frame import SiteFrame, SitePage
from release_site.labels import KIND_PLURALS, spoken
from release_site.pages.changes import TITLES, change_counts
from release_site.search.filters import FILTERS
from release_site.search.index import number_of_parts

# records up to which the filters are open on a wide screen: opening them loads two bytes per record
# and filter
_OPEN_FILTERS = 20_000
# what the home page says of what is counted over the release
_DOCUMENTS = {
    FINDINGS: "what AI programs ask for, counted over this release",
    addresses.CHARTS: "programs by country and topic, what online courses cost, growth",
    addresses.CHANGES: "what came, went, and says something else since the release before",
    REPORT: "how the catalogs were read, and what needs somebody",
}


def home_page(contents: SiteContents, charts: Sequence[DrawnChart], frame: SiteFrame) -> SitePage:
    """What the release has, the ways into it, and its first picture."""
    kinds = [record.kind for record in contents.briefs.values()]
    countries = {provider["country"] for provider in contents.providers.values()}
    return frame.page(
        "home.html.j2",
        addresses.HOME,
        numbers=[
            *(
                (plural, kinds.count(kind), addresses.OVERVIEWS[kind])
                for kind, plural in KIND_PLURALS.items()
            ),
            ("Providers", len(contents.providers), addresses.PROVIDERS),
            ("Countries" if len(countries) != 1 else "Country", len(countries), None),
        ],
        changes=[(TITLES[change], number) for change, number in change_counts(contents).items()],
        topics=sorted(
            (
                (contents.topic_title(topic), addresses.topic_page(topic), len(records))
                for topic, records in contents.by_topic.items()
            ),
            key=lambda entry: -entry[2],
        ),
        guides=[
            (spoken(profile.replace("-", "_")), address)
            for profile, address in contents.guides.items()
        ],
        documents=[
            (address, frame.entries[address], about)
            for address, about in _DOCUMENTS.items()
            if address in frame.entries
        ],
        chart=next((chart for chart in charts if chart.image), None),
        linked_data=contents.dataset,
    )


def search_page(contents: SiteContents, frame: SiteFrame) -> SitePage:
    """The search, which its script fills; it says where it does not work, and what does."""
    return frame.page(
        "search.html.j2",
        addresses.SEARCH,
        filters=FILTERS,
        parts=number_of_parts(len(contents.briefs)),
        is_small=len(contents.briefs) <= _OPEN_FILTERS,
        overviews=[(plural, addresses.OVERVIEWS[kind]) for kind, plural in KIND_PLURALS.items()],
    )
