"""Imported by the server process of crawls: once this is imported, a crawl can be forked."""

import sys

from courseatlas.errors import AtlasError
from spiders.preload import preload

try:
    preload()
except AtlasError as e:
    # the process that asked for a crawl reads the same files and says what is wrong
    sys.exit(e.status)
