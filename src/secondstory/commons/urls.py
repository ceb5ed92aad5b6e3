from __future__ import annotations

from django.urls import path

from secondstory.commons.views import conduct, groups, lists, remarks, talking

ROOM = "talking-it-over/"
REMARK = f"{ROOM}remarks/<uuid:remark_id>/"
LIST = "reading-lists/<uuid:list_id>/"
GROUP = "reading-groups/<uuid:group_id>/"
READING = "readings/<uuid:reading_id>/"

urlpatterns = [
    path(ROOM, talking.talking, name="talking"),
    path(f"{ROOM}new/", talking.new_topic, name="topic-new"),
    path(f"{ROOM}mine/", remarks.own, name="own-remarks"),
    path(f"{ROOM}conduct/", conduct.conduct, name="conduct"),
    path(f"{ROOM}conduct/moderators/", conduct.moderator, name="moderator"),
    path(f"{ROOM}conduct/moderators/<uuid:person_id>/removal/", conduct.no_moderator, name="no-moderator"),
    path(f"{ROOM}moderation/", conduct.moderation, name="moderation"),
    path(f"{ROOM}texts/<slug:slug>/", talking.of_text, name="talk-of-text"),
    path(f"{ROOM}questions/<uuid:question_id>/", talking.of_question, name="talk-of-question"),
    path(f"{ROOM}ideas/<slug:key>/", talking.of_idea, name="talk-of-idea"),
    path(f"{ROOM}<uuid:discussion_id>/", talking.discussion, name="discussion"),
    path(REMARK, remarks.remark, name="remark"),
    path(f"{REMARK}replies/", remarks.replies, name="remark-replies"),
    path(f"{REMARK}words/", remarks.rewording, name="remark-words"),
    path(f"{REMARK}withdrawal/", remarks.withdrawal, name="remark-withdrawal"),
    path(f"{REMARK}question/", remarks.question, name="remark-question"),
    path(f"{REMARK}concern/", remarks.concern, name="remark-concern"),
    path(f"{REMARK}decision/", remarks.decision, name="remark-decision"),
    path(f"{REMARK}influences/", remarks.influences, name="remark-influences"),
    path(f"{ROOM}influences/<uuid:influence_id>/removal/", remarks.no_influence, name="no-influence"),
    path("reading-lists/", lists.lists, name="reading-lists"),
    path("reading-lists/new/", lists.new, name="reading-list-new"),
    path("reading-lists/adding/", lists.adding, name="reading-list-adding"),
    path(LIST, lists.reading_list, name="reading-list"),
    path(f"{LIST}words/", lists.list_words, name="reading-list-words"),
    path(f"{LIST}items/", lists.items, name="reading-list-items"),
    path(f"{LIST}following/", lists.following, name="reading-list-following"),
    path("reading-lists/items/<uuid:item_id>/place/", lists.item_place, name="reading-item-place"),
    path("reading-lists/lines/<uuid:line_id>/opening/", lists.line_opening, name="reading-line-opening"),
    path("reading-lists/lines/<uuid:line_id>/removal/", lists.no_line, name="no-reading-line"),
    path("reading-lists/items/<uuid:item_id>/removal/", lists.no_item, name="no-reading-item"),
    path("reading-groups/", groups.groups, name="reading-groups"),
    path("reading-groups/new/", groups.new, name="reading-group-new"),
    path(GROUP, groups.group, name="reading-group"),
    path(f"{GROUP}words/", groups.group_words, name="reading-group-words"),
    path(f"{GROUP}membership/", groups.membership, name="reading-group-membership"),
    path(f"{GROUP}readings/", groups.readings, name="reading-group-readings"),
    path(READING, groups.reading, name="reading"),
    path(f"{READING}words/", groups.reading_words, name="reading-words"),
    path(f"{READING}calendar.ics", groups.calendar, name="reading-calendar"),
]
