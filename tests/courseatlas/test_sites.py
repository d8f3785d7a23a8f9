"""Hosts of one owner are one site; neighbours under a shared domain are not."""

import socket
from pathlib import Path

import pytest

from courseatlas import sites
from courseatlas.errors import InvalidFile
from courseatlas.sites import registered_domain, vendors


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("catalog.northeastern.edu", "northeastern.edu"),
        ("www.edx.org", "edx.org"),
        ("Catalog.Example.EDU.", "example.edu"),
        ("catalog.example.edu:8443", "example.edu"),
        ("www.school.k12.ca.us", "school.k12.ca.us"),  # not ca.us
        ("school.web.app", "school.web.app"),  # not web.app
        ("www.uni.lodz.pl", "uni.lodz.pl"),  # not lodz.pl
        ("www.example.ac.uk", "example.ac.uk"),
        ("www.example.co.jp", "example.co.jp"),
        ("www.example.edu.au", "example.edu.au"),
        ("ieeecissummerschool2026.vercel.app", "ieeecissummerschool2026.vercel.app"),
        ("someone.github.io", "someone.github.io"),
        ("school.netlify.app", "school.netlify.app"),
        ("school.herokuapp.com", "school.herokuapp.com"),
        ("d111111abcdef8.cloudfront.net", "d111111abcdef8.cloudfront.net"),
        ("iu.smartcatalogiq.com", "iu.smartcatalogiq.com"),
        ("school.kuali.co", "school.kuali.co"),
        ("school.acalog.com", "school.acalog.com"),
        ("school.coursedog.com", "school.coursedog.com"),
        ("www.notacalog.com", "notacalog.com"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("[::1]:8000", "[::1]"),
        ("localhost", "localhost"),
        ("web.app", "web.app"),
        ("", ""),
    ],
)
def test_a_host_belongs_to_the_domain_that_its_owner_registered(host: str, expected: str) -> None:
    assert registered_domain(host) == expected


def test_the_list_is_the_packaged_one_and_no_address_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    sites._public_suffixes.cache_clear()
    registered_domain.cache_clear()
    assert registered_domain("www.never-asked-before.example.edu") == "example.edu"


def test_a_vendor_that_is_no_domain_is_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "sites.yml"
    path.write_text("vendors:\n  - acalog.com\n  - not a domain\n")
    with pytest.raises(
        InvalidFile, match=r"sites\.yml:3: vendors\[1\]: must be a domain name such as acalog\.com"
    ):
        vendors(path)
