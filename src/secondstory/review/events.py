from secondstory.journal.kinds import declare

declare(
    round__opened="A review round was opened.",
    round__invited="Somebody was invited to a review round.",
    round__ready="Somebody invited said that from them the round may close.",
    round__read="Somebody said of a review round that they have read the text.",
    round__closed="A review round was closed.",
    comment__made="Somebody commented on a write-up.",
    comment__answered="A comment got an answer.",
    comment__done="What a comment asked for was done.",
    comment__stands="A comment stays on record as it stands.",
    comment__seen_from_today="The author of a comment said that it needs what was learned later.",
    comment__seen_from_then="The author of a comment said that it needs nothing learned later.",
    change__agreed="A change was agreed in review.",
    change__made="An agreed change was made and ticked off.",
    audience__confirmed="The audience of the final text was confirmed.",
    write_up__complete="Somebody noted formally that the write-up is complete.",
    study__set_aside_said="Before a study is final it was said what is set aside of one kind, or that nothing is.",
    study__finalized="A study became final: its edition was frozen.",
    amendment__proposed="Somebody proposed an amendment beside a final text.",
    amendment__accepted="An amendment was accepted and stands beside the text.",
    amendment__declined="An amendment was declined, with a reason.",
)
