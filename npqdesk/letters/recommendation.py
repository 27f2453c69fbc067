"""Which NPQ is right for whom, and why: a page for the person and the line manager, with what to ask."""

from dataclasses import dataclass
from datetime import date

from npqdesk.letters.comparison import PrintedSource
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Glance,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    RestsOn,
    Subject,
    words,
)
from npqdesk.letters.phrase import capital, say_date
from npqdesk.letters.wording import Wording


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    """All that the page is made of.  `course` is empty where no NPQ is right.  `gates` are a test and how it stands,
    `funding` a course and who would pay, for work at `workplace`; `alternative` the funded one where the recommended is
    not."""

    letterhead: Letterhead
    version: str
    reference: str
    written: date
    name: str
    cohort: str
    course: str
    why: str
    length: str = ""
    hours: str = ""
    begins: str = ""
    runner_up: tuple[str, str] | None = None
    weigh: tuple[tuple[str, str], ...] = ()
    gates: tuple[tuple[str, str], ...] = ()
    ask: tuple[str, ...] = ()
    providers: str = ""
    funding: tuple[tuple[str, str], ...] = ()
    workplace: str = ""
    alternative: str = ""
    sources: tuple[PrintedSource, ...] = ()


def recommended(facts: RecommendationPage, wording: Wording) -> Letter:
    """The page."""
    subject = wording.line("recommendation.subject", name=facts.name)
    answer = "recommendation.answer" if facts.course else "recommendation.none"
    blocks: list[Block] = [
        Subject(subject),
        Paragraph(wording.text(answer, name=facts.name, course=facts.course, cohort=facts.cohort, why=facts.why)),
        *_glance(facts, wording),
        *_list(wording.line("recommendation.weigh"), [f"{mark}: {said}" for mark, said in facts.weigh]),
        *_list(wording.line("recommendation.gates"), [f"{test} {standing}." for test, standing in facts.gates]),
        *_list(wording.line("recommendation.ask"), list(facts.ask)),
        *_list(wording.line("recommendation.funding"), [f"{course}: {said}" for course, said in facts.funding]),
    ]
    if facts.funding and facts.workplace:
        blocks.append(Paragraph(wording.text("recommendation.workplace", workplace=facts.workplace)))
    if facts.alternative:
        blocks.append(Paragraph(wording.text("recommendation.alternative", course=facts.alternative)))
    if facts.sources:
        blocks.append(Heading(wording.line("comparison.sources")))
        blocks.append(Bullets(tuple(each.text for each in facts.sources)))
    rests = wording.text("recommendation.rests", version=facts.version, date=say_date(facts.written))
    blocks.append(RestsOn(rests))
    return Letter(
        title=subject, reference=facts.reference, letterhead=facts.letterhead.plain, address=(),
        written=facts.written, salutation="", running=subject,
        footer=wording.line("recommendation.footer", cohort=facts.cohort), blocks=tuple(blocks),
        paper="summary", beside=(wording.line("recommendation.private"), say_date(facts.written)),
    )  # fmt: skip


def _glance(facts: RecommendationPage, wording: Wording) -> list[Block]:
    rows = []
    if facts.course:
        rows = [("course", facts.course), ("start", capital(facts.cohort)), ("length", facts.length)]
        rows += [("hours", facts.hours), ("begins", facts.begins)]
    if facts.runner_up:
        rows.append(("runner_up", f"{facts.runner_up[0]}. {facts.runner_up[1]}"))
    if facts.providers:
        rows.append(("providers", facts.providers))
    if not rows:
        return []
    return [Glance(tuple((wording.line(f"recommendation.{key}"), words(said)) for key, said in rows if said))]


def _list(heading: str, said: list[str]) -> list[Block]:
    return [Heading(heading), Bullets(tuple(map(words, said)))] if said else []
