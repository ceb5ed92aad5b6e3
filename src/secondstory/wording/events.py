from secondstory.journal.kinds import declare

declare(
    wording__answered="Somebody reworded a sentence, kept it with a reason, or said that a rule is not about it.",
    wording__strictness_changed="A steward chose how strict the wording of texts is looked at.",
    wording__rule_chosen="A steward muted a rule or a kind of wording, or changed how loud it is.",
    wording__rule_written="A steward wrote a rule of the organization's own, or changed one.",
    wording__rule_switched="A rule of the organization's own was switched on or off.",
)
