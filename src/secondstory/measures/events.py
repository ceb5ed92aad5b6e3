from secondstory.journal.kinds import declare

# Those of notes name nobody: who learned what is theirs to tell.
declare(
    reader_note__written="Somebody wrote down what they take with them from a published text; the event names nobody.",
    reader_note__taken_back="A note on a published text was taken back by whoever wrote it; the event names nobody.",
    team_word__said="Somebody of a team said how it really is with its own practice.",
)
