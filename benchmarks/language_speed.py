"""The language engine beside other prose checkers, on the same 5 MB of Markdown from the documentation of installed packages.

CPU seconds of whole processes (``getrusage`` of the children), medians of five runs, exit codes asserted: a run that
stumbled looks fast. The peers are installed into a temporary folder from the package registries; without a network they are
left out, and it says so. A peer that is not through within half a minute gets half of the text, and so on; what it is
beside us is measured on that same part.
What they look for is not what we look for: this compares the cost of looking.
"""

from __future__ import annotations

import itertools
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.promise import Promise, tell

REPOSITORY = Path(__file__).resolve().parents[1]
BYTES = 5_000_000
RUNS = 5
PATIENCE = 30.0
LEAST = BYTES // 64
WORDS = 3_000
SECONDSTORY = [sys.executable, "-m", "secondstory.cli", "check"]
NPM = {
    "write-good": "write-good@1.0.8",
    "alex": "alex@11.0.1",
    "textlint": "textlint@15.8.0 textlint-rule-write-good@2.0.0",
}
PROSELINT = "proselint==0.16.0"


@dataclass(frozen=True)
class Peer:
    """``expected`` says which exit codes mean that it looked and found something."""

    name: str
    words: Sequence[str]
    expected: Callable[[int], bool]


@dataclass(frozen=True)
class Run:
    cpu: float
    wall: float


def texts(folder: Path, places: Sequence[Path]) -> list[Path]:
    """Markdown of the packages installed at ``places``, by path, until there are 5 MB; the same again where there is
    less. Copied, so that all read the same."""
    found = sorted(path for place in places for path in place.rglob("*.md") if path.is_file())
    contents = [content for path in found if (content := path.read_bytes()).isascii() or _is_utf8(content)]
    there = sum(map(len, contents))
    print(f"{len(contents)} Markdown files of {there / 1e6:.2f} MB are installed here", flush=True)
    total, copied = 0, []
    for content in itertools.cycle(contents):
        kept = content[: BYTES - total].decode(errors="ignore").encode()
        copied.append(folder / f"{len(copied):05}.md")
        copied[-1].write_bytes(kept)
        total += len(kept)
        if total >= BYTES - 3:
            return copied
    raise RuntimeError("No Markdown is installed here.")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def run(words: Sequence[str], expected: Callable[[int], bool], folder: Path) -> Run:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    done = subprocess.run(words, cwd=folder, capture_output=True, timeout=PATIENCE)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not expected(done.returncode):
        raise RuntimeError(f"exit code {done.returncode}: {done.stderr[-300:].decode(errors='replace')}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, wall)


def memory(words: Sequence[str], folder: Path) -> float:
    """Of this one process at its height, in MB; ``getrusage`` tells of the largest child there ever was."""
    process = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}")
    return used.ru_maxrss / 1024


def median(words: Sequence[str], expected: Callable[[int], bool], folder: Path) -> float:
    return statistics.median(run(words, expected, folder).cpu for _ in range(RUNS))


def peers(folder: Path) -> list[Peer]:
    """Those that can be installed here."""
    there: list[Peer] = []
    for name, packages in NPM.items():
        place = folder / name
        place.mkdir()
        words = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(place), *packages.split()]
        if subprocess.run(words, capture_output=True).returncode:
            print(f"{name} is left out: it could not be installed here.", flush=True)
            continue
        program = [str(place / "node_modules" / ".bin" / name)]
        program += ["--rule", "write-good"] if name == "textlint" else []
        there.append(Peer(name, program, (lambda code: code > 0) if name == "write-good" else (lambda code: code == 1)))
    uv = Path(sys.executable).parent / "uv"
    place = folder / "proselint"
    subprocess.run([uv, "venv", "--quiet", place], check=True)
    words = [uv, "pip", "install", "--quiet", "--python", place, PROSELINT]
    if subprocess.run(words, capture_output=True).returncode:
        print("proselint is left out: it could not be installed here.", flush=True)
    else:
        there.append(Peer("proselint", [str(place / "bin" / "proselint"), "check"], lambda code: code == 1))
    print("Vale is left out: its packages download a program from a code host when first run.", flush=True)
    return there


