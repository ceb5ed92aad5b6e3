"""A bundle: out, into an empty installation, and out again gives the same bytes; and nothing more than one may read."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Field
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.exporters.a_whole_study import a_whole_study, another_installation, finish

from secondstory.analysis.models import SafetyControl, Strength
from secondstory.exporters.bundle.tables import ADDED_LATER, AMENDMENTS, BY_NAME, NOTES, TABLES
from secondstory.exporters.bundle.write import bundle, study_data
from secondstory.importers.actions.import_bundle import import_bundle
from secondstory.importers.bundle.read import read_bundle
from secondstory.importers.files import Found
from secondstory.incidents.models import Incident, Participant, Retrospective
from secondstory.journal.models import Event
from secondstory.recommendations.actions.ask_too import ask_too
from secondstory.recommendations.models import AskedToo, Recommendation
from secondstory.review.models import Edition
from secondstory.review.verify import verify_all
from secondstory.timeline.models import Entry
from secondstory.writeup.models import Section


@pytest.fixture
def found(tmp_path):
    def kept(content: bytes, name: str = "retro.zip") -> Found:
        path = tmp_path / name
        path.write_bytes(content)
        return Found(path, name)

    return kept


def take_in(found, content, by):
    return import_bundle(read_bundle(found(content)), by=by)


def exported(study, by):
    return bundle(Retrospective.objects.get(pk=getattr(study, "pk", study)), by)


def retro(content):
    return json.loads(zipfile.ZipFile(io.BytesIO(content)).read("retro.json"))


@pytest.mark.parametrize("is_final", [False, True])
def test_it_comes_back_byte_for_byte(cast, found, is_final):
    builders.grant(cast.ana, "steward")
    with another_installation():
        study = a_whole_study(cast)
        if is_final:
            finish(study, cast)
        sent = exported(study, cast.ana)
    assert not Retrospective.objects.exists()
    report = take_in(found, sent, cast.ana)
    assert report.outcome == "imported"
    assert exported(report.study, cast.ana) == sent


def test_the_whole_study_has_something_in_every_table(cast):
    study = a_whole_study(cast)
    finish(study, cast)
    data = study_data(study, cast.ana)
    assert [table.name for table in (*TABLES, NOTES, AMENDMENTS) if not data[table.name]] == []
    assert data["edition"]
    assert data["teams"]
    assert data["services"]


def test_a_bundle_from_before_a_table_comes_in_without_it(cast, found):
    with another_installation():
        told = retro(exported(a_whole_study(cast), cast.ana))
    for name in ADDED_LATER:
        assert told.pop(name)
    kept = found(json.dumps(told).encode(), "retro.json")
    assert read_bundle(kept).tables["awareness"] == []
    assert read_bundle(kept).tables["entries"]


def test_what_an_older_bundle_says_of_an_exercise_is_kept_as_one(cast, found):
    builders.grant(cast.ana, "steward")
    with another_installation():
        told = retro(exported(a_whole_study(cast), cast.ana))
    told["control_exercises"] = []
    told["controls"][0]["last_exercised"] = "In the drill of May."
    kept = found(json.dumps(told).encode(), "retro.json")
    assert import_bundle(read_bundle(kept), by=cast.ana).outcome == "imported"
    assert [one.how for one in SafetyControl.objects.get().exercises.all()] == ["In the drill of May."]


# What a bundle leaves behind, and why.
LEFT_BEHIND = {
    "completed_by",
    "created_by",  # people appear as they chose to be shown, nowhere else
    "retrospective",
    "incident",
    "writeup",  # where it belongs is where it stands in the file
    "edition",
    "client_id",  # the sender's own
    "withdrawn_at",  # markers stay behind (a note's goes along)
    "was",  # what an import first said may hold what somebody took out
    "raw",
    "process_version",
    "previous",
    "canonical",  # beside the columns: see study and edition
    "person",
    "role_label",
    "display",
    "opens_reading",  # who may read is for each installation to say
    "reports_to_facilitator",  # 'shown_as' stands for them
    "raised_by",
    "told_by",
    "seen_before",  # in another study
    "heard_from",  # people's own accounts stay with them
    "corrects",
    "signal",
    "copy",
    "series",  # files and points stay where they are; what they are called and where they are from goes along
}


@pytest.mark.parametrize("table", BY_NAME.values(), ids=lambda table: table.name)
def test_every_field_goes_along_or_is_left_behind_on_purpose(table):
    going = {"id", "created_at", *table.columns, *table.links, *table.many, *table.teams, *table.people}
    going |= {"services"} if table.services else set()
    fields = [*table.model._meta.concrete_fields, *table.model._meta.many_to_many]
    assert all(isinstance(field, Field) for field in fields)
    # As traces; and where something was asked first stays behind, since the study's readers may not read that.
    through = {"recommendations": {"findings"}, "asked_too": {"recommendation"}}.get(table.name, set())
    assert {field.name for field in fields} - going - LEFT_BEHIND - through == set()


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), min_size=1, max_size=60
).filter(str.strip)
seconds = st.integers(0, 4_000_000_000)
moments = seconds.map(lambda after: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(seconds=after))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entries=st.lists(
        st.tuples(moments, words, st.sampled_from(["second", "day", "before"]), st.booleans()), max_size=5
    ),
    strengths=st.lists(words, max_size=3),
    prose=words,
    zone=st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu"]),
)
def test_any_words_and_moments_come_back(cast, found, entries, strengths, prose, zone):
    with another_installation():
        with another_installation():
            study = builders.study(cast.ana, zone=zone)
            for tie, (at, text, precision, is_known_later) in enumerate(entries):
                builders.entry(study, text, at=at, precision=precision, known_later=is_known_later, tie=tie)
            for text in strengths:
                Strength.objects.create(retrospective=study, text=text)
            builders.write_up(study, summary=prose)
            sent = exported(study, cast.ana)
        report = take_in(found, sent, cast.ana)
        assert exported(report.study, cast.ana) == sent


def test_twice_changes_nothing(cast, found):
    with another_installation():
        sent = exported(a_whole_study(cast), cast.ana)
    first = take_in(found, sent, cast.ana)
    Entry.objects.filter(retrospective=first.study).update(text="Said better here")
    before = Event.objects.count()
    again = take_in(found, sent, cast.ana)
    assert (again.outcome, again.study) == ("unchanged", first.study)
    assert Event.objects.count() == before
    assert set(Entry.objects.values_list("text", flat=True)) == {"Said better here"}


def test_the_journal_knows(cast, found):
    with another_installation():
        sent = exported(a_whole_study(cast), cast.ana)
    report = take_in(found, sent, cast.ana)
    event = Event.objects.get(kind="study.imported")
    assert (event.subject_id, event.by, event.facts["source"]) == (report.study, cast.ana, "bundle")


def test_an_edition_travels_with_its_bytes_and_verifies(cast, found):
    with another_installation():
        study = a_whole_study(cast)
        finish(study, cast)
        frozen = bytes(Edition.objects.get().canonical)
        sent = exported(study, cast.ana)
    take_in(found, sent, cast.ana)
    assert bytes(Edition.objects.get().canonical) == frozen
    assert verify_all() == []
    assert Retrospective.objects.get().is_final


def test_whoever_imports_it_acts_as_its_facilitator(cast, found):
    with another_installation():
        sent = exported(a_whole_study(cast), cast.ana)
    report = take_in(found, sent, cast.bo)
    study = Retrospective.objects.get(pk=report.study)
    assert study.created_by == cast.bo
    assert not study.roles.exists()


def test_a_second_study_of_the_incident_joins_it(cast, found):
    with another_installation():
        incident = builders.incident(cast.ana, "Then", source_system="markdown", source_id="x")
        one = exported(builders.study(cast.ana, "First", incident=incident), cast.ana)
        two = exported(builders.study(cast.ana, "Again", incident=incident), cast.ana)
    take_in(found, one, cast.ana)
    Incident.objects.update(title="Said better here")
    report = take_in(found, two, cast.ana)
    assert Retrospective.objects.filter(incident__title="Said better here").count() == 2
    assert "keeps what is said of it here" in report.warnings[0]


def test_a_revisit_finds_the_study_it_revisits(cast, found):
    with another_installation():
        first = builders.study(cast.ana)
        second = builders.study(cast.ana, incident=first.incident, previous=first)
        sent, again = exported(first, cast.ana), exported(second, cast.ana)
        lonely = builders.study(cast.ana, previous=first)
        apart = exported(lonely, cast.ana)
    take_in(found, sent, cast.ana)
    take_in(found, again, cast.ana)
    assert Retrospective.objects.get(previous__isnull=False).previous_id == first.pk
    assert "left out" in take_in(found, apart, cast.ana).warnings[0]


def test_a_control_of_the_catalogue_stays_one(cast, found):
    with another_installation():
        study = builders.study(cast.ana)
        builders.assessment(study, control=builders.control("Lag pager"))
        sent = exported(study, cast.ana)
    ours = builders.control("lag pager", sentence="Ours")
    report = take_in(found, sent, cast.ana)
    assert list(ours.assessments.values_list("retrospective", flat=True)) == [report.study]


def test_a_team_that_is_not_here_is_asked_for(cast, found):
    with another_installation():
        cast.storage.slug = "storage-elsewhere"
        cast.storage.save()
        sent = exported(builders.study(cast.ana, team=cast.storage), cast.ana)
    cast.storage.refresh_from_db()
    with pytest.raises(Exception, match="A steward adds teams"):
        take_in(found, sent, cast.ana)
    assert not Incident.objects.exists()
    builders.grant(cast.ana, "steward")
    take_in(found, sent, cast.ana)
    assert Retrospective.objects.get().team.slug == "storage-elsewhere"


# --- who appears, and who may ------------------------------------------------------------------------------


def test_invariant_19_nobody_is_named_beyond_their_own_choice(cast, found):
    for person, name in ((cast.ana, "Anastasia"), (cast.bo, "Bohumil")):
        person.display_name = name
        person.save()
    study = a_whole_study(cast)
    study.roles.create(person=cast.bo, role="presenter")
    content = exported(study, cast.ana)
    for name in zipfile.ZipFile(io.BytesIO(content)).namelist():
        assert "Bohumil" not in name
    told = b"".join(zipfile.ZipFile(io.BytesIO(content)).read(name) for name in ("retro.json", "writeup.md")).decode()
    assert "on-call engineer" in told
    assert '"shown_as": "Cy"' in told
    for private in ("Bohumil", "Anastasia", "@example.org", "night guard", "billing engineer", '"U1"', str(cast.bo.pk)):
        assert private not in told


def test_invariant_19_a_promise_names_no_owner(cast, found):
    with another_installation():
        sent = exported(a_whole_study(cast), cast.ana)
    rows = {row["title"]: row for row in retro(sent)["recommendations"]}
    assert (rows["An alarm"]["owner"], rows["An alarm"]["decider"]) == ("one person", "one person")
    (change,) = retro(sent)["status_changes"]
    assert change["changed"] == {"owner": ["one person", "one person"], "done_when": ["", "Seen in a drill."]}
    take_in(found, sent, cast.ana)
    owner = Recommendation.objects.get(title="An alarm").owner
    assert (owner.display_name, owner.is_active, owner.has_usable_password()) == ("Somebody elsewhere", False, False)


@pytest.mark.requirement("R-004-106")
def test_of_what_is_asked_for_too_the_line_goes_along_and_nothing_of_where_it_was_first(cast, found):
    with another_installation():
        there = builders.study(cast.bo, "The night without a dump")
        made = builders.recommendation(there, "An alarm on the age of the dump", status="planned")
        study = builders.study(cast.ana)
        for one in (there, study):
            builders.role(one, cast.ana)
        ask_too(study, made, by=cast.ana, findings=[builders.finding(study)], title="Hear of it first")
        sent = exported(study, cast.ana)
    (row,) = retro(sent)["asked_too"]
    assert (row["title"], set(row)) == ("Hear of it first", {"id", "created_at", "title", "why", "finding", "more"})
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for hidden in (there.title, made.title, str(made.pk), str(there.pk)):
        assert hidden not in everything
    take_in(found, sent, cast.ana)
    kept = AskedToo.objects.get()
    assert (kept.title, kept.recommendation, str(kept.finding_id)) == ("Hear of it first", None, row["finding"])


def test_invariant_19_words_taken_out_and_first_words_stay_behind(cast):
    study = builders.study(cast.ana)
    builders.entry(study, "Someone restarts it", was={"text": "Bo Bakker restarts it"}, source_id="x")
    Entry.everything.filter(pk=builders.entry(study, "gone", 3).pk).update(
        text="", lane="Bo", withdrawn_at=builders.NOON
    )
    told = json.dumps(study_data(study, cast.ana))
    assert "Someone restarts it" in told
    assert "Bo" not in told.replace("Body", "")


def test_invariant_19_private_notes_and_undecided_amendments_stay_behind(cast):
    study = a_whole_study(cast)
    finish(study, cast)
    content = exported(study, cast.ana)
    assert b"My own thought" not in content
    assert b"Draft words nobody took" not in content
    assert b"It is quiet." in content
    assert b"Since then it is loud." in content


def test_invariant_30_notes_go_along_with_whoever_reads_them(cast):
    """Cy takes part in the study, and is not on the team that reads the notes."""
    study = a_whole_study(cast)
    assert [note["text"] for note in study_data(study, cast.cy)["notes"]] == ["Too quiet."]
    assert len(study_data(study, cast.ana)["notes"]) == 2


def test_invariant_30_every_word_of_the_study_is_in_it(cast):
    """Whatever a column of text holds, somebody who reads the study can take along."""
    study = a_whole_study(cast)
    told = json.dumps(study_data(study, cast.ana), ensure_ascii=False)
    for table in TABLES:
        for row in table.rows(study, cast.ana):
            for name in table.columns:
                value = getattr(row, name)
                if isinstance(value, str) and value:
                    assert json.dumps(value, ensure_ascii=False)[1:-1] in told


def test_the_timeline_is_a_table_any_spreadsheet_reads(cast):
    content = exported(a_whole_study(cast), cast.ana)
    text = zipfile.ZipFile(io.BytesIO(content)).read("timeline.csv").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert text.count("\r\n") == len(rows) + 1
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    first = next(row for row in rows if "formula" in row["text"])
    assert first["text"] == "'=SUM(1) begins a formula"  # a spreadsheet must not compute what somebody wrote
    assert (first["at"], first["url"]) == ("2026-03-02T13:00:00+01:00", "https://chat.example.org/1")


def test_the_zip_is_the_same_tomorrow(cast):
    study = a_whole_study(cast)
    assert exported(study, cast.ana) == exported(study, cast.ana)
    infos = zipfile.ZipFile(io.BytesIO(exported(study, cast.ana))).infolist()
    assert [info.filename for info in infos] == ["retro.json", "writeup.md", "timeline.csv", "attachments/"]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_it_takes_the_same_number_of_statements_however_much_there_is(cast, django_assert_max_num_queries):
    study = a_whole_study(cast)
    with django_assert_max_num_queries(87) as few:
        study_data(Retrospective.objects.select_related("incident", "team").get(pk=study.pk), cast.ana)
    for minute in range(20):
        builders.entry(study, f"More {minute}", minute)
        Strength.objects.create(retrospective=study, text=f"More {minute}")
        Participant.objects.create(retrospective=study, role_label=f"Role {minute}")
    with django_assert_max_num_queries(len(few)):
        study_data(Retrospective.objects.select_related("incident", "team").get(pk=study.pk), cast.ana)


def test_sections_keep_their_places(cast, found):
    with another_installation():
        sent = exported(a_whole_study(cast), cast.ana)
    take_in(found, sent, cast.ana)
    assert Section.objects.order_by("position").last().heading == "Our own"
