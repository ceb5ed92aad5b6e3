"""A document with one of everything in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from secondstory.writeup import blocks
from secondstory.writeup.document import Document, Quote, Section, Source

ID = UUID("01890000-0000-7000-8000-000000000001")
AT = datetime(2017, 1, 31, 23, 27, tzinfo=UTC)

EVERYTHING = Document(
    study=ID,
    title="How did the only copy come to be emptied?",
    incident="31 January",
    kind="Incident",
    zone="UTC",
    happened_at=AT,
    final_at=AT + timedelta(days=10, microseconds=250_000),
    people=("database engineer", "someone who was there"),
    sections=(
        Section("summary", "summary", "Summary", "One *paragraph*."),
        Section(
            "",
            "section-1",
            "Everything there is",
            "",
            (
                blocks.Facts("Uploads stopped.", started=blocks.When(AT, "hour"), services=("uploads",)),
                blocks.Losses((blocks.Loss(1, "Six hours", is_near=True),)),
                blocks.Timeline(
                    "UTC",
                    (
                        blocks.Entry(1, blocks.When(AT, until=AT + timedelta(hours=1)), "It stops.", "act"),
                        blocks.Entry(2, blocks.When(AT, "day", True), "Later.", "signal", references=(1,)),
                    ),
                ),
                blocks.Explained((blocks.Disagreement("When?", (), state="explained"),)),
                blocks.Standing((blocks.Disagreement("Where to begin?", (blocks.Side("Here.", "one"),)),)),
                blocks.Strengths((blocks.Strength("Someone kept a copy.", "luck"),)),
                blocks.Better((blocks.BetterNote("Hearing silence", (1,)),)),
                blocks.System((blocks.Part("Standby", "software"),)),
                blocks.Hazards((blocks.Hazard(1, "One copy", (1,)),), (blocks.Constraint(1, "Two copies", (1,)),)),
                blocks.Controls((blocks.Control("Dump", "Copies daily.", "recover", "software", "did not act"),)),
                blocks.MissingControls((blocks.MissingControl("An alarm", "its age", True),)),
                blocks.Factors((blocks.Factor("culture", "Culture", "…"),), ("Economics",)),
                blocks.Conditions((blocks.Condition("Two hosts looked alike", "technical"),)),
                blocks.Findings((blocks.Finding(1, "a missing control", "Nobody hears it."),)),
                blocks.Recommendations((blocks.Recommendation(ID, "An alarm", target_date=date(2017, 3, 3)),)),
                blocks.AskedToo((blocks.Asked(ID, "Hear of it first", "A customer told us.", (1,)),)),
                blocks.Questions((blocks.Question(ID, "How?", "open"),)),
                blocks.Voices(("3f0e",)),
                blocks.KeptWordings(
                    (blocks.KeptWording("Summary", "would have", "It would have.", "Not so.", "A vendor's words."),)
                ),
            ),
        ),
    ),
    sources=(Source(1, "report", "The report", "https://example.org/", captured_at=AT),),
    quotes=(Quote("q-1", "a" * 64),),
)