def part_of(files: Sequence[Path], size: int) -> list[str]:
    """The first of these files, until there are ``size`` bytes; all of them when that is all."""
    sizes = itertools.accumulate(path.stat().st_size for path in files)
    return [str(path) for path, total in zip(files, sizes, strict=False) if total <= size + 3] or [str(files[0])]


def beginning_of(file: Path, size: int) -> list[str]:
    """A file of its own with the first ``size`` bytes."""
    part = file.with_stem(f"{file.stem}-{size}")
    if not part.exists():
        part.write_bytes(file.read_bytes()[:size].decode(errors="ignore").encode())
    return [str(part)]


def beside(peer: Peer, what: str, part: Callable[[int], list[str]], folder: Path) -> None:
    """The peer and we on the largest part that it is through with in time."""
    size = BYTES
    while size >= LEAST:
        paths = part(size)
        try:
            theirs = median([*peer.words, *paths], peer.expected, folder)
        except RuntimeError as trouble:
            print(f"{peer.name}, {what}: no figure ({str(trouble)[:200]})", flush=True)
            return
        except subprocess.TimeoutExpired:
            print(f"{peer.name} is not through {size / 1e6:.2f} MB in {what} after {PATIENCE:g} s.", flush=True)
            size //= 2
            continue
        mine = median([*SECONDSTORY, *paths], lambda code: code == 0, folder)
        read = sum(Path(path).stat().st_size for path in paths)
        text = f"{read / 1e6:.2f} MB in {what}"
        tell(Promise(f"{peer.name}, {text}", "CPU of the process", megabytes(theirs, read), "MB/s"))
        tell(Promise(f"quicker than {peer.name}, {text}", "times", theirs / mine, "×", 1, at_least=True))
        return


def megabytes(seconds: float, read: int = BYTES) -> float:
    return read / 1e6 / seconds


def ours(folder: Path, many: list[str]) -> None:
    os.environ["PYTHONPATH"] = str(REPOSITORY / "src")
    page = folder / "page.md"
    page.write_text(" ".join("".join(Path(name).read_text() for name in many[:20]).split()[:WORDS]))
    held = memory([*SECONDSTORY, "page.md"], folder)  # also warms the disk
    of_files = median([*SECONDSTORY, *many], lambda code: code == 0, folder)
    of_one = median([*SECONDSTORY, "one.md"], lambda code: code == 0, folder)
    cold = median([*SECONDSTORY, "page.md"], lambda code: code == 0, folder)
    tell(Promise("wording, 5 MB in many files", "CPU of the process", megabytes(of_files), "MB/s", 8, at_least=True))
    tell(Promise("wording, 5 MB in one file", "CPU of the process", megabytes(of_one), "MB/s", 8, at_least=True))
    tell(Promise("wording, one page from a cold start", "CPU of the process", cold * 1000, "ms", 80))
    tell(Promise("wording, memory for one page", "whole process", held, "MB", 40))


def in_process(page: Path) -> None:
    """What a page of the product waits for while somebody types."""
    from secondstory.language import check

    text = page.read_text()
    check(text)
    taken = []
    for _ in range(20):
        begin = time.perf_counter()
        check(text)
        taken.append(time.perf_counter() - begin)
    tell(
        Promise(
            "wording, a text of 3,000 words in a running process", "median", statistics.median(taken) * 1000, "ms", 50
        )
    )


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="secondstory-wording-") as place:
        folder = Path(place)
        (folder / "texts").mkdir()
        (folder / "peers").mkdir()
        others = peers(folder / "peers")
        places = [Path(sys.prefix), REPOSITORY / "frontend" / "node_modules", folder / "peers"]
        files = texts(folder / "texts", places)
        many = [str(path) for path in files]
        (folder / "one.md").write_bytes(b"\n\n".join(path.read_bytes() for path in files)[:BYTES])
        ours(folder, many)
        in_process(folder / "page.md")
        for peer in others:
            beside(peer, "many files", lambda size: part_of(files, size), folder)
            beside(peer, "one file", lambda size: beginning_of(folder / "one.md", size), folder)


if __name__ == "__main__":
    main()
