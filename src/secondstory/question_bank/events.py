from secondstory.journal.kinds import declare

declare(
    bank_question__added="A question was added to the question bank.",
    bank_question__retired="A question was let rest.",
    bank_question__brought_back="A question that rested is offered again.",
    bank_question__called_good="Somebody called a question good; the journal does not say who.",
    bank_question__mark_taken_back="Somebody took their mark of a question back; the journal does not say who.",
    bank_question__asked="A question was asked in a study; the journal does not say by whom.",
)
