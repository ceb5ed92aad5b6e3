from secondstory.journal.kinds import declare

declare(
    publication__published="A final edition was published.",
    publication__widened="A publication was opened to more readers.",
    publication__narrowed="A publication was closed to some readers.",
    publication__announced="The words that go with a publication changed.",
    publication__withdrawn="A publication was withdrawn; its address tells so.",
    publication__restored="A withdrawn publication was published again.",
    feed_key__turned="Somebody made the secret address of their feeds anew.",
)
