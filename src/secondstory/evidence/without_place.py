"""
A picture without what it does not show: place, camera, time of taking, thumbnails, and anything behind its end.

A photo of a whiteboard carries the street somebody lives in, and they do not know it; nobody needs that to learn from an
evening. So it goes before anything is kept. The pixels stay as they are, and so does the way up.
"""

from __future__ import annotations

from secondstory.evidence.sniff import JPEG, PNG, WEBP

_PNG_KEEPS = {
    b"tRNS",
    b"cHRM",
    b"gAMA",
    b"iCCP",
    b"sBIT",
    b"sRGB",
    b"bKGD",
    b"pHYs",
    b"acTL",
    b"fcTL",
    b"fdAT",
    b"cICP",
}
_WEBP_KEEPS = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _ADOBE, _APP15, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_RESTARTS = range(0xD0, 0xD8)
_ORIENTATION = 0x0112


class Damaged(ValueError):
    """The picture does not hold together."""


def without_place(content: bytes, media_type: str) -> bytes:
    """The same picture, only the picture. Kinds that carry no place come back as they are."""
    strip = {JPEG: _jpeg, PNG: _png, WEBP: _webp}.get(media_type)
    if strip is None:
        return content
    try:
        return strip(content)
    except IndexError:
        raise Damaged(media_type) from None


def _number(data: bytes, at: int, size: int, order: str = "big") -> int:
    if at + size > len(data):
        raise IndexError
    return int.from_bytes(data[at : at + size], "big" if order == "big" else "little")


def _png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while True:
        length, kind = _number(data, at, 4), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data) or (at == 8 and kind != b"IHDR"):
            raise Damaged(PNG)
        if kind[:1].isupper() or kind in _PNG_KEEPS:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def _webp(data: bytes) -> bytes:
    kept, at, end = [], 12, min(8 + _number(data, 4, 4, "little"), len(data))
    while at + 8 <= end:
        kind, length = data[at : at + 4], _number(data, at + 4, 4, "little")
        piece = data[at : at + 8 + length + length % 2]
        if len(piece) < 8 + length:
            raise Damaged(WEBP)
        if kind == b"VP8X" and length:
            piece = piece[:8] + bytes([piece[8] & ~0b1100]) + piece[9:]  # no EXIF, no XMP any more
        if kind in _WEBP_KEEPS:
            kept.append(piece)
        at += 8 + length + length % 2
    if not kept:
        raise Damaged(WEBP)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while True:
        if data[at] != 0xFF:
            raise Damaged(JPEG)
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == _EOI:
            return b"".join(kept) + b"\xff\xd9"
        if marker == 0x01 or marker in _RESTARTS:
            kept.append(data[at : at + 2])
            at += 2
            continue
        end = at + 2 + _number(data, at + 2, 2)
        if end > len(data) or end < at + 4:
            raise Damaged(JPEG)
        kept.append(_segment(marker, data[at:end]))
        at = end
        if marker == _SOS:
            after = _after_scan(data, at)
            kept.append(data[at:after])
            at = after
            if at >= len(data):  # cut off in mid-picture: what is there can be looked at
                return b"".join(kept) + b"\xff\xd9"


def _after_scan(data: bytes, at: int) -> int:
    """Where the next marker begins; in a scan an FF is followed by 00 or a restart."""
    while (at := data.find(b"\xff", at)) >= 0:
        if at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and data[at + 1] not in _RESTARTS and data[at + 1] != 0xFF:
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    return len(data)


def _segment(marker: int, segment: bytes) -> bytes:
    """The segment if it belongs to the picture; of EXIF, the way up."""
    body = segment[4:]
    if marker == _APP1:
        return _way_up(_orientation(body[6:])) if body.startswith(b"Exif\0\0") else b""
    if marker == _APP0:
        return _jfif(body) if body.startswith(b"JFIF\0") else b""
    if marker == _APP2:
        return segment if body.startswith(b"ICC_PROFILE\0") else b""
    if marker == _COMMENT or (_APP2 < marker <= _APP15 and marker != _ADOBE):
        return b""
    return segment


def _jfif(body: bytes) -> bytes:
    """Version and density; a thumbnail behind them shows the picture as it was before somebody cut it."""
    if len(body) < 14:
        return b""
    body = body[:12] + b"\0\0"
    return b"\xff\xe0" + (len(body) + 2).to_bytes(2, "big") + body


def _orientation(tiff: bytes) -> int:
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4])
    if order is None:
        return 0
    try:
        at = _number(tiff, 4, 4, order)
        for entry in range(_number(tiff, at, 2, order)):
            place = at + 2 + 12 * entry
            if _number(tiff, place, 2, order) == _ORIENTATION:
                return _number(tiff, place + 8, 2, order)
    except IndexError:
        pass
    return 0


def _way_up(orientation: int) -> bytes:
    if not 2 <= orientation <= 8:
        return b""
    tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + bytes([0, orientation, 0, 0]) + b"\0\0\0\0"
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
