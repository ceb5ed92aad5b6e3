from secondstory.journal.kinds import declare

declare(
    study__imported="A study, or something new for one, came in from a write-up, a chat or another installation.",
    chat__imported="Messages of a chat came in as notes of an incident.",
)
