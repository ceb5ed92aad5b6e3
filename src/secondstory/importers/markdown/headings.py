"""Which of our sections a heading means, in the words of the templates people start from.

The phrases come from the write-up templates of Google's SRE book, PagerDuty, Atlassian, GitLab,
Mattermost Playbooks, OneUptime and others, and from public write-ups. A phrase must match the
whole heading: a heading that merely mentions "timeline" is somebody's own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from secondstory.importers.markdown.inline import bare
from secondstory.importers.markdown.shapes import SectionKind as Kind

_NUMBER = re.compile(r"^(?:(?:\d+(?:\.\d+)*[.):]*|[ivx]+[.)]|[a-h][.)])\s+)", re.IGNORECASE)
_EDGES = re.compile(r"^[^\w(\[#]+|[^\w)\]%]+$")
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_PARTS = re.compile(r"\s*(?:/|\|| - | – | — |: )\s*")
_IT = r"(?:it|this|that|the (?:incident|issue|outage|problem)|things)"
_AGO = r"(?:did|was|were|does|do|has|had|have|is|are)"

# In order: "root cause remediations" is a list of things to do before it is a cause.
_PHRASES: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.TIMELINE,
        (
            r"(?:[\w,'-]+ ){0,3}time ?lines?(?: (?:of|for|all times) .*| (?:highlights|details|log)|\s*[^\w\s].*|\s*\d.*)?",
            r"(?:[\w-]+ )?chronology(?: of .*)?",
            r"(?:sequence|course|chain|log|history|order) of events?",
            r"(?:event|incident|response|activity) (?:log|history|sequence)",
            r"(?:.* )?chat (?:logs?|transcripts?)",
            r"(?:how )?events unfolded|how (?:it|the incident|events) unfolded|play by play",
        ),
    ),
    (
        Kind.RECOMMENDATIONS,
        (
            r"(?:\w+ )?action(?:able)?(?: items?| points?| plans?| steps)(?: .*)?",
            r"(?:(?:resulting|planned|immediate|short[- ]term|medium[- ]term|long[- ]term|future|next|open|required"
            r"|further|mitigation|recommended|proposed|remedial|improvement|other|other mitigation|agreed|retro"
            r"|incident|post[- ]incident|priority|corrective|preventa?tive|follow[- ]?up) )*actions?(?: to take)?",
            r"(?:corrective|preventa?tive)(?:,? (?:and|&|/) (?:corrective|preventa?tive))* (?:actions?|measures?)",
            r"(?:.* )?remediations?(?: (?:items?|actions?|plan|steps))?",
            r"(?:.* )?follow[- ]?ups?(?: (?:actions?|tasks?|items?|work|issues?)(?: (?:and|&) \w+)?)?",
            r"(?:.* )?next steps?(?: .*)?|what(?:'s| is| comes) next",
            r"(?:our |key )?recommendations?",
            r"prevent(?:ion|ative|ive)?(?: (?:measures?|plan|steps|of recurrence))?|recurrence(?: prevention)?",
            r"how (?:are|will|do|can|could|should|would) we (?:prevent|avoid|stop|fix)(?:ing)? .*",
            rf"(?:prevent|avoid)(?:ing)? (?:{_IT}|the .*|future .*|a recurrence|recurrence)\b.*",
            r"how (?:to|do we) (?:prevent|avoid|keep) .*",
            r"to[- ]?dos?(?: list| items?)?|tasks?|tickets?|jira tickets?|backlog(?: check| items?)?",
            r"counter[- ]?measures?|improvements?(?: items?)?|(?:short|medium|long)[- ]term (?:improvements?|fix(?:es)?)",
            r"(?:future|further|planned|proposed) (?:work|improvements?|mitigations?|prevention|fix(?:es)?|changes)(?: .*)?",
            r"(?:lessons? (?:learned|learnt) and )(?:future )?(?:improvements?|action items?|next steps?)",
            r"what (?:are|will|are we|will we|we are|we will|we're|we'll)(?: we)?(?: be)? (?:doing|do|going to do|change"
            r"|changing)\b.*",
            r"(?:going|moving|looking) forward|the way forward|conclusions? and next steps",
            r"(?:permanent |long[- ]term )?fix(?:es)? (?:implemented|planned|released)",
            r"(?:mitigations?|improvements?|changes) (?:planned|and prevention|to be made|we are making)",
        ),
    ),
    (
        Kind.CONDITIONS,
        (
            r"(?:\w+ )?root[- ]?causes?(?: .*)?|rca",
            r"(?:possible |potential |known |other |key |main )?contribut(?:ing|ory) (?:factors?|causes?|conditions?|issues?)"
            r"(?: .*)?|contributors",
            r"(?:the |immediate |primary |proximate |underlying |technical |direct |likely |probable |initial )*causes?"
            r"(?: (?:analysis|identification|of .*))?",
            r"(?:causal |cause )?analysis(?: of (?:the )?(?:causes?|incident|outage|.*causes?))?|causal factors?",
            r"(?:the )?(?:five|5)[- ]whys?(?: .*)?|whys?",
            rf"why {_AGO} (?:{_IT}|we) (?:happen|occur|fail|break|come about|go wrong)\w*(?: .*)?",
            rf"why (?:{_IT}) (?:happened|failed|broke|occurred)(?: .*)?",
            rf"why (?:{_IT} )?(?:wasn't|was|weren't|didn't) .*(?:caught|detect\w*|noticed|found|seen).*",
            r"what (?:caused|led to|contributed to) .*|(?:our )?working (?:theory|hypothesis)",
            r"(?:safety )?control(?:s| failures?)|systemic (?:problems?|factors?|issues?)|missing controls?"
            r"|enablers|conditions",
        ),
    ),
    (Kind.TRIGGER, (r"(?:incident )?triggers?(?:s| events?)?|lead[- ]?up|faults?|process breakdowns?",)),
    (
        Kind.WENT_WELL,
        (
            r"(?:what|things|things that|stuff that|what things) (?:went|did go|has gone|worked|we did|was done)(?: \w+)?"
            r" ?(?:well|right|good|smoothly)",
            r"what (?:worked|helped|was good)|positives?|successes|the good",
        ),
    ),
    (
        Kind.LUCKY,
        (r"(?:where|how) (?:we|did we) (?:got|get) lucky|luck|lucky breaks?|favou?rable conditions(?: encountered)?",),
    ),
    (
        Kind.COULD_BE_BETTER,
        (
            r"(?:what|things|things that|stuff that|what things) (?:went|has gone|did not go|didn't go|did not work|didn't work"
            r"|don't go|didn't) ?(?:so |as |very |too )?(?:wrong|poorly|badly|well|great|right|as planned|smoothly)?(?: .*)?",
            r"(?:what|things that|how|where) (?:could|can|should|might|we could|can we|could we|to|needs? to)(?: have| be| we"
            r"| do| have been| be done| have gone| have done)*(?: done| go| gone| been)* ?(?:better|improved?|improvement|differently)"
            r"(?: .*)?",
            r"what (?:to|needs to be) improved?|(?:areas?|opportunities|room|points) (?:for|of) improvements?|opportunities",
            r"where we got unlucky|challenges|negatives?|pain points|the bad|what hurt|what hindered us",
        ),
    ),
    (
        Kind.LESSONS,
        (
            r"(?:(?:key|our) )?(?:lessons?|learnings?|takeaways?|take[- ]aways?|insights|themes|reflections?)"
            r"(?: (?:we )?(?:have )?(?:learned|learnt))?",
            r"what (?:did|have|we|we have|we've|have we)(?: we)? ?(?:learn|learned|learnt)(?: .*)?|conclusions?",
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
            r"(?:summary|overview|synopsis|abstract|description)(?: of (?:the |this )?(?:incident|issue|outage|problem|event|events))?",
            rf"tl;?\s?dr|what (?:actually )?happened|what went on|in (?:short|brief)|{_IT} at a glance",
        ),
    ),
    (
        Kind.IMPACT,
        (
            r"(?:(?:the|incident|customer|user|end user|business|service|overall|productivity|infrastructure|financial"
            r"|user[- ]facing|client|production|system) )*impacts?(?: (?:assessment|analysis|summary|statement|on .*))?",
            r"(?:what|who|which \w+) (?:was|were|is|got) (?:the )?(?:impact(?:ed)?|affected)(?: .*)?",
            r"affected (?:services?|users?|parties|systems?|components?|customers?)|(?:scope|consequences|severity and impact)",
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
            r"(?:(?:incident|the|our|and|technical|emergency|initial) )*(?:response|resolution|recovery|mitigations?|the fix|fix|workarounds?)"
            r"(?:(?:,? (?:and|&) |/|, )(?:response|resolution|recovery|mitigations?|remediation|fix(?:es)?|restoration))*"
            r"(?: (?:steps|actions|details|attempts?|status))?",
            r"how (?:we|did we|was it|it was|was the .*) ?(?:respond|resolve|mitigate|fix|recover)\w*(?: .*)?",
            r"what (?:was|we|did we) (?:done|do|did)(?: .*)?|actions? (?:we )?(?:took|taken)(?: .*)?",
        ),
    ),
    (
        Kind.MESSAGING,
        (
            r"(?:(?:internal|external|customer|public|user|status[- ]page) )*(?:e-?mails?|messages?|messaging|communications?"
            r"|notifications?|announcements?|statements?)(?: .*)?",
        ),
    ),
    (
        Kind.REFERENCES,
        (
            r"(?:optional: )?(?:links? to )?references?(?: issues?)?|(?:supporting|additional|further|more) (?:information|info|data"
            r"|material|reading|details|links)",
            r"(?:relevant |related |useful |external )?(?:links?|resources?|documents?|documentation|tickets|issues|incidents|prs"
            r"|pull requests)|app?endi(?:x|ces)(?: .*)?|attachments?|footnotes?|see also",
        ),
    ),
    (
        Kind.PEOPLE,
        (
            r"attendees?|participants?|(?:involved|affected) (?:parties|people|teams?)|(?:people|who was|parties|teams?) involved"
            r"|authors?|responders?|(?:incident )?(?:team|roles?|commander|lead|dri)|reviewers?|owners?|contributors?",
        ),
    ),
    (
        Kind.META,
        (
            r"(?:incident |post[- ]?mortem )?(?:dates?|status|severity|stats|statistics|metadata|duration"
            r"|id|number|incident (?:details|info(?:rmation)?)|key (?:facts|figures|data)|facts|metrics|owner|meeting)|table of contents|contents",
        ),
    ),
)
_COMPILED = tuple((kind, re.compile("|".join(f"(?:{phrase})" for phrase in phrases))) for kind, phrases in _PHRASES)

# Kinds whose words mean the same in the second half of a heading.
_SURE = {Kind.TIMELINE, Kind.RECOMMENDATIONS, Kind.CONDITIONS, Kind.WENT_WELL, Kind.COULD_BE_BETTER, Kind.LUCKY}

# A heading that asks for one cause: what stands below becomes conditions, and the author gets a question.
_ONE_CAUSE = re.compile(r"\broot\b|\brca\b|\bcause\b|\b(?:five|5)[- ]whys?\b|^whys?$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def kind_of(heading: str) -> Kind | None:
    """Our section for a heading as written, or None when it is the author's own."""
    words = plain_heading(heading)
    if len(words) > 160:
        return None
    return _of_words(words) or _of_words(_ASIDE.sub(" ", words).strip()) or _of_parts(words)


