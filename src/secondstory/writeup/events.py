from secondstory.journal.kinds import declare

declare(
    write_up__begun="The write-up of a study got its sections.",
    section__added="A section was added to a write-up.",
    section__renamed="A section of people's own making got another heading.",
    section__moved="A section of people's own making was put elsewhere.",
    section__removed="A section that never held a word was taken out.",
    section__saved="A section of a write-up was saved.",
    section__kept_beside="Two people saved the same section; the later text was kept beside the earlier one.",
    section__merged="Two texts of a section were brought together.",
    section__restored="An earlier revision of a section was saved again.",
    section__still_holds="A section was read again and said to hold as it is.",
)
