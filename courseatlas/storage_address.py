"""From the address of storage to its file system: what fsspec knows, and nothing else."""

import re
from typing import Any

from courseatlas.errors import StorageError, UsageError
from courseatlas.known_hosts import KNOWN_HOSTS_ONLY, ssh_options

EXAMPLES = "give one such as file:///mnt/atlas, sftp://host/atlas or s3://bucket/atlas"
OVER_SSH = ("sftp", "ssh")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S")
_PASSWORD = re.compile(r"(://[^/@:]*):[^/@]*@")


def connect(url: str) -> tuple[Any, str, str]:
    """The file system of an address, the path in it, and the name of its protocol.

    Raises UsageError for an address that fsspec does not know, and StorageError where nobody
    answers there.
    """
    import fsspec

    if not _ADDRESS.match(url):
        raise UsageError(f"{shown(url)}: is no address of storage; {EXAMPLES}")
    protocol = url.partition("://")[0]
    options = ssh_options() if protocol in OVER_SSH else {}
    try:
        system, root = fsspec.core.url_to_fs(url, skip_instance_cache=True, **options)
    except (ValueError, ImportError) as e:
        raise UsageError(f"{shown(url)}: {first_line(e)}; {EXAMPLES}") from e
    except Exception as e:  # such as a host that refuses the connection
        remedy = KNOWN_HOSTS_ONLY if "known_hosts" in str(e) else "check the address"
        problem = f"{type(e).__name__}: {first_line(e)}"
        raise StorageError(f"{shown(url)}: {problem}; {remedy}") from e
    return system, root.rstrip("/"), protocol


def shown(url: str) -> str:
    """An address as messages show it.

    >>> shown("sftp://atlas:secret@example.edu/atlas/")
    'sftp://atlas:…@example.edu/atlas'
    """
    return _PASSWORD.sub(r"\1:…@", url).rstrip("/")


def first_line(error: Exception) -> str:
    """The first line of what an error of a library says."""
    return str(error).partition("\n")[0][:200]
