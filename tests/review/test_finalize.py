"""Final: one edition, frozen byte for byte."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests import builders

from secondstory.analysis.models import Mystery
from secondstory.incidents.actions.move import GuardHolds
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.review.actions.complete import finalize
from secondstory.review.canonical import fingerprint
from secondstory.review.models import Comment, Edition
from secondstory.review.reading import read_edition
from secondstory.review.verify import verify_all, verify_edition


def test_it_freezes_the_text_and_the_journal_knows_its_fingerprint(agreed, cast):
    edition = finalize(agreed, by=cast.ana)
    agreed.refresh_from_db()
    assert (agreed.state, agreed.finalized_at) == ("final", edition.finalized_at)
    assert fingerprint(bytes(edition.canonical)) == edition.sha256
    assert Event.objects.get(kind="study.finalized").facts["sha256"] == edition.sha256
    assert verify_all() == []


def test_twice_gives_the_one_edition(agreed, cast):
    same = Retrospective.objects.get(pk=agreed.pk)  # another request, with the study as it was
    first = finalize(agreed, by=cast.ana)
    assert finalize(same, by=cast.ana) == first
    assert Edition.objects.count() == Event.objects.filter(kind="study.finalized").count() == 1


def test_a_reviewer_alone_does_not_and_cy_learns_nothing(agreed, cast):
    with pytest.raises(NotAllowed):
        finalize(agreed, by=cast.bo)
    with pytest.raises(NotFound):
        finalize(agreed, by=cast.cy)
    assert not Edition.objects.exists()


def test_while_a_guard_holds_nothing_is_half_final(agreed, cast):
    agreed.completions.all().delete()
    with pytest.raises(GuardHolds):
        finalize(agreed, by=cast.ana)
    agreed.refresh_from_db()
    assert (agreed.state, Edition.objects.exists()) == ("agreeing", False)


def test_invariant_12_an_edition_is_not_saved_or_deleted_again(agreed, cast):
    edition = finalize(agreed, by=cast.ana)
    edition.sha256 = "0" * 64
    for verb in (edition.save, edition.delete):
        with pytest.raises(Refusal, match="stays as it is"):
            verb()


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Edition.objects.update(sha256="0" * 64),
        lambda: Edition.objects.update(canonical=b"{}"),
        lambda: Edition.objects.all()._raw_delete("default"),
        lambda: connection.cursor().execute("UPDATE review_edition SET sha256 = sha256"),
        lambda: connection.cursor().execute("DELETE FROM review_edition"),
    ],
    ids=["update hash", "update bytes", "delete", "raw update", "raw delete"],
)
def test_invariant_12_the_database_refuses_to_change_an_edition(agreed, cast, tamper):
    edition = finalize(agreed, by=cast.ana)
    with pytest.raises(DatabaseError, match="An edition is final"), transaction.atomic():
        tamper()
    assert verify_edition(Edition.objects.get(pk=edition.pk)) == []


def test_invariant_12_a_byte_changed_behind_the_trigger_is_found(agreed, cast):
    edition = finalize(agreed, by=cast.ana)
    content = bytes(edition.canonical)
    with connection.cursor() as cursor:
        on = " ON review_edition" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER edition_stays{on}")
    Edition.objects.update(canonical=content.replace(b"Words.", b"Wards."))
    (problem,) = verify_all()
    assert "is not what was finalized" in problem


def test_verify_finds_other_forms_and_other_studies(agreed, cast):
    edition = finalize(agreed, by=cast.ana)

    def held(content: bytes, study: Retrospective = agreed) -> list[str]:
        return verify_edition(Edition(retrospective=study, canonical=content, sha256=fingerprint(content)))

    content = bytes(edition.canonical)
    assert held(content) == []
    assert "canonical form" in held(content + b"\n")[0]
    assert "cannot be read" in held(b'{"format":"secondstory.edition","version":2}')[0]
    assert "another study" in held(content, builders.study(cast.ana))[0]


def test_verify_misses_an_edition_that_is_not_there(agreed):
    Retrospective.objects.filter(pk=agreed.pk).update(state="final", finalized_at=builders.NOON)
    (problem,) = verify_all()
    assert "has no edition" in problem


def test_invariant_13_a_study_is_final_with_no_recommendation(agreed, cast):
    assert not agreed.recommendations.exists()
    edition = finalize(agreed, by=cast.ana)
    assert read_edition(edition).section("recommendations") is not None


def test_invariant_15_open_questions_and_standing_disagreements_are_in_the_bytes(agreed, cast):
    Mystery.objects.create(retrospective=agreed, question="Why was nobody paged?", created_by=cast.ana)
    Comment.objects.create(
        round=agreed.rounds.get(), kind="disagree", text="It was six copies.", state="stands",
        answer="The page says five.", created_by=cast.bo,
    )  # fmt: skip
    builders.complete_again(agreed)
    content = bytes(finalize(agreed, by=cast.ana).canonical).decode()
    for words in ("Why was nobody paged?", "It was six copies.", "The page says five."):
        assert words in content


@pytest.mark.parametrize("display", ["role", "anonymous", "name"])
def test_invariant_19_nobody_is_in_the_bytes_by_name_who_did_not_choose_it(agreed, cast, display):
    cast.bo.display_name = "Bohumil Zephyr"
    cast.bo.save()
    builders.participant(agreed, cast.bo, role_label="database engineer", display=display)
    Comment.objects.create(
        round=agreed.rounds.get(), kind="disagree", text="Six.", state="stands", answer="Five.", created_by=cast.bo
    )
    builders.complete_again(agreed)
    content = bytes(finalize(agreed, by=cast.ana).canonical).decode()
    assert ("Bohumil" in content) == (display == "name")
    for person in (cast.ana, cast.bo, cast.cy):
        assert person.email not in content
    assert '"Ana"' not in content
