from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from secondstory.commons.actions.reword import reword_remark
from secondstory.commons.actions.say import reply
from secondstory.commons.actions.withdraw import withdraw_remark
from secondstory.commons.models import EarlierWords, Remark
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound
from secondstory.publishing.actions.change_audience import change_audience

pytestmark = pytest.mark.requirement("R-002-06")


def everything_stored() -> str:
    """Each text in each table of the room."""
    found = []
    for model in apps.get_app_config("commons").get_models():
        names = [one.name for one in model._meta.fields if isinstance(one, models.CharField | models.TextField)]
        found += [str(row) for row in model._default_manager.values_list(*names)] if names else []
    return "\n".join(found)


def test_the_words_go_for_good_and_their_place_stays(cast, remark):
    reword_remark(remark, "A zebrafish, put differently.", by=cast.ana)
    reword_remark(remark, "Put again.", by=cast.ana)
    answer = reply(remark, "By its log.", by=cast.bo)
    assert "zebrafish" in everything_stored()
    withdraw_remark(remark, by=cast.ana)
    assert "zebrafish" not in everything_stored()
    assert "copy tool" not in everything_stored()
    assert Remark.objects.get(pk=remark.pk).withdrawn_at is not None
    assert Remark.objects.get(pk=answer.pk).text == "By its log."
    assert not EarlierWords.objects.exists()


def test_twice_is_once(cast, remark):
    withdraw_remark(remark, by=cast.ana)
    at = Remark.objects.get(pk=remark.pk).withdrawn_at
    withdraw_remark(remark, by=cast.ana)
    assert Remark.objects.get(pk=remark.pk).withdrawn_at == at
    assert Event.objects.filter(kind="remark.withdrawn").count() == 1


def test_nobody_else_takes_it_back(cast, remark):
    with pytest.raises(NotAllowed):
        withdraw_remark(remark, by=cast.bo)
    with pytest.raises(NotFound):
        withdraw_remark(remark, by=cast.cy)
    remark.refresh_from_db()
    assert remark.withdrawn_at is None


def test_also_where_one_does_not_read_the_conversation_any_more(cast, open_text, open_remark):
    answer = reply(open_remark, "Here, too.", by=cast.cy)
    change_audience(open_text, to="group", by=cast.ana)
    withdraw_remark(answer, by=cast.cy)
    answer.refresh_from_db()
    assert answer.text == ""


def test_a_topic_without_its_first_words_has_no_title(cast, topic):
    withdraw_remark(topic, by=cast.ana)
    topic.discussion.refresh_from_db()
    assert (topic.discussion.title, topic.discussion.title_stands) == ("", False)
