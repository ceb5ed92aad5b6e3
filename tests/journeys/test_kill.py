"""Nothing acknowledged is lost: the server is killed in mid-write, again and again.

``KILL_ROUNDS`` (default 4 here; docs/reference/performance.md tells of 50) rounds: writers post notes, the server gets
SIGKILL, comes back, and everything that was answered with 201 is there, the journal has no gap, and search catches up.
"""

from __future__ import annotations

import json
import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.journeys.conftest import fresh_database
from tests.journeys.server import Server

pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("KILL_ROUNDS", "4"))
PEOPLE = (
    "import json\n"
    "from secondstory.people.models import Person, Team, TeamMembership\n"
    "team = Team.objects.create(name='Storage', slug='storage')\n"
    "ana = Person.objects.create_user('ana@example.org', None, display_name='Ana')\n"
    "TeamMembership.objects.create(team=team, person=ana)\n"
    "print(json.dumps('made'))"
)


class Writers:
    """Four people's worth of notes; ``acknowledged`` holds the ids of those that were answered with 201."""

    def __init__(self, server: Server, session: str) -> None:
        self.server, self.session = server, session
        self.acknowledged: dict[str, str] = {}
        self.stopping = threading.Event()
        self.number, self.lock = 0, threading.Lock()
        self.odd: list[str] = []

    def write(self) -> None:
        while not self.stopping.is_set():
            with self.lock:
                self.number += 1
                number = self.number
            text = f"note kill{number}"
            try:
                status, body = self.server.request(
                    "/notes/", session=self.session, data={"text": text, "client_id": f"c{number}", "audience": "team"}
                )
            except OSError:
                continue  # the server is being killed: not acknowledged, so nothing was promised
            except Exception as cut_short:
                if "IncompleteRead" in type(cut_short).__name__ or "Disconnected" in type(cut_short).__name__:
                    continue
                raise
            if status == 201:
                self.acknowledged[json.loads(body)["id"]] = f"kill{number}"
            elif status != 503:
                self.odd.append(f"{status}: {body[:200]}")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        self.stopping.clear()
        threads = [threading.Thread(target=self.write) for _ in range(4)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stopping.set()
            for thread in threads:
                thread.join(timeout=60)

    def until_the_kill(self, seconds: float) -> None:
        with self.at_work():
            time.sleep(seconds)
            self.server.kill()


def notes_in(server: Server) -> set[str]:
    return set(
        server.python(
            "import json\nfrom secondstory.incidents.models import Note\n"
            "print(json.dumps([str(pk) for pk in Note.objects.values_list('pk', flat=True)]))"
        )
    )


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path, database: str) -> None:
    server = Server(tmp_path, database).start()
    try:
        server.python(PEOPLE)
        session = server.session_of("ana@example.org")
        writers, draw = Writers(server, session), random.Random(7)  # not for secrets
        for _ in range(ROUNDS):
            writers.until_the_kill(draw.uniform(0.3, 1.2))
            server.start()
        kept = notes_in(server)
        assert writers.odd == []
        assert len(writers.acknowledged) > ROUNDS
        assert set(writers.acknowledged) <= kept
        assert json.loads(server.run("verify", "--json").stdout)["problems"] == []
        last = list(writers.acknowledged.values())[-1]
        status, page = server.request(f"/search/?q={last}", session=session)
        assert status == 200
        assert last in page
        print(f"{ROUNDS} kills, {len(writers.acknowledged)} acknowledged, {len(kept)} kept")
    finally:
        server.kill()


def test_a_backup_made_while_people_write_comes_back_elsewhere(tmp_path: Path, database: str, postgres: str) -> None:
    """From either database into the other: one moment of it, whole, and it verifies."""
    server = Server(tmp_path / "here", database).start()
    try:
        server.python(PEOPLE)
        writers = Writers(server, server.session_of("ana@example.org"))
        with writers.at_work():
            time.sleep(1)
            before = set(writers.acknowledged)
            server.run("backup", str(tmp_path / "all.zip"))
        assert len(notes_in(server)) > len(before)
    finally:
        server.kill()
    elsewhere = Server(tmp_path / "there", "" if database else fresh_database(postgres))
    elsewhere.run("restore", str(tmp_path / "all.zip"))
    assert json.loads(elsewhere.run("verify", "--json").stdout)["problems"] == []
    there = notes_in(elsewhere)
    assert before <= there <= notes_in(server)
    elsewhere.start()
    try:
        assert elsewhere.request("/notes/", session=elsewhere.session_of("ana@example.org"))[0] == 200
    finally:
        elsewhere.kill()
