"""A stranger's zip as a shelf of texts: looked at whole before anything is read, never unpacked to disk."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from secondstory.importers.limits import Limits
from secondstory.importers.refusals import ImportRefused

_CHUNK = 256 * 1024
_FURNITURE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
# Where one of these lies, there is the top of the export.
TOPS = ("channels.json", "groups.json", "mpims.json", "dms.json", "retro.json")
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
)


class Archive:
    """Members by their path below the export's own top folder."""

    def __init__(self, zipped: zipfile.ZipFile, *, file: str, limits: Limits) -> None:
        self.file = file
        self._zip = zipped
        self._limits = limits
        self._read = 0
        infos = _checked(zipped.infolist(), file=file, limits=limits)
        _check_names_agree(zipped, infos.values(), file=file)
        prefix = _top_folder(infos)
        self._members = {name.removeprefix(prefix): info for name, info in infos.items()}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def label(self, name: str) -> str:
        """How a member is named in a sentence: the zip, then the path inside."""
        return f"{self.file}/{name}"

    def read(self, name: str) -> str:
        """The member's text. Counts what really comes out, whatever the zip declares."""
        label, parts, size = self.label(name), [], 0
        try:
            with self._zip.open(self._members[name]) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._read += len(chunk)
                    if size > self._limits.member or self._read > self._limits.read:
                        raise _too_large(label, self._limits)
                    parts.append(chunk)
        except _UNREADABLE as problem:
            raise _cut_off(label) from problem
        return _text(b"".join(parts), label)


@contextmanager
def opened(path_or_file: str | Path | BinaryIO, limits: Limits) -> Iterator[Archive]:
    """The archive, closed again on the way out (a file object that was handed in stays open)."""
    file = _name_of(path_or_file)
    try:
        _refuse_a_swollen_directory(path_or_file, file=file, limits=limits)
        zipped = zipfile.ZipFile(path_or_file)
    except FileNotFoundError as problem:
        raise ImportRefused("no_file", "There is no such file. Check the path.", file=file) from problem
    except IsADirectoryError as problem:
        raise ImportRefused("not_a_zip", "This is a folder. Give the zip file as it was made.", file=file) from problem
    except PermissionError as problem:
        raise ImportRefused(
            "no_file",
            "This file may not be read by this account. Change its permissions or copy it.",
            file=file,
        ) from problem
    except (*_UNREADABLE, ValueError) as problem:
        raise _not_a_zip(path_or_file, file) from problem
    with zipped:
        yield Archive(zipped, file=file, limits=limits)


def _name_of(path_or_file: str | Path | BinaryIO) -> str:
    if isinstance(path_or_file, str | Path):
        return Path(path_or_file).name or str(path_or_file)
    name = getattr(path_or_file, "name", None)
    return Path(name).name if isinstance(name, str) and name else "the export"


def _not_a_zip(path_or_file: str | Path | BinaryIO, file: str) -> ImportRefused:
    if _first_bytes(path_or_file).startswith(b"PK\x03\x04"):
        return ImportRefused(
            "damaged_zip",
            "This zip is cut off or damaged: its table of contents is not there. "
            "Download the export again and import that copy.",
            file=file,
        )
    return ImportRefused("not_a_zip", "This is not a zip file. Give the export as it was made.", file=file)


def _first_bytes(path_or_file: str | Path | BinaryIO) -> bytes:
    try:
        if isinstance(path_or_file, str | Path):
            with open(path_or_file, "rb") as stream:
                return stream.read(4)
        path_or_file.seek(0)
        return path_or_file.read(4)
    except (OSError, ValueError):
        return b""


def _refuse_a_swollen_directory(path_or_file: str | Path | BinaryIO, *, file: str, limits: Limits) -> None:
    """Python loads the whole table of contents at once; look at its size before letting it."""
    if isinstance(path_or_file, str | Path):
        with open(path_or_file, "rb") as stream:
            size = _directory_size(stream)
    else:
        size = _directory_size(path_or_file)
        path_or_file.seek(0)
    if size > limits.directory:
        raise _too_many(file, limits)


