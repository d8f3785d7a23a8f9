"""Storage as machines share it, on the loopback: OpenSSH's SFTP, and moto's stand-in for S3."""

import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.support.waiting import wait_until

_SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", ""))


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return free.getsockname()[1]


def answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def sftp_server(home: Path, served: Path) -> Iterator[str]:
    """The address of a folder over a real SFTP server; skips the test where there is none.

    `home` becomes the home of a user who has a key and knows the host: set HOME to it.
    """
    pytest.importorskip("paramiko", reason="paramiko is not installed")
    if _SSHD is None:
        pytest.skip("OpenSSH's server is not installed")
    port = free_port()
    config = _configured(home, port)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd gives its privileges up
    server = subprocess.Popen([_SSHD, "-D", "-e", "-f", config], stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: server.poll() is not None or answers(port), "sshd answers", 30)
        if server.poll() is not None:
            pytest.skip("OpenSSH's server does not run here")
        yield f"sftp://{getpass.getuser()}@127.0.0.1:{port}{served}"
    finally:
        server.terminate()
        server.wait()


def _configured(home: Path, port: int) -> Path:
    """The configuration of a server for the one user, with new keys on both sides."""
    own = home / ".ssh"
    own.mkdir(parents=True)
    for key in (own / "id_ed25519", home / "host_key"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
        subprocess.run(command, check=True)
    shutil.copy(own / "id_ed25519.pub", home / "authorized_keys")
    public = " ".join((home / "host_key.pub").read_text().split()[:2])
    (own / "known_hosts").write_text(f"[127.0.0.1]:{port} {public}\n")
    config = home / "sshd_config"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {home}/host_key\nPidFile none\n"
        f"AuthorizedKeysFile {home}/authorized_keys\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin yes\nMaxStartups 100\n"
        "Subsystem sftp internal-sftp\n"
    )
    return config


@contextmanager
def s3_server(bucket: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a bucket, and the environment by which S3's clients find the stand-in."""
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    moto = pytest.importorskip("moto.server", reason="moto's server is not installed")
    import boto3

    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys)
        client.create_bucket(Bucket=bucket)
        environment = {name.upper(): value for name, value in keys.items()}
        environment |= {"AWS_ENDPOINT_URL": endpoint, "AWS_DEFAULT_REGION": "us-east-1"}
        yield f"s3://{bucket}/atlas", environment
    finally:
        server.stop()


class StorageServers:
    """The servers of a test session; each starts when it is asked for first."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._stack = ExitStack()
        self._sftp: tuple[str, Path] | None = None
        self._s3: tuple[str, dict[str, str]] | None = None

    def address(self, kind: str, folder: Path) -> tuple[str, dict[str, str]]:
        """The address of storage that is a folder's own, and the environment that it needs.

        Skips the test where the server of that kind is missing.
        """
        if kind == "file":
            return f"{folder.as_uri()}/storage", {}
        if kind == "memory":
            return f"memory://{folder.name}", {}
        if kind == "sftp":
            return self._of_sftp(folder)
        if self._s3 is None:
            self._s3 = self._stack.enter_context(s3_server("atlas"))
        address, environment = self._s3
        return f"{address}/{folder.name}", environment

    def _of_sftp(self, folder: Path) -> tuple[str, dict[str, str]]:
        if self._sftp is None:
            home = self._factory.mktemp("sftp")
            self._sftp = self._stack.enter_context(sftp_server(home, home / "served")), home
        address, home = self._sftp
        return f"{address}/{folder.name}", {"HOME": str(home)}

    def close(self) -> None:
        """End the servers that run."""
        self._stack.close()
