"""The room in which pictures are drawn: one process, one picture at a time, a time limit for each."""

from __future__ import annotations

import contextlib
import os
import selectors
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock

ENGINE = Path(__file__).with_name("engine.py")


class NoPicture(Exception):
    """There is none this time. ``sentence`` says why, for the page."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TooLong(NoPicture):
    """It would take longer than a page may; asked again, it would again."""


class Room:
    """Starts the process when it is wanted first, and again when it ended; ends it when an answer takes too long."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._script = ""

    def ask(self, script: Path, told: str, *, seconds: float) -> str:
        """One line of JSON, as the script answered it. Raises NoPicture. Whoever waited for their turn longer than half
        of the time goes without: what is drawn in the rest might be ended for no fault of its own."""
        until = time.monotonic() + seconds
        if not self._lock.acquire(timeout=seconds / 2):
            raise NoPicture("Another picture is being drawn. Load the page again in a moment; the table says the same.")
        try:
            return self._answer(script, told.encode() + b"\n", until)
        finally:
            self._lock.release()

    def close(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def _answer(self, script: Path, asked: bytes, until: float) -> str:
        for is_last in (False, True):
            try:
                return self._say(self._begin(script), asked, until)
            except OSError:
                # It went to rest while nobody asked: a new one answers, where one can be started.
                self.close()
                if is_last:
                    raise NoPicture("The picture could not be drawn here. The table says the same.") from None
        raise AssertionError("unreachable")

    def _begin(self, script: Path) -> subprocess.Popen[bytes]:
        if self._process and (self._process.poll() is not None or self._script != str(script)):
            self.close()
        if self._process is None:
            self._script = str(script)
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter, our own file
                [sys.executable, "-P", str(ENGINE), self._script],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        return self._process

    def _say(self, process: subprocess.Popen[bytes], asked: bytes, until: float) -> str:
        assert process.stdin
        assert process.stdout
        os.set_blocking(process.stdin.fileno(), False)
        told, answer = memoryview(asked), bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdin, selectors.EVENT_WRITE)
            ready.register(process.stdout, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                left = until - time.monotonic()
                events = ready.select(left) if left > 0 else []
                if not events:
                    self.close()
                    raise TooLong("This takes longer to draw than a page may take. The table says the same.")
                for key, _ in events:
                    if key.fileobj is process.stdin:
                        told = told[os.write(key.fd, told) :]
                        if not told:
                            ready.unregister(process.stdin)
                    elif piece := os.read(key.fd, 1 << 16):
                        answer += piece
                    else:
                        raise BrokenPipeError
        return answer.decode()
