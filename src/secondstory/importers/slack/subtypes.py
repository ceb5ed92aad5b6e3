"""What each subtype of a message is. A new subtype of Slack's is one line here."""

from __future__ import annotations

from secondstory.importers.slack.shapes import MessageKind

KINDS = {
    "": MessageKind.MESSAGE,
    "thread_broadcast": MessageKind.MESSAGE,
    "reply_broadcast": MessageKind.MESSAGE,
    "me_message": MessageKind.MESSAGE,
    "assistant_app_thread": MessageKind.MESSAGE,
    "bot_message": MessageKind.BOT,
    "file_share": MessageKind.FILE,
    "file_comment": MessageKind.FILE,
    "file_mention": MessageKind.FILE,
    "huddle_thread": MessageKind.HUDDLE,
    "sh_room_created": MessageKind.HUDDLE,
    "channel_join": MessageKind.MEMBERSHIP,
    "channel_leave": MessageKind.MEMBERSHIP,
    "group_join": MessageKind.MEMBERSHIP,
    "group_leave": MessageKind.MEMBERSHIP,
    "bot_add": MessageKind.MEMBERSHIP,
    "bot_remove": MessageKind.MEMBERSHIP,
    "channel_topic": MessageKind.CHANNEL,
    "channel_purpose": MessageKind.CHANNEL,
    "channel_name": MessageKind.CHANNEL,
    "channel_archive": MessageKind.CHANNEL,
    "channel_unarchive": MessageKind.CHANNEL,
    "channel_convert_to_private": MessageKind.CHANNEL,
    "channel_posting_permissions": MessageKind.CHANNEL,
    "group_topic": MessageKind.CHANNEL,
    "group_purpose": MessageKind.CHANNEL,
    "group_name": MessageKind.CHANNEL,
    "group_archive": MessageKind.CHANNEL,
    "group_unarchive": MessageKind.CHANNEL,
    "pinned_item": MessageKind.PIN,
    "unpinned_item": MessageKind.PIN,
    "reminder_add": MessageKind.REMINDER,
    "reminder_delete": MessageKind.REMINDER,
    "tombstone": MessageKind.DELETED,
}
