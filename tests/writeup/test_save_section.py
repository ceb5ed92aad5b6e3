"""Every save is a revision; two people saving at once lose nothing; saying it twice writes once."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.writeup.actions.save import TwoTexts, restore, save_section, still_holds
from secondstory.writeup.guards import summary_last
from secondstory.writeup.page import waiting


def texts(section):
    return list(section.revisions.order_by("number").values_list("number", "text", "is_beside", "merged"))


@pytest.mark.requirement("R-002-56", "R-004-31")
def test_a_save_is_a_revision(section, cast):
    revision = save_section(section, text="Uploads were refused.", based_on=0, by=cast.bo)
    section.refresh_from_db()
    assert (section.text, section.number, section.written_at) == ("Uploads were refused.", 1, revision.created_at)
    assert revision.created_by == cast.bo


def test_each_save_keeps_the_one_before(section, cast):
    save_section(section, text="One.", based_on=0, by=cast.ana)
    save_section(section, text="Two.", based_on=1, by=cast.bo)
    assert texts(section) == [(1, "One.", False, 0), (2, "Two.", False, 0)]


def test_saving_the_same_text_twice_writes_once(section, cast):
    first = save_section(section, text="One.", based_on=0, by=cast.ana)
    assert save_section(section, text="One.", based_on=0, by=cast.ana).pk == first.pk
    assert save_section(section, text="One.\r\n", based_on=1, by=cast.bo).pk == first.pk
    assert section.revisions.count() == 1
    assert Event.objects.filter(kind="section.saved").count() == 1


def test_a_text_based_on_an_older_revision_is_kept_beside(section, cast):
    save_section(section, text="Ana's.", based_on=0, by=cast.ana)
    with pytest.raises(TwoTexts) as both:
        save_section(section, text="Bo's.", based_on=0, by=cast.bo)
    assert (both.value.status, both.value.shown.text, both.value.beside.text) == (409, "Ana's.", "Bo's.")
    section.refresh_from_db()
    assert section.text == "Ana's."
    assert texts(section) == [(1, "Ana's.", False, 0), (2, "Bo's.", True, 0)]
    assert waiting(section=section) == {section.pk: [2]}


def test_sending_the_same_text_beside_twice_keeps_it_once(section, cast):
    save_section(section, text="Ana's.", based_on=0, by=cast.ana)
    for _ in range(2):
        with pytest.raises(TwoTexts):
            save_section(section, text="Bo's.", based_on=0, by=cast.bo)
    assert section.revisions.count() == 2


def test_two_people_who_wrote_the_same_agree(section, cast):
    save_section(section, text="The same.", based_on=0, by=cast.ana)
    assert save_section(section, text="The same.", based_on=0, by=cast.bo).number == 1


def test_bringing_two_texts_together_settles_the_one_beside(section, cast):
    save_section(section, text="Ana's.", based_on=0, by=cast.ana)
    with pytest.raises(TwoTexts):
        save_section(section, text="Bo's.", based_on=0, by=cast.bo)
    merged = save_section(section, text="Ana's.\nBo's.", based_on=1, beside=2, by=cast.bo)
    assert (merged.number, merged.merged) == (3, 2)
    assert waiting(section=section) == {}
    again = save_section(section, text="Ana's.\nBo's.", based_on=1, beside=2, by=cast.bo)
    assert again.pk == merged.pk


def test_leaving_the_text_as_it_is_settles_the_one_beside_too(section, cast):
    save_section(section, text="Ana's.", based_on=0, by=cast.ana)
    with pytest.raises(TwoTexts):
        save_section(section, text="Bo's.", based_on=0, by=cast.bo)
    assert save_section(section, text="Ana's.", based_on=1, beside=2, by=cast.bo).number == 3
    assert waiting(section=section) == {}


def test_bringing_together_while_somebody_saves_again_keeps_all_of_it(section, cast):
    save_section(section, text="Ana's.", based_on=0, by=cast.ana)
    with pytest.raises(TwoTexts):
        save_section(section, text="Bo's.", based_on=0, by=cast.bo)
    save_section(section, text="Ana's second.", based_on=1, by=cast.ana)
    with pytest.raises(TwoTexts) as both:
        save_section(section, text="Both.", based_on=1, beside=2, by=cast.bo)
    assert both.value.beside.merged == 2
    assert waiting(section=section) == {section.pk: [both.value.beside.number]}
    assert {text for _, text, _, _ in texts(section)} == {"Ana's.", "Bo's.", "Ana's second.", "Both."}


def test_no_text_waits_under_another_number(section, cast):
    with pytest.raises(Refusal, match="Reload"):
        save_section(section, text="One.", based_on=0, beside=7, by=cast.ana)


def test_a_revision_from_nowhere_is_refused(section, cast):
    with pytest.raises(Refusal, match="Reload"):
        save_section(section, text="One.", based_on=4, by=cast.ana)


def test_a_stranger_is_refused(section, cast):
    with pytest.raises(NotFound):
        save_section(section, text="Hello.", based_on=0, by=cast.cy)
    assert section.revisions.count() == 0


def test_a_reviewer_comments_instead(section, cast):
    builders.role(section.writeup.retrospective, cast.cy, "reviewer")
    with pytest.raises(NotAllowed):
        save_section(section, text="Hello.", based_on=0, by=cast.cy)


def test_invariant_12_a_final_text_takes_no_further_save(section, cast):
    """Also for somebody who opened the page before it became final."""
    type(section.writeup.retrospective).objects.filter(pk=section.writeup.retrospective_id).update(
        state="final", finalized_at=section.created_at
    )
    for write in (
        lambda: save_section(section, text="More.", based_on=0, by=cast.ana),
        lambda: restore(section, 0, by=cast.ana),
        lambda: still_holds(section, by=cast.ana),
    ):
        with pytest.raises(Refusal, match="amendment"):
            write()


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_what_cannot_be_stored_is_told_at_its_field(section, cast, text):
    with pytest.raises(Refusal) as refused:
        save_section(section, text=text, based_on=0, by=cast.ana)
    assert refused.value.field == "text"


def test_a_text_has_an_upper_length(section, cast):
    with pytest.raises(Refusal, match="Shorten"):
        save_section(section, text="x" * 200_001, based_on=0, by=cast.ana)


def test_the_journal_knows_and_holds_no_word_of_it(section, cast):
    save_section(section, text="Secret words.", based_on=0, by=cast.ana)
    with pytest.raises(TwoTexts):
        save_section(section, text="Other words.", based_on=0, by=cast.bo)
    saved, beside = Event.objects.filter(kind__startswith="section.").order_by("seq")
    assert (saved.kind, saved.by, saved.facts["number"]) == ("section.saved", cast.ana, 1)
    assert (beside.kind, beside.by, beside.facts["number"]) == ("section.kept_beside", cast.bo, 2)
    assert "words" not in str([saved.facts, beside.facts])


def test_an_earlier_revision_is_saved_again_as_a_new_one(section, cast):
    save_section(section, text="One.", based_on=0, by=cast.ana)
    save_section(section, text="Two.", based_on=1, by=cast.ana)
    revision = restore(section, 1, by=cast.bo)
    assert (revision.number, revision.text, revision.restored, revision.created_by) == (3, "One.", 1, cast.bo)
    assert restore(section, 1, by=cast.bo).number == 3
    assert section.revisions.count() == 3


def test_restoring_is_refused_for_a_stranger_and_for_a_number_from_nowhere(section, cast):
    with pytest.raises(NotFound):
        restore(section, 1, by=cast.cy)
    with pytest.raises(Refusal, match="no revision of that number"):
        restore(section, 1, by=cast.ana)


@pytest.mark.parametrize("change", ["UPDATE writeup_revision SET text = 'other'", "DELETE FROM writeup_revision"])
def test_revisions_stay_also_for_whoever_has_the_database(section, cast, change):
    save_section(section, text="One.", based_on=0, by=cast.ana)
    with pytest.raises(DatabaseError, match="Revisions stay"), transaction.atomic():
        connection.cursor().execute(change)


def test_the_summary_is_asked_last(study, section, cast):
    summary = section.writeup.sections.get(key="summary")
    assert not summary_last(study)
    save_section(summary, text="In short.", based_on=0, by=cast.ana)
    assert summary_last(study)
    save_section(section, text="Uploads were refused.", based_on=0, by=cast.ana)
    assert not summary_last(study)
    save_section(summary, text="In short, uploads.", based_on=1, by=cast.ana)
    assert summary_last(study)


def test_a_summary_that_still_holds_need_not_be_written_anew(study, section, cast):
    summary = section.writeup.sections.get(key="summary")
    save_section(summary, text="In short.", based_on=0, by=cast.ana)
    save_section(section, text="Uploads were refused.", based_on=0, by=cast.ana)
    held = still_holds(summary, by=cast.bo)
    assert held.text == "In short."
    assert summary_last(study)
    assert still_holds(summary, by=cast.bo).pk == held.pk
    with pytest.raises(NotFound):
        still_holds(summary, by=cast.cy)
    with pytest.raises(Refusal, match="nothing here yet"):
        still_holds(section.writeup.sections.get(key="analysis"), by=cast.ana)
