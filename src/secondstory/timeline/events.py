from secondstory.journal.kinds import declare

declare(
    entry__added="An entry was added to a timeline.",
    entry__changed="An entry of a timeline was corrected.",
    entry__agreed="The facilitator agreed with an entry.",
    entry__moved="Entries of the same moment got another order.",
    entry__taken_out="An entry was taken out of a timeline; its marker stays.",
    timeline__pasted="Entries were pasted into a timeline.",
    timeline__zone_set="The zone in which a timeline is told was changed.",
    reference__added="A reference was added to a study.",
    reference__attached="A reference was attached to an entry.",
    reference__detached="A reference was taken off an entry.",
    reference__link_noted="Somebody noted whether the link of a reference still leads somewhere.",
    awareness__said="Somebody said who knew of an entry, and when.",
    awareness__forgotten="Somebody took back who knew of an entry.",
    decision__described="A decision point was described.",
    decision__changed="A decision point was described anew.",
    decision__taken_out="A decision point was taken out; its marker stays.",
    dispute__opened="Two versions of something were put side by side.",
    dispute__version_added="A version was put beside the others.",
    dispute__explained="A dispute was explained: what would make all versions true.",
    dispute__left_standing="A dispute was left standing, with all its versions.",
)
