"""A server that plays many hosts, each an address of its own on the loopback, with a log."""

import asyncio
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

_PER_NET = 250
_REASONS = {200: "OK", 404: "Not Found", 503: "Service Unavailable"}


@dataclass(frozen=True)
class HostAnswer:
    """What a host answers on a path."""

    body: str = ""
    status: int = 200


@dataclass
class ManyHosts:
    """Hosts that answer what `answer(host number, path)` says; `asked` holds the times of each host's requests."""

    count: int
    answer: Callable[[int, str], HostAnswer]
    asked: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(30)

    def host(self, number: int) -> str:
        return f"127.0.{1 + number // _PER_NET}.{1 + number % _PER_NET}:{self.port}"

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        with socket.create_server(("127.0.1.1", 0)) as free:
            self.port = free.getsockname()[1]
        addresses = [self.host(number).partition(":")[0] for number in range(self.count)]
        serve = asyncio.start_server(self._serve, addresses, self.port, backlog=64)
        self._loop.run_until_complete(serve)
        started.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        third, fourth = map(int, writer.get_extra_info("sockname")[0].split(".")[2:])
        number = (third - 1) * _PER_NET + fourth - 1
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                self.asked[number].append(time.monotonic())
                reply = self.answer(number, request.split(b" ", 2)[1].decode())
                body = reply.body.encode()
                head = f"HTTP/1.1 {reply.status} {_REASONS[reply.status]}\r\nContent-Type: text/html\r\n"
                writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
