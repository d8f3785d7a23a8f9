"""Which site a host belongs to: the domain that its owner registered, by the Public Suffix List."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

import tldextract
from pydantic import Field

from courseatlas.yaml_files import YamlModel, read_model

_FILE = Path(__file__).with_name("sites.yml")

DomainName = Annotated[
    str,
    Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", description="a domain name such as acalog.com"),
]


class SitesFile(YamlModel):
    """The content of `sites.yml`."""

    vendors: Annotated[tuple[DomainName, ...], Field(description="a list of domain names")]


@cache
def vendors(path: Path = _FILE) -> tuple[str, ...]:
    """The domains under which every host is the site of another customer. Raises InvalidFile."""
    return read_model(path, SitesFile).vendors


@cache
def _public_suffixes() -> tldextract.TLDExtract:
    # the list that the package ships: no address is fetched and no cache is written. The private
    # part of the list names the domains, such as github.io, under which anybody may have a site
    return tldextract.TLDExtract(
        cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True
    )


@lru_cache(maxsize=1 << 14)
def registered_domain(host: str) -> str:
    """The domain that the owner of a host registered; the host itself for an IP address.

    >>> registered_domain("executive.mit.edu"), registered_domain("www.example.ac.uk")
    ('mit.edu', 'example.ac.uk')
    >>> registered_domain("school.vercel.app"), registered_domain("catalog.school.k12.ca.us")
    ('school.vercel.app', 'school.k12.ca.us')
    >>> registered_domain("127.0.0.1:8000"), registered_domain("localhost")
    ('127.0.0.1', 'localhost')
    """
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    name = host.partition(":")[0].lower().rstrip(".")
    if name.endswith(tuple(f".{vendor}" for vendor in vendors())):
        return name
    return _public_suffixes()(name).top_domain_under_public_suffix or name
