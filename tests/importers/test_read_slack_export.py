"""A Slack export, read: the promises about messages, people, threads, time and privacy."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.slack_builder import TOKEN, SlackExport, an_incident, ts

from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack import ChannelKind, MessageKind, SlackMessage, list_channels, read_export
from secondstory.importers.slack.subtypes import KINDS
from secondstory.timeline.parse.shapes import Precision


def a_room() -> SlackExport:
    return SlackExport().user("U1", "Egon Spengler").user("U2", "Dana Barrett").channel("C1", "inc-1234")


def one(export: SlackExport, **options: object) -> SlackMessage:
    """The only message of an export."""
    (message,) = read_export(export.file(), **options).messages  # type: ignore[arg-type]
    return message


def said(text: str, **options: object) -> str:
    export = a_room()
    export.says("C1", "U1", text, at="2025-01-10T14:02:00.000100")
    return one(export, **options).text


# channels ----------------------------------------------------------------------------------


def test_lists_every_channel_with_its_kind_and_days() -> None:
    channels = {channel.id: channel for channel in list_channels(an_incident().file())}
    assert channels["C1"].name == "inc-1234"
    assert channels["C1"].days == 2
    assert channels["G1"].kind is ChannelKind.PRIVATE
    assert channels["D1"].kind is ChannelKind.DIRECT


def test_a_group_conversation_is_not_named_after_the_people_in_it() -> None:
    (group,) = (channel for channel in list_channels(an_incident().file()) if channel.id == "G2")
    assert group.name == "conversation-G2"


@pytest.mark.parametrize("name", ["inc-1234", "#inc-1234", "C1"])
def test_a_channel_is_chosen_by_name_or_id(name: str) -> None:
    reading = read_export(an_incident().file(), channels=[name])
    assert {message.channel_id for message in reading.messages} == {"C1"}


def test_an_unknown_channel_is_refused_with_the_channels_there_are() -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_export(an_incident().file(), channels=["inc-9"])
    assert refusal.value.code == "unknown_channel"
    assert "inc-1234" in str(refusal.value)


def test_conversations_between_a_few_people_are_left_aside_unless_named() -> None:
    everything = read_export(an_incident().file())
    assert not any(message.channel_id == "D1" for message in everything.messages)
    assert "2 conversations" in everything.warnings[0]
    (named,) = read_export(an_incident().file(), channels=["D1"]).messages
    assert named.text == "between us"


def test_an_export_zipped_again_with_its_folder_reads_the_same() -> None:
    plain, nested = an_incident().file(), an_incident().file(below="Export Jan 2025/")
    assert read_export(plain).messages == read_export(nested).messages


# time --------------------------------------------------------------------------------------


def test_messages_come_in_the_order_of_their_ts_not_of_their_files() -> None:
    export = SlackExport(zone_hours=-5).user("U1", "Egon Spengler").channel("C1", "inc-1234")
    export.says("C1", "U1", "second", at="2025-01-11T06:00:00")
    export.says("C1", "U1", "first", at="2025-01-11T01:00:00")
    export.says("C1", "U1", "third", at="2025-01-11T06:00:00.000001")
    assert [message.text for message in read_export(export.file()).messages] == ["first", "second", "third"]


def test_two_messages_a_microsecond_apart_stay_two() -> None:
    export = a_room()
    for micro in ("905399", "905400"):
        export.put("C1", {"type": "message", "user": "U1", "text": micro, "ts": f"1736478630.{micro}"})
    first, second = read_export(export.file()).messages
    assert (first.source_id, second.source_id) == ("C1/1736478630.905399", "C1/1736478630.905400")
    assert second.at == datetime(2025, 1, 10, 3, 10, 30, 905400, UTC)
    assert first.precision is Precision.SECOND


@given(st.lists(st.integers(0, 4 * 10**15), min_size=1, max_size=12, unique=True))
def test_any_order_in_the_files_comes_out_in_exact_time_order(micros: list[int]) -> None:
    export = a_room()
    for micro in micros:
        seconds, rest = divmod(micro, 10**6)
        export.put("C1", {"type": "message", "user": "U1", "text": "x", "ts": f"{seconds}.{rest:06d}"})
    read = [message.ts for message in read_export(export.file()).messages]
    assert read == [f"{micro // 10**6}.{micro % 10**6:06d}" for micro in sorted(micros)]


def test_a_span_takes_both_its_ends() -> None:
    export = a_room()
    for minute in (1, 2, 3, 4):
        export.says("C1", "U1", str(minute), at=f"2025-01-10T14:0{minute}:00")
    start, end = datetime(2025, 1, 10, 14, 2, tzinfo=UTC), datetime(2025, 1, 10, 14, 3, tzinfo=UTC)
    assert [message.text for message in read_export(export.file(), start=start, end=end).messages] == ["2", "3"]


def test_a_span_reaches_into_the_file_of_another_day() -> None:
    reading = read_export(an_incident().file(), channels=["C1"], start=datetime(2025, 1, 11, tzinfo=UTC), end=None)
    assert reading.messages[0].text.startswith("Looking at it")


def test_a_span_may_begin_with_time_itself() -> None:
    start, end = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    everything = read_export(an_incident().file())
    assert read_export(an_incident().file(), start=start, end=end).messages == everything.messages


def test_a_span_without_a_zone_is_refused() -> None:
    with pytest.raises(ImportRefused, match="zone"):
        read_export(an_incident().file(), start=datetime(2025, 1, 11))  # noqa: DTZ001 - the point of the test


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    start, end = datetime(2025, 1, 12, tzinfo=UTC), datetime(2025, 1, 11, tzinfo=UTC)
    with pytest.raises(ImportRefused, match="ends before it begins"):
        read_export(an_incident().file(), start=start, end=end)


# threads, edits, copies --------------------------------------------------------------------


def test_a_reply_in_another_days_file_keeps_its_thread() -> None:
    messages = {message.text: message for message in read_export(an_incident().file()).messages}
    reply, parent = messages["Failing over."], messages["Looking at it, see Person B & #general"]
    assert reply.thread_id == parent.source_id == parent.thread_id
    assert reply.is_reply
    assert not parent.is_reply


def test_a_reply_the_thread_names_but_the_export_lacks_is_reported() -> None:
    export = an_incident()
    del export.days["inc-1234/2025-01-12.json"]
    assert "1 reply is named by a thread but not in this export." in read_export(export.file()).warnings


def test_a_reply_whose_thread_begins_before_the_span_is_reported() -> None:
    reading = read_export(an_incident().file(), channels=["C1"], start=datetime(2025, 1, 12, tzinfo=UTC))
    assert reading.warnings == ("1 reply belongs to a thread that begins outside what was read.",)


def test_the_last_edit_is_known() -> None:
    export = a_room()
    message = export.says("C1", "U1", "the wrong host", at="2025-01-10T14:02:00")
    export.edits(message, "the first host", at="2025-01-10T14:05:00")
    assert one(export).text == "the first host"
    assert one(export).edited_at == datetime(2025, 1, 10, 14, 5, tzinfo=UTC)


def test_a_message_that_is_there_twice_is_read_once_in_its_later_wording() -> None:
    export = a_room()
    first = export.says("C1", "U1", "before", at="2025-01-10T14:02:00")
    export.edits(export.put("C1", dict(first)), "after", at="2025-01-10T14:05:00")
    reading = read_export(export.file())
    assert [message.text for message in reading.messages] == ["after"]
    assert "1 message is in the export more than once; each was read once." in reading.warnings


def test_reading_twice_gives_the_same() -> None:
    assert read_export(an_incident().file()) == read_export(an_incident().file())


# kinds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("subtype", sorted(filter(None, KINDS)))
def test_every_known_subtype_has_its_kind(subtype: str) -> None:
    export = a_room()
    export.happens("C1", subtype, "<@U1|egon> did a thing", at="2025-01-10T14:02:00")
    message = one(export)
    assert message.kind is KINDS[subtype]
    assert message.text == "Person A did a thing"


def test_a_new_subtype_is_kept_and_reported() -> None:
    export = a_room()
    export.happens("C1", "canvas_sparkle", "A canvas", at="2025-01-10T14:02:00")
    reading = read_export(export.file())
    assert reading.messages[0].kind is MessageKind.OTHER
    assert "canvas_sparkle" in reading.warnings[0]


def test_a_bot_speaks_through_its_attachments_under_its_own_name() -> None:
    (alert,) = (m for m in read_export(an_incident().file()).messages if m.kind is MessageKind.BOT)
    assert alert.pseudonym == "PagerDuty"
    assert alert.text == "Checkout is slow\np99 above 2 s\nService: checkout"


def test_a_bot_message_may_lack_its_bot_id() -> None:
    export = a_room()
    export.happens("C1", "bot_message", "deployed", at="2025-01-10T14:02:00", user=None)
    assert one(export).pseudonym == "A bot"


def test_an_app_without_a_subtype_is_a_bot_too() -> None:
    export = a_room().user("U4", "PagerDuty", is_bot=True, bot_id="B4")
    export.says("C1", "U4", "Acknowledged", at="2025-01-10T14:02:00", bot_id="B4")
    assert one(export).kind is MessageKind.BOT
    assert one(export).pseudonym == "pagerduty"


def test_a_message_in_blocks_alone_is_told_from_its_blocks() -> None:
    section = {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "ask "},
            {"type": "user", "user_id": "U2"},
            {"type": "link", "url": "https://runbook.example.org", "text": "runbook"},
        ],
    }
    export = a_room()
    blocks = [{"type": "rich_text", "elements": [section]}]
    export.says("C1", "U1", "", at="2025-01-10T14:02:00", blocks=blocks)
    assert one(export).text == "ask Person Brunbook (https://runbook.example.org)"


def test_a_preview_of_a_link_does_not_swell_what_a_person_said() -> None:
    export = a_room()
    preview = [{"title": "A page", "text": "Its long text", "from_url": "https://x.example.org"}]
    export.says("C1", "U1", "see <https://x.example.org>", at="2025-01-10T14:02:00", attachments=preview)
    assert one(export).text == "see https://x.example.org"


def test_a_huddle_has_a_beginning_an_end_and_people() -> None:
    (message,) = (m for m in read_export(an_incident().file()).messages if m.kind is MessageKind.HUDDLE)
    assert message.huddle is not None
    assert message.huddle.started_at == datetime(2025, 1, 11, 0, 5, tzinfo=UTC)
    assert message.huddle.ended_at == datetime(2025, 1, 11, 0, 35, tzinfo=UTC)
    assert message.huddle.participants == ("Person A", "Person B")


def test_a_huddle_that_still_goes_on_has_no_end() -> None:
    export = a_room()
    export.huddles("C1", "U1", start="2025-01-11T00:05:00", end=None)
    huddle = one(export).huddle
    assert huddle is not None
    assert huddle.ended_at is None


def test_reactions_are_kept_with_who_gave_them() -> None:
    export = a_room()
    export.reacts(export.says("C1", "U1", "back", at="2025-01-10T14:02:00"), "stopwatch", "U1", "U2")
    (reaction,) = one(export).reactions
    assert (reaction.emoji, reaction.count, reaction.by) == ("stopwatch", 2, ("Person A", "Person B"))


# files and tokens --------------------------------------------------------------------------


def test_a_shared_file_is_a_link_without_its_token() -> None:
    export = a_room()
    export.shares("C1", "U2", "graph.png", at="2025-01-11T00:04:00")
    message = one(export)
    assert message.files[0].url == "https://example.slack.com/files/U1/F1/graph.png"
    assert message.text == "Shared graph.png"


@pytest.mark.parametrize(("mode", "state"), [("tombstone", "deleted"), ("hidden_by_limit", "hidden")])
def test_a_file_that_is_gone_says_so(mode: str, state: str) -> None:
    export = a_room()
    export.shares("C1", "U2", "graph.png", at="2025-01-11T00:04:00", mode=mode)
    assert one(export).files[0].state == state


def test_an_old_export_with_one_file_instead_of_a_list_reads() -> None:
    export = a_room()
    file = {"id": "F9", "name": "log.txt", "url_private": f"https://files.slack.com/log.txt?t={TOKEN}"}
    export.happens("C1", "file_share", "<@U1> uploaded a file", at="2025-01-10T14:02:00", file=file)
    assert one(export).files[0].url == "https://files.slack.com/log.txt"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"<https://f.example.org/a?t={TOKEN}>", "https://f.example.org/a"),
        (f"<https://f.example.org/a?t={TOKEN}&amp;x=1>", "https://f.example.org/a?x=1"),
        (f"<https://f.example.org/a?x=1&amp;t={TOKEN}>", "https://f.example.org/a?x=1"),
        (f"curl https://f.example.org/a?t={TOKEN} works", "curl https://f.example.org/a works"),
        ("my token is xoxb-12-34-abc", "my token is (token removed)"),
    ],
)
def test_a_token_is_stripped_from_a_link_inside_text(written: str, read: str) -> None:
    assert said(written) == read


def test_no_token_mail_address_or_profile_is_left_anywhere() -> None:
    export = an_incident()
    export.says(
        "C1",
        "U1",
        f"see <https://f.example.org/a?t={TOKEN}> or <mailto:egon@example.org|egon@example.org>",
        at="2025-01-11T00:09:00",
        attachments=[{"image_url": f"https://f.example.org/g?t={TOKEN}", "author_name": "Egon Spengler"}],
        blocks=[{"type": "rich_text", "elements": [{"url": f"https://f.example.org/g?t={TOKEN}"}]}],
    )
    everything = json.dumps([asdict(m) for m in read_export(export.file()).messages], default=str)
    for private in ("xoxe", "@example.org", "Spengler", "egon", "Somebody Real", "avatars"):
        assert private not in everything


@given(st.text(alphabet="?&t=xo-e1aZ|<>; \n/.@", max_size=60))
def test_no_wording_around_a_token_saves_it(around: str) -> None:
    text = said(f"{around}https://f.example.org/a?t={TOKEN}{around}")
    assert "xoxe-111" not in text


def test_the_raw_message_keeps_the_rest() -> None:
    raw = one_raw(reply_count=2, blocks=[{"type": "divider"}])
    assert raw["reply_count"] == 2
    assert raw["blocks"] == [{"type": "divider"}]
    assert raw["user"] == "U1"


def one_raw(**more: object) -> dict[str, object]:
    export = a_room()
    export.says("C1", "U1", "x", at="2025-01-10T14:02:00", **more)
    return dict(one(export).raw)


# people ------------------------------------------------------------------------------------


def test_people_are_pseudonyms_first() -> None:
    export = a_room()
    export.says("C1", "U2", "hello", at="2025-01-10T14:02:00")
    assert one(export).pseudonym == "Person B"
    assert one(export).author_key == "U2"


def test_a_person_is_the_same_letter_whatever_part_is_read() -> None:
    whole = {m.source_id: m.pseudonym for m in read_export(an_incident().file()).messages}
    part = read_export(an_incident().file(), channels=["C1"], start=datetime(2025, 1, 12, tzinfo=UTC))
    assert [(m.source_id, m.pseudonym) for m in part.messages] == [
        (m.source_id, whole[m.source_id]) for m in part.messages
    ]


def test_a_role_goes_before_a_pseudonym() -> None:
    assert said("ask <@U2>", roles={"U2": "Database owner"}) == "ask Database owner"


def test_names_are_shown_when_asked_for() -> None:
    export = a_room()
    export.says("C1", "U2", "hello <@U1>", at="2025-01-10T14:02:00")
    assert one(export, people="names").pseudonym == "dana"
    assert one(export, people="names").text == "hello egon"


def test_somebody_from_outside_is_the_same_person_each_time() -> None:
    first, second = said("ask <@U999>"), said("or <@W999> or <@U999>")
    assert first.removeprefix("ask ") in second
    assert first.startswith("ask Outside person ")


# markup ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("see <@U2> in <#C1|old-name>", "see Person B in #inc-1234"),
        ("in <#C999|ops>", "in #ops"),
        ("in <#C999>", "in #another-channel"),
        ("<!here> <!channel|@channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S123|@sre> <!subteam^S123>", "@sre @a-team"),
        ("since <!date^1392734382^{date} {time}|Feb 18>", "since 2014-02-18 14:39:42 UTC"),
        ("<https://x.example.org|the page>", "the page (https://x.example.org)"),
        ("<https://x.example.org/|x.example.org>", "https://x.example.org/"),
        ("<http://x.example.org?a=1&amp;b=2>", "http://x.example.org?a=1&b=2"),
        ("<mailto:egon@example.org|write to us>", "write to us"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt; stays &lt; once", "&lt; stays < once"),
        ("*b* _i_ ~s~ `c` :emoji:", "*b* _i_ ~s~ `c` :emoji:"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_markup_becomes_plain_text(written: str, read: str) -> None:
    assert said(written) == read


@given(st.text(max_size=200))
def test_any_text_can_be_told_and_stored(text: str) -> None:
    export = a_room()
    export.says("C1", "U1", text, at="2025-01-10T14:02:00")
    message = one(export)
    json.dumps(message.raw).encode()
    message.text.encode("utf-8")
    assert "\x00" not in message.text


def test_a_ts_is_seconds_and_microseconds() -> None:
    assert ts("2025-01-10T03:10:30.905399") == "1736478630.905399"