def plain_heading(heading: str) -> str:
    """Lower case, without number, emoji, marks and closing punctuation."""
    words = bare(heading).casefold().replace("’", "'").replace("‘", "'").lstrip("# ")
    words = _NUMBER.sub("", _EDGES.sub("", words))
    return _EDGES.sub("", words).strip()


def asks_for_one_cause(heading: str) -> bool:
    return bool(_ONE_CAUSE.search(heading))


def _of_words(words: str) -> Kind | None:
    if not words:
        return None
    return next((kind for kind, pattern in _COMPILED if pattern.fullmatch(words)), None)


def _of_parts(words: str) -> Kind | None:
    """``Follow-up actions / remediations``, ``Timeline - May 29``: what the first known part means.

    Only for short headings of few parts: a sentence with a colon is not a heading of ours.
    """
    asides = _ASIDE.findall(words)
    parts = [part for part in _PARTS.split(_ASIDE.sub(" ", words)) if part.strip()]
    if len(parts) < 2 and not asides:
        return None
    kinds = [_of_words(_EDGES.sub("", part.strip())) for part in parts[:2]]
    kinds = [kind for at, kind in enumerate(kinds) if at == 0 or kind in _SURE]
    kinds += [_of_words(aside.strip()) for aside in asides if len(parts) == 1 and "root" in aside]
    return next((kind for kind in kinds if kind), None)
