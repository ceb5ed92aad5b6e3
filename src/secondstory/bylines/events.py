from secondstory.journal.kinds import declare

declare(
    byline__signed="Somebody put their name, their role or their team under something they wrote.",
    byline__taken_back="Somebody took their name away again.",
)
