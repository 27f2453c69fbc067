"""The way to Leading primary mathematics: readiness, development, embedding, the NPQ.  Where do a school and a person
stand, what is the nearest step, what does it pay, and whom to ask what?

Source: projects 19-11, 19-09 and 19-10 of the catalogue, and the release pack of the NPQ, whose entry test is at least
one year of Teaching for Mastery, a similar course, or other evidence.  That a year of readiness is not that year by
itself is our own reading: the lead provider is to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from npqdesk.letters.phrase import say_money
from npqdesk.services.hubs.catalogue import school_lines
from npqdesk.services.hubs.shipped import catalogue, project_of

StepId = Literal["readiness", "development", "embedding", "npq"]
State = Literal["done", "passed", "now", "next", "later"]
Entry = Literal["meets", "ask", "not_yet", "unknown"]

SCHOOL: Mapping[str, str] = {
    "unknown": "I don’t know",
    "none": "Not begun: it has never been in a Work Group",
    "readiness_now": "In a Mastery Readiness group now",
    "readiness": "Mastery Readiness done",
    "development_now": "In a Development group now",
    "development": "Development done",
    "embedding_now": "In an Embedding group now",
    "embedding": "Embedding done",
}
"""How far a school has got, in the order of the path."""

PERSON: Mapping[str, str] = {
    "unknown": "I don’t know",
    "year": "Yes: took part for at least a year",
    "now": "Is taking part now, the year is not over",
    "readiness": "Only in a Mastery Readiness year",
    "course": "No, but in a similar course",
    "evidence": "No, but can show it another way, such as a reference",
    "none": "No",
}
"""Whether the person has taken part in Teaching for Mastery."""

BARRIER: Mapping[str, str] = {
    "unknown": "I don’t know",
    "yes": "Yes, something stands in the way",
    "no": "No",
}
STATES: Mapping[State, str] = {
    "done": "done",
    "passed": "no longer needed",
    "now": "under way",
    "next": "next step",
    "later": "later",
}
_ORDER: tuple[StepId, ...] = ("readiness", "development", "embedding", "npq")
_CODES: Mapping[StepId, str] = {"readiness": "19-11", "development": "19-09", "embedding": "19-10"}
_ABOUT: Mapping[StepId, tuple[str, str]] = {
    "readiness": ("Readiness", "optional"),
    "development": ("Development", "one year"),
    "embedding": ("Embedding", "one year"),
    "npq": ("NPQLPM", "the qualification"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path, as it stands for the school or the person: its code is empty for the NPQ."""

    id: StepId
    title: str
    note: str
    code: str
    state: State

    @property
    def state_words(self) -> str:
        """ "Next step"."""
        return STATES[self.state].capitalize()

    @property
    def spoken(self) -> str:
        """ "Development, 19-09, one year, next step"."""
        return ", ".join(part for part in (self.title, self.code, self.note, STATES[self.state]) if part)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where they stand: the steps; whether the person meets the entry test, and why; the nearest step with what it pays
    and when; what to ask the Maths Hub and the lead provider."""

    steps: tuple[Step, ...]
    entry: Entry
    entry_says: str
    nearest: StepId
    nearest_says: str
    pays: str
    when: str
    ask_hub: tuple[str, ...]
    ask_provider: tuple[str, ...]


def plain_path() -> tuple[Step, ...]:
    """The path with nothing said about anybody."""
    return tuple(_step(each, "later") for each in _ORDER)


def stand(school: str = "unknown", person: str = "unknown", barrier: str = "unknown") -> Standing:
    """Where a school and a person stand.  Each argument is a key of `SCHOOL`, `PERSON`, `BARRIER`."""
    entry, entry_says = _ENTRY[person]
    nearest = "npq" if entry == "meets" else _nearest(school, barrier)
    return Standing(
        steps=tuple(_step(each, _state(each, school, nearest)) for each in _ORDER),
        entry=entry,
        entry_says=entry_says,
        nearest=nearest,
        nearest_says=_says(nearest, school, barrier),
        pays=pays(nearest),
        when=_WHEN[nearest],
        ask_hub=_ask_hub(nearest, school, barrier, shown=entry == "meets"),
        ask_provider=_ask_provider(person, school),
    )


def pays(step: StepId) -> str:
    """What a step pays a school, and what it costs, by the catalogue."""
    if step == "npq":
        return "The scholarship pays the course fee where the person is eligible and has a funded place; else the fee."
    project, year = project_of(_CODES[step]), catalogue().year
    each = sum(line.pounds for rule in project.money for line in school_lines(rule))
    if each:
        return f"{say_money(each)} to each school towards release time in {year}; nothing to pay."
    if project.nothing_to_schools:
        return f"Nothing is paid to schools, and the support is free, in {year}."
    return f"Support; no payment to schools is stated for {year}."


def _step(step: StepId, state: State) -> Step:
    title, note = _ABOUT[step]
    return Step(step, title, note, _CODES.get(step, ""), state)


def _nearest(school: str, barrier: str) -> StepId:
    if school in ("development_now", "readiness_now", "readiness"):
        return "development"
    if school in ("development", "embedding_now"):
        return "embedding"
    if school == "embedding":
        return "npq"
    return "readiness" if barrier == "yes" else "development"


def _state(step: StepId, school: str, nearest: StepId) -> State:
    reached, _, now = school.partition("_")
    if reached not in _ORDER:
        return "next" if step == nearest else "later"
    at, mine = _ORDER.index(reached), _ORDER.index(step)
    if mine < at:
        return "passed" if step == "readiness" else "done"
    if mine == at and not now:
        return "done"
    if mine == at:
        return "now"
    return "next" if step == nearest else "later"


_ENTRY: Mapping[str, tuple[Entry, str]] = {
    "year": (
        "meets",
        "At least a year of Teaching for Mastery is what the entry test asks for. The lead provider decides.",
    ),
    "now": ("ask", "The test is met once a year is complete. Ask the provider whether it will be in time."),
    "readiness": (
        "ask",
        "A Readiness year prepares a school and is not the Development programme itself: ask whether it counts.",
    ),
    "course": ("ask", "A similar course can do instead. The lead provider decides: have its name and content ready."),
    "evidence": ("ask", "Other evidence, such as a reference, can do instead. The lead provider decides."),
    "none": (
        "not_yet",
        "Without an understanding of mastery nobody can register for this NPQ. The steps below lead up to it.",
    ),
    "unknown": ("unknown", "Ask the person: it is their own experience that counts, not only their school’s."),
}
_WHEN: Mapping[StepId, str] = {
    "readiness": "Over about two and a half to three terms; then priority for a Development group the autumn after.",
    "development": "A school year: a meeting each half-term, a specialist’s visit each term.",
    "embedding": "The year after Development, with the same group.",
    "npq": "At the next start that your lead provider recruits for.",
}


def _says(nearest: StepId, school: str, barrier: str) -> str:
    if nearest == "npq":
        if school == "embedding":
            return "Nothing stands before the NPQ but the person’s own experience of Teaching for Mastery."
        return "Apply for the NPQ: nothing more is needed first. The school can go on with its own next step beside it."
    if school == "development_now":
        return "Finish the Development year: it is the year of Teaching for Mastery that the entry test asks for."
    if school in ("readiness", "readiness_now"):
        return "A Development group: schools that have done Readiness have priority for it."
    if nearest == "readiness":
        return "A Mastery Readiness group: for schools never in a Work Group that have something in their way."
    if school == "embedding_now":
        return "Finish the Embedding year. The person can take part in it, or show their experience otherwise."
    if nearest == "embedding":
        return "An Embedding group for the school. The person can take part in it, or show their experience otherwise."
    beside = " If something stands in the school’s way, Mastery Readiness comes first." if barrier == "unknown" else ""
    return f"A Development group: two teachers of the school take part.{beside}"


def _ask_hub(nearest: StepId, school: str, barrier: str, *, shown: bool) -> tuple[str, ...]:
    """`shown`: the person meets the entry test."""
    if nearest == "npq" and school == "embedding":
        join = () if shown else ("Which group can a colleague join this year who has not taken part?",)
        return ("What comes after Embedding this year?", *join)
    if nearest == "npq":
        return ()
    title = _ABOUT[nearest][0]
    if school == f"{nearest}_now":
        return (f"When does the year of our {title} group end?", "What confirms that a colleague took part in it?")
    asks = [f"Is there a place for our school in this year’s {title} groups, and when do they begin?"]
    if nearest == "development":
        asks.append("What does the school receive towards release time this year?")
    if nearest == "readiness" or (nearest == "development" and barrier == "unknown" and school in ("none", "unknown")):
        asks.append("Does our school meet the criteria for Mastery Readiness, and would it help us?")
    if school == "unknown":
        asks.append("Has our school ever been in a Teaching for Mastery Work Group?")
    return (*asks, "Who takes part, on which days, and who arranges their cover?")


def _ask_provider(person: str, school: str) -> tuple[str, ...]:
    asks = {
        "year": "Which proof of the year do you want: a certificate, the hub’s word, the head’s reference?",
        "now": "Is it enough if the year ends before, or after, the course begins?",
        "readiness": "Does a Mastery Readiness year count, and if not, what would?",
        "course": "Does this course count as similar?",
        "evidence": "Which evidence is enough, and from whom?",
    }
    told = [asks[person]] if person in asks else []
    if person in ("none", "unknown") and school not in ("none", "unknown", "readiness", "readiness_now"):
        told.append("Does it help that the school has taken part, though the person has not?")
    if person in ("none", "unknown"):
        told.append("What else would you accept as an understanding of mastery?")
    return tuple(told)
