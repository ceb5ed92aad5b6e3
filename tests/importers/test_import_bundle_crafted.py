"""A bundle that somebody made with care: what it holds can be told on every page, and it opens nothing of anybody's."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import builders
from tests.builders import NOON
from tests.exporters.a_whole_study import a_whole_study, another_installation, finish
from tests.importers.test_import_bundle_refusals import put

from secondstory.exporters.bundle.write import study_data, to_bytes
from secondstory.importers.actions.import_bundle import import_bundle
from secondstory.importers.bundle.read import read_bundle
from secondstory.importers.files import Found
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.report import Report
from secondstory.incidents.models import Note, Retrospective
from secondstory.review.canonical import dump, fingerprint, read
from secondstory.review.models import Edition
from secondstory.review.reading import since_then

Data = dict[str, Any]
ID = "0190a6f4-8d2c-7c3e-9a41-5f0e3b1c2d4e"


def made_elsewhere(cast, *, is_final: bool) -> Data:
    with another_installation():
        study = a_whole_study(cast)
        if is_final:
            finish(study, cast)
        return study_data(Retrospective.objects.get(pk=study.pk), cast.ana)


@pytest.fixture
def final(cast) -> Data:
    return made_elsewhere(cast, is_final=True)


@pytest.fixture
def working(cast) -> Data:
    return made_elsewhere(cast, is_final=False)


@pytest.fixture
def take_in(cast, tmp_path):
    def taken(data: Data) -> Report:
        path = tmp_path / "retro.json"
        path.write_bytes(to_bytes(data))
        return import_bundle(read_bundle(Found(path, "retro.json")), by=cast.bo)

    return taken


@pytest.fixture
def refusal(take_in):
    def refused(data: Data) -> ImportRefused:
        with pytest.raises(ImportRefused) as caught:
            take_in(data)
        assert not Retrospective.objects.exists()
        return caught.value

    return refused


def forge(data: Data, change: Callable[[Data], object]) -> None:
    """Change the edition and give it the hash of what it says now, as a forger would."""
    body = json.loads(data["edition"]["canonical"])
    change(body["document"])
    content = dump(body)
    data["edition"] |= {"canonical": content.decode(), "sha256": fingerprint(content)}


def block(document: Data, name: str) -> Data:
    found: Data = next(b for section in document["sections"] for b in section["blocks"] if b["block"] == name)
    return found


def first_when(document: Data, **fields: Any) -> None:
    block(document, "timeline")["entries"][0]["when"].update(fields)


FORGED: dict[str, Callable[[Data], object]] = {
    "zone": lambda it: it.update(zone="Mars/Olympus"),
    "zone as a path": lambda it: it.update(zone="../../etc/passwd"),
    "no zone": lambda it: it.update(zone=""),
    "another zone of the timeline": lambda it: block(it, "timeline").update(zone="Nope/Nope"),
    "a moment without zone": lambda it: it.update(happened_at="2017-01-31T23:27:00"),
    "a moment before all years": lambda it: it.update(happened_at="0001-01-01T00:00:00+14:00"),
    "a moment after all years": lambda it: it.update(final_at="9999-12-31T23:59:59-14:00"),
    "never final": lambda it: it.update(final_at=None),
    "an entry without zone": lambda it: first_when(it, at="2017-01-31T23:27:00"),
    "an entry before all years": lambda it: first_when(it, at="0001-01-01T00:00:00Z"),
    "an end without zone": lambda it: first_when(it, until="2017-01-31T23:27:00"),
    "a precision of its own": lambda it: first_when(it, precision="eon"),
    "a NUL byte": lambda it: it["sections"][0].update(prose="a\x00b"),
    "a NUL byte in the title": lambda it: it.update(title="a\x00b"),
    "a title that turns round": lambda it: it.update(title="\u202egnp.exe"),
    "a title without end": lambda it: it.update(title="t" * 201),
    "a title of nothing": lambda it: it.update(title=" "),
    "a number beyond all": lambda it: block(it, "timeline")["entries"][0].update(number=10**30),
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_a_forged_edition_that_no_page_could_show_is_refused_with_its_place(refusal, final, change):
    forge(final, change)
    caught = refusal(final)
    assert caught.sentence.startswith("$.edition.canonical.")
    assert not Edition.objects.exists()


def test_an_edition_written_by_an_older_version_is_taken(take_in, final):
    """Fields that came later have a default (docs/reference/edition-format.md)."""
    forge(final, lambda document: [document.pop(name) for name in ("people", "quotes", "team")])
    assert take_in(final).outcome == "imported"


def test_scripts_in_a_forged_edition_are_words(take_in, final, as_bo):
    def change(document: Data) -> None:
        document["sections"][0] |= {
            "heading": "<script>alert(1)</script>",
            "anchor": '"><script>alert(1)</script>',
            "prose": "<script>alert(1)</script> [a](javascript:alert(1))",
        }
        document["sources"][0]["url"] = "javascript:alert(1)"

    forge(final, change)
    study = take_in(final).study
    for page in (f"/retrospectives/{study}/edition/", f"/retrospectives/{study}/export.html"):
        told = as_bo.get(page)
        assert told.status_code == 200
        assert "alert(1)" in told.text
        assert "<script>alert" not in told.text
        assert 'href="javascript' not in told.text


def test_a_forged_edition_tells_nothing_of_recommendations_elsewhere(take_in, final, cast):
    """It may name any id; how a recommendation of Cy's own study stands is Cy's to tell."""
    private = builders.recommendation(builders.study(cast.cy), status="planned")
    forge(final, lambda it: block(it, "recommendations")["items"][0].update(id=str(private.pk)))
    study = take_in(final).study
    document = read(bytes(Edition.objects.get(retrospective=study).canonical))
    told = since_then(document)
    assert told
    assert private.pk not in told


# --- states, circles, numbers ------------------------------------------------------------------------------


def test_a_state_that_is_none_is_refused(refusal, working):
    for place in ("source", "target"):
        crafted = json.loads(json.dumps(working))
        put(crafted, f"state_changes[0].{place}", "solved")
        assert f"$.state_changes[0].{place} is solved" in refusal(crafted).sentence


@pytest.mark.parametrize("state", ["paused", "set_aside"])
def test_a_study_at_rest_says_where_it_goes_on(refusal, take_in, working, cast, state):
    """Otherwise nobody could ever take it up again."""
    working["study"]["state"] = state
    working["state_changes"] = [row for row in working["state_changes"] if row["target"] != state]
    assert "$.study.state" in refusal(working).sentence
    change = {"id": ID, "created_at": "2026-03-05T12:00:00Z", "source": "final", "target": state}
    working["state_changes"].append(change | {"reason": "Later.", "asked_by_role": ""})
    assert "source is final" in refusal(working).sentence
    working["state_changes"][-1]["source"] = "gathering"
    assert take_in(working).outcome == "imported"


def test_an_audience_that_is_none_is_refused(refusal, final):
    put(final, "audience_confirmations[0].audience", "everybody")
    assert "$.audience_confirmations[0].audience is everybody" in refusal(final).sentence


@pytest.mark.parametrize(("table", "link"), [("mysteries", "parent"), ("notes", "corrects")])
def test_what_leads_round_in_a_circle_is_refused(refusal, working, table, link):
    """Whoever looks for the first of them would look for ever, with the turn in hand."""
    first = working[table][0]
    second = json.loads(json.dumps(first)) | {"id": ID}
    if "source_id" in second:
        second["source_id"] = ""
    working[table].append(second)
    second[link], first[link] = first["id"], second["id"]
    assert refusal(working).code == "circle"
    second[link] = second["id"]
    assert refusal(working).code == "circle"


def test_a_chain_that_ends_is_taken(take_in, working):
    first = working["mysteries"][0]
    working["mysteries"].append(json.loads(json.dumps(first)) | {"id": ID, "parent": first["id"]})
    assert take_in(working).outcome == "imported"


@pytest.mark.parametrize(
    "path", ["entries[0].tie", "sections[0].position", "sections[0].number", "revisions[0].number"]
)
def test_a_number_at_the_end_of_its_column_is_refused(refusal, working, path):
    """The next one would not fit, and a person's words would not be saved."""
    put(working, path, 2**31 - 1)
    assert f"$.{path} is" in refusal(working).sentence


