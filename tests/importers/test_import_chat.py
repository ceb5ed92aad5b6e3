"""A Slack export becomes notes and candidate entries; again it changes nothing, and no edit here is written over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests import builders
from tests.importers.slack_builder import TOKEN, SlackExport, an_incident

from secondstory.importers.actions.import_chat import Into, import_chat
from secondstory.importers.readers import Readers
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack import read_export
from secondstory.incidents.actions.withdraw_note import withdraw_note
from secondstory.incidents.models import Incident, Note, Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.change_entry import change_entry
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.told import Told
from secondstory.timeline.models import Entry, Reference


def imported(by, export: SlackExport, *, incident=None, study=None, readers=None, **options):
    options.setdefault("channels", ["inc-1234"])
    reading = read_export(export.file(), **options)
    return import_chat(reading, by=by, into=Into(incident, study), readers=readers)


def says(entry_or_note):
    return entry_or_note.text


def test_messages_become_notes_and_candidate_entries(cast):
    report = imported(cast.ana, an_incident())
    assert (report.outcome, report.added) == ("imported", {"notes": 6, "entries": 6})
    entries = list(Entry.objects.in_order())
    assert [entry.at for entry in entries] == [note.at for note in Note.objects.order_by("at")]
    assert {(entry.status, entry.precision) for entry in entries} == {("proposed", "second")}
    assert entries[0].at == datetime(2025, 1, 10, 23, 58, 0, 100, tzinfo=UTC)
    assert (entries[0].kind, entries[0].lane) == ("signal", "PagerDuty")
    assert entries[1].lane == "Person A"


def test_the_chat_opens_an_incident_of_its_own(cast):
    report = imported(cast.ana, an_incident())
    incident = Incident.objects.get()
    study = Retrospective.objects.get()
    assert (incident.title, study.pk, study.incident) == ("#inc-1234", report.study, incident)
    assert incident.started_at is None  # where the talk begins, the incident need not
    assert incident.happened_at == Note.objects.order_by("at").first().at


def test_threads_keep_together_over_days(cast):
    imported(cast.ana, an_incident())
    parent = Note.objects.get(text__startswith="Looking")
    replies = Note.objects.filter(thread_id=parent.thread_id).exclude(pk=parent.pk).order_by("at")
    assert list(map(says, replies)) == ["The replica lags.", "Failing over."]
    assert {note.at.day for note in replies} == {11, 12}


def test_a_huddle_has_its_length(cast):
    imported(cast.ana, an_incident())
    huddle = Entry.objects.get(until__isnull=False)
    assert (huddle.until - huddle.at).total_seconds() == 30 * 60


def test_every_entry_has_the_chat_as_its_source_and_files_as_further_ones(cast):
    imported(cast.ana, an_incident())
    assert not Entry.objects.filter(references=None).exists()
    assert set(Reference.objects.values_list("title", "kind")) == {
        ("Slack, #inc-1234", "chat"),
        ("graph.png", "screenshot"),
    }


def test_joins_and_the_like_are_left_aside(cast):
    export = an_incident()
    export.happens("C1", "channel_join", "<@U3> has joined", at="2025-01-11T00:02:00")
    export.happens("C1", "tombstone", "This message was deleted.", at="2025-01-11T00:02:30")
    report = imported(cast.ana, export)
    assert report.added["notes"] == 6
    assert any("2 messages were left aside" in warning for warning in report.warnings)


def test_invariant_19_people_are_pseudonyms_and_no_token_is_stored(cast):
    imported(cast.ana, an_incident())
    stored = str([*Note.objects.values(), *Entry.objects.values(), *Reference.objects.values()])
    for private in ("Egon", "Dana", "Louis", "example.org'", TOKEN):
        assert private not in stored
    assert "Person B" in stored


def test_a_person_can_be_shown_as_a_role(cast):
    imported(cast.ana, an_incident(), roles={"U1": "on-call engineer"})
    assert "on-call engineer" in set(Entry.objects.values_list("lane", flat=True))


# --- again --------------------------------------------------------------------------------------------------


def everything():
    models = (Incident, Retrospective, Note, Entry, Reference, Event)
    return {model: list(model._base_manager.order_by("pk").values()) for model in models}


def test_again_changes_nothing(cast):
    imported(cast.ana, an_incident())
    before = everything()
    report = imported(cast.ana, an_incident())
    assert (report.outcome, report.added) == ("unchanged", {})
    assert everything() == before


def test_a_wider_span_adds_only_what_is_new(cast):
    until = datetime(2025, 1, 11, 0, 2, tzinfo=UTC)
    first = imported(cast.ana, an_incident(), end=until)
    assert first.added == {"notes": 2, "entries": 2, "gaps": 1}
    second = imported(cast.ana, an_incident())
    assert (second.study, second.added) == (first.study, {"notes": 4, "entries": 4})


def edited(export: SlackExport) -> SlackExport:
    message = next(one for day in export.days.values() for one in day if one["text"] == "The replica lags.")
    export.edits(message, "The replica lags by an hour.", at="2025-01-11T01:00:00")
    return export


def test_a_later_edit_in_slack_corrects_the_note_and_follows_in_the_entry(cast):
    imported(cast.ana, an_incident())
    report = imported(cast.ana, edited(an_incident()))
    assert report.added == {"corrections": 1, "updated_entries": 1}
    assert Entry.objects.filter(text="The replica lags by an hour.").exists()
    correction = Note.objects.get(corrects__isnull=False)
    assert (correction.text, correction.corrects.text) == ("The replica lags by an hour.", "The replica lags.")
    assert imported(cast.ana, edited(an_incident())).outcome == "unchanged"


def test_an_entry_that_a_person_edited_is_never_written_over(cast):
    imported(cast.ana, an_incident())
    entry = Entry.objects.get(text="The replica lags.")
    change_entry(entry, Told(at=entry.at, text="Replication is behind.", precision=entry.precision), by=cast.ana)
    report = imported(cast.ana, edited(an_incident()))
    entry.refresh_from_db()
    assert entry.text == "Replication is behind."
    assert report.added == {"corrections": 1}
    assert "it stays as it is here" in report.kept[0]


def test_what_a_person_took_out_does_not_come_back(cast):
    imported(cast.ana, an_incident())
    remove_entry(Entry.objects.get(text="The replica lags."), by=cast.ana)
    withdraw_note(Note.objects.get(text="The replica lags."), by=cast.ana)
    assert imported(cast.ana, edited(an_incident())).outcome == "unchanged"
    assert not Entry.objects.filter(text__startswith="The replica").exists()
    assert not Note.objects.filter(text__startswith="The replica").exists()


def test_a_message_that_was_edited_before_comes_as_it_reads(cast):
    imported(cast.ana, edited(an_incident()))
    assert not Note.objects.filter(corrects__isnull=False).exists()
    assert imported(cast.ana, edited(an_incident())).outcome == "unchanged"


# --- where to -----------------------------------------------------------------------------------------------


def test_into_a_study_that_is_there(cast):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    report = imported(cast.ana, an_incident(), study=study)
    assert (report.study, report.outcome) == (study.pk, "changed")
    assert Retrospective.objects.count() == 1
    assert Note.objects.filter(incident=study.incident).count() == 6


def test_into_an_incident_that_is_there(cast):
    incident = builders.incident(cast.ana)
    first = imported(cast.ana, an_incident(), incident=incident)
    assert Retrospective.objects.get().incident == incident
    assert imported(cast.ana, an_incident(), incident=incident).study == first.study
    assert Incident.objects.count() == 1


def test_the_same_chat_can_belong_to_two_incidents(cast):
    one, two = builders.incident(cast.ana), builders.incident(cast.ana)
    imported(cast.ana, an_incident(), incident=one)
    imported(cast.ana, an_incident(), incident=two)
    assert (one.notes.count(), two.notes.count()) == (6, 6)


def test_a_study_of_another_incident_is_refused(cast):
    with pytest.raises(Refusal, match="about another incident"):
        imported(cast.ana, an_incident(), study=builders.study(cast.ana), incident=builders.incident(cast.ana))


def test_a_stranger_writes_into_nothing(cast):
    study = builders.study(cast.ana, incident=builders.incident(cast.ana, audience="group"))
    with pytest.raises(NotFound):
        imported(cast.cy, an_incident(), study=study)
    with pytest.raises(NotFound):
        imported(cast.cy, an_incident(), incident=study.incident)
    assert not Note.objects.exists()
    assert not Entry.objects.exists()


def test_a_reader_without_a_part_in_it_writes_nothing(cast):
    study = builders.study(cast.ana, work_open_to="organization")
    with pytest.raises(NotAllowed):
        imported(cast.cy, an_incident(), study=study)
    assert not Note.objects.exists()


def test_its_importer_alone_reads_it_until_they_say_more(cast):
    imported(cast.ana, an_incident())
    for model in (Incident, Retrospective, Note, Entry):
        assert model.objects.visible_to(cast.ana).exists()
        assert not model.objects.visible_to(cast.bo).exists()


def test_notes_of_a_teams_incident_are_the_teams(cast):
    imported(cast.ana, an_incident(), readers=Readers("team", cast.storage))
    assert Note.objects.visible_to(cast.bo).count() == 6
    assert not Note.objects.visible_to(cast.cy).exists()


def test_the_journal_knows_and_holds_no_word(cast):
    report = imported(cast.ana, an_incident())
    kinds = set(Event.objects.filter(by=cast.ana).values_list("kind", flat=True))
    assert {"chat.imported", "study.imported"} <= kinds
    assert Event.objects.get(kind="chat.imported").subject_id == report.incident
    assert "replica" not in str(list(Event.objects.values_list("facts", flat=True)))


# --- odd ones -------------------------------------------------------------------------------------------------


def test_a_span_without_a_message_is_refused(cast):
    with pytest.raises(ImportRefused) as caught:
        imported(cast.ana, an_incident(), start=datetime(2030, 1, 1, tzinfo=UTC))
    assert caught.value.code == "no_messages"
    assert not Incident.objects.exists()


def test_a_very_long_message_is_cut_in_sight_and_kept_whole(cast):
    export = SlackExport().user("U1", "Egon Spengler").channel("C1", "inc-1234")
    export.says("C1", "U1", "word " * 5_000, at="2025-01-10T14:02:00")
    imported(cast.ana, export)
    note = Note.objects.get()
    assert len(note.text) <= 4_000
    assert note.text.endswith("(cut here; the whole message is kept with the note)")
    assert len(note.raw["text"]) == 25_000


def test_statements_do_not_grow_with_the_talk(cast, django_assert_max_num_queries):
    export = SlackExport().user("U1", "Egon Spengler").channel("C1", "inc-1234")
    for minute in range(200):
        export.says("C1", "U1", f"Word {minute}", at=f"2025-01-10T{14 + minute // 60}:{minute % 60:02}:00")
    with django_assert_max_num_queries(60):
        imported(cast.ana, export)
    assert Entry.objects.count() == 200
