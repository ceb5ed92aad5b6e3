"""The page where a study is published, step by step, without script."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.publishing.models import Publication


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def final(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, "The pump", team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    builders.write_up(study, summary="The pump stood still.")
    builders.edition(study)
    builders.confirm(study, "organization")
    return study


@pytest.fixture
def page(final) -> str:
    return f"/retrospectives/{final.pk}/publication/"


def test_it_says_who_will_be_able_to_read_it(page, as_ana) -> None:
    shown = text(as_ana.get(page))
    assert "The people in this study can read this now." in shown
    assert 'value="organization"' in shown
    assert 'value="public"' not in shown


def test_it_is_published(page, final, as_ana, as_cy) -> None:
    answer = as_ana.post(page, {"audience": "organization", "announcement": "Who else has one?"}, follow=True)
    publication = Publication.objects.get(retrospective=final)
    assert answer.redirect_chain == [(page, 302)]
    assert f"/library/{publication.slug}/" in text(answer)
    assert "Who else has one?" in text(as_cy.get(f"/library/{publication.slug}/"))


def test_the_rail_tells_of_it(page, final, as_ana) -> None:
    assert "published to the team" not in text(as_ana.get(page))
    as_ana.post(page, {"audience": "team"})
    assert "published to the team" in text(as_ana.get(page))
    as_ana.post(f"{page}withdrawal/")
    assert "published to the team" not in text(as_ana.get(page))


def test_sent_twice_it_is_published_once(page, as_ana) -> None:
    for _ in range(2):
        assert as_ana.post(page, {"audience": "team"}).status_code == 302
    assert Publication.objects.count() == 1


def test_a_circle_that_was_not_confirmed_is_asked_again(page, as_ana) -> None:
    answer = as_ana.post(page, {"audience": "public", "announcement": "Kept."})
    assert answer.status_code == 422
    assert "Kept." in text(answer)
    assert not Publication.objects.exists()


def test_a_participant_is_shown_no_button_and_refused(page, as_bo) -> None:
    assert '<button class="btn btn--lead">Publish' not in text(as_bo.get(page))
    assert as_bo.post(page, {"audience": "team"}).status_code == 403


def test_others_learn_nothing(page, as_cy, stranger) -> None:
    for address in (page, f"{page}audience/", f"{page}announcement/", f"{page}withdrawal/"):
        assert as_cy.post(address, {"audience": "team"}).status_code == 404
        assert stranger.post(address, {"audience": "team"}).status_code == 302
    assert as_cy.get(page).status_code == 404


def test_it_is_kept_there(page, final, as_ana, as_bo) -> None:
    as_ana.post(page, {"audience": "team"})
    publication = Publication.objects.get()
    assert as_ana.post(f"{page}audience/", {"audience": "organization"}).status_code == 302
    assert as_ana.post(f"{page}announcement/", {"announcement": "Look at yours."}).status_code == 302
    publication.refresh_from_db()
    assert (publication.audience, publication.announcement) == ("organization", "Look at yours.")
    assert as_bo.post(f"{page}audience/", {"audience": "group"}).status_code == 403
    assert as_ana.post(f"{page}audience/", {"audience": "all"}).status_code == 422
    assert as_ana.post(f"{page}announcement/", {"announcement": "x" * 2001}).status_code == 422
    assert as_ana.post(f"{page}announcement/", {"announcement": "a\x00b"}).status_code == 422


def test_it_is_withdrawn_and_published_again(page, as_ana) -> None:
    as_ana.post(page, {"audience": "team"})
    address = Publication.objects.get().slug
    assert as_ana.post(f"{page}withdrawal/", {"because": "Too much of one evening."}).status_code == 302
    assert as_ana.get(f"/library/{address}/").status_code == 410
    assert "old address" in text(as_ana.get(page))
    as_ana.post(page, {"audience": "organization"})
    assert as_ana.get(f"/library/{address}/").status_code == 200


def test_before_it_is_final_it_says_so(cast, as_ana) -> None:
    study = builders.study(cast.ana)
    page = f"/retrospectives/{study.pk}/publication/"
    assert "published once it is final" in text(as_ana.get(page))
    answer = as_ana.post(page, {"audience": "team"})
    assert answer.status_code == 422
    assert as_ana.post(f"{page}withdrawal/").status_code == 404


def test_statements_are_few(page, as_ana, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(15):
        as_ana.get(page)
    as_ana.post(page, {"audience": "team"})
    with django_assert_max_num_queries(15):
        as_ana.get(page)
