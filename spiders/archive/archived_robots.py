"""What the robots.txt of a source's hosts said when the archive last saw it."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from spiders.archive.decoded import decoded_text
from spiders.archive.store import PageStore
from spiders.robots_rules import RobotsRules, rules_of_answer


def archived_robots(archive: Path, hosts: Iterable[str]) -> dict[str, RobotsRules | None]:
    """Host -> its rules, None where the last answer hides them; other hosts are left out.

    Nothing is written: the index stands in a temporary folder.
    """
    if not archive.is_dir():
        return {}
    with TemporaryDirectory() as folder:
        store = PageStore(archive, None, Path(folder) / "index.sqlite")
        try:
            answers = {host: _robots_of(store, host) for host in hosts}
        finally:
            store.close()
    return {
        host: rules_of_answer(status, body.encode())
        for host, (status, body) in answers.items()
        if status
    }


def _robots_of(store: PageStore, host: str) -> tuple[int, str]:
    """(status, text) of the last robots.txt of a host; 0 where there is none."""
    entries = [store.index.newest(f"{scheme}://{host}/robots.txt") for scheme in ("https", "http")]
    found = [entry for entry in entries if entry is not None]
    if not found:
        return 0, ""
    answer = store.get(max(found, key=lambda entry: entry.fetched_at))
    return (answer.status, decoded_text(answer)) if answer else (0, "")
