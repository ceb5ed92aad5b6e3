from secondstory.journal.kinds import declare

declare(
    procedure__registered="A procedure that binds a team was written down in the register.",
    procedure__changed="What the register says of a procedure was worded anew.",
    procedure__retired="A procedure was retired, with a reason.",
)
