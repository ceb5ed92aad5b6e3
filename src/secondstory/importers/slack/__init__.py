"""Slack export zips: a channel and a span of time become messages, people as roles or pseudonyms first."""

from secondstory.importers.limits import Limits
from secondstory.importers.slack.read import list_channels, read_export
from secondstory.importers.slack.shapes import (
    ChannelKind,
    Huddle,
    MessageKind,
    SlackChannel,
    SlackFile,
    SlackMessage,
    SlackReaction,
    SlackReading,
)

__all__ = [
    "ChannelKind",
    "Huddle",
    "Limits",
    "MessageKind",
    "SlackChannel",
    "SlackFile",
    "SlackMessage",
    "SlackReaction",
    "SlackReading",
    "list_channels",
    "read_export",
]
