from secondstory.journal.kinds import declare

declare(
    chat_account__linked="Somebody said that an account of a chat is theirs.",
    chat_account__unlinked="Somebody took back that an account of a chat is theirs.",
)
