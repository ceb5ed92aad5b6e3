"""Makes Slack exports in the exact shape of the real ones, a line at a time.

export = SlackExport().user("U1", "Egon S").channel("C1", "inc-1234")
export.says("C1", "U1", "Looking at it.", at="2025-01-10T14:02:00.000100")
reading = read_export(export.file(), …)
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, BinaryIO

Message = dict[str, Any]
TOKEN = "xoxe-111-222-aBcDeF"
LISTS = {"public": "channels.json", "private": "groups.json", "group": "mpims.json", "direct": "dms.json"}


def ts(moment: str) -> str:
    """``2025-01-10T14:02:00.000100`` (UTC) as Slack's text of seconds and microseconds."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return f"{int(at.timestamp())}.{at.microsecond:06d}"


class SlackExport:
    """The workspace sits ``zone_hours`` from UTC: that decides into which day's file a message goes."""

    def __init__(self, *, zone_hours: int = 0) -> None:
        self.zone = timedelta(hours=zone_hours)
        self.users: list[dict[str, Any]] = []
        self.lists: dict[str, list[dict[str, Any]]] = {"public": []}
        self.folders: dict[str, str] = {}
        self.days: dict[str, list[Message]] = defaultdict(list)
        self.extra: dict[str, str | bytes] = {"integration_logs.json": "[]"}

    # who and where -------------------------------------------------------------------------

    def user(self, id_: str, real_name: str, *, is_bot: bool = False, bot_id: str | None = None) -> SlackExport:
        handle = real_name.split()[0].lower()
        profile = {
            "real_name": real_name,
            "display_name": handle,
            "first_name": real_name.split()[0],
            "last_name": real_name.split()[-1],
            "email": f"{handle}@example.org",
            "title": "Engineer",
            "image_72": f"https://avatars.example.org/{handle}.png",
        }
        self.users.append(
            {
                "id": id_,
                "team_id": "T1",
                "name": handle,
                "deleted": False,
                "real_name": real_name,
                "tz": "America/New_York",
                "tz_offset": -14400,
                "is_bot": is_bot,
                "is_app_user": False,
                "profile": profile | ({"bot_id": bot_id} if bot_id else {}),
            }
        )
        return self

    def channel(self, id_: str, name: str, kind: str = "public", members: tuple[str, ...] = ()) -> SlackExport:
        about: dict[str, Any] = {"id": id_, "created": 1555493778, "members": list(members)}
        if kind != "direct":
            about |= {
                "name": name,
                "creator": "U1",
                "is_archived": False,
                "is_private": kind == "private",
                "topic": {"value": "", "creator": "", "last_set": 0},
                "purpose": {"value": "", "creator": "", "last_set": 0},
                "updated": 1555493778000,
            }
        self.lists.setdefault(kind, []).append(about)
        self.folders[id_] = id_ if kind == "direct" else name
        return self

    # what was said -------------------------------------------------------------------------

    def put(self, channel: str, message: Message) -> Message:
        """Any message, into the file of its own day in the workspace's zone."""
        at = datetime.fromtimestamp(int(Decimal(message["ts"])), UTC) + self.zone
        self.days[f"{self.folders[channel]}/{at.date().isoformat()}.json"].append(message)
        return message

    def says(self, channel: str, user: str, text: str, *, at: str, **more: Any) -> Message:
        message = {
            "client_msg_id": f"c-{channel}-{at}",
            "type": "message",
            "user": user,
            "text": text,
            "ts": ts(at),
            "team": "T1",
            "user_team": "T1",
            "source_team": "T1",
            "user_profile": {"real_name": "Somebody Real", "display_name": "real", "image_72": "https://a.example.org"},
        }
        return self.put(channel, message | more)

    def replies(self, channel: str, parent: Message, user: str, text: str, *, at: str, **more: Any) -> Message:
        """The reply lies in the file of its own day; the parent only names it."""
        reply = self.says(channel, user, text, at=at, thread_ts=parent["ts"], parent_user_id=parent["user"], **more)
        parent["thread_ts"] = parent["ts"]
        parent.setdefault("replies", []).append({"user": user, "ts": reply["ts"]})
        parent["reply_count"] = len(parent["replies"])
        parent["reply_users"] = sorted({reply["user"] for reply in parent["replies"]})
        parent["reply_users_count"] = len(parent["reply_users"])
        parent["latest_reply"] = reply["ts"]
        return reply

    def edits(self, message: Message, text: str, *, at: str) -> Message:
        message |= {"text": text, "edited": {"user": message["user"], "ts": ts(at)}}
        return message

    def shares(self, channel: str, user: str, name: str, text: str = "", *, at: str, mode: str = "hosted") -> Message:
        link = f"https://files.slack.com/files-pri/T1-F1/{name}"
        file: dict[str, Any] = {"id": "F1", "mode": mode}
        if mode == "hosted":
            file |= {
                "name": name,
                "title": name,
                "mimetype": "image/png",
                "filetype": "png",
                "size": 1234,
                "url_private": f"{link}?t={TOKEN}",
                "url_private_download": f"{link}/download?t={TOKEN}&pub=1",
                "permalink": f"https://example.slack.com/files/U1/F1/{name}",
            }
        return self.says(channel, user, text, at=at, files=[file], upload=True)

    def reacts(self, message: Message, emoji: str, *users: str) -> None:
        message.setdefault("reactions", []).append({"name": emoji, "users": list(users), "count": len(users)})

    def happens(
        self, channel: str, subtype: str, text: str, *, at: str, user: str | None = "U1", **more: Any
    ) -> Message:
        message = {"type": "message", "subtype": subtype, "text": text, "ts": ts(at)}
        return self.put(channel, message | ({"user": user} if user else {}) | more)

    def alerts(self, channel: str, name: str, title: str, text: str, *, at: str) -> Message:
        """A bot: nothing in ``text``, everything in the attachment."""
        attachment = {
            "fallback": title,
            "title": title,
            "title_link": "https://alerts.example.org/1",
            "text": text,
            "fields": [{"title": "Service", "value": "checkout", "short": True}],
            "ts": 1677029631,
        }
        more = {"bot_id": "B1", "username": name, "attachments": [attachment]}
        return self.happens(channel, "bot_message", "", at=at, user=None, **more)

    def huddles(self, channel: str, *people: str, start: str, end: str | None) -> Message:
        room = {
            "id": "R1",
            "date_start": int(Decimal(ts(start))),
            "date_end": int(Decimal(ts(end))) if end else 0,
            "participants": [],
            "participant_history": list(people),
        }
        return self.happens(channel, "huddle_thread", "", at=start, user="USLACKBOT", room=room)

    # the zip -------------------------------------------------------------------------------

    def members(self) -> dict[str, str | bytes]:
        files: dict[str, str | bytes] = {"users.json": json.dumps(self.users, indent=1)}
        files |= {LISTS[kind]: json.dumps(channels, indent=1) for kind, channels in self.lists.items()}
        files |= {path: json.dumps(messages, indent=1) for path, messages in self.days.items()}
        return files | self.extra

    def file(self, *, below: str = "") -> BinaryIO:
        return zipped({below + path: content for path, content in self.members().items()})


