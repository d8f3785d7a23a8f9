"""Sources given to workers: what comes back is what one machine makes, whatever is lost on the way.

Here the worker runs in this process and its crawl is a small stand-in, so that every operation of the storage can fail in
turn; `test_worker_machines.py` has real crawls and processes, `test_prefect_workers.py` has Prefect too.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from courseatlas.errors import AtlasError, Busy, StorageError
from courseatlas.storage import Storage
from flows.crawl import Crawl
from flows.plan import Plan, make_plan
from flows.runs import Run, open_run
from flows.workers import worker
from flows.workers.coordinator import crawl_by_workers
from flows.workers.local_run import LocalRun
from flows.workers.messages import (
    Progress,
    Result,
    assignment_name,
    progress_name,
    receive,
    result_name,
    send,
)
from flows.workers.source_runs import RunState
from flows.workers.watch import Watching
from spiders.archive.store import PageStore
from spiders.archive.warc import Answer
from spiders.host_turns import HostTurns
from spiders.ledger import Ledger, PageOutcome
from tests.support.storage_servers import free_port
from tests.support.waiting import wait_until
from tests.support.workers import WorkerHere

SOURCES = ["cmu", "ieee-vtools", "khan-academy"]
PAGES = [f"https://example.edu/{number}" for number in range(3)]
QUICK = Watching(start=0.2, silence=0.2, poll=0.01, refusal_pause=0.0, attempts=3, refusals=2)


class Site:
    """Counts what is fetched over all attempts and machines."""

    def __init__(self) -> None:
        self.fetched: Counter[tuple[str, str]] = Counter()

    def crawl(self, local: LocalRun) -> Crawl:
        """A crawl that archives three pages and writes a record of each; what is archived is not fetched."""
        folder, run_id = local.crawl_folder, local.run.id
        folder.mkdir(parents=True, exist_ok=True)
        store = PageStore(local.archive, run_id)
        ledger = Ledger(folder / "ledger.sqlite", local.source.id)
        for url in PAGES:
            if store.index.of_run(url, run_id) is None:
                self.fetched[local.source.id, url] += 1
                store.put(Answer(url, 200, [("Content-Type", "text/html")], url.encode()))
            ledger.close_url(url, PageOutcome("record", records=1))
        store.close()
        ledger.close()
        lines = [json.dumps({"source_id": local.source.id, "title": url}) + "\n" for url in PAGES]
        (folder / "records.jsonl").write_text("".join(lines))
        (folder / "result.json").write_text('{"reason": "finished"}')
        return Crawl(local.source, folder, 1.5, 1)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    site = Site()
    monkeypatch.setattr(worker, "_crawl_and_curate", site.crawl)
    return site


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return make_plan(tmp_path_factory.mktemp("plan"), source_ids=SOURCES, jobs=1, workers=True)


class Atlas:
    """A coordinator with an output folder, a storage and a worker."""

    def __init__(self, plan: Plan, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self.url = url or f"{folder.as_uri()}/storage"
        self.plan = replace(plan, output=folder / "out")
        self.runs = WorkerHere(self.url, folder / "worker")

    def run(self) -> Run:
        return open_run(self.plan, None)

    def crawl(self, watching: Watching = QUICK) -> list[Crawl]:
        return crawl_by_workers(self.plan.active, self.run(), self.url, self.runs, watching, 0.2)

    def storage(self) -> Storage:
        return Storage(self.url)


@pytest.fixture
def atlas(plan: Plan, tmp_path: Path) -> Atlas:
    return Atlas(plan, tmp_path)


def assert_whole(crawls: list[Crawl], atlas: Atlas) -> None:
    """What the coordinator has is what the crawls would have left there."""
    assert [crawl.source.id for crawl in crawls] == [source.id for source in atlas.plan.active]
    for crawl in crawls:
        assert crawl.failure is None
        assert crawl.folder == atlas.run().crawl_folder(crawl.source.id)
        assert [record["title"] for record in crawl.records()] == PAGES
        assert [row["url"] for row in crawl.ledger] == PAGES
        assert not (crawl.folder / "worker.json").exists()
        store = PageStore(atlas.plan.output / "archive" / crawl.source.id, None)
        entries = [store.index.of_run(url, atlas.run().id) for url in PAGES]
        bodies = [store.get(entry).body for entry in entries if entry]  # type: ignore[union-attr]
        store.close()
        assert bodies == [url.encode() for url in PAGES]


def test_the_coordinator_has_what_the_workers_crawled(atlas: Atlas, site: Site) -> None:
    crawls = atlas.crawl()
    assert_whole(crawls, atlas)
    assert [(crawl.seconds, crawl.attempts) for crawl in crawls] == [(1.5, 1)] * 3
    assert set(site.fetched.values()) == {1}
    assert [assignment.attempt for assignment in atlas.runs.started] == [1, 1, 1]
    assert not list((atlas.folder / "worker" / "runs").glob("*/*"))


@pytest.mark.parametrize("kind", ["sftp", "s3"])
def test_the_storage_may_be_of_any_kind(
    kind: str, storage_url: Callable[[str], str], plan: Plan, site: Site, tmp_path: Path
) -> None:
    atlas = Atlas(plan, tmp_path, storage_url(kind))
    for _ in range(2):
        assert_whole(atlas.crawl(), atlas)
    assert len(atlas.runs.started) == 3 and set(site.fetched.values()) == {1}


def test_a_run_that_is_resumed_asks_for_nothing_again(atlas: Atlas, site: Site) -> None:
    atlas.crawl()
    assert_whole(atlas.crawl(), atlas)
    assert len(atlas.runs.started) == 3 and set(site.fetched.values()) == {1}


class Cut(BaseException):
    """The end of a process: no handler of errors sees it."""


@contextmanager
def storage_fails(at: int, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> Iterator[list]:
    """Let the operation of that number fail once, before it is done or after it."""
    operations: list[str] = []
    call = Storage._call

    def failing(self: Storage, operation, *more, **options):
        operations.append("")
        number = len(operations) - 1
        if number == at:
            raise error
        return call(self, operation, *more, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Storage, "_call", failing)
        yield operations


def operations_of_a_crawl(plan: Plan, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    with storage_fails(-1, Cut(), monkeypatch) as operations:
        Atlas(plan, folder).crawl()
    return len(operations)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize(
    "error", [Cut(), StorageError("the storage is away")], ids=["kill", "error"]
)
def test_whichever_operation_of_the_storage_fails_the_same_command_ends_with_the_same(
    error: BaseException, plan: Plan, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = replace(plan, sources={"cmu": plan.sources["cmu"]})
    count = operations_of_a_crawl(plan, tmp_path / "whole", monkeypatch)
    assert count > 30
    outcomes: Counter[str] = Counter()
    for number in range(count):
        atlas = Atlas(plan, tmp_path / f"at {number}")
        site.fetched.clear()
        with storage_fails(number, error, monkeypatch):
            try:
                crawls = atlas.crawl()
                outcomes["went on"] += 1
            except (Cut, StorageError, Busy):
                crawls = []
                outcomes["ended"] += 1
        assert_whole(crawls or atlas.crawl(), atlas)
        assert max(site.fetched.values()) <= 2, number
    assert outcomes["ended"]


def test_a_worker_that_is_lost_is_replaced_and_the_next_one_goes_on_where_it_was(
    atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_once(order, place) -> object:
        """The machine is gone after its report, and before its result."""
        if order.attempt > 1:
            return worker.work(order, replace(place, folder=atlas.folder / "other machine"))
        with monkeypatch.context() as patch, pytest.raises(Cut):
            patch.setattr(worker, "_result", lambda *values: (_ for _ in ()).throw(Cut()))
            worker.work(order, place)
        return None

    atlas.runs = WorkerHere(atlas.url, atlas.folder / "worker", die_once)
    assert_whole(atlas.crawl(), atlas)
    assert [assignment.attempt for assignment in atlas.runs.started] == [1, 2] * 3
    assert set(site.fetched.values()) == {1}
    assert atlas.runs.cancelled == [f"{source}/1" for source in SOURCES]


@pytest.mark.parametrize(("machine", "fetched"), [("same machine", 1), ("other machine", 2)])
def test_what_a_worker_did_not_report_is_fetched_again_on_another_machine_alone(
    machine: str, fetched: int, atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_unheard(order, place) -> object:
        if order.attempt > 1:
            return worker.work(order, replace(place, folder=atlas.folder / machine))
        with monkeypatch.context() as patch, pytest.raises(Cut):
            patch.setattr(worker, "reported", lambda *values: nullcontext())
            patch.setattr(worker, "_result", lambda *values: (_ for _ in ()).throw(Cut()))
            worker.work(order, replace(place, folder=atlas.folder / "same machine"))
        return None

    atlas.runs = WorkerHere(atlas.url, atlas.folder / "worker", die_unheard)
    assert_whole(atlas.crawl(), atlas)
    assert set(site.fetched.values()) == {fetched}


def test_the_result_of_an_older_attempt_is_not_taken(
    atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(order, place) -> object:
        """The first attempt gives its result only after the second one has begun."""
        if order.attempt == 1:
            return None
        result = worker.work(order, place)
        forged = result.model_copy(update={"failure": "of an older attempt"})
        send(atlas.storage(), result_name(order.run_id, order.source_id, 1), forged)
        return result

    atlas.runs = WorkerHere(atlas.url, atlas.folder / "worker", late)
    assert_whole(atlas.crawl(), atlas)


def next_attempt_begins(atlas: Atlas) -> None:
    second = atlas.runs.started[0].model_copy(update={"attempt": 2})
    send(atlas.storage(), assignment_name(second.run_id, second.source_id, 2), second)


def next_run_begins(atlas: Atlas) -> None:
    first = atlas.runs.started[0]
    atlas.storage().remove(assignment_name(first.run_id, first.source_id, 1))


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        (next_attempt_begins, "another worker has this source now"),
        (next_run_begins, "the coordinator has begun another run"),
    ],
)
def test_a_worker_that_is_superseded_ends_without_a_result(
    meanwhile: Callable[[Atlas], None],
    reason: str,
    atlas: Atlas,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crawl, refused = site.crawl, []

    def slow(local: LocalRun) -> Crawl:
        if not refused:
            meanwhile(atlas)
            wait_until(stopped.is_set, "the worker ends its crawl")
        return crawl(local)

    stopped = Event()
    monkeypatch.setattr(worker, "_crawl_and_curate", slow)
    monkeypatch.setattr(worker, "stop_crawls", stopped.set)

    def work(order, place) -> object:
        if refused:
            return worker.work(order, place)
        with pytest.raises(worker.Superseded, match=reason) as error:
            worker.work(order, replace(place, reporting=replace(place.reporting, tick=0.01)))
        refused.append(error)
        return None

    atlas.runs = WorkerHere(atlas.url, atlas.folder / "worker", work)
    assert_whole(atlas.crawl(), atlas)
    assert len(refused) == 1


def test_a_host_that_refused_one_worker_is_left_alone_by_the_next(
    atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [replace(source, hosts=("shared.example:443",)) for source in atlas.plan.active]
    monkeypatch.setattr(Plan, "active", sources)
    crawl, seen = site.crawl, []

    def refused(local: LocalRun) -> Crawl:
        turns = HostTurns(local.run.plan.output / "hosts", local.run.id)
        seen.append(turns.refused("shared.example"))
        turns.note_answer("shared.example", is_refusal=True)
        turns.close("shared.example", 3600.0)
        return crawl(local)

    monkeypatch.setattr(worker, "_crawl_and_curate", refused)
    monkeypatch.setattr(
        "flows.workers.local_run._fetch_source",
        lambda assignment, *more: next(
            source for source in sources if source.id == assignment.source_id
        ),
    )

    def work(order, place) -> object:
        return worker.work(order, replace(place, folder=atlas.folder / order.source_id))

    atlas.runs = WorkerHere(atlas.url, atlas.folder / "worker", work)
    assert_whole(atlas.crawl(), atlas)
    assert [refusals for refusals, _ in seen] == [0, 1, 2]
    assert [seconds > 3000 for _, seconds in seen] == [False, True, True]


def test_a_source_whose_workers_are_all_lost_fails_alone(atlas: Atlas, site: Site) -> None:
    def never(order, place) -> object:
        return worker.work(order, place) if order.source_id != "cmu" else None

    atlas.runs = WorkerHere(atlas.url, atlas.folder / "worker", never)
    cmu, *others = atlas.crawl()
    assert cmu.failure == (
        "the crawl was lost 3 times, the last time because its worker ended without a result (Completed)"
    )
    assert [crawl.failure for crawl in others] == [None, None]


def test_a_silent_worker_is_given_up_by_the_clock_of_the_coordinator_alone(
    atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(order, place) -> object:
        """A worker that gave one sign, dated by a clock of another century, and none after it."""
        if order.attempt == 1:
            name = progress_name(order.run_id, order.source_id, 1)
            send(atlas.storage(), name, Progress(beat=7))
            return None
        return worker.work(order, place)

    atlas.runs = WorkerHere(atlas.url, atlas.folder / "worker", silent)
    running = (RunState.WORKING, "Running")
    monkeypatch.setattr(atlas.runs, "state", lambda handle: running)
    assert_whole(atlas.crawl(), atlas)
    assert atlas.runs.cancelled == [f"{source}/1" for source in SOURCES]


def test_a_machine_with_other_code_refuses_and_the_run_ends_in_one_line(
    atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.workers.checks.code_version", lambda: "0" * 64)
    with pytest.raises(
        AtlasError, match="has other code.*bring it to the same commit.*resumes"
    ) as error:
        atlas.crawl()
    assert "\n" not in str(error.value) and not site.fetched
    monkeypatch.undo()
    monkeypatch.setattr(worker, "_crawl_and_curate", site.crawl)
    assert_whole(atlas.crawl(), atlas)


def test_a_machine_whose_disk_is_full_refuses_with_the_status_of_storage(
    atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(local: LocalRun) -> Crawl:
        raise OSError(28, "No space left on device", str(local.crawl_folder))

    monkeypatch.setattr(worker, "_crawl_and_curate", full)
    with pytest.raises(StorageError, match="No space left on device; free some space"):
        atlas.crawl()


def test_a_machine_whose_clock_is_wrong_refuses(
    atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.workers.checks.clock_difference", lambda storage, most: 7200.0)
    with pytest.raises(AtlasError, match="7200 s ahead of the coordinator's.*NTP"):
        atlas.crawl()


def test_a_worker_that_was_given_another_storage_refuses(
    atlas: Atlas, site: Site, tmp_path: Path
) -> None:
    atlas.runs = WorkerHere(f"{tmp_path.as_uri()}/elsewhere", tmp_path / "worker")
    (tmp_path / "elsewhere").mkdir()
    crawls = atlas.crawl()
    assert all("ended without a result" in (crawl.failure or "") for crawl in crawls)
    elsewhere = Storage(f"{tmp_path.as_uri()}/elsewhere")
    order = atlas.runs.started[0]
    result = receive(elsewhere, result_name(order.run_id, order.source_id, 1), Result)
    assert result is not None and result.refusal is not None
    assert "COURSEATLAS_STORAGE" in result.refusal.message


def test_a_damaged_object_costs_an_attempt_and_no_page(
    atlas: Atlas, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaging(order, place) -> object:
        result = worker.work(order, place)
        if order.attempt == 1:
            digest = result.crawl_files["records.jsonl"][0].sha256
            object_file = atlas.folder / "storage" / "objects" / digest[:2] / digest
            object_file.write_bytes(object_file.read_bytes()[:-1] + b"x")
        return result

    atlas.runs = WorkerHere(atlas.url, atlas.folder / "worker", damaging)
    assert_whole(atlas.crawl(), atlas)
    assert set(site.fetched.values()) == {1}


def test_storage_that_is_not_there_or_refuses_ends_the_run_before_anything_is_given_out(
    plan: Plan, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "storage").write_text("a file where the storage is to be")
    atlas = Atlas(plan, tmp_path)
    with pytest.raises(StorageError) as error:
        atlas.crawl()
    assert "\n" not in str(error.value) and not atlas.runs.started


def test_storage_that_does_not_answer_ends_the_run_at_once(
    plan: Plan, site: Site, tmp_path: Path
) -> None:
    pytest.importorskip("paramiko", reason="paramiko is not installed")
    atlas = Atlas(plan, tmp_path, f"sftp://nobody@127.0.0.1:{free_port()}/storage")
    with pytest.raises(StorageError, match="check the address") as error:
        atlas.crawl()
    assert "\n" not in str(error.value) and not atlas.runs.started


def test_a_new_run_clears_what_older_ones_left_and_keeps_the_archives(
    atlas: Atlas, site: Site
) -> None:
    atlas.crawl()
    storage, first = atlas.storage(), atlas.run()
    assert storage.names("runs") == [first.id]
    first.note(state="done")
    crawls = atlas.crawl()
    assert_whole(crawls, atlas)
    assert storage.names("runs") == [atlas.run().id] != [first.id]
    archived = {
        part["sha256"]
        for name in storage.names("archives")
        for parts in json.loads(storage.read(f"archives/{name}") or b"")["files"].values()
        for part in parts
    }
    kept = {
        digest
        for folder in storage.names("objects")
        for digest in storage.names(f"objects/{folder}")
    }
    assert archived <= kept


def test_an_archive_is_restored_from_the_storage_on_a_new_machine(
    atlas: Atlas, site: Site, plan: Plan, tmp_path: Path
) -> None:
    atlas.crawl()
    archive = atlas.plan.output / "archive"
    before = {path.name: path.read_bytes() for path in archive.glob("*/*.warc.gz")}
    atlas.run().note(state="done")
    atlas.plan = replace(plan, output=tmp_path / "new machine")
    atlas.crawl()
    after = {path.name: path.read_bytes() for path in (tmp_path / "new machine").rglob("*.warc.gz")}
    assert before.items() <= after.items()
