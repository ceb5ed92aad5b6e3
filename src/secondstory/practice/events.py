from secondstory.journal.kinds import declare

declare(
    proposal__made="Somebody proposed to keep, drop or try something of how we work, with their name or without.",
    proposal__word_added="Somebody added their words to a proposal, with their name or without.",
    proposal__answered="Those who keep the process answered a proposal, with the reason.",
    process__drafted="Somebody who keeps the process wrote the next version of it, as a draft.",
    process__not_yet="Somebody who does the work said of a draft of the process what is not so yet.",
    process__reviewed="Somebody who does the work, and did not write it, reviewed a version of the process.",
    process__let_go="A draft of the process was let go, with the reason.",
    experience__told="Somebody told what it is like to work this way, with their name or without.",
    practice__added="Those who keep the process named one more practice to look at.",
    practice__looked_at="Those who keep the process said of a practice whether it helps, and when to look again.",
)
