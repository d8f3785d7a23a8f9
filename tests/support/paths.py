"""Where the tests find the files of the project."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE_SOURCES = ROOT / "samples" / "sources"
TESTS = ROOT / "tests"
