"""Pictures drawn by the server with the page's own code: in time, one at a time, or a sentence instead."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from secondstory.ui.drawing import draw, pictures
from secondstory.ui.drawing.room import NoPicture, Room


def structure(parts: int = 2, **more: Any) -> dict[str, object]:
    words = {"kind": "software", "kind_in_words": "software", "is_environment": False, "steered_by": "", "href": ""}
    arrow = {"kind": "control", "state": "", "says": "", "is_on_paper": False, "href": ""}
    return {
        "title": "Who steers what",
        "description": "",
        "parts": [{"id": str(n), "name": f"Part {n}", **words} for n in range(parts)],
        "arrows": [{"id": f"a{n}", "source": str(n), "target": str(n + 1), "what": "steers", **arrow} for n in range(parts - 1)],
        **more,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(pictures, "_remembered", pictures.Remembered(1_000_000))


def script(tmp_path: Path, body: str) -> Path:
    file = tmp_path / "script.js"
    file.write_text(f"globalThis.drawStructure = told => {{ {body} }}")
    return file


@pytest.fixture
def room():
    room = Room()
    yield room
    room.close()


def test_it_is_a_picture_that_stands_by_itself():
    picture = draw(structure(title="<script>alert('x')</script>"))
    root = ElementTree.fromstring(picture.svg)  # noqa: S314  # our own words
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")].count("Part 1") == 1
    assert picture.says == ""
    assert not re.search(r"<script|<style|\son\w+=|url\(", picture.svg)
    assert (picture.width, picture.height) == (int(root.get("width", "")), int(root.get("height", "")))


def test_a_picture_that_somebody_drew_meanwhile_stays():
    remembered, drawn = pictures.Remembered(100), pictures.Picture("<svg/>")
    remembered.put(b"one", drawn)
    remembered.put(b"one", pictures.Picture(says="It took too long."), seconds=600)
    assert remembered.get(b"one") == drawn


def test_a_picture_drawn_after_all_counts_with_its_own_size():
    remembered = pictures.Remembered(30)
    remembered.put(b"one", pictures.Picture(says="Late."), seconds=600)
    remembered.put(b"one", pictures.Picture("x" * 20))
    remembered.put(b"two", pictures.Picture("y" * 20))
    assert remembered.get(b"one") is None
    assert remembered.get(b"two") is not None


def test_the_same_structure_is_drawn_once(monkeypatch):
    first = draw(structure())
    monkeypatch.setattr(pictures, "_room", None)
    assert draw(structure()) == first


def test_what_is_remembered_has_a_bound():
    remembered = pictures.Remembered(30)
    for number in range(5):
        remembered.put(bytes([number]), pictures.Picture(svg="x" * 10))
    assert [remembered.get(bytes([number])) is not None for number in range(5)] == [False, False, True, True, True]


def test_too_large_a_structure_gets_a_sentence():
    assert draw(structure(601)).says == pictures.TOO_LARGE


def test_without_a_build_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr("secondstory.ui.assets.MANIFESTS", ())
    assert draw(structure()).says == pictures.NOT_BUILT


def test_what_cannot_be_drawn_gets_a_sentence_and_the_next_is_drawn():
    assert (
        draw({**structure(), "parts": [{"id": "no name"}]}).says
        == "The picture could not be drawn. The table says the same."
    )
    assert draw(structure()).svg


def test_what_takes_too_long_is_ended(room, tmp_path):
    """It would go on for ever."""
    endless = script(tmp_path, "for (;;);")
    with pytest.raises(NoPicture, match="longer"):
        room.ask(endless, "{}", seconds=1)
    assert room._process is None


def test_a_room_that_went_to_rest_is_opened_again(room, tmp_path):
    echo = script(tmp_path, "return told")
    assert room.ask(echo, '{"a":1}', seconds=20) == '{"a":1}\n'
    room._process.kill()
    assert room.ask(echo, '{"a":2}', seconds=20) == '{"a":2}\n'


def test_where_no_process_can_be_started_there_is_a_sentence(room, tmp_path, monkeypatch):
    monkeypatch.setattr("secondstory.ui.drawing.room.sys.executable", str(tmp_path / "nothing"))
    with pytest.raises(NoPicture, match="could not be drawn here"):
        room.ask(script(tmp_path, "return told"), "{}", seconds=20)


def test_long_questions_and_long_answers_arrive_whole(room, tmp_path):
    long = '"' + "ü" * 900_000 + '"'
    assert room.ask(script(tmp_path, "return told"), long, seconds=30) == f"{long}\n"


SLOW = "const until = Date.now() + JSON.parse(told); while (Date.now() < until); return 'null'"


@contextmanager
def drawing_for(milliseconds: int, slow: Path, room: Room) -> Iterator[None]:
    """While the room draws something for somebody else."""
    first = threading.Thread(target=room.ask, args=(slow, str(milliseconds)), kwargs={"seconds": 20})
    first.start()
    while not room._lock.locked():
        time.sleep(0.01)
    yield
    first.join()


def test_who_cannot_wait_gets_a_sentence(room, tmp_path):
    slow = script(tmp_path, SLOW)
    with drawing_for(1500, slow, room), pytest.raises(NoPicture, match="Another picture"):
        room.ask(slow, "0", seconds=0.2)


def test_who_waited_too_long_does_not_end_what_is_being_drawn(room, tmp_path):
    """Its turn comes when half of its time is over: it goes without, and the process lives."""
    slow = script(tmp_path, SLOW)
    room.ask(slow, "0", seconds=20)
    process = room._process
    with drawing_for(1500, slow, room), pytest.raises(NoPicture, match="Another picture"):
        room.ask(slow, "0", seconds=1)
    assert room._process is process


def test_what_took_too_long_is_not_tried_again_for_a_while(room, tmp_path, monkeypatch):
    began = time.monotonic()
    monkeypatch.setattr(pictures, "_room", room)
    monkeypatch.setattr(pictures.assets, "built", lambda name: script(tmp_path, "for (;;);"))
    assert "longer" in draw(structure(), seconds=1).says
    monkeypatch.setattr(pictures.assets, "built", lambda name: script(tmp_path, "return 'null'"))
    with monkeypatch.context() as closed:
        closed.setattr(room, "ask", lambda *_, **__: pytest.fail("It was tried again."))
        assert "longer" in draw(structure(), seconds=1).says
    monkeypatch.setattr(pictures, "monotonic", lambda: began + 3 * pictures.A_WHILE)
    assert draw(structure(), seconds=20).says == "The picture could not be drawn. The table says the same."


def test_the_process_ends_with_whoever_started_it(room, tmp_path):
    room.ask(script(tmp_path, "return told"), "{}", seconds=20)
    process = room._process
    process.stdin.close()
    assert process.wait(timeout=10) == 0


def test_the_script_has_nothing_to_load():
    """A worker of the page and the server load it as it is."""
    text = pictures.assets.built(pictures.SCRIPT).read_text()
    assert not re.search(r"(^|[;}\n])(import|export)[ {*(]", text)
