"""Programs and courses by topic."""

from release_site.charts.chart import Chart
from release_site.contents import SiteContents


def topics_chart(contents: SiteContents) -> Chart:
    """How many programs and courses have each topic, the most frequent first."""
    counted: dict[str, list[int]] = {}
    for topic, records in contents.by_topic.items():
        kinds = [record.kind for record in records]
        counted[topic] = [kinds.count("program"), kinds.count("course")]
    ordered = sorted(counted.items(), key=lambda item: (-sum(item[1]), item[0]))
    rows = [(contents.topic_title(topic), tuple(numbers)) for topic, numbers in ordered]
    return Chart(
        key="topics",
        title="Programs and courses by topic",
        caption="Programs and courses of this release by topic; one that has several topics counts "
        "for each. The picture has the twenty most frequent topics.",
        columns=("Topic", "Programs", "Courses"),
        rows=tuple(rows),
        drawn_rows=20,
        too_few="" if rows else "No record of this release has a topic.",
    )
