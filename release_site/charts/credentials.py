"""Programs by what a graduate holds, and by country."""

from collections import Counter

from release_site.charts.chart import Chart
from release_site.contents import SiteContents
from release_site.labels import CREDENTIALS, country_name

# countries with a colour of their own; the others are drawn together
_COUNTRIES = 5


def credentials_chart(contents: SiteContents) -> Chart:
    """How many programs of each credential type there are in the countries with the most."""
    programs = contents.records["program"].select(["credential_type", "provider_id"]).to_pylist()
    places = [
        (row["credential_type"], contents.providers.get(row["provider_id"], {}).get("country", ""))
        for row in programs
    ]
    counted = Counter(places)
    by_country = Counter(country for _, country in places)
    ordered = sorted(by_country, key=lambda country: (-by_country[country], country))
    shown, others = ordered[:_COUNTRIES], ordered[_COUNTRIES:]
    names = [country_name(country) for country in shown]
    rows = []
    for credential, title in CREDENTIALS.items():
        numbers = [counted[credential, country] for country in shown]
        if others:
            numbers.append(sum(counted[credential, country] for country in others))
        if any(numbers):
            rows.append((title, tuple(numbers)))
    place = f" All of them: {names[0]}." if len(ordered) == 1 else ""
    return Chart(
        key="programs-by-credential",
        title="Programs by credential and country",
        caption="Programs of this release by what a graduate holds and by the country of the "
        f"provider.{place}",
        columns=("Credential", *names, *(["Other countries"] if others else [])),
        rows=tuple(rows),
        too_few="" if rows else "This release has no programs.",
    )
