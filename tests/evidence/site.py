"""A small site on this machine, whose pages do what a test tells them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = Callable[[BaseHTTPRequestHandler], None]


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pages: dict[str, Page]) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.pages = pages
        self.heard: list[dict[str, str]] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"


class Asked(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.heard.append({"path": self.path, **dict(self.headers)})
        self.server.pages.get(self.path, says(b"not here", status=404))(self)

    def log_message(self, *args: object) -> None:
        pass


def says(body: bytes, *, status: int = 200, **headers: str) -> Page:
    def page(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        for name, value in {"Content_Type": "text/plain; charset=utf-8", **headers}.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        asked.wfile.write(body)

    return page


@contextmanager
def site(**pages: Page) -> Iterator[Site]:
    """``site(page=…)`` answers at ``/page``."""
    server = Site({f"/{name}": page for name, page in pages.items()})
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
