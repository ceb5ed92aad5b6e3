"""
Which addresses may be asked, and under which number.

A name is looked up once, every number it has is judged, and the connection is made to a number that was judged. So a name
that answers differently a moment later (DNS rebinding) leads nowhere else. See docs/explanation/evidence.md.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

Number: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}
# IPv6 numbers that carry an IPv4 number in their last 32 bits (NAT64).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# A network's own NAT64: where in the number the IPv4 number stands is known there alone, so it may be any.
_OWN_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")


class NotFetched(Exception):
    """It was not fetched; ``sentence`` says why. ``code`` is for machines."""

    code = "not_fetched"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAsked(NotFetched):
    """We do not ask such an address. Nothing is known about whether it works."""

    code = "not_asked"


class NoSuchHost(NotFetched):
    """Nobody knows this name any more."""

    code = "no_such_host"


class NoAnswer(NotFetched):
    """It did not answer as it should, this time."""

    code = "no_answer"


@dataclass(frozen=True, slots=True)
class Rules:
    """``inside`` are hosts of one's own network that may be asked all the same: 'wiki' or 'wiki:8080'."""

    inside: frozenset[str] = field(default_factory=frozenset)

    def knows(self, host: str, port: int, default: int) -> bool:
        return f"{host}:{port}" in self.inside or (port == default and host in self.inside)


@dataclass(frozen=True, slots=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str
    number: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str, rules: Rules) -> Target:
    """Where to connect for ``url``; NotAsked when it is not one we ask, NoSuchHost when its name is gone."""
    scheme, host, port, path = _parts(url)
    known = rules.knows(host, port, PORTS[scheme])
    if port != PORTS[scheme] and not known:
        raise NotAsked("Only the usual ports of the web (80 and 443) are asked.")
    numbers = _look_up(host, port)
    if not all(is_outside(number) or (known and _may_be_inside(number)) for number in numbers):
        raise NotAsked(
            "This address leads into a private network, which is not asked from here. Keep the words that matter,"
            " or attach a file."
        )
    return Target(scheme, host, port, path, str(numbers[0]))


def is_outside(number: Number) -> bool:
    """Whether it is a number of the open internet, however it is written."""
    number = _plain(number)
    if isinstance(number, ipaddress.IPv6Address) and (
        number.sixtofour or number.teredo or number.is_site_local or number in _OWN_NAT64
    ):
        return False
    return number.is_global and not (
        number.is_private
        or number.is_loopback
        or number.is_link_local
        or number.is_multicast
        or number.is_reserved
        or number.is_unspecified
    )


def _may_be_inside(number: Number) -> bool:
    """A host that was allowed by name may be private or this machine, never the cloud's own service."""
    number = _plain(number)
    translated = isinstance(number, ipaddress.IPv6Address) and number in _OWN_NAT64
    return not (number.is_link_local or number.is_multicast or number.is_unspecified or translated)


def _plain(number: Number) -> Number:
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            return number.ipv4_mapped
        if number in _NAT64:
            return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number


def _parts(url: str) -> tuple[str, str, int, str]:
    if any(ord(one) <= 32 or ord(one) == 127 for one in url):
        raise NotAsked("This address has a blank or a control character in it.")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise NotAsked("This is not a whole web address.") from None
    if parts.scheme not in PORTS or not host:
        raise NotAsked("Only addresses that begin with http:// or https:// are asked.")
    if parts.username is not None or parts.password is not None:
        raise NotAsked("This address carries a name or a password. Take it out; it would be kept here.")
    try:
        host = (host if ":" in host else host.rstrip(".").encode("idna").decode()).lower()
    except UnicodeError:
        raise NotAsked("This is not a whole web address.") from None
    if not host or "%" in host:
        raise NotAsked("This is not a whole web address.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    safe = "".join(one if ord(one) < 128 else "".join(f"%{byte:02X}" for byte in one.encode("utf-8")) for one in path)
    return parts.scheme, host, port or PORTS[parts.scheme], safe


def _look_up(host: str, port: int) -> list[Number]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as trouble:
        if trouble.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            raise NoSuchHost("Nobody knows this name any more.") from None
        raise NoAnswer("The name could not be looked up this time.") from None
    except (OSError, UnicodeError):
        raise NoAnswer("The name could not be looked up this time.") from None
    numbers = [ipaddress.ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
    if not numbers:
        raise NoSuchHost("Nobody knows this name any more.")
    return numbers
