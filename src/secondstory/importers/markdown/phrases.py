"""The words people use for our sections, from the templates they start from.

They come from the write-up templates of Google's SRE book, PagerDuty, Atlassian, GitLab, Mattermost
Playbooks, OneUptime and others, and from public write-ups. Each is a pattern for a whole heading in
lower case: a heading that merely mentions "timeline" is somebody's own.
"""

from __future__ import annotations

from secondstory.importers.markdown.shapes import SectionKind as Kind

_IT = r"(?:it|this|that|the (?:incident|issue|outage|problem)|things)"
_NAMED = r"(?:(?!update|fix|improve|add|create|release|project)[\w,'-]+ ){0,3}"
_DID = r"(?:did|was|were|does|do|has|had|have|is|are)"
_THINGS = r"(?:what|things|things that|stuff that|what things)"
_TERM = r"(?:short|medium|long)[- ]term"
_OF_ACTIONS = (
    r"(?:resulting|planned|immediate|future|next|open|required|further|mitigation|recommended|proposed|remedial"
    rf"|improvement|other|agreed|retro|incident|post[- ]incident|priority|corrective|preventa?tive|follow[- ]?up|{_TERM})"
)
_OF_RESPONSES = r"(?:response|resolution|recovery|mitigations?|remediation|restoration|fix(?:es)?|the fix|workarounds?)"

