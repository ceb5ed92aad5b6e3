"""The control structure as pages: the picture is there without a script, the table says the same, each form keeps what
was typed, and what one reads is what one may read."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from tests import builders
from tests.analysis.structures import Small, small
from tests.cast import Cast

from secondstory.analysis.models import ControlAction, Feedback, Responsibility, SystemPart
from secondstory.incidents.models import Retrospective
from secondstory.ui.drawing import Picture

HTMX = {"HTTP_HX_REQUEST": "true"}
LONG = "replication of the standby " * 8


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def drawn(study: Retrospective) -> Small:
    return small(study)


def at(study: Retrospective, *path: object) -> str:
    return reverse("structure", args=[study.pk]) + "".join(f"{one}/" for one in path)


def text(response) -> str:
    return response.content.decode()


def told(response) -> dict:
    found = re.search(r'<script id="structure-values" type="application/json">(.*?)</script>', text(response), re.S)
    return json.loads(found[1])


def test_the_picture_is_in_the_page_and_the_table_says_the_same(study, drawn, as_ana):
    page = text(as_ana.get(at(study)))
    picture = re.search(r"<svg xmlns.*?</svg>", page, re.S)[0]
    tables = page[page.index('id="told"') :]
    for words in ("Infrastructure team", "Backup job", "Spam", "sets it up", "mail when it did not", "load"):
        assert words in picture
        assert words in tables
    assert "never arrived" in tables
    assert "given, and it did harm" in tables
    assert "A copy each day" in tables
    assert "SC-1" in tables


def test_an_empty_structure_invites_to_name_a_part(study, as_ana):
    page = text(as_ana.get(at(study)))
    assert "Name a part below" in page
    assert "No part is named yet" in page


def test_parts_and_arrows_of_the_picture_lead_to_where_they_are_told(study, drawn, as_ana):
    structure = told(as_ana.get(at(study)))
    for href in [one["href"] for one in [*structure["parts"], *structure["arrows"]]]:
        assert as_ana.get(href).status_code == 200


def test_somebody_who_takes_part_reads_it_all_and_changes_nothing(study, drawn, as_bo):
    page = text(as_bo.get(at(study)))
    assert "sets it up" in page
    assert '<form class="form"' not in page
    one = at(study, "parts", drawn.team.pk)
    assert "Infrastructure team" in text(as_bo.get(one))
    assert as_bo.post(one, {"name": "Bo's team", "kind": "team"}).status_code == 403
    assert as_bo.post(at(study, "parts"), {"name": "Bo's part", "kind": "team"}).status_code == 403
    assert as_bo.post(at(study, "parts", drawn.team.pk, "removal"), {"with_it": "3"}).status_code == 403
    assert SystemPart.objects.count() == 3


def test_somebody_outside_finds_nothing_at_any_address(study, drawn, as_cy):
    paths = [
        "",
        "chosen/?chosen=parts/" + str(drawn.team.pk),
        f"parts/{drawn.team.pk}/",
        f"control/{drawn.sets_up.pk}/",
    ]
    for path in paths:
        assert as_cy.get(at(study) + path).status_code == 404
    assert as_cy.get(reverse("structure-svg", args=[study.pk])).status_code == 404
    assert as_cy.post(at(study, "parts"), {"name": "x", "kind": "team"}).status_code == 404


@pytest.mark.parametrize(
    ("noun", "more", "model"),
    [
        ("control", {"what": "starts it", "deviation": "not_given"}, ControlAction),
        ("feedback", {"what": "a graph", "state": "late", "delay": "about a day"}, Feedback),
    ],
)
def test_an_arrow_is_drawn_by_a_form_and_once(study, drawn, as_ana, noun, more, model):
    form = {"source": str(drawn.team.pk), "target": str(drawn.job.pk), **more}
    for _ in range(2):
        answer = as_ana.post(at(study, noun), form)
        assert answer.url == f"{at(study)}#{noun}"
    (arrow,) = model.objects.filter(what=more["what"])
    assert {name: getattr(arrow, name) for name in more} == more


def test_an_arrow_to_itself_and_a_loop_are_drawn(study, drawn, as_ana):
    for source, target in ((drawn.job, drawn.job), (drawn.job, drawn.team)):
        form = {"source": str(source.pk), "target": str(target.pk), "what": "again", "deviation": "as_intended"}
        as_ana.post(at(study, "control"), form)
    assert "again" in text(as_ana.get(at(study)))


@pytest.mark.parametrize("written", [lambda id: id.hex, lambda id: str(id).upper(), lambda id: f"{{{id}}}"])
def test_an_arrow_begun_at_a_part_leads_back_to_it_however_its_id_is_written(study, drawn, as_ana, written):
    typed = {"source": drawn.job.pk, "target": drawn.team.pk, "what": "a word", "state": "arrived"}
    kept = as_ana.post(at(study, "feedback"), {**typed, "chosen": f"parts/{written(drawn.job.pk)}"})
    assert (kept.status_code, kept["Location"]) == (302, at(study, "parts", drawn.job.pk))


def test_a_duty_is_named_with_what_it_keeps_true(study, drawn, as_ana):
    as_ana.post(
        at(study, "duties"), {"part": str(drawn.job.pk), "text": "Say so", "constraints": [str(drawn.copies.pk)]}
    )
    duty = Responsibility.objects.get(text="Say so")
    assert list(duty.constraints.all()) == [drawn.copies]


def test_each_thing_is_said_anew(study, drawn, as_ana):
    ends = {"source": str(drawn.job.pk), "target": str(drawn.team.pk)}
    as_ana.post(at(study, "feedback", drawn.mail.pk), {**ends, "what": "mail", "state": "misleading", "delay": "a day"})
    as_ana.post(at(study, "duties", drawn.duty.pk), {"part": str(drawn.job.pk), "text": "Say so"})
    drawn.mail.refresh_from_db()
    drawn.duty.refresh_from_db()
    assert (drawn.mail.what, drawn.mail.state, drawn.mail.delay) == ("mail", "misleading", "a day")
    assert (drawn.duty.part_id, drawn.duty.text) == (drawn.job.pk, "Say so")


def test_a_name_longer_than_its_place_is_refused_and_what_was_typed_stays(study, as_ana):
    answer = as_ana.post(at(study, "parts"), {"name": "x" * 500, "kind": "team"})
    assert answer.status_code == 422
    assert "at most 200 characters; there are 500" in text(answer)
    assert "x" * 500 in text(answer)
    assert not SystemPart.objects.exists()


def test_an_arrow_to_a_part_taken_out_meanwhile_comes_back_with_its_words(study, drawn, as_ana):
    form = {"source": str(drawn.team.pk), "target": str(drawn.spam.pk), "what": "filters", "deviation": "as_intended"}
    SystemPart.objects.filter(pk=drawn.spam.pk).delete()
    answer = as_ana.post(at(study, "control"), form)
    assert answer.status_code == 422
    assert "not in the list any more" in text(answer)
    assert 'value="filters"' in text(answer)


def test_what_was_typed_about_a_part_taken_out_meanwhile_waits_to_be_named_anew(study, drawn, as_ana):
    one = at(study, "parts", drawn.team.pk)
    SystemPart.objects.filter(pk=drawn.team.pk).delete()
    assert as_ana.get(one).status_code == 404
    answer = as_ana.post(one, {"name": "Platform team", "kind": "team"})
    assert answer.status_code == 422
    assert "Somebody took this out while you were writing" in text(answer)
    assert 'value="Platform team"' in text(answer)
    assert as_ana.post(at(study, "control", drawn.sets_up.pk), {"what": "starts it"}).status_code == 422


def test_two_people_at_once_do_not_write_over_each_other(study, drawn, as_ana):
    page = text(as_ana.get(at(study, "parts", drawn.team.pk)))
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    SystemPart.objects.filter(pk=drawn.team.pk).update(name="Platform team")
    form = {"name": "The team", "kind": "team", "seen": seen}
    answer = as_ana.post(at(study, "parts", drawn.team.pk), form)
    assert answer.status_code == 422
    assert "Somebody saved something else" in text(answer)
    drawn.team.refresh_from_db()
    assert drawn.team.name == "Platform team"


def test_taking_a_part_out_says_what_goes_with_it(study, drawn, as_ana):
    page = text(as_ana.get(at(study, "parts", drawn.team.pk)))
    assert "2 arrows and 1 duty go with it." in page
    assert 'name="with_it" value="3"' in page
    as_ana.post(at(study, "parts", drawn.team.pk, "removal"), {"with_it": "3"})
    assert not SystemPart.objects.filter(pk=drawn.team.pk).exists()
    assert not ControlAction.objects.exists()


def test_an_arrow_drawn_meanwhile_keeps_the_part(study, drawn, as_ana):
    answer = as_ana.post(at(study, "parts", drawn.team.pk, "removal"), {"with_it": "1"})
    assert answer.status_code == 409
    assert "2 arrows and 1 duty go with it" in text(answer)
    assert SystemPart.objects.filter(pk=drawn.team.pk).exists()


@pytest.mark.parametrize("nonsense", ["", "-1", "many", "9" * 5000, "³"])
def test_a_removal_that_says_nothing_or_nonsense_takes_nothing_out(study, drawn, as_ana, nonsense):
    answer = as_ana.post(at(study, "parts", drawn.team.pk, "removal"), {"with_it": nonsense})
    assert answer.status_code == 409
    assert SystemPart.objects.count() == 3


def test_taking_out_twice_is_safe(study, drawn, as_ana):
    for _ in range(2):
        assert as_ana.post(at(study, "control", drawn.sets_up.pk, "removal")).url == f"{at(study)}#control"


def test_where_nothing_comes_back_the_table_asks_and_begins_the_arrow(study, drawn, as_ana):
    drawn.mail.delete()
    page = text(as_ana.get(at(study)))
    assert "nothing told yet" in page
    begun = re.search(r'href="([^"]+\?from=[^"]+)"', page)[1].replace("&amp;", "&")
    begun_page = text(as_ana.get(begun))
    add = begun_page[begun_page.index('id="add-feedback-source"') :]
    assert f'value="{drawn.job.pk}" selected' in add


@pytest.mark.parametrize("query", ["?from=x&to=y", "?from=%00", "?from=" + "9" * 3000])
def test_a_beginning_of_nonsense_is_an_empty_form(study, drawn, as_ana, query):
    assert as_ana.get(at(study) + query).status_code == 200


def test_who_steers_the_same_thing_is_said_in_the_table_and_marked_in_the_picture(study, drawn, as_ana):
    SystemPart.objects.filter(pk=drawn.spam.pk).update(is_environment=False)
    ControlAction.objects.create(retrospective=study, source=drawn.spam, target=drawn.job, what="x")
    page = text(as_ana.get(at(study)))
    assert "steered by 2: <bdi>Infrastructure team</bdi>, <bdi>Spam</bdi>" in page
    assert "cs-meeting" in page


def test_the_file_stands_by_itself(study, drawn, as_bo):
    SystemPart.objects.filter(pk=drawn.job.pk).update(name="<script>alert(1)</script>")
    answer = as_bo.get(reverse("structure-svg", args=[study.pk]))
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314  # our own words
    assert {one.tag.rsplit("}")[-1] for one in root.iter()} <= {
        "svg",
        "g",
        "rect",
        "path",
        "circle",
        "text",
        "title",
        "desc",
    }


def test_where_no_picture_can_be_drawn_a_sentence_stands_and_the_table_stays(study, drawn, as_ana, monkeypatch):
    monkeypatch.setattr("secondstory.analysis.views.structure.draw", lambda told: Picture(says="No picture today."))
    page = text(as_ana.get(at(study)))
    assert "No picture today." in page
    assert "sets it up" in page
    assert as_ana.get(reverse("structure-svg", args=[study.pk])).status_code == 400


def test_htmx_gets_the_tables_with_what_the_picture_draws(study, drawn, as_ana):
    form = {"name": "Mail receiver", "kind": "supplier", "is_environment": "on"}
    answer = as_ana.post(at(study, "parts"), form, **HTMX)
    assert "<html" not in text(answer)
    assert [part["name"] for part in told(answer)["parts"]][-1] == "Mail receiver"


def test_an_arrow_that_came_back_beside_the_picture_stays_there(study, drawn, as_ana):
    form = {"source": str(drawn.team.pk), "target": "", "what": "asks", "deviation": "as_intended"}
    answer = as_ana.post(at(study, "control"), {**form, "chosen": f"parts/{drawn.team.pk}"}, **HTMX)
    assert answer.status_code == 422
    beside = text(answer)[text(answer).index('id="chosen"') :]
    assert 'value="asks"' in beside
    answer = as_ana.post(
        at(study, "control"), {**form, "target": str(drawn.job.pk), "chosen": f"parts/{drawn.team.pk}"}, **HTMX
    )
    assert answer.status_code == 200
    assert "asks" in text(answer)[text(answer).index('id="chosen"') :]


def test_what_is_chosen_in_the_picture_comes_as_its_forms(study, drawn, as_ana):
    chosen = reverse("structure-chosen", args=[study.pk])
    answer = as_ana.get(chosen, {"chosen": f"parts/{drawn.team.pk}"}, **HTMX)
    assert "<html" not in text(answer)
    assert 'value="Infrastructure team"' in text(answer)
    for nonsense in ("", "parts/", "parts/x", f"people/{drawn.team.pk}", "\x00"):
        assert as_ana.get(chosen, {"chosen": nonsense}).status_code == 404


def test_another_studys_parts_are_neither_offered_nor_taken(study, drawn, cast, as_ana):
    other = SystemPart.objects.create(retrospective=builders.study(cast.ana, title="Another"), name="Elsewhere")
    assert "Elsewhere" not in text(as_ana.get(at(study)))
    form = {"source": str(drawn.team.pk), "target": str(other.pk), "what": "x", "deviation": "as_intended"}
    assert as_ana.post(at(study, "control"), form).status_code == 422
    assert as_ana.get(at(study, "parts", other.pk)).status_code == 404


def test_it_costs_the_same_however_large_it_is(study, drawn, as_ana, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("secondstory.analysis.views.structure.draw", lambda told: Picture(says="not now"))
    of = {"retrospective": study}
    parts = SystemPart.objects.bulk_create(SystemPart(**of, name=f"{n} {LONG}"[:200]) for n in range(300))
    ControlAction.objects.bulk_create(
        ControlAction(**of, source=parts[n // 3], target=part, what="steers") for n, part in enumerate(parts)
    )
    Responsibility.objects.bulk_create(Responsibility(**of, part=part, text="A duty") for part in parts)
    as_ana.get(at(study))
    with django_assert_max_num_queries(20):
        page = as_ana.get(at(study))
    assert text(page).count("<tr") > 600
    with django_assert_max_num_queries(20):
        as_ana.get(at(study, "parts", parts[0].pk))


def test_where_lists_of_parts_would_be_long_an_arrow_has_a_page_of_its_own(study, drawn, as_ana, as_bo, monkeypatch):
    monkeypatch.setattr("secondstory.analysis.structure.MANY", 2)
    page = text(as_ana.get(at(study)))
    assert 'id="add-control-source"' not in page
    assert f'href="{at(study, "control")}"' in page
    own = text(as_ana.get(at(study, "control")))
    assert f'<option value="{drawn.job.pk}">Backup job</option>' in own
    assert as_bo.get(at(study, "control")).status_code == 403
    answer = as_ana.post(at(study, "control"), {"source": str(drawn.job.pk), "what": "asks"})
    assert answer.status_code == 422
    assert 'value="asks"' in text(answer)


def test_a_final_study_is_read_and_not_changed(study, drawn, as_ana):
    builders.edition(study)
    assert "Backup job" in text(as_ana.get(at(study)))
    assert as_ana.post(at(study, "parts"), {"name": "x", "kind": "team"}).status_code in (400, 403, 409)
    assert SystemPart.objects.count() == 3
