"""A catalog site over real HTTP on the loopback, with a log of what was asked of it."""

import hashlib
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

from tests.support.waiting import DEADLINE_SECONDS

_CLOSES_WITHIN_SECONDS = 0.05


@dataclass
class Reply:
    """What the site answers on a path.

    `cut` sends only half of the body. `ending` says how the body ends: with its `length`, or
    without one where the connection is closed (`close`) or reset (`reset`). An answer is held until the event `held_until` is set. A
    request without the cookie `cookie` gets `without_cookie`.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    ending: Literal["length", "close", "reset"] = "length"
    held_until: threading.Event | None = None
    cookie: str | None = None
    without_cookie: bytes = b""


class Site:
    """A running site, over TLS too where it has a context. `replies` may be changed at any time; `bodies` counts the full bodies sent by path, `asked` all requests."""

    def __init__(self, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1") -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: Counter[str] = Counter()
        self.bodies: Counter[str] = Counter()
        self.times: list[tuple[str, float]] = []
        self.agents: set[str] = set()
        self.posted: list[tuple[str, str]] = []
        self.cookies: list[tuple[str, str]] = []
        self.headers: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # head and body are two writes: the second would wait 40 ms for the first to be confirmed
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                site._answer(self)

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                site.posted.append((self.path, self.rfile.read(length).decode()))
                site._answer(self)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def finish_request(self, request, address) -> None:
                if (
                    tls and request.recv(1, socket.MSG_PEEK) == b"\x16"
                ):  # the first byte of a TLS handshake
                    request = tls.wrap_socket(request, server_side=True)
                super().finish_request(request, address)

            def handle_error(self, request, address) -> None:
                pass  # a client that hangs up, or refuses the certificate, is what the tests are about

        self._server = Server((address, 0), Handler)
        self._server.daemon_threads = True
        self.host = f"{address}:{self._server.server_port}"
        self.url = f"http://{self.host}"
        serve = partial(self._server.serve_forever, poll_interval=_CLOSES_WITHIN_SECONDS)
        threading.Thread(target=serve, daemon=True).start()

    def page(
        self, path: str, text: str | bytes, kind: str = "text/html; charset=utf-8", **more
    ) -> None:
        body = text.encode() if isinstance(text, str) else text
        headers = {"Content-Type": kind} | more.pop("headers", {})
        self.replies[path] = Reply(body, headers=headers, **more)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        self.asked[path] += 1
        self.times.append((path, time.monotonic()))
        self.agents.add(handler.headers.get("User-Agent", ""))
        self.headers.append((path, dict(handler.headers)))
        reply = self.replies.get(
            path,
            Reply(
                b"<html><body><h1>No such page</h1></body></html>",
                404,
                {"Content-Type": "text/html"},
            ),
        )
        cookie = handler.headers.get("Cookie", "")
        self.cookies.append((path, cookie))
        if reply.cookie and reply.cookie not in cookie:
            reply = replace(reply, body=reply.without_cookie)
        if reply.held_until:
            reply.held_until.wait(DEADLINE_SECONDS)
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        if reply.status == 200 and handler.headers.get("If-None-Match") == tag:
            handler.send_response(304)
            handler.send_header("ETag", tag)
            handler.end_headers()
            return
        self.bodies[path] += 1
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if reply.status == 200:
            handler.send_header("ETag", tag)
        body = reply.body[: len(reply.body) // 2] if reply.cut else reply.body
        if reply.ending == "length":
            handler.send_header("Content-Length", str(len(body)))
        else:
            handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
        if reply.ending == "reset":
            _reset(handler.connection)


def _reset(connection: socket.socket) -> None:
    """Close a connection with RST in place of FIN, once the client has what was sent."""
    time.sleep(_CLOSES_WITHIN_SECONDS)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
