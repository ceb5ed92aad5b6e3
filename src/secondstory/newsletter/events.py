from secondstory.journal.kinds import declare

declare(
    follow__begun="Somebody began to follow something; the journal does not say what.",
    follow__changed="Somebody chose anew how they hear of what they follow.",
    follow__ended="Somebody follows something no longer.",
)
