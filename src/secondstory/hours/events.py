from secondstory.journal.kinds import declare

declare(
    study_time__told="The people of a study said how much time some of its work took.",
    study_time__judged="The people of a study said in words whether there was enough time.",
    own_time__kept="Somebody kept hours for themself.",
    own_time__taken_out="Somebody took hours out that they had kept for themself.",
    room__told="Somebody said whether they have room to facilitate.",
    room__taken_back="Somebody took back what they said of their room to facilitate.",
)