# The first kind that matches is meant: "root cause remediations" is a list of things to do before it is a cause.
PHRASES: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.TIMELINE,
        (
            rf"{_NAMED}time ?lines?",
            rf"{_NAMED}time ?lines? (?:(?:of|for|all times) .*|highlights|details|log)",
            rf"{_NAMED}time ?lines?\s*(?:[^\w\s]|\d).*",
            r"(?:[\w-]+ )?chronology(?: of .*)?",
            r"(?:sequence|course|chain|log|history|order) of events?",
            r"(?:event|incident|response|activity) (?:log|history|sequence)",
            r"(?:.* )?chat (?:logs?|transcripts?)",
            r"(?:how )?(?:it|the incident|events) unfolded|play by play",
        ),
    ),
    (
        Kind.RECOMMENDATIONS,
        (
            r"(?:\w+ )?action(?:able)?(?: items?| points?| plans?| steps)(?: .*)?",
            rf"(?:{_OF_ACTIONS} )*actions?(?: to take)?",
            r"(?:corrective|preventa?tive)(?:,? (?:and|&|/) (?:corrective|preventa?tive))* (?:actions?|measures?)",
            r"(?:.* )?remediations?(?: (?:items?|actions?|plan|steps))?",
            r"(?:.* )?follow[- ]?ups?(?: (?:actions?|tasks?|items?|work|issues?)(?: (?:and|&) \w+)?)?",
            r"(?:.* )?next steps?(?: .*)?|what(?:'s| is| comes) next",
            r"(?:our |key )?recommendations?",
            r"prevent(?:ion|ative|ive)?(?: (?:measures?|plan|steps|of recurrence))?",
            r"recurrence(?: prevention)?",
            r"how (?:are|will|do|can|could|should|would) we (?:prevent|avoid|stop|fix)(?:ing)? .*",
            rf"(?:prevent|avoid)(?:ing)? (?:{_IT}|the .*|future .*|a recurrence|recurrence)\b.*",
            r"how (?:to|do we) (?:prevent|avoid|keep) .*",
            r"to[- ]?dos?(?: list| items?)?|tasks?|tickets?|jira tickets?|backlog(?: check| items?)?",
            r"counter[- ]?measures?|improvements?(?: items?)?",
            rf"{_TERM} (?:improvements?|fix(?:es)?)",
            r"(?:future|further|planned|proposed) (?:work|improvements?|prevention|changes)(?: .*)?",
            r"(?:future|further|planned|proposed) (?:mitigations?|fix(?:es)?)(?: .*)?",
            r"lessons? (?:learned|learnt) and (?:future )?(?:improvements?|action items?|next steps?)",
            r"what (?:are we|will we|we are|we will|we're|we'll)(?: be)? (?:doing|do|going to do|change|changing)\b.*",
            r"(?:going|moving|looking) forward|the way forward|conclusions? and next steps",
            r"(?:permanent |long[- ]term )?fix(?:es)? (?:implemented|planned|released)",
            r"(?:mitigations?|improvements?|changes) (?:planned|and prevention|to be made|we are making)",
        ),
    ),
    (
        Kind.CONDITIONS,
        (
            r"(?:\w+ )?root[- ]?causes?(?: .*)?|rca",
            r"(?:possible |potential |known |other |key |main )?contribut(?:ing|ory) (?:factors?|causes?)(?: .*)?",
            r"(?:other |key |main )?contribut(?:ing|ory) (?:conditions?|issues?)|contributors",
            r"(?:(?:the|immediate|primary|proximate|underlying|technical|direct|likely|probable|initial) )*causes?",
            r"causes? (?:analysis|identification|of .*)|causal factors?",
            r"(?:causal |cause )?analysis(?: of (?:the )?(?:causes?|incident|outage|.*causes?))?",
            r"(?:the )?(?:five|5)[- ]whys?(?: .*)?|whys?",
            rf"why {_DID} (?:{_IT}|we) (?:happen|occur|fail|break|come about|go wrong)\w*(?: .*)?",
            rf"why {_IT} (?:happened|failed|broke|occurred)(?: .*)?",
            rf"why (?:{_IT} )?(?:wasn't|was|weren't|didn't) .*(?:caught|detect\w*|noticed|found|seen).*",
            r"what (?:caused|led to|contributed to) .*|(?:our )?working (?:theory|hypothesis)",
            r"(?:safety )?control(?:s| failures?)|missing controls?",
            r"systemic (?:problems?|factors?|issues?)|enablers|conditions",
        ),
    ),
    (
        Kind.TRIGGER,
        (r"(?:incident )?triggers?(?:s| events?)?|lead[- ]?up|faults?|process breakdowns?",),
    ),
    (
        Kind.WENT_WELL,
        (
            rf"{_THINGS} (?:went|did go|has gone|worked|we did|was done)(?: \w+)? ?(?:well|right|good|smoothly)",
            r"what (?:worked|helped|was good)|positives?|successes|wins|the good",
        ),
    ),
    (
        Kind.LUCKY,
        (r"(?:where|how) (?:did )?we (?:got|get) lucky|luck|lucky breaks?|favou?rable conditions(?: .*)?",),
    ),
    (
        Kind.COULD_BE_BETTER,
        (
            rf"{_THINGS} (?:went|has gone) (?:so |very |too )?(?:wrong|poorly|badly)(?: .*)?",
            rf"{_THINGS} (?:did not|didn't|don't) (?:go|work)(?: (?:so|as|very|too))*"
            r"(?: (?:well|great|right|planned|smoothly))?(?: .*)?",
            r"(?:what|things that|how|where) (?:could|can|should|might|we could|can we|could we|to|needs? to)"
            r"(?: (?:have|be|been|we|do|done|go|gone))* (?:better|improved?|improvement|differently)(?: .*)?",
            r"what (?:to|needs to be) improved?|(?:areas?|opportunities|room|points) (?:for|of) improvements?",
            r"opportunities|where we got unlucky|challenges|negatives?|pain points|the bad|what hurt|what hindered us",
        ),
    ),
    (
        Kind.LESSONS,
        (
            r"(?:(?:key|our) )?(?:lessons?|learnings?|takeaways?|take[- ]aways?)(?: (?:we )?(?:have )?learn(?:ed|t))?",
            r"(?:(?:key|our) )?(?:insights|themes|reflections?)|conclusions?",
            r"what (?:did|have|we|we have|we've|have we)(?: we)? ?learn(?:ed|t)?(?: .*)?",
        ),
    ),
    (
        Kind.OPEN_QUESTIONS,
        (
            r"(?:(?:open|unanswered|outstanding|remaining|unresolved|further|follow[- ]?up) )+questions?(?: .*)?",
            r"(?:open|outstanding|remaining|unresolved) (?:issues|points|items)",
            r"questions?|unknowns?|mysteries|what we (?:still )?(?:don't|do not) know(?: .*)?",
        ),
    ),
    (
        Kind.SUMMARY,
        (
            r"(?:(?:executive|incident|issue|brief|short|quick|high[- ]level|outage|event|post[- ]?mortem) )*"
            r"(?:summary|overview|synopsis|abstract|description)"
            r"(?: of (?:the |this )?(?:incident|issue|outage|problem|events?))?",
            rf"tl;?\s?dr|what (?:actually )?happened|what went on|in (?:short|brief)|{_IT} at a glance",
        ),
    ),
    (
        Kind.IMPACT,
        (
            r"(?:(?:the|incident|(?:end )?user|customer|business|service|overall|productivity|infrastructure|financial"
            r"|user[- ]facing|client|production|system) )*impacts?(?: (?:assessment|analysis|summary|statement|on .*))?",
            r"(?:what|who|which \w+) (?:was|were|is|got) (?:the )?(?:impact(?:ed)?|affected)(?: .*)?",
            r"affected (?:services?|users?|parties|systems?|components?|customers?)",
            r"scope|consequences|severity and impact|(?:[\w/&-]+ ){0,6}impact",
        ),
    ),
    (
        Kind.DETECTION,
        (
            r"(?:incident |time to )?(?:detect(?:ion|ed)?|discovery|alerting and detection)",
            r"how (?:was it|we|did we|it was|was the .*)(?: \w+)? ?(?:detect|find|found|notice|discover|learn)\w*(?: .*)?",
        ),
    ),
    (
        Kind.RESPONSE,
        (
            rf"(?:(?:incident|the|our|and|technical|emergency|initial) )*{_OF_RESPONSES}"
            rf"(?:(?:,? (?:and|&) |/|, ){_OF_RESPONSES})*(?: (?:steps|actions|details|attempts?|status))?",
            r"how (?:we|did we|was it|it was|was the .*) ?(?:respond|resolve|mitigate|fix|recover)\w*(?: .*)?",
            r"what (?:was|we|did we) (?:done|do|did)(?: .*)?|actions? (?:we )?(?:took|taken)(?: .*)?",
        ),
    ),
    (
        Kind.MESSAGING,
        (
            r"(?:(?:internal|external|customer|public|user|status[- ]page) )*(?:e-?mails?|messages?|messaging)(?: .*)?",
            r"(?:(?:internal|external|customer|public|user|status[- ]page) )*"
            r"(?:communications?|notifications?|announcements?|statements?)(?: .*)?",
        ),
    ),
    (
        Kind.REFERENCES,
        (
            r"(?:optional: )?(?:links? to )?references?(?: issues?)?|app?endi(?:x|ces)(?: .*)?",
            r"(?:supporting|additional|further|more) (?:information|info|data|material|reading|details|links)",
            r"(?:relevant |related |useful |external )?(?:links?|resources?|documents?|documentation|tickets|issues)",
            r"(?:relevant |related )(?:incidents|prs|pull requests)|attachments?|footnotes?|see also",
        ),
    ),
    (
        Kind.PEOPLE,
        (
            r"at?tendees?|participants?|authors?|responders?|reviewers?|owners?|contributors?",
            r"(?:involved|affected) (?:parties|people|teams?)|(?:people|who was|parties|teams?) involved",
            r"(?:incident )?(?:team|roles?|commander|lead|dri)",
        ),
    ),
    (
        Kind.META,
        (
            r"(?:incident |post[- ]?mortem )?(?:dates?|status|severity|stats|statistics|metadata|duration|id|number)",
            r"(?:post[- ]?mortem )?(?:owner|meeting)|incident (?:details|info(?:rmation)?)|(?:table of )?contents",
            r"(?:key )?(?:facts|figures|data|metrics)",
        ),
    ),
)
