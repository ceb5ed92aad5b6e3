from secondstory.journal.kinds import declare

declare(
    copy__kept="A file was kept in a study.",
    copy__removed="A file was taken out of a study; its content is gone with it.",
    series__kept="Measured points were kept in a study.",
)
