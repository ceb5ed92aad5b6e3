"""The key file: one key a line, the first one seals, all of them open. ``#`` begins a remark.

It is never half there: a new one is written beside it, reaches the disk, and takes its name in one step.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from secondstory.vault import keys
from secondstory.vault.keys import Key
from secondstory.vault.refusals import KeysNotReady

_REMARKS = """\
# Keys of private words: the first one seals, every one opens. Keep a copy apart from the database and its backups.
# Without them nobody can read what people kept private, themselves included. See docs/how-to/keep-and-rotate-keys.md
"""
_OPEN_TO_OTHERS = 0o027  # the group may read (a mounted secret needs that), and nobody else may do anything


def legible(lines: Iterable[str], where: str) -> tuple[Key, ...]:
    found: list[Key] = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            key = keys.read(text)
        except keys.NotAKey:
            raise KeysNotReady(
                f"Line {number} of {where} is not a key, so nothing was started or written. A key is {keys.PREFIX} and"
                " 43 letters; bring that line back from your copy of the keys.",
                code="keys_not_legible",
            ) from None
        if key not in found:
            found.append(key)
    return tuple(found)


def read_file(path: Path) -> tuple[Key, ...]:
    """The keys in it, none when it is not there. Refused while others on the machine can read or change it."""
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if mode & _OPEN_TO_OTHERS:
                raise KeysNotReady(
                    f"Others on this machine can read or change {path} (mode {mode & 0o777:o}). Run chmod 600 on it,"
                    " and think about 'secondstory keys rotate' if somebody may have looked.",
                    code="keys_open_to_others",
                )
            return legible(file, str(path))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as trouble:
        raise KeysNotReady(
            f"The key file {path} cannot be read ({type(trouble).__name__}). Let the account that runs secondstory"
            " read it, or bring it back from your copy.",
            code="keys_not_legible",
        ) from None


def make_file(path: Path, new: Iterable[Key]) -> bool:
    """Write ``path`` unless it is there. False when it was, for instance made by another process just now."""
    with _beside(path, new) as part:
        try:
            os.link(part, path)  # unlike a rename, it never replaces
        except FileExistsError:
            return False
    _reach_the_disk(path.parent)
    return True


def change_file(path: Path, change: Callable[[tuple[Key, ...]], tuple[Key, ...]]) -> tuple[Key, ...]:
    """Replace the keys of ``path`` by ``change(those in it)``, one changer at a time."""
    try:
        gate = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as trouble:
        raise _not_writable(path, trouble) from None
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        before = read_file(path)
        after = change(before)
        if after != before:
            with _beside(path, after) as part:
                os.rename(part, path)
            _reach_the_disk(path.parent)
        return after
    finally:
        os.close(gate)


@contextmanager
def _beside(path: Path, new: Iterable[Key]) -> Iterator[Path]:
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(_REMARKS + "".join(f"{key.text}\n" for key in new))
            file.flush()
            os.fsync(file.fileno())
        yield part
    except OSError as trouble:
        raise _not_writable(path, trouble) from None
    finally:
        part.unlink(missing_ok=True)


def _reach_the_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _not_writable(path: Path, trouble: OSError) -> KeysNotReady:
    return KeysNotReady(
        f"The key file {path} cannot be written here ({type(trouble).__name__}), so no key was changed. Let the account"
        " that runs secondstory write in its folder, or change the keys where they are kept.",
        code="keys_not_writable",
    )
