from secondstory.journal.kinds import declare

declare(
    follow__begun="Somebody began to follow something; the journal does not say what.",
    follow__changed="Somebody chose anew how they hear of what they follow.",
    follow__ended="Somebody follows something no longer.",
    issue__begun="An issue of the newsletter was begun.",
    issue__changed="An issue of the newsletter was worded or ordered anew.",
    issue__made_ready="An issue of the newsletter was made ready for its day.",
    issue__taken_back="An issue that was ready became a draft again.",
    issue__removed="A draft of an issue was taken away.",
    issue__published="An issue of the newsletter left on its day.",
    newsletter__changed="The newsletter's name or rhythm changed.",
    newsletter__editor_named="Somebody was asked to gather the newsletter.",
    newsletter__editor_let_go="Somebody gathers the newsletter no longer.",
    newsletter__signed_up="Somebody signed up for the newsletter.",
    newsletter__signed_off="Somebody signed off the newsletter.",
)