# --- other people's notes ----------------------------------------------------------------------------------


def test_a_private_note_of_the_incident_is_not_there_to_be_corrected(take_in, working, cast):
    """Somebody knows its id, and says it is one of theirs."""
    incident = builders.incident(cast.cy, id=working["incident"]["id"], audience="organization")
    private = builders.note(cast.cy, "Only mine", audience="me", incident=incident)
    mine = working["notes"][0]
    told = json.loads(json.dumps(working).replace(mine["id"], str(private.pk)))
    with pytest.raises(ImportRefused) as caught:
        take_in(told)
    assert caught.value.code == "id_taken"
    assert not Retrospective.objects.exists()
    assert Note.objects.get(pk=private.pk).text == "Only mine"


def test_a_note_of_the_incident_that_one_reads_is_that_note(take_in, working, cast):
    incident = builders.incident(cast.cy, id=working["incident"]["id"], audience="organization")
    shared = builders.note(cast.cy, "For all", audience="organization", incident=incident)
    told = json.loads(json.dumps(working).replace(working["notes"][0]["id"], str(shared.pk)))
    assert take_in(told).outcome == "imported"
    assert Note.objects.get(pk=shared.pk).text == "For all"


def test_words_taken_back_are_not_brought_back(refusal, working):
    working["notes"][0] |= {"text": "What I took back", "withdrawn_at": NOON.isoformat()}
    assert "the note was taken back" in refusal(working).sentence


def test_the_page_says_who_will_read_it_before_it_is_imported(as_bo, working, settings, tmp_path):
    settings.HOME = tmp_path
    working["incident"]["audience"], working["study"]["work_open_to"] = "organization", "team"
    sent = as_bo.post("/imports/", {"file": SimpleUploadedFile("retro.json", to_bytes(working))})
    page = as_bo.get(sent["Location"]).text
    assert (
        "Once it is imported, the whole organization reads the incident, and the team Storage reads the study." in page
    )
