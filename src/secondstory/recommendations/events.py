from secondstory.journal.kinds import declare

declare(
    recommendation__parked="An idea for a change was parked.",
    recommendation__proposed="A change was proposed, traced to what was found.",
    recommendation__set_back="A proposal was set back to an idea.",
    recommendation__changed="An idea or proposal was worded anew.",
    recommendation__removed="An idea was taken out again.",
    recommendation__traced="A recommendation was traced to a finding.",
    recommendation__untraced="A trace from a recommendation to a finding was taken away.",
    recommendation__decided="A recommendation was decided on: to be done, not now, or not.",
    recommendation__started="Work on a recommendation began.",
    recommendation__dropped="A recommendation was dropped, with a reason.",
    recommendation__finished="Somebody checked that a recommendation is done.",
    recommendation__taken_up="A dropped recommendation was taken up again.",
    recommendation__revised="A recommendation was revised, with a reason.",
    recommendation__words_kept="It was said why words of a recommendation stay that read as if they asked a person alone to act.",
    recommendation__looked_at_closely="Somebody close to the work said what a recommendation would be for it.",
    recommendation__stuck="Whoever carries a recommendation said that it is stuck, and asked somebody who can decide.",
    recommendation__stuck_answered="What came of asking about a stuck recommendation was written down.",
    recommendation__effect_told="Whoever carries a recommendation told what came of it.",
    recommendation__effect_later="Whoever carries a recommendation is asked later what came of it.",
    team__tracker_kept="Where a team opens tickets was kept, changed or taken away.",
)
