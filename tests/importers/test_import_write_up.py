"""A write-up becomes a study; imported again it adds what is new, and never writes over a person's words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from tests import builders

from secondstory.analysis.models import BetterNote, ChainEnd, Condition, Mystery, Strength
from secondstory.importers.actions.import_write_up import import_write_up
from secondstory.importers.markdown import read_write_up
from secondstory.importers.models import Intake
from secondstory.importers.readers import Readers
from secondstory.incidents.models import Incident, Retrospective, StageDeadline
from secondstory.incidents.policies import can_contribute
from secondstory.journal.models import Event
from secondstory.people.models import TeamMembership
from secondstory.people.refusals import Refusal
from secondstory.recommendations.models import Recommendation
from secondstory.timeline.actions.change_entry import change_entry
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.told import Told
from secondstory.timeline.models import Entry, Reference
from secondstory.writeup.actions.save import save_section
from secondstory.writeup.document import document
from secondstory.writeup.models import Section

TEXT = """\
# Uploads stopped for an hour

Date of incident: 2021-05-26

## Summary

People could not upload.

## Impact

Nobody could *upload* for an hour.

## A word of thanks

To the night shift.

## Timeline (all times UTC)

- 14:02 Replication stops, see https://chat.example.org/archives/1
- 14:05 Ana is paged
- ca. 15:00 Uploads work again

## Root Cause

- The disk was full.
- The alarm looked at the other disk.

## What went well

- Somebody had kept yesterday's copy.

## What could be improved

- Hearing that the alarm is silent

## Open questions

- How often does the disk fill up?

## Action items

- [x] Clean the disk
- [ ] Watch both disks
"""
NO_ZONE = TEXT.replace(" (all times UTC)", "")


def imported(by, text=TEXT, *, file="2021-uploads.md", zone=None, date=None, name="", **readers):
    read = read_write_up(text, file=file, zone=zone, date=date)
    return import_write_up(text, read, by=by, name=name, readers=Readers(**readers) if readers else None)


def texts(study):
    return {
        section.key or section.heading: section.text for section in Section.objects.filter(writeup__retrospective=study)
    }


def test_it_becomes_a_study(cast):
    report = imported(cast.ana)
    study = Retrospective.objects.get(pk=report.study)
    assert (report.outcome, study.title, study.state) == ("imported", "Uploads stopped for an hour", "opened")
    assert (study.created_by, study.learning_focus, study.roles.count()) == (cast.ana, "", 0)
    assert can_contribute(study, cast.ana)
    incident = study.incident
    assert (incident.kind, incident.title) == ("incident", study.title)
    assert incident.started_at == datetime(2021, 5, 26, 14, 2, tzinfo=UTC)
    assert incident.impact == "Nobody could *upload* for an hour."


def test_its_timeline_becomes_proposed_entries_in_order(cast):
    study = imported(cast.ana).study
    entries = list(Entry.objects.filter(retrospective=study).in_order())
    assert [entry.at.strftime("%H:%M") for entry in entries] == ["14:02", "14:05", "15:00"]
    assert {entry.status for entry in entries} == {"proposed"}
    assert {entry.source_system for entry in entries} == {"markdown"}
    assert entries[2].approximate or entries[2].precision == "hour"
    assert "Replication stops" in entries[0].was["text"]
    assert [reference.url for reference in entries[0].references.all()] == ["https://chat.example.org/archives/1"]


def test_its_sections_stand_in_their_order_and_the_anatomy_stays_available(cast):
    study = imported(cast.ana).study
    sections = list(Section.objects.filter(writeup__retrospective=study).in_order())
    assert [section.key or section.heading for section in sections] == [
        "summary",
        "Introduction",
        "impact",
        "A word of thanks",
        "timeline",
        "analysis",
        "went_well",
        "could_be_better",
        "open_questions",
        "recommendations",
        "also_held",
    ]
    assert texts(study)["A word of thanks"] == "To the night shift."


def test_what_became_rows_is_not_told_twice_and_the_first_words_stay_in_the_history(cast):
    study = imported(cast.ana).study
    shown = texts(study)
    assert [shown[key] for key in ("timeline", "analysis", "went_well", "recommendations", "impact")] == [""] * 5
    timeline = Section.objects.get(writeup__retrospective=study, key="timeline")
    assert "- 14:05 Ana is paged" in timeline.revisions.get(number=1).text
    assert timeline.number == 2


def test_what_stood_under_a_cause_becomes_conditions_and_a_question(cast):
    report = imported(cast.ana)
    assert sorted(Condition.objects.values_list("text", "came_from")) == [
        ("The alarm looked at the other disk.", "Root Cause"),
        ("The disk was full.", "Root Cause"),
    ]
    assert "which control was meant to meet it" in report.coaching[0]


WHYS = """\
# Uploads stopped for an hour

