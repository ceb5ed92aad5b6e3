"""The index follows the journal, whatever happened in between."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import tantivy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.search.things import ask, drop, names, put

from secondstory.journal.models import Event
from secondstory.people.models import Team
from secondstory.search import find as finding
from secondstory.search import index, shelf
from secondstory.search.index import catch_up, rebuild


def content() -> dict[str, str]:
    """uid → digest of everything in the index."""
    shelf.forget()
    searcher = shelf.shelf().view.searcher
    stored = [searcher.doc(address).to_dict() for _, address in searcher.search(tantivy.Query.all_query(), 9999).hits]
    return {row["uid"][0]: row["digest"][0] for row in stored if row["uid"][0] != shelf.NOTE}


def test_a_search_reads_what_the_journal_has_beyond_the_index(cast: Cast) -> None:
    put("A zebra", "public-a", by=cast.ana)
    assert names(ask("zebra")) == ["A zebra"]
    put("A second zebra", "public-b", by=cast.ana)
    assert len(ask("zebra").ids("thing")) == 2


def test_it_says_how_many_events_it_read(cast: Cast) -> None:
    rebuild()
    put("A zebra", "public-a", by=cast.ana)
    put("A second zebra", "public-b", by=cast.ana)
    assert catch_up() == 2
    assert catch_up() == 0


def test_it_reads_a_long_journal_in_parts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild()
    monkeypatch.setattr(index, "EVENTS_AT_ONCE", 2)
    for number in range(5):
        put(f"Zebra {number}", f"public-{number}", by=cast.ana)
    assert catch_up(seconds=0) == 2
    assert len(ask("zebra").ids("thing")) == 5


def test_a_crash_between_commit_and_index_is_caught_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database committed, the process died before the index did: nothing but the journal tells."""
    rebuild()
    put("A zebra", "public-a", by=cast.ana)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(shelf, "noted", die)
        with pytest.raises(KeyboardInterrupt):
            catch_up()
    shelf.forget()
    assert names(ask("zebra")) == ["A zebra"]


def test_what_a_killed_writer_left_behind_is_in_nobodys_way(cast: Cast) -> None:
    """Killed between the list of deleted documents and the commit: the file is there, the commit is not."""
    thing = put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    before = {file.name for file in shelf.shelf().folder.iterdir()}
    meta = (shelf.shelf().folder / "meta.json").read_bytes()
    put("A zebra, striped", "public-a", by=cast.ana, thing=thing)
    ask("zebra")
    folder = shelf.shelf().folder
    assert {file.suffix for file in folder.iterdir() if file.name not in before} >= {".del"}
    (folder / "meta.json").write_bytes(meta)
    shelf.forget()
    assert names(ask("striped")) == ["A zebra, striped"]
    assert shelf.shelf().folder == folder


def test_an_index_that_cannot_be_written_is_built_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    spoilt = shelf.shelf()
    put("A gnu", "public-b", by=cast.ana)

    def refuse(*_: object) -> None:
        raise shelf.Unusable("refused")

    monkeypatch.setattr(spoilt, "write", refuse)
    assert names(ask("gnu")) == ["A gnu"]
    assert shelf.shelf().folder != spoilt.folder


def test_an_index_that_was_taken_away_is_built_again(cast: Cast, settings) -> None:
    put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    shutil.rmtree(settings.SEARCH_INDEX)
    shelf.forget()
    assert names(ask("zebra")) == ["A zebra"]


@pytest.mark.parametrize("pattern", ["*.term", "*.idx", "*.pos", "*.store", "meta.json", ".managed.json", "../current"])
@pytest.mark.parametrize("damage", ["cut", "gone", "noise"])
def test_a_damaged_index_is_built_again(cast: Cast, pattern: str, damage: str) -> None:
    put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    folder = shelf.shelf().folder
    files = [folder.parent / "current"] if pattern == "../current" else [*folder.glob(pattern)]
    assert files
    for file in files:
        spoil(file, damage)
    shelf.forget()
    ask("zebra")  # does not raise
    if damage == "noise":  # a changed byte within a file is not always noticed
        rebuild()
    assert names(ask("zebra")) == ["A zebra"]


