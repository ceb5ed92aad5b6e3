from secondstory.journal.kinds import declare

declare(
    agreement__written="Somebody of a practice wrote a version of a working agreement.",
    agreement__reviewed="Somebody of a practice reviewed a version of a working agreement that they did not write.",
    agreement__published="A reviewed version of a working agreement was published.",
    agreement__retired="A working agreement was retired, with a reason.",
)
