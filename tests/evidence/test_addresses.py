"""Nobody can use us to ask an address inside, however it is written or whatever its name says a moment later."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.evidence.outside import addresses
from secondstory.evidence.outside.addresses import NoAnswer, NoSuchHost, NotAsked, Rules, is_outside, target_of

NOBODY = Rules()


@pytest.fixture
def names(monkeypatch):
    """What the resolver says: a dict from name to numbers; numbers say themselves."""
    told: dict[str, list[str]] = {"example.org": ["93.184.215.14"]}

    def look_up(host, port, **kwargs):
        try:
            numbers = told.get(host) or [str(ipaddress.ip_address(host))]
        except ValueError:
            raise socket.gaierror(socket.EAI_NONAME, "unknown") from None
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    return told


def test_an_open_address_is_asked_at_its_number(names) -> None:
    target = target_of("https://Example.org./status?day=2", NOBODY)
    assert (target.host, target.port, target.number) == ("example.org", 443, "93.184.215.14")
    assert (target.path, target.host_header) == ("/status?day=2", "example.org")


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://127.0.0.1/",
        "http://127.9.9.9/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[fd12:3456::1]/",
        "http://[ff02::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::a00:1]/",
        "http://[64:ff9b:1:a9fe:a9:fe00:808:808]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fec0::1]/",
    ],
)
def test_a_private_number_is_not_asked(names, url) -> None:
    with pytest.raises(NotAsked, match="private network"):
        target_of(url, NOBODY)


@pytest.mark.parametrize("url", ["http://localhost/", "http://localhost./", "http://LOCALHOST/", "http://2130706433/",
                                 "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/"])  # fmt: skip
def test_this_machine_by_another_spelling_is_not_asked(url) -> None:
    """With the real resolver, which understands all of these."""
    with pytest.raises((NotAsked, NoSuchHost)):
        target_of(url, NOBODY)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "//example.org/",
        "http:///path",
        "http://",
        "http://example.org:22/",
        "https://example.org:80/",
        "http://example.org:99999/",
        "http://ana:secret@example.org/",
        "http://ana@example.org/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: inside",
        "http://a..b/",
        "http://[fe80::1%25eth0]/",
        "http://" + "a" * 70 + ".org/",
    ],
)
def test_what_is_no_plain_web_address_is_not_asked(names, url) -> None:
    with pytest.raises(NotAsked):
        target_of(url, NOBODY)


def test_a_name_with_one_private_number_is_not_asked_at_all(names) -> None:
    names["both.example"] = ["93.184.215.14", "10.0.0.1"]
    with pytest.raises(NotAsked):
        target_of("http://both.example/", NOBODY)


def test_a_name_nobody_knows_is_told_from_one_that_could_not_be_looked_up(names, monkeypatch) -> None:
    with pytest.raises(NoSuchHost):
        target_of("http://gone.example/", NOBODY)

    def busy(*args, **kwargs):
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", busy)
    with pytest.raises(NoAnswer):
        target_of("http://gone.example/", NOBODY)


def test_a_host_that_was_allowed_by_name_may_be_inside(names) -> None:
    names["wiki"] = ["10.0.0.7"]
    assert target_of("http://wiki/page", Rules(frozenset({"wiki"}))).number == "10.0.0.7"
    assert target_of("http://wiki:8080/", Rules(frozenset({"wiki:8080"}))).host_header == "wiki:8080"
    with pytest.raises(NotAsked):
        target_of("http://wiki:8080/", Rules(frozenset({"wiki"})))
    with pytest.raises(NotAsked):
        target_of("http://10.0.0.7/", Rules(frozenset({"wiki"})))


def test_an_allowed_name_never_leads_to_the_cloud_s_own_service(names) -> None:
    names["wiki"] = ["169.254.169.254"]
    with pytest.raises(NotAsked):
        target_of("http://wiki/", Rules(frozenset({"wiki"})))


@given(st.ip_addresses(v=4))
def test_wrapping_a_number_in_ipv6_changes_nothing(number) -> None:
    wrapped = [
        ipaddress.IPv6Address(f"::ffff:{number}"),
        ipaddress.IPv6Address((0x64FF9B << 96) | int(number)),
    ]
    assert {is_outside(one) for one in wrapped} == {is_outside(number)}


@given(st.text(max_size=60))
def test_any_text_is_refused_in_words(text) -> None:
    with pytest.raises(NotAsked):
        target_of(f"x:{text}", NOBODY)