def _directory_size(stream: BinaryIO) -> int:
    """Bytes of the central directory as the end record declares it; 0 when there is no end record."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - 65_557))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 16:
        return 0
    size: int = struct.unpack_from("<L", tail, end + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, end)
    if wide >= 0 and len(tail) >= wide + 48:
        size = max(size if size != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, wide + 40)[0])
    return size


def _checked(infos: list[zipfile.ZipInfo], *, file: str, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The real members by name, after every rule a well-made export keeps."""
    if len(infos) > limits.entries:
        raise _too_many(file, limits)
    if sum(info.file_size for info in infos) > limits.declared:
        raise _too_large(file, limits)
    for info in infos:
        _check_path(info, file)
    files = [info for info in infos if not info.is_dir() and not _is_furniture(info.filename)]
    for name, times in Counter(info.filename for info in files).items():
        if times > 1:
            raise ImportRefused(
                "duplicate_names",
                f"The zip holds “{name}” {times} times, so it is unclear which one counts. "
                "Give the export as it was made.",
                file=file,
            )
    for info in files:
        _check_content(info, f"{file}/{info.filename}", limits)
    return {info.filename: info for info in files}


def _check_names_agree(zipped: zipfile.ZipFile, infos: Iterable[zipfile.ZipInfo], *, file: str) -> None:
    """A member has its name twice in a zip. Where the two differ, it would be passed over in silence."""
    stream = zipped.fp
    assert stream is not None
    for info in sorted(infos, key=lambda info: info.header_offset):
        try:
            stream.seek(info.header_offset)
            header = stream.read(30)
            name = stream.read(struct.unpack_from("<H", header, 26)[0])
        except _UNREADABLE as problem:
            raise _cut_off(file) from problem
        told = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", errors="replace")
        if name != told:
            raise _cut_off(f"{file}/{info.filename}")


def _cut_off(label: str) -> ImportRefused:
    return ImportRefused(
        "damaged_zip",
        "This part of the zip is damaged or cut off. Download the export again and import that copy.",
        file=label,
    )


def _check_path(info: zipfile.ZipInfo, file: str) -> None:
    # orig_filename: zipfile itself cuts the name at a NUL and turns separators round.
    name = info.orig_filename
    path = PurePosixPath(name.replace("\\", "/"))
    leaves = path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":")
    if leaves or "\\" in name or "\x00" in name:
        raise ImportRefused(
            "unsafe_path",
            f"The zip holds the path {name!r}, which points outside the export. "
            "An export has no such names; nothing was read.",
            file=file,
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ImportRefused(
            "unsafe_path",
            f"The zip holds the link {name!r} instead of a file. An export has no links; nothing was read.",
            file=file,
        )


def _check_content(info: zipfile.ZipInfo, label: str, limits: Limits) -> None:
    if info.flag_bits & 0x1:
        raise ImportRefused("locked_zip", "This zip has a password. Give an export without one.", file=label)
    if info.compress_type not in _READABLE:
        raise ImportRefused(
            "unknown_compression",
            "This part of the zip is packed in an unusual way. Pack it again as an ordinary zip.",
            file=label,
        )
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(info.compress_size, 1):
        raise ImportRefused(
            "zip_bomb",
            f"This part of the zip would unfold to more than {limits.ratio} times its packed size. "
            "An export does not do that; nothing was read.",
            file=label,
        )


def _is_furniture(name: str) -> bool:
    return name.startswith(_FURNITURE[0]) or name.rsplit("/", 1)[-1] in _FURNITURE[1:]


def _top_folder(names: dict[str, zipfile.ZipInfo]) -> str:
    """People unpack an export, look at it and zip the folder again: then all sits one level deeper."""
    if not names or any(index in names for index in TOPS):
        return ""
    tops = {name.split("/", 1)[0] + "/" if "/" in name else "" for name in names}
    return tops.pop() if len(tops) == 1 else ""


def _too_large(label: str, limits: Limits) -> ImportRefused:
    return ImportRefused(
        "zip_bomb",
        f"This zip unfolds to more than can be read here ({limits.declared // 1024**2} MB in all, "
        f"{limits.member // 1024**2} MB in one file). Export less at a time, such as a shorter time or fewer channels.",
        file=label,
    )


def _too_many(file: str, limits: Limits) -> ImportRefused:
    return ImportRefused(
        "too_many_entries",
        f"This zip lists more than {limits.entries:,} files. Export less at a time, such as a shorter time or fewer channels.",
        file=file,
    )


def _text(data: bytes, label: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ImportRefused(
            "not_utf8",
            "This file is not UTF-8 text, as every file of an export is. Export again.",
            file=label,
            line=data.count(b"\n", 0, problem.start) + 1,
        ) from problem
