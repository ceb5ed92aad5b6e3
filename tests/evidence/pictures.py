"""Small pictures made by hand, and what cameras put into them."""

from __future__ import annotations

import struct
import zlib

PLACE = b"52.3702N 4.8952E"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(document.domain)</script></svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*more: bytes, behind: bytes = b"") -> bytes:
    """One gray dot, with ``more`` chunks before its pixels and something behind its end."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(b"\0\x80"))
        + chunk(b"IEND", b"")
        + behind
    )


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int, place: bytes = PLACE) -> bytes:
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 1) + entry + b"\0\0\0\0" + place


def jpeg(orientation: int = 1, behind: bytes = b"") -> bytes:
    """The frame of a JPEG: nobody decodes its pixels here, and its scan holds a stuffed byte and a restart."""
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + segment(0xE1, exif(orientation))
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + PLACE)
        + segment(0xED, b"Photoshop 3.0\0" + PLACE)
        + segment(0xFE, b"comment " + PLACE)
        + segment(0xDB, bytes(65))
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + b"\x12\xff\x00\x34\xff\xd0\x56"
        + b"\xff\xd9"
        + behind
    )


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    told = b"".join(kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(told) + 4) + b"WEBP" + told