## 5 Whys

1. Why did uploads stop? Because the disk was full.
2. Why was the disk full? Because logs were kept.
3. Why were logs kept? Because a job had been turned off.
"""


def joined() -> dict[str, set[str]]:
    """The last word of each condition, and those of the conditions it is joined with."""
    return {
        one.text.split()[-1]: {other.text.split()[-1] for other in one.joined_with.all()}
        for one in Condition.objects.all()
    }


@pytest.mark.requirement("R-004-71", "R-004-72")
def test_a_chain_of_whys_becomes_conditions_joined_with_their_neighbors_and_none_is_the_root(cast):
    report = imported(cast.ana, WHYS)
    assert joined() == {"full.": {"kept."}, "kept.": {"full.", "off."}, "off.": {"kept."}}
    assert set(Condition.objects.values_list("came_from", flat=True)) == {"5 Whys"}
    assert "What is special about it" in report.coaching[0]
    assert not Mystery.objects.exists()


def test_a_chain_imported_again_joins_nothing_twice_and_a_new_step_to_those_that_are_there(cast):
    imported(cast.ana, WHYS)
    assert imported(cast.ana, WHYS).added == {}
    person_s = Condition.objects.get(text__endswith="kept.")
    Condition.objects.filter(pk=person_s.pk).update(text="Logs were never thrown away.")
    imported(cast.ana, WHYS + "4. Why was it turned off? Because of a move.\n")
    assert joined() == {
        "full.": {"away."},
        "away.": {"full.", "off."},
        "off.": {"away.", "move."},
        "move.": {"off."},
    }


@pytest.mark.requirement("R-004-73")
def test_it_keeps_where_a_chain_of_whys_ended_and_asks_whether_that_is_environment(cast, as_ana):
    study = Retrospective.objects.get(pk=imported(cast.ana, WHYS).study)
    ended = Condition.objects.get(chain_end__isnull=False)
    assert ended.text.endswith("off.")
    analysis = reverse("analysis", args=[study.pk])
    asked = "Do we steer this, or is it environment?"
    withstand = "in what we do not control. What would we want to withstand it?"
    html = as_ana.get(analysis).content.decode()
    assert (html.count(asked), html.count(withstand)) == (1, 0)
    Condition.objects.update(level="environment")
    html = as_ana.get(analysis).content.decode()
    assert (html.count(asked), html.count(withstand)) == (0, 1)
    told = [
        one
        for part in document(study).sections
        for block in part.blocks
        if block.block == "conditions"
        for one in block.items
    ]
    assert [one.text for one in told if one.asks_what_withstands] == [ended.text]


def test_a_chain_that_went_on_in_a_later_import_ends_further_on(cast):
    imported(cast.ana, WHYS)
    imported(cast.ana, WHYS)
    assert ChainEnd.objects.count() == 1
    imported(cast.ana, WHYS + "4. Why was it turned off? Because of a move.\n")
    assert ChainEnd.objects.get().condition.text.endswith("move.")


@pytest.mark.requirement("R-004-71")
def test_invariant_04_no_heading_of_the_study_asks_for_one_cause(cast):
    imported(cast.ana)
    headings = " ".join(Section.objects.values_list("heading", flat=True)).casefold()
    assert "root cause" not in headings
    assert "analysis" in headings


def test_the_rest_finds_its_place(cast):
    study = imported(cast.ana).study
    assert [row.text for row in Strength.objects.all()] == ["Somebody had kept yesterday's copy."]
    assert [row.text for row in BetterNote.objects.all()] == ["Hearing that the alarm is silent"]
    assert Mystery.objects.get().question == "How often does the disk fill up?"
    ideas = Recommendation.objects.filter(retrospective=study).order_by("title")
    assert [(idea.title, idea.status) for idea in ideas] == [("Clean the disk", "idea"), ("Watch both disks", "idea")]
    assert "says it is done" in ideas[0].why


def test_nothing_of_the_past_is_due(cast):
    imported(cast.ana)
    assert not StageDeadline.objects.exists()


# --- zones and days -----------------------------------------------------------------------------------------


def test_no_zone_is_ever_guessed(cast):
    report = imported(cast.ana, NO_ZONE)
    assert (report.zone_needed, report.waiting, report.waits) == (True, 3, True)
    assert not Entry.objects.exists()
    assert "14:05 Ana is paged" in texts(report.study)["timeline"]
    assert "--zone" in report.asks
    incident = Incident.objects.get()
    assert (incident.started_precision, incident.started_at.date()) == ("day", date(2021, 5, 26))


def test_the_answer_brings_the_entries_in(cast):
    first = imported(cast.ana, NO_ZONE)
    again = imported(cast.ana, NO_ZONE, zone="Europe/Berlin")
    assert (again.study, again.outcome, again.added["entries"]) == (first.study, "changed", 3)
    assert Entry.objects.in_order().first().at == datetime(2021, 5, 26, 12, 2, tzinfo=UTC)
    assert texts(first.study)["timeline"] == ""
    study = Retrospective.objects.get()
    assert study.zone == "Europe/Berlin"
    assert study.incident.started_at == datetime(2021, 5, 26, 12, 2, tzinfo=UTC)
    assert imported(cast.ana, NO_ZONE, zone="Europe/Berlin").outcome == "unchanged"


def test_the_answer_gives_what_it_would_have_given_at_once(cast):
    with_zone = imported(cast.ana, NO_ZONE, zone="UTC", name="one.md").study
    imported(cast.ana, NO_ZONE, name="two.md")
    later = imported(cast.ana, NO_ZONE, zone="UTC", name="two.md").study
    assert texts(with_zone) == texts(later)
    told = Entry.objects.in_order().values_list("at", "tie", "text", "precision")
    assert list(told.filter(retrospective=with_zone)) == list(told.filter(retrospective=later))


def test_a_day_that_nobody_names_is_asked_for(cast):
    text = TEXT.replace("Date of incident: 2021-05-26\n", "")
    report = imported(cast.ana, text, file="uploads.md")
    assert (report.date_needed, report.added.get("entries")) == (True, None)
    assert imported(cast.ana, text, file="uploads.md", date=date(2021, 5, 26)).added["entries"] == 3


def test_a_zone_without_a_name_of_its_own_is_told(cast):
    report = imported(cast.ana, TEXT.replace("all times UTC", "all times UTC+5:45"))
    assert Retrospective.objects.get().zone == "UTC"
    assert any("shows them in UTC" in warning for warning in report.warnings)
    assert Entry.objects.in_order().first().at == datetime(2021, 5, 26, 8, 17, tzinfo=UTC)


# --- again --------------------------------------------------------------------------------------------------


def everything():
    return {
        model: list(model._base_manager.order_by("pk").values())
        for model in (
            Incident,
            Retrospective,
            Entry,
            Section,
            Condition,
            Strength,
            Mystery,
            Recommendation,
            Intake,
            Event,
        )
    }


def test_again_changes_nothing(cast):
    imported(cast.ana)
    before = everything()
    again = imported(cast.ana)
    assert (again.outcome, again.added, again.says) == ("unchanged", {}, "Already here, nothing changed.")
    assert everything() == before


def test_what_a_person_reworded_or_took_out_stays_so(cast):
    study = Retrospective.objects.get(pk=imported(cast.ana).study)
    first, second, _ = Entry.objects.in_order()
    change_entry(first, Told(at=first.at, text="It stops replicating."), by=cast.ana)
    remove_entry(second, by=cast.ana)
    Strength.objects.update(text="Bo had kept a copy.")
    Condition.objects.filter(text__startswith="The disk").delete()
    Recommendation.objects.filter(title="Clean the disk").delete()
    assert imported(cast.ana).outcome == "unchanged"
    assert Entry.objects.filter(retrospective=study).count() == 2
    assert Entry.objects.in_order().first().text == "It stops replicating."
    assert (Strength.objects.count(), Condition.objects.count(), Recommendation.objects.count()) == (1, 1, 1)


def test_a_newer_file_adds_what_is_new_and_says_so(cast):
    first = imported(cast.ana)
    newer = TEXT.replace("- 14:05", "- 14:03 The disk is full\n- 14:05").replace(
        "- [x] Clean", "- [ ] Buy a disk\n- [x] Clean"
    )
    newer = newer.replace("## What went well", "## Who helped\n\nMany.\n\n## What went well")
    report = imported(cast.ana, newer)
    assert (report.study, report.outcome) == (first.study, "changed")
    assert {name: report.added[name] for name in ("entries", "ideas")} == {"entries": 1, "ideas": 1}
    assert report.says.startswith("Already here; new in it: ")
    headings = list(
        Section.objects.filter(writeup__retrospective=first.study).in_order().values_list("heading", flat=True)
    )
    assert headings.index("Who helped") == headings.index("Analysis") + 1
    assert imported(cast.ana, newer).outcome == "unchanged"


def test_a_section_nobody_touched_follows_the_file(cast):
    study = imported(cast.ana).study
    report = imported(cast.ana, TEXT.replace("To the night shift.", "To the night shift, and to Bo."))
    assert report.added == {"updated_sections": 1}
    assert texts(study)["A word of thanks"] == "To the night shift, and to Bo."


def test_a_section_somebody_wrote_in_is_never_written_over(cast):
    study = imported(cast.ana).study
    section = Section.objects.get(writeup__retrospective=study, heading="A word of thanks")
    save_section(section, text="To everybody.", based_on=section.number, by=cast.ana)
    report = imported(cast.ana, TEXT.replace("To the night shift.", "To nobody."))
    assert report.outcome == "unchanged"
    assert "“A word of thanks” was written anew here since" in report.kept[0]
    assert texts(study)["A word of thanks"] == "To everybody."


def test_an_impact_somebody_reworded_stays(cast):
    imported(cast.ana)
    newer = TEXT.replace("for an hour.", "for two hours.", 1)
    assert imported(cast.ana, newer).added["impact"] == 1
    assert Incident.objects.get().impact == "Nobody could *upload* for two hours."
    Incident.objects.update(impact="Said better here")
    report = imported(cast.ana, TEXT.replace("for an hour.", "for three hours.", 1))
    assert Incident.objects.get().impact == "Said better here"
    assert any("keeps them" in sentence for sentence in report.kept)


def test_a_final_study_stays_as_it_is(cast):
    study = Retrospective.objects.get(pk=imported(cast.ana).study)
    builders.edition(study)
    assert imported(cast.ana).outcome == "unchanged"
    with pytest.raises(Refusal, match="This study is final"):
        imported(cast.ana, TEXT.replace("- 14:05", "- 14:03 More\n- 14:05"))
    assert Entry.objects.count() == 3


def test_another_file_of_the_same_name_is_not_taken_for_it(cast):
    imported(cast.ana, file="README.md")
    with pytest.raises(Refusal) as caught:
        imported(cast.ana, "# Payments stopped\n\n## Summary\n\nOther words.\n", file="README.md")
    assert caught.value.code == "another_write_up"
    assert Retrospective.objects.count() == 1


# --- who ----------------------------------------------------------------------------------------------------


def test_its_importer_alone_reads_it_until_they_say_more(cast):
    study = imported(cast.ana).study
    assert Retrospective.objects.visible_to(cast.ana).filter(pk=study).exists()
    for outsider in (cast.bo, cast.cy):
        assert not Retrospective.objects.visible_to(outsider).exists()
        assert not Incident.objects.visible_to(outsider).exists()


def test_a_team_reads_what_was_imported_for_it(cast):
    imported(cast.ana, audience="team", team=cast.storage)
    assert Retrospective.objects.visible_to(cast.bo).exists()
    assert not Retrospective.objects.visible_to(cast.cy).exists()


@pytest.mark.parametrize(("audience", "team"), [("team", None), ("public", None), ("team", "billing")])
def test_a_choice_that_is_not_theirs_is_refused(cast, audience, team):
    with pytest.raises(Refusal):
        imported(cast.ana, audience=audience, team=cast.billing if team else None)
    assert not Incident.objects.exists()


def test_somebody_elses_import_is_neither_found_nor_stumbled_over(cast):
    anas = imported(cast.ana).study
    cys = imported(cast.cy)
    assert (cys.outcome, cys.study == anas) == ("imported", False)
    assert imported(cast.cy).outcome == "unchanged"
    assert imported(cast.ana).study == anas


def test_a_colleague_who_reads_it_finds_it_and_adds_only_with_a_part_in_it(cast):
    anas = imported(cast.ana, audience="team", team=cast.storage).study
    assert imported(cast.bo).study == anas
    newer = TEXT.replace("- 14:05", "- 14:03 More\n- 14:05")
    with pytest.raises(Refusal, match="People who take part in this study write here"):
        imported(cast.bo, newer)
    builders.participant(Retrospective.objects.get(), cast.bo)
    assert imported(cast.bo, newer).added == {"entries": 1}


def test_whoever_leaves_the_team_finds_it_no_more(cast):
    imported(cast.ana, audience="team", team=cast.storage)
    TeamMembership.objects.filter(person=cast.bo).delete()
    cast.bo.__dict__.pop("as_reader", None)
    assert imported(cast.bo).outcome == "imported"


def test_invariant_19_the_name_of_the_file_is_kept_nowhere(cast):
    imported(cast.ana, name="bo-bakker-broke-it.md")
    for model in (Incident, Retrospective, Entry, Intake):
        assert "bakker" not in str(list(model._base_manager.values()))


def test_the_journal_knows_and_holds_no_word(cast):
    study = imported(cast.ana).study
    event = Event.objects.get(kind="study.imported")
    assert (event.subject_id, event.by) == (study, cast.ana)
    assert event.facts["entries"] == 3
    assert "upload" not in str(list(Event.objects.values_list("facts", flat=True)))


# --- anything people write ------------------------------------------------------------------------------------


def test_points_too_long_for_their_place_stay_in_the_text(cast):
    long = "x" * 700
    report = imported(cast.ana, TEXT.replace("How often does the disk fill up?", long))
    assert not Mystery.objects.exists()
    assert long in texts(report.study)["open_questions"]
    assert any("stays in the text" in warning for warning in report.warnings)


def test_scripts_are_words_like_others(cast):
    report = imported(cast.ana, TEXT.replace("To the night shift.", "<script>alert(1)</script>"))
    assert texts(report.study)["A word of thanks"] == "<script>alert(1)</script>"


def test_direction_marks_are_taken_out_of_lines_and_stay_in_prose(cast):
    marked = TEXT.replace("Uploads stopped", "\u202eUploads stopped").replace("To the night", "\u202bTo the night")
    report = imported(cast.ana, marked)
    assert report.title == "Uploads stopped for an hour"
    assert "\u202b" in texts(report.study)["A word of thanks"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "No headings, no times.", "# ", "---\ntitle: Only a head\n---\n", "- " * 500]
)
def test_any_text_becomes_a_study(cast, text):
    report = imported(cast.ana, text, file="odd.md")
    assert report.outcome == "imported"
    assert Retrospective.objects.get().title
    assert imported(cast.ana, text, file="odd.md").outcome == "unchanged"


def test_more_sections_than_a_write_up_has_room_for_are_kept_all_the_same(cast):
    many = "# Many\n\n" + "\n\n".join(f"## Chapter {n}\n\nWords {n}." for n in range(100))
    study = imported(cast.ana, many).study
    sections = Section.objects.filter(writeup__retrospective=study)
    assert sections.count() <= 60
    told = "\n".join(sections.values_list("text", flat=True))
    assert all(f"Words {n}." in told for n in range(100))


def test_a_long_section_is_cut_at_a_line_and_nothing_is_lost(cast):
    long = "\n".join(f"Line {n} of the log." for n in range(20_000))
    study = imported(cast.ana, f"# Long\n\n## Log\n\n{long}\n").study
    told = "\n".join(Section.objects.filter(writeup__retrospective=study).in_order().values_list("text", flat=True))
    assert all(f"Line {n} of the log." in told for n in (0, 9_999, 19_999))


def test_two_ideas_of_one_title_are_one(cast):
    imported(cast.ana, TEXT.replace("- [x] Clean the disk", "- [x] Clean the disk\n- [ ] Clean the disk"))
    assert Recommendation.objects.filter(title="Clean the disk").count() == 1
    assert imported(
        cast.ana, TEXT.replace("- [x] Clean the disk", "- [x] Clean the disk\n- [ ] Clean the disk")
    ).says == ("Already here, nothing changed.")


def test_statements_do_not_grow_with_the_text(cast, django_assert_max_num_queries):
    rows = "\n".join(f"- {hour:02}:{minute:02} Something happens" for hour in range(20) for minute in range(0, 60, 5))
    with django_assert_max_num_queries(60):
        imported(cast.ana, TEXT.replace("- 14:05 Ana is paged", rows))
    assert Reference.objects.count() == 1
    assert Entry.objects.count() == 242
