"""Many hosts on the loopback, each a small catalog whose answers take their time.

`python -m benchmarks.slow_hosts PORT HOSTS PAGES SECONDS` serves them in a process of its own, so
that their CPU does not count as the crawls'. A host is an address of 127.0.0.0/8.
"""

import asyncio
import sys

from benchmarks.pages import course_list

_COURSES = 12
_PER_NET = 250


def addresses(count: int) -> list[str]:
    """The addresses of so many hosts."""
    return [f"127.0.{1 + number // _PER_NET}.{1 + number % _PER_NET}" for number in range(count)]


class _Site:
    """One answer per request; the body is told by the path and the address that was asked."""

    def __init__(self, pages: int, seconds: float):
        self._pages = pages
        self._seconds = seconds
        links = "".join(f'<a href="/courses/p{page}/">x</a>' for page in range(1, pages))
        self._listing = f"<html><body class='az_sitemap'>{links}</body></html>".encode()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                address = writer.get_extra_info("sockname")[0]
                body = self._body(request.split(b" ", 2)[1].decode(), address)
                await asyncio.sleep(self._seconds)
                status = b"200 OK" if body else b"404 Not Found"
                head = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
                writer.write(head % (status, len(body)) + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _body(self, path: str, address: str) -> bytes:
        if path == "/courses/":
            return self._listing
        if path.startswith("/courses/p"):
            host = int(address.split(".")[2]) * _PER_NET + int(address.split(".")[3])
            page = int(path.removeprefix("/courses/p").strip("/"))
            return course_list(host * self._pages + page, _COURSES)
        return b""


async def _serve(port: int, hosts: int, pages: int, seconds: float) -> None:
    site = _Site(pages, seconds)
    servers = [
        await asyncio.start_server(site.answer, address, port, limit=1 << 16)
        for address in addresses(hosts)
    ]
    print("ready", flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