def zipped(members: dict[str, str | bytes]) -> BinaryIO:
    """A zip in memory with these members, named as an export is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    stream.seek(0)
    stream.name = "export.zip"  # as an opened file has it
    return stream


def an_incident() -> SlackExport:
    """Three people and an alert in #inc-1234, over midnight, in a workspace west of Greenwich."""
    export = SlackExport(zone_hours=-5)
    export.user("U1", "Egon Spengler").user("U2", "Dana Barrett").user("U3", "Louis Tully")
    export.user("U4", "PagerDuty", is_bot=True, bot_id="B4")
    export.channel("C1", "inc-1234", members=("U1", "U2", "U3")).channel("C2", "general")
    export.channel("G1", "inc-private", "private").channel("D1", "", "direct", ("U1", "U2"))
    export.channel("G2", "mpdm-egon--dana--louis-1", "group", ("U1", "U2", "U3"))
    export.alerts("C1", "PagerDuty", "Checkout is slow", "p99 above 2 s", at="2025-01-10T23:58:00.000100")
    parent = export.says("C1", "U1", "Looking at it, see <@U2|dana> &amp; <#C2>", at="2025-01-11T00:01:00.000200")
    export.replies("C1", parent, "U2", "The replica lags.", at="2025-01-11T00:03:00.000300")
    export.replies("C1", parent, "U3", "Failing over.", at="2025-01-12T09:00:00.000400")
    export.shares("C1", "U2", "graph.png", "lag", at="2025-01-11T00:04:00.000500")
    export.huddles("C1", "U1", "U2", start="2025-01-11T00:05:00", end="2025-01-11T00:35:00")
    export.says("C2", "U3", "lunch?", at="2025-01-11T12:00:00.000600")
    export.says("D1", "U1", "between us", at="2025-01-11T12:01:00.000700")
    return export
