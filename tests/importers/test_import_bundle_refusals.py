"""What a bundle may not be: a sentence each time, with the file and the place in it, and nothing half-written."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.apps import apps
from tests import builders
from tests.exporters.a_whole_study import a_whole_study, another_installation, finish

from secondstory.exporters.bundle.write import bundle, study_data, to_bytes
from secondstory.importers.actions.import_bundle import import_bundle
from secondstory.importers.bundle.read import read_bundle
from secondstory.importers.files import Found
from secondstory.importers.refusals import ImportRefused
from secondstory.incidents.models import Incident, Retrospective


@pytest.fixture
def sent(cast) -> dict[str, Any]:
    """What another installation wrote."""
    with another_installation():
        study = a_whole_study(cast)
        finish(study, cast)
        return study_data(Retrospective.objects.get(pk=study.pk), cast.ana)


@pytest.fixture
def refusal(cast, tmp_path):
    """Imports what it is given, and answers with the refusal. Nothing may have been written."""

    def imported(content: bytes | dict[str, Any], name: str = "retro.json") -> ImportRefused:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else to_bytes(content))
        before = counts()
        with pytest.raises(ImportRefused) as caught:
            import_bundle(read_bundle(Found(path, name)), by=cast.ana)
        assert counts() == before
        assert caught.value.sentence
        assert caught.value.file is not None
        assert caught.value.file.startswith(name)
        return caught.value

    return imported


def counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_what_was_sent_is_taken(cast, sent, tmp_path):
    """So that the refusals below cannot be for another reason."""
    path = tmp_path / "retro.json"
    path.write_bytes(to_bytes(sent))
    assert import_bundle(read_bundle(Found(path, "retro.json")), by=cast.ana).outcome == "imported"


ID = "0190a6f4-8d2c-7c3e-9a41-5f0e3b1c2d4e"
WRONG = [
    ("study.title", 7, "wrong_type"),
    ("study.title", "t" * 201, "too_long"),
    ("study.title", "t" * 1_000_000, "too_long"),
    ("study.title", "", "empty"),
    ("study.title", "N\x00L", "unstorable"),
    ("study.title", "\u202eright to left", "unstorable"),
    ("study.title", "half \ud800", "unstorable"),
    ("study.zone", "Mars/Olympus", "wrong_type"),
    ("study.state", "solved", "wrong_type"),
    ("study.audience", "everybody", "wrong_type"),
    ("study.id", "1", "wrong_type"),
    ("study.id", ID.upper(), "wrong_type"),
    ("study.finalized_at", None, "wrong_type"),
    ("study.process", {"name": "Ours", "number": 1}, "no_process"),
    ("study.writeup", None, "missing_field"),
    ("study.team", "nowhere", "no_such_row"),
    ("incident.impact", ["a list"], "wrong_type"),
    ("incident.started_at", "yesterday", "wrong_type"),
    ("incident.started_at", "2017-01-31T23:27:00", "wrong_type"),
    ("incident.started_at", "2017-02-30T00:00:00Z", "wrong_type"),
    ("incident.started_at", "0001-01-01T00:00:00Z", "wrong_type"),
    ("incident.ended_at", "2017-01-31T23:27:00Z", "contradicts_itself"),
    ("incident.services", ["nowhere"], "no_such_row"),
    ("entries", {}, "wrong_type"),
    ("entries[0]", None, "wrong_type"),
    ("entries[0].at", None, "wrong_type"),
    ("entries[0].at", 1485905220, "wrong_type"),
    ("entries[0].tie", 2**40, "wrong_type"),
    ("entries[0].tie", True, "wrong_type"),
    ("entries[0].tie", 1.5, "wrong_type"),
    ("entries[0].until", "2017-01-31T23:27:00Z", "contradicts_itself"),
    ("entries[0].known_later", "yes", "wrong_type"),
    ("entries[0].participant", ID, "no_such_row"),
    ("entries[0].references", [ID], "no_such_row"),
    ("entries[0].kind", "blunder", "wrong_type"),
    ("participants[0].involvements", ["ran away"], "wrong_type"),
    ("participants[0].shown_as", "", "empty"),
    ("deadlines[0].due_date", "2026-13-01", "wrong_type"),
    ("recommendations[1].owner", "Ana", "wrong_type"),
    ("recommendations[0].ticket_url", "javascript:alert(1)", "wrong_type"),
    ("recommendations[1].done_when", "", "contradicts_itself"),
    ("traces[0].finding", ID, "no_such_row"),
    ("traces[0].finding", None, "wrong_type"),
    ("findings[0].missing_control", None, "contradicts_itself"),
    ("status_changes[0].changed", {"owner": ["", "", ""]}, "wrong_type"),
    ("edition.canonical", "{}", "edition_differs"),
    ("edition.sha256", "0" * 64, "edition_differs"),
    ("edition", None, "edition_missing"),
    ("teams[0].slug", "../../etc", "wrong_type"),
    ("services[0].name", "", "empty"),
    ("version", 2, "unknown_version"),
    ("version", "1", "unknown_version"),
    ("version", True, "unknown_version"),
    ("format", "secondstory.edition", "not_a_bundle"),
]


def put(data: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.replace("[", ".").replace("]", "").split(".")
    at: Any = data
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if last.isdigit() else last] = value


@pytest.mark.parametrize(("path", "value", "code"), WRONG, ids=[f"{path}={value!r:.20}" for path, value, _ in WRONG])
def test_a_wrong_value_is_refused_with_its_place(refusal, sent, path, value, code):
    put(sent, path, value)
    content = json.dumps(sent).encode()  # as some other program would write it
    caught = refusal(content)
    assert caught.code == code
    if code in ("wrong_type", "too_long", "empty", "unstorable", "no_such_row", "missing_field"):
        assert f"$.{path}" in caught.sentence


@pytest.mark.parametrize(
    "path", ["study", "entries", "study.title", "entries[0].at", "edition.sha256", "notes[0].text"]
)
def test_a_missing_field_is_named(refusal, sent, path):
    *way, last = path.replace("[0]", ".0").split(".")
    at: Any = sent
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    del at[last]
    caught = refusal(sent)
    assert (caught.code, f"$.{path} is missing" in caught.sentence) == ("missing_field", True)


def test_a_field_from_a_newer_version_is_not_dropped_in_silence(refusal, sent):
    sent["entries"][0]["mood"] = "calm"
    caught = refusal(sent)
    assert (caught.code, "$.entries[0].mood" in caught.sentence) == ("unknown_field", True)


@pytest.mark.parametrize("table", ["entries", "notes", "sections", "recommendations", "participants", "mysteries"])
def test_an_id_that_is_something_else_here_is_refused(cast, refusal, sent, table):
    ours = builders.study(cast.bo)
    here = {
        "entries": builders.entry(ours).pk,
        "notes": builders.note(cast.bo).pk,
        "sections": builders.write_up(ours).sections.first().pk,
        "recommendations": builders.recommendation(ours).pk,
        "participants": builders.participant(ours, cast.bo).pk,
        "mysteries": apps.get_model("analysis.Mystery").objects.create(retrospective=ours, question="?").pk,
    }[table]
    edition = sent.pop("edition")
    told = json.loads(json.dumps(sent).replace(sent[table][0]["id"], str(here)))
    caught = refusal(told | {"edition": edition})
    assert (caught.code, f"$.{table}[0].id" in caught.sentence) == ("id_taken", True)


def test_a_study_that_somebody_keeps_to_themselves_is_not_given_away(cast, refusal, sent):
    builders.study(cast.cy, "Cy's own", id=sent["study"]["id"])
    caught = refusal(sent)
    assert caught.code == "id_taken"
    assert "Cy" not in caught.sentence


def test_a_source_that_is_here_is_not_imported_twice(cast, refusal, sent):
    builders.incident(cast.ana, source_system="markdown", source_id="0" * 40)
    assert refusal(sent).code == "source_taken"


def test_an_id_twice_in_a_list_is_refused(refusal, sent):
    sent["losses"].append(sent["losses"][0])
    assert refusal(sent).code == "twice"


def test_the_edition_of_another_study_is_refused(cast, refusal, sent):
    with another_installation():
        other = builders.edition(builders.study(cast.ana))
        sent["edition"] |= {"canonical": bytes(other.canonical).decode(), "sha256": other.sha256}
    assert refusal(sent).code == "edition_differs"


def test_an_edition_in_another_spelling_is_refused(refusal, sent):
    sent["edition"]["canonical"] = " " + sent["edition"]["canonical"]
    assert refusal(sent).code == "edition_differs"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken_json"),
        (b"{", "broken_json"),
        (b"[1, 2]", "not_a_bundle"),
        (b'"retro"', "not_a_bundle"),
        (b'{"format": "secondstory.retro", "version": NaN}', "broken_json"),
        (b"[" * 100_000, "broken_json"),
        (b'{"format": ' + b"9" * 10_000 + b"}", "broken_json"),
        (b"\xff\xfe\x00", "not_utf8"),
    ],
    ids=["nothing", "cut off", "a list", "a text", "not a number", "too deep", "too large a number", "other bytes"],
)
def test_what_is_no_json_of_ours_is_refused(refusal, content, code):
    assert refusal(content).code == code


def test_broken_json_is_told_with_its_line(refusal, sent):
    content = to_bytes(sent)
    cut = content[: len(content) // 2]
    caught = refusal(cut)
    assert (caught.code, caught.line) == ("broken_json", cut.count(b"\n") + 1)


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_zip_that_is_cut_off_is_refused(cast, refusal):
    with another_installation():
        content = bundle(a_whole_study(cast), cast.ana)
    for at in (10, len(content) // 2, len(content) - 10):
        assert refusal(content[:at], "retro.zip").code == "damaged_zip"


def test_a_zip_that_points_outside_is_refused(refusal, sent):
    caught = refusal(zipped({"retro.json": to_bytes(sent), "../../somewhere": b""}), "retro.zip")
    assert caught.code == "unsafe_path"


def test_a_zip_bomb_is_refused_before_it_unfolds(refusal):
    assert refusal(zipped({"retro.json": b" " * 50_000_000}), "retro.zip").code == "zip_bomb"


def test_the_place_in_a_zip_is_told(refusal, sent):
    sent["study"]["zone"] = "Mars/Olympus"
    assert refusal(zipped({"retro.json": to_bytes(sent)}), "retro-1.zip").file == "retro-1.zip/retro.json"


def test_a_bundle_that_somebody_unpacked_and_packed_again_is_read(cast, sent, tmp_path):
    path = tmp_path / "retro.zip"
    path.write_bytes(zipped({"a folder/retro.json": to_bytes(sent), "a folder/writeup.md": b""}))
    assert import_bundle(read_bundle(Found(path, "retro.zip")), by=cast.ana).outcome == "imported"
    assert Incident.objects.count() == 1
