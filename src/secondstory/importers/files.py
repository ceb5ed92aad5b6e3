"""The files somebody names: found, told apart, and known by a name that does not change with the folder's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from secondstory.importers.archives import opened
from secondstory.importers.limits import Limits
from secondstory.importers.refusals import ImportRefused

WRITE_UPS = (".md", ".markdown", ".mdown", ".mkd", ".txt")
BUNDLE = "retro.json"


class Kind(StrEnum):
    WRITE_UP = "write-up"
    CHAT = "chat"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Found:
    """``name`` is the path within the folder that was given, or the file's own name."""

    path: Path
    name: str

    @property
    def suffix(self) -> str:
        """What kind of file its name says it is: an upload lies in another place than it is named."""
        return Path(self.name).suffix.lower()


def find_files(paths: Iterable[Path]) -> list[Found]:
    """Every file that was named, and of folders all write-ups, zips and JSON files, in the order of their names.

    ImportRefused when a name leads nowhere, or a folder holds nothing to read.
    """
    return [found for path in paths for found in _in(path)]


def _in(path: Path) -> Iterator[Found]:
    if path.is_file():
        yield Found(path, path.name)
        return
    if not path.is_dir():
        raise ImportRefused("no_file", "There is no such file or folder. Check the path.", file=str(path))
    inside = sorted(
        one
        for one in path.rglob("*")
        if one.suffix.lower() in (*WRITE_UPS, ".zip", ".json") and one.is_file() and not _is_hidden(one, path)
    )
    if not inside:
        raise ImportRefused(
            "empty_folder",
            f"This folder holds nothing to import. Write-ups end in {', '.join(WRITE_UPS)}; exports in .zip or .json.",
            file=str(path),
        )
    for one in inside:
        yield Found(one, one.relative_to(path).as_posix())


def _is_hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(below).parts)


def kind_of(found: Found) -> Kind:
    """What kind of file it is; a zip is looked into."""
    if found.suffix == ".json":
        return Kind.BUNDLE
    if found.suffix != ".zip":
        return Kind.WRITE_UP
    with opened(found.path, Limits()) as archive:
        return Kind.BUNDLE if BUNDLE in archive else Kind.CHAT


def bytes_of(found: Found, most: int) -> bytes:
    """The file's bytes, one more than ``most`` at most, so that the reader can say that it is too large."""
    try:
        with found.path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as problem:
        raise ImportRefused(
            "no_file", "This file cannot be read here. Check the path and its permissions.", file=found.name
        ) from problem
