"""A page within the frame of the site: its navigation, its version, and its place in the folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from release_site import addresses
from reporting import environment as reporting_environment

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class SitePage:
    """A file of the site: its address within the folder, and its text."""

    address: str
    text: str

    def write(self, folder: Path) -> None:
        """Write the file into a folder. Raises OSError."""
        path = folder / self.address
        try:
            path.write_text(self.text, "utf-8")
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, "utf-8")


@dataclass(frozen=True)
class SiteFrame:
    """What all pages share. `entries` are those of the navigation: address -> words."""

    version: str
    entries: Mapping[str, str]

    def page(self, template: str, address: str, **values: Any) -> SitePage:
        """Render a page. `root` leads from the page to the folder of the site."""
        root = addresses.root_of(address)
        text = (
            site_environment()
            .get_template(template)
            .render(
                values,
                version=self.version,
                root=root,
                navigation=self.navigation(address),
            )
        )
        return SitePage(address, text)

    def navigation(self, address: str) -> Markup:
        """The links of the navigation, as they are on a page."""
        here = address if address in self.entries else ""
        return _links(tuple(self.entries.items()), addresses.root_of(address), here)


@cache
def site_environment() -> Environment:
    """The templates of the site, with the filters and macros of the report's."""
    loader = FileSystemLoader([TEMPLATES, reporting_environment.TEMPLATES])
    return reporting_environment.environment().overlay(loader=loader)


@cache
def _links(entries: tuple[tuple[str, str], ...], root: str, here: str) -> Markup:
    """The links as markup; it is made once for all pages of a depth."""
    template = site_environment().get_template("navigation.html.j2")
    return Markup(template.render(entries=entries, root=root, here=here))
