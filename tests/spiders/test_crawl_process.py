"""The processes of crawls: what they take over from the process that starts them, and what not."""

import subprocess
import sys
from pathlib import Path

from spiders.crawl_process import CrawlProcess
from tests.support.paths import ROOT
from tests.support.waiting import DEADLINE_SECONDS

# a script that does its work when it is imported, as scripts without a guard do
_SCRIPT = """
import sys
from pathlib import Path
from spiders.crawl_process import CrawlProcess

print("imported")
for name in ("first", "second"):
    process = CrawlProcess(Path("no such job.json"), Path(sys.argv[1]) / name)
    assert process.wait(60) == 1
"""


def test_a_crawl_imports_no_main_module_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT)
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "imported\n"
    for name in ("first", "second"):
        assert "no such job.json" in (tmp_path / name).read_text()


def test_a_crawl_that_runs_is_stopped(tmp_path: Path) -> None:
    job = tmp_path / "job.json"
    # reading a pipe that nobody writes to takes for ever, and a crawl's handlers are not there yet
    subprocess.run(["mkfifo", str(job)], check=True)
    process = CrawlProcess(job, tmp_path / "errors")
    assert process.wait(0.2) is None
    process.stop(grace=DEADLINE_SECONDS)
    assert process.wait(0) == -15


def test_an_invalid_file_of_the_readers_is_told_in_place_of_a_server_that_ended(
    tmp_path: Path,
) -> None:
    page = tmp_path / "spiders" / "page"
    page.mkdir(parents=True)
    (tmp_path / "courseatlas").symlink_to(ROOT / "courseatlas")
    for folder in (page.parent, page):
        for path in (ROOT / folder.relative_to(tmp_path)).iterdir():
            if path.name not in ("page", "labels.yml", "__pycache__"):
                (folder / path.name).symlink_to(path)
    labels = (ROOT / "spiders" / "page" / "labels.yml").read_text("utf-8")
    misspelt = labels.replace("prerequisites_text:", "prerequisite_text:", 1)
    (page / "labels.yml").write_text(misspelt, "utf-8")
    code = """
from pathlib import Path
from courseatlas.errors import InvalidFile
from spiders.crawl_process import CrawlProcess
try:
    CrawlProcess(Path("job.json"), Path("errors"))
except InvalidFile as e:
    print(e)
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert "did you mean prerequisites_text?" in done.stdout
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_what_all_crawls_import_installs_no_reactor() -> None:
    code = "import spiders.preloaded, sys; print('twisted.internet.reactor' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout == "False\n"
