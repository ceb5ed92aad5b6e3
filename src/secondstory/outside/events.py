from secondstory.journal.kinds import declare

declare(
    outside_version__begun="A version of a final text for outside was begun.",
    outside_version__changed="What a version for outside leaves out or writes otherwise was changed.",
    outside_version__asked="People were asked whether their words or their name may stand outside.",
    outside_version__seen="Somebody else read a version for outside as it would go out.",
    outside_version__out="A version for outside went out, at its own address.",
    outside_version__withdrawn="A version for outside was withdrawn; its address tells so.",
    outside_consent__given="Somebody let words of theirs, or their name, stand outside.",
    outside_consent__refused="Somebody did not let words of theirs, or their name, stand outside.",
    outside_consent__taken_back="Somebody took back that words of theirs, or their name, stand outside.",
)
