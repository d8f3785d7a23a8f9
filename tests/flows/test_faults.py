"""Faults of sites, of the machine and of Prefect, each made for real: what the ledger says, and what stays whole."""

import datetime
import os
import secrets
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from courseatlas import releases
from flows.plan import make_plan
from flows.runs import open_run
from flows.supervisor import Patience, crawl_source
from tests.support.paths import ROOT
from tests.support.processes import crawls, has_ended, suspend
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.sites.server import Reply, Site
from tests.support.waiting import DEADLINE_SECONDS, wait_until


def test_a_crawl_delay_of_robots_txt_is_honoured(project: Project) -> None:
    catalog.put(project.site, 2)
    project.site.page("/robots.txt", "User-agent: *\nCrawl-delay: 1\n", "text/plain")
    assert project.refresh().returncode == 0
    (_, begin), *asked = project.site.times
    # from one arrival to the next may be less than a second, where the earlier one was late; from
    # the arrival of the request for robots.txt, which comes before all waits, it cannot be
    assert {path for path, _ in asked} == {"/courses/", "/courses/s0/", "/courses/s1/"}
    assert all(when - begin >= 0.95 * waits for waits, (_, when) in enumerate(asked, 1))


def test_a_page_over_the_size_limit_is_too_large_and_the_others_are_read(project: Project) -> None:
    catalog.put(project.site, 2)
    project.site.page("/courses/s1/", b"<html>" + b" " * (17 << 20))
    assert project.refresh().returncode == 0
    assert project.page_outcomes() == {
        "/courses/": "listing",
        "/courses/s0/": "record",
        "/courses/s1/": "error:too_large",
    }


def test_a_redirect_to_another_host_is_offsite_and_never_followed(project: Project) -> None:
    other = Site()
    catalog.put(project.site, 2)
    project.site.replies["/courses/s1/"] = Reply(b"", 302, {"Location": f"{other.url}/courses/s1/"})
    assert project.refresh().returncode == 0
    assert (
        project.page_outcomes()["/courses/s1/"] == "redirect"
        and project.page_outcomes()[f"{other.url}/courses/s1/"] == "offsite"
    )
    other.close()
    assert not other.asked


@pytest.fixture
def tls_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that answers over HTTP and, with a certificate that nobody signed, over TLS."""
    monkeypatch.setenv("COURSEATLAS_ALLOW_ADDRESSES", "127.0.0.0/8")
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]),
    )
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(
            name, name, key.public_key(), 1, today, today + datetime.timedelta(days=1)
        )
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "site.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    running = Site(context)
    yield running
    running.close()


def test_a_certificate_that_nobody_signed_is_an_error_of_its_page(
    tls_site: Site, tmp_path: Path
) -> None:
    project = Project(tls_site, tmp_path / "out", tmp_path / "sources")
    project.source()
    catalog.put(tls_site, 1)
    secure = tls_site.url.replace("http:", "https:") + "/courses/secure/"
    tls_site.page(
        "/courses/",
        f'<html><body class="az_sitemap"><a href="/courses/s0/">x</a><a href="{secure}">y</a></body></html>',
    )
    assert project.refresh().returncode == 0
    assert project.page_outcomes()[secure] == "error:tls" and not tls_site.asked["/courses/secure/"]


def test_a_crawl_that_hangs_is_stopped_and_resumed(project: Project) -> None:
    catalog.put(project.site, 6)
    stopped = threading.Event()
    project.site.page("/courses/s2/", catalog.subject_page(2), held_until=stopped)
    plan = make_plan(project.output, sources_folder=project.sources)
    run = open_run(plan, None)
    with ThreadPoolExecutor(1) as pool:
        crawling = pool.submit(crawl_source, plan.sources["example"], run, Patience(grace=0.5))
        wait_until(lambda: project.site.asked["/courses/s2/"], "the crawl asks for the third page")
        (crawl_process,) = crawls(os.getpid())
        suspend(crawl_process)  # a suspended process ticks no more, and heeds no SIGTERM
        whole = project.archived()
        an_hour_ago = time.time() - 3600
        os.utime(run.crawl_folder("example") / "heartbeat", (an_hour_ago, an_hour_ago))
        wait_until(lambda: has_ended(crawl_process), "the supervisor ends the crawl that hangs")
        stopped.set()
        crawl = crawling.result(DEADLINE_SECONDS)
    assert crawl.failure is None and crawl.attempts == 2
    assert len(list(crawl.records())) == 24
    # what was under way when the process stopped is fetched again, and nothing that the archive had whole
    assert (
        whole
        and [path for path in whole if project.site.bodies[path] > 1 and path != "/robots.txt"]
        == []
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True
    ).returncode:
        pytest.skip("no file system can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_fills_during_a_crawl_leaves_the_last_release_whole(
    site: Site, small_disk: Path, tmp_path: Path
) -> None:
    project = Project(site, small_disk / "out", tmp_path / "sources")
    project.source()
    catalog.put(site, 2)
    assert project.refresh().returncode == 0
    for number in range(2):
        site.page(
            f"/courses/s{number}/",
            catalog.subject_page(number) + f"<!-- {secrets.token_hex(6 << 20)} -->",
        )
    full = project.refresh()
    assert full.returncode == 3, full.stderr
    errors = [line for line in full.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1 and "space" in errors[0] and "Traceback" not in full.stderr
    assert (
        releases.verify((project.output / "latest").resolve()) == []
        and len(project.rows("courses")) == 8
    )


def test_without_prefect_the_same_refresh_runs_and_one_line_says_so(project: Project) -> None:
    """A whole refresh; `test_broken_prefect` has many more ways in which Prefect is broken."""
    broken = {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    catalog.put(project.site, 2)
    command = project.command(
        "refresh", "--sources", str(project.sources), "--output", str(project.output)
    )
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env=os.environ | broken
    )
    assert done.returncode == 0, done.stderr
    messages = [line for line in done.stderr.splitlines() if "Prefect" in line]
    assert (
        len(messages) == 1
        and "running without it" in messages[0]
        and "Traceback" not in done.stderr
    )
    assert len(project.rows("courses")) == 8
