"""
One page, fetched with bounds: so many bytes, so many seconds in all, so many redirects, each of them judged again.

No cookie, no password, no proxy of the environment. ``http.client`` lets us connect to the number that was judged while
the certificate is checked against the name, in three lines and without another dependency.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from secondstory.evidence.outside.addresses import NoAnswer, NotAsked, Rules, Target, target_of

REDIRECTS = {301, 302, 303, 307, 308}
MOST_HOPS = 5
HEADERS = {
    "User-Agent": "secondstory (keeps a copy of what a study refers to)",
    "Accept": "text/html, text/plain, */*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    url: str
    status: int
    media_type: str
    charset: str
    content: bytes
    is_whole: bool


def fetch(url: str, *, rules: Rules, most: int, seconds: float) -> Fetched:
    """What ``url`` answers: at most ``most`` bytes of it (none with 0: only the status), within ``seconds`` in all.

    NotFetched says why it was not.
    """
    ends = time.monotonic() + seconds
    for _ in range(MOST_HOPS + 1):
        target = target_of(url, rules)
        answer = _ask(target, url, most=most, ends=ends)
        if isinstance(answer, Fetched):
            return answer
        try:
            url = urljoin(url, answer)
        except ValueError:
            raise NoAnswer("It sends us on to what is no web address.") from None
    raise NoAnswer(f"It sends us on more than {MOST_HOPS} times.")


def _ask(target: Target, url: str, *, most: int, ends: float) -> Fetched | str:
    """The answer, or the address it sends us on to."""
    left = ends - time.monotonic()
    if left <= 0:
        raise NoAnswer("It did not answer in time.")
    connection = _Pinned(target, timeout=left)
    # A server that sends a byte now and then never runs into a time-out of the socket; this ends it all the same.
    watch = threading.Timer(left, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", target.path, headers={"Host": target.host_header, **HEADERS})
        answer = connection.getresponse()
        where = answer.headers.get("Location")
        if answer.status in REDIRECTS and where:
            return where
        content = _read(answer, most + 1) if most else b""
        if time.monotonic() >= ends:
            raise NoAnswer("It did not answer in time.")
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as trouble:
        if isinstance(trouble, TimeoutError) or time.monotonic() >= ends:
            raise NoAnswer("It did not answer in time.") from None
        if isinstance(trouble, ssl.SSLError):
            raise NoAnswer("Its certificate is not one that can be trusted, or it speaks no TLS.") from None
        raise NoAnswer("It did not answer this time.") from None
    finally:
        watch.cancel()
        connection.close()
    kind = _kind(answer.headers.get("Content-Type", ""))
    return Fetched(url, answer.status, *kind, content[:most], len(content) <= most)


class _Pinned(http.client.HTTPConnection):
    """Connects to the judged number; certificate and Host header are the name's."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self.target = target
        self.wire: socket.socket | None = None  # http.client forgets its own while an answer is still read

    def connect(self) -> None:
        self.sock = self.wire = socket.create_connection((self.target.number, self.target.port), self.timeout)
        if self.target.scheme == "https":
            trust = ssl.create_default_context()
            secure = trust.wrap_socket(self.sock, server_hostname=self.target.host, do_handshake_on_connect=False)
            self.sock = self.wire = secure
            secure.do_handshake()

    def cut(self) -> None:
        if self.wire:
            with suppress(OSError):
                socket.socket.shutdown(self.wire, socket.SHUT_RDWR)


def _read(answer: http.client.HTTPResponse, most: int) -> bytes:
    packed = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", ""):
        raise NotAsked("It answers in a packing that is not read here.")
    unpack = zlib.decompressobj(31) if packed.endswith("gzip") else None
    pieces, size = [], 0
    while size < most and (piece := answer.read(min(_PIECE, most))):
        plain = unpack.decompress(piece, most - size) if unpack else piece
        pieces.append(plain)
        size += len(plain)
    return b"".join(pieces)[:most]


def _kind(header: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = header or "application/octet-stream"
    return message.get_content_type(), str(message.get_content_charset("") or "")
