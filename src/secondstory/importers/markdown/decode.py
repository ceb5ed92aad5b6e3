"""Bytes to text, saying what was assumed."""

from __future__ import annotations

import codecs

from secondstory.importers.refusals import ImportRefused

LARGEST = 10 * 1024 * 1024

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes, *, file: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text without its byte order mark, and sentences about what had to be assumed.

    A byte that is not UTF-8 is read as Windows-1252 (of which Latin-1 is nearly a part), byte by
    byte: so a file in Latin-1 reads whole, and one stray byte in a UTF-8 file spoils nothing else.
    """
    if len(data) > LARGEST:
        raise ImportRefused(
            "too_large",
            f"This file is larger than {LARGEST // 1024**2} MB. Split it, or take out what is not text.",
            file=file,
        )
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _without_nul(_wide(data[len(mark) :], encoding, file), file), ()
    narrow = data.removeprefix(codecs.BOM_UTF8)
    try:
        return _without_nul(narrow.decode("utf-8"), file), ()
    except UnicodeDecodeError as problem:
        line = narrow.count(b"\n", 0, problem.start) + 1
        byte = narrow[problem.start]
    text = _without_nul(narrow.decode("utf-8", errors=_AS_WINDOWS_1252), file)
    where = f"{file}, line {line}" if file else f"Line {line}"
    return text, (
        f"{where}: byte 0x{byte:02X} is not UTF-8, so it and others like it were read as Windows-1252 "
        f"(Latin-1). Look at names and accents, or save the file as UTF-8 and import it again.",
    )


def _wide(data: bytes, encoding: str, file: str | None) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise ImportRefused(
            "broken_utf16",
            "This file begins as UTF-16 and then does not go on so. Save it as UTF-8 and import it again.",
            file=file,
            line=data[: problem.start].decode(encoding, errors="ignore").count("\n") + 1,
        ) from problem


def _without_nul(text: str, file: str | None) -> str:
    at = text.find("\x00")
    if at < 0:
        return text
    raise ImportRefused(
        "nul_bytes",
        "This file holds NUL bytes, so it is not plain text (perhaps a document, or UTF-16 without its mark). "
        "Save it as UTF-8 text and import it again.",
        file=file,
        line=text.count("\n", 0, at) + 1,
    )


def _as_windows_1252(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    byte = problem.object[problem.start : problem.start + 1]
    try:
        return byte.decode("cp1252"), problem.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), problem.start + 1


_AS_WINDOWS_1252 = "secondstory.windows-1252"
codecs.register_error(_AS_WINDOWS_1252, _as_windows_1252)
