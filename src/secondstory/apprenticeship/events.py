from secondstory.journal.kinds import declare

declare(
    apprenticeship__begun="Somebody began their own way from reading to leading studies.",
    mentorship__asked="A learner asked somebody to walk along with them.",
    mentorship__agreed="Whoever was asked agreed to walk along with a learner.",
    mentorship__ended="A learner or their mentor ended it, or whoever was asked said no.",
    apprenticeship__signed="A learner or their mentor said that a step is done.",
    apprenticeship__unsigned="A learner or their mentor took back their word on a step.",
    learner_note__written="A learner wrote or changed a note to themself.",
    learner_note__shown="A learner showed a note to their mentor.",
    learner_note__kept_back="A learner took a note back from their mentor.",
    learner_note__removed="A learner removed a note to themself.",
    feedback__given="A mentor told a learner what to keep, what to try, and asked a question.",
    exercise__answered="Somebody did an exercise, for themself alone.",
    fresh_draft__written="Somebody new wrote down for themself what surprised them or what they did not understand.",
    fresh_draft__removed="Somebody removed what they had written down with fresh eyes.",
    fresh_eyes__later="Somebody would be asked some days later what they did not understand.",
    fresh_eyes__let_be="Somebody would not be asked what they did not understand.",
    teaching__told="Somebody wrote down a moment of teaching.",
    teaching__taken_back="Somebody took back a moment of teaching that they had written down.",
)
