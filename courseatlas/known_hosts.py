"""Whom an SFTP server must be: the key that `~/.ssh/known_hosts` has for it.

fsspec trusts any key by default, and what workers hand back is published.
"""

from pathlib import Path
from typing import Any

KNOWN_HOSTS_ONLY = "add the key of the host with `ssh-keyscan`, after you compared it"


def ssh_options() -> dict[str, Any]:
    """The options of fsspec's SFTP file system; none where paramiko is not installed."""
    try:
        import paramiko
    except ImportError:  # fsspec says so
        return {}

    class KnownHostsOnly(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
        """Refuses a host whose key is not in the user's file of known hosts."""

        def missing_host_key(self, client: object, hostname: str, key: Any) -> None:
            """Raise SSHException unless the file knows the key."""
            path = Path("~/.ssh/known_hosts").expanduser()
            known = paramiko.HostKeys(str(path)) if path.exists() else paramiko.HostKeys()
            if not known.check(hostname, key):
                raise paramiko.SSHException(f"{path} does not know this key of {hostname}")

    return {"host_key_policy": KnownHostsOnly()}
