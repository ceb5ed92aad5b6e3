"""A fetch stays within its bounds: redirects judged again, bytes and seconds counted, nothing of us sent along."""

from __future__ import annotations

import gzip
import socket
import time
from contextlib import suppress

import pytest
from tests.evidence.site import says, site

from secondstory.evidence.outside import addresses
from secondstory.evidence.outside.addresses import NoAnswer, NotAsked, Rules
from secondstory.evidence.outside.fetch import fetch


def ask(server, path, **bounds):
    return fetch(server.url(path), rules=Rules(frozenset({server.host})), **{"most": 1000, "seconds": 5, **bounds})


def test_it_brings_the_page() -> None:
    with site(page=says(b"words", Content_Type="text/html; charset=ISO-8859-1")) as server:
        got = ask(server, "/page")
    assert (got.status, got.content, got.is_whole) == (200, b"words", True)
    assert (got.media_type, got.charset) == ("text/html", "iso-8859-1")


def test_it_sends_nothing_of_us_along(monkeypatch) -> None:
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:3128")
    with site(
        page=says(b"words", Set_Cookie="a=b"), on=says(b"", status=302, Location="/page", Set_Cookie="a=b")
    ) as server:
        ask(server, "/on")
        heard = [{name.lower() for name in asked} for asked in server.heard]
    assert heard[1] == {"path", "host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.parametrize(
    "where",
    [
        "http://169.254.169.254/",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "file:///etc/passwd",
        "//10.0.0.1/",
        "http://localhost./",
    ],
)
def test_a_redirect_is_judged_again(where) -> None:
    with site(on=says(b"", status=302, Location=where)) as server, pytest.raises(NotAsked):
        ask(server, "/on")


def test_redirects_end() -> None:
    with site(on=says(b"", status=301, Location="/on")) as server, pytest.raises(NoAnswer, match="more than 5"):
        ask(server, "/on")


def test_a_name_that_changes_its_number_leads_nowhere_else(monkeypatch) -> None:
    """DNS rebinding: a public number when judged, a private one when connected to. Only the judged one is used."""
    told = iter(["93.184.215.14", "127.0.0.1"])
    tried = []

    def look_up(host, port, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(told), port))]

    def connect(place, timeout):
        tried.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NoAnswer):
        fetch("http://rebinding.example/", rules=Rules(), most=10, seconds=2)
    assert tried == [("93.184.215.14", 80)]


def test_it_reads_no_more_than_it_may() -> None:
    with site(page=says(b"x" * 5000)) as server:
        got = ask(server, "/page")
    assert (len(got.content), got.is_whole) == (1000, False)


def test_a_packed_page_cannot_unfold_without_end() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    with site(
        page=says(bomb, Content_Encoding="gzip"), small=says(gzip.compress(b"words"), Content_Encoding="gzip")
    ) as server:
        assert len(ask(server, "/page").content) == 1000
        assert ask(server, "/small").content == b"words"


def test_a_server_that_dribbles_is_left_in_time() -> None:
    def dribble(asked):
        asked.send_response(200)
        asked.end_headers()
        for _ in range(100):
            try:
                asked.wfile.write(b"x")
                asked.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    began = time.monotonic()
    with site(page=dribble) as server, pytest.raises(NoAnswer, match="in time"):
        ask(server, "/page", seconds=0.4)
    assert time.monotonic() - began < 4


def test_one_that_dribbles_its_head_too() -> None:
    def dribble(asked):
        asked.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            try:
                asked.wfile.write(b"X-%d: y\r\n" % number)
                asked.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    began = time.monotonic()
    with site(page=dribble) as server, pytest.raises(NoAnswer, match="in time"):
        ask(server, "/page", seconds=0.4)
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("raw", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                                 b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"])  # fmt: skip
def test_one_that_speaks_nonsense_did_not_answer(raw) -> None:
    with site(page=lambda asked: asked.wfile.write(raw)) as server, suppress(NoAnswer):
        assert ask(server, "/page").content == b""  # either is fine; another exception is not


def test_nobody_there_is_no_answer() -> None:
    with site() as server:
        url = server.url()
    with pytest.raises(NoAnswer):
        fetch(url, rules=Rules(frozenset({server.host})), most=10, seconds=1)


def test_only_the_status_is_read_when_that_is_all_one_asks() -> None:
    with site(page=says(b"x" * 5000)) as server:
        got = ask(server, "/page", most=0)
        assert (got.status, got.content) == (200, b"")
        assert ask(server, "/gone", most=0).status == 404


def test_a_redirect_to_what_is_no_address_is_told_in_a_sentence() -> None:
    with (
        site(on=says(b"", status=302, Location="http://[::1")) as server,
        pytest.raises(NoAnswer, match="no web address"),
    ):
        ask(server, "/on")