def spoil(file: Path, damage: str) -> None:
    """Damaged as it is found after a fall: the file has another content when it is opened again.

    Its place is taken by another file: cutting a file that the engine's threads of this very process still have
    mapped ends the process (SIGBUS), as it would with any program that maps its files.
    """
    data = file.read_bytes()
    file.unlink()
    if damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        middle = len(data) // 3
        file.write_bytes(data[:middle] + b"\xff\x00\x93" * 5 + data[middle + 15 :])


def test_an_index_of_an_older_version_is_built_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    old = shelf.shelf().folder
    monkeypatch.setattr(shelf, "VERSION", shelf.VERSION + 1)
    shelf.forget()
    assert names(ask("zebra")) == ["A zebra"]
    assert shelf.shelf().folder != old
    assert not old.exists()


def test_an_index_of_another_history_is_built_again(cast: Cast) -> None:
    """A backup was restored: the journal's numbers are there, but they mean something else."""
    thing = put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    last = Event.objects.latest("seq")
    index_folder = shelf.shelf().folder
    here = shelf.shelf()
    here.write((), (), shelf.Note(last.seq, "another event"))
    Team.objects.filter(pk=thing.pk).update(name="A gnu")
    shelf.forget()
    assert not ask("zebra").hits
    assert names(ask("gnu")) == ["A gnu"]
    assert shelf.shelf().folder != index_folder


def test_an_index_ahead_of_the_journal_is_built_again(cast: Cast) -> None:
    put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    shelf.shelf().write((), (), shelf.Note(10_000, "an event to come"))
    shelf.forget()
    assert names(ask("zebra")) == ["A zebra"]


def test_two_readers_of_one_folder_see_each_other(cast: Cast) -> None:
    put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    mine = shelf.shelf()
    other = shelf.Shelf(mine.folder)
    put("A gnu", "public-b", by=cast.ana)
    index._take_in(other, list(Event.objects.filter(seq__gt=other.view.note.seq)))
    assert mine.view.note.seq < other.view.note.seq
    assert names(ask("gnu")) == ["A gnu"]


def test_a_question_is_answered_while_another_writes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    put("A zebra", "public-a", by=cast.ana)
    ask("zebra")
    put("A gnu", "public-b", by=cast.ana)
    monkeypatch.setattr(finding, "WAIT", 0)
    with index.turn(shelf.root() / "write.lock"):
        found = ask("zebra OR gnu")
    assert found.behind
    assert names(found) == ["A zebra"]
    assert not ask("gnu").behind or names(ask("gnu"))


def test_building_tells_its_progress(cast: Cast) -> None:
    put("A zebra", "public-a", by=cast.ana)
    told: list[int] = []
    assert rebuild(progress=told.append) == sum(told) > 0


def test_half_a_build_leaves_the_old_index_in_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    put("A zebra", "public-a", by=cast.ana)
    ask("zebra")

    def die(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(progress=die)
    shelf.forget()
    assert names(ask("zebra")) == ["A zebra"]
    rebuild()
    assert [folder.name for folder in shelf.root().glob("v*-*")] == [shelf.shelf().folder.name]


Step = st.tuples(
    st.sampled_from(["put", "change", "hide", "drop", "look"]), st.integers(0, 4), st.text("abc ", max_size=9)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(steps=st.lists(Step, min_size=1, max_size=12))
def test_following_and_building_give_the_same_index(cast: Cast, steps: list[tuple[str, int, str]]) -> None:
    there: dict[int, Team] = {}
    for verb, number, text in steps:
        slug = f"public-{number}-{len(Team.objects.all())}"
        if verb == "look":
            ask("a")
        elif verb == "drop" and number in there:
            drop(there.pop(number), by=cast.ana)
        elif verb == "hide" and number in there:
            put(text, f"private-{slug}", by=cast.ana, thing=there[number])
        else:
            there[number] = put(text, slug, by=cast.ana, thing=there.get(number))
    catch_up()
    followed = content()
    rebuild()
    assert content() == followed
    for thing in there.values():
        drop(thing, by=cast.ana)
