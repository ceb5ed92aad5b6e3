from secondstory.journal.kinds import declare

declare(
    publication__published="A final edition was published.",
    publication__widened="A publication was opened to more readers.",
    publication__narrowed="A publication was closed to some readers.",
    publication__announced="The words that go with a publication changed.",
    publication__withdrawn="A publication was withdrawn; its address tells so.",
    publication__restored="A withdrawn publication was published again.",
    publication__questions_invited="Somebody with a part in a study said that they may be asked about it.",
    publication__questions_declined="Somebody took back that they may be asked about a study.",
    offered_talk__offered="Somebody with a part in a study offered a talk about its published text.",
    offered_talk__taken_back="Somebody took back their offer of a talk.",
    for_newcomers__written="Somebody with a part in a study wrote to newcomers to a service what to read.",
    for_newcomers__taken_back="Somebody took back what they wrote to newcomers.",
    feed_key__turned="Somebody made the secret address of their feeds anew.",
)
