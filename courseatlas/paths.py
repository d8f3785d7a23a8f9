"""Where the files of the project are: its registry, its profiles and its sample archive."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "sources"
REGISTRY = ROOT / "registry"
PROFILES = ROOT / "profiles"
SAMPLE = ROOT / "samples"
