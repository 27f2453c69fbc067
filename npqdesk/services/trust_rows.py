"""What a trust's table counts: a row a school, whose answer differs by NPQ, and which answers another list changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from npqdesk.letters.governors_money import Paying
from npqdesk.letters.phrase import say_list
from npqdesk.letters.plan import FUNDED, GIVEN_UP
from npqdesk.letters.pounds import Pounds, added, exactly
from npqdesk.letters.trust import Flip, TrustRow
from npqdesk.letters.wording import Wording
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.letter_case import title_of
from npqdesk.services.letter_form import read_day, read_pounds
from npqdesk.services.places import Progress
from npqdesk.services.schools import School
from npqdesk.services.summary_lines import LISTED, Line, each_by
from npqdesk.services.workplaces import day_of_list

if TYPE_CHECKING:
    from npqdesk.services.rollup import NextDay

_ANSWERS = ("funded", "by_person", "review", "not_funded", "undecided")
NO_PHASE = "Not applicable"


def trust_rows(
    desk: Desk, schools: Iterable[School], lines: Iterable[Line], granted: Iterable[Line],
    days: Mapping[str, "NextDay"], *, cover: int,
) -> Iterator[TrustRow]:  # fmt: skip
    """A row a school: `granted` are the answers of the year of the grant, `days` when each school next has to act, by
    its URN; `cover` pounds a person."""
    here, earned = dict(each_by(lines)), dict(each_by(granted))
    for school in schools:
        rows, money = here.get(school.urn, []), earned.get(school.urn, [])
        yield TrustRow(
            name=school.name,
            urn=school.urn,
            phase="" if school.phase == NO_PHASE else school.phase,
            pupils=school.pupils,
            listed=_listed(rows),
            listed_on=_listed_on(rows),
            considered=people_of(rows),
            eligible=people_of(line for line in rows if line.outcome == "funded"),
            review=people_of(line for line in rows if line.outcome == "review"),
            placed=people_of(line for line in rows if line.outcome == "funded" and line.place in FUNDED),
            fees=added([fee_of(line) for line in rows]),
            cover=to_cover(rows) * cover,
            grant=sum(map(grant_of, money)),
            open_grants=open_grants_of(money),
            received=received_of(money),
            unconfirmed=people_of(line for line in money if grant_of(line) and not has_begun(line)),
            next_day=min(filter(None, (days[school.urn].day, _typed_day(desk, rows))), default=None),
            overdue=days[school.urn].late,
        )


class Told(Protocol):
    """What is counted of one course of one person: of a kept answer, or of an application without one.  `price` is what
    the course costs whoever pays for it; `progress` is None where there is no application."""

    @property
    def person(self) -> int: ...
    @property
    def outcome(self) -> str: ...
    @property
    def price(self) -> Pounds | None: ...
    @property
    def grant(self) -> int: ...
    @property
    def grant_known(self) -> bool: ...
    @property
    def received(self) -> int: ...
    @property
    def typed(self) -> Mapping[str, Any]: ...
    @property
    def progress(self) -> Progress | None: ...


def people_of(lines: Iterable[Told]) -> int:
    """How many people these are about."""
    return len({line.person for line in lines})


def to_cover(lines: Iterable[Line]) -> int:
    """For how many people study days may have to be covered: not for those who gave their place up."""
    return people_of(line for line in lines if line.place not in GIVEN_UP)


def paying_of(line: Told) -> Paying:
    """Who pays for a course, as far as its application says."""
    known = line.progress
    if known is None:
        return "usual"
    if known.fell_through or known.payer in ("dfe", "person"):
        return "others"
    return "school" if known.payer or known.place == "paid" else "usual"


def price_settled(line: Told) -> Pounds | None:
    """What a course costs the school: the fee that was settled, else its price."""
    known = line.progress
    if known is not None and known.fee is not None and paying_of(line) == "school":
        return exactly(known.fee)
    return line.price


def fee_of(line: Told) -> Pounds:
    """What a school or its trust pays for a course, where that is settled or the answer is no.

    Nothing where DfE or the person pays, or nothing will come of it."""
    pays = paying_of(line) == "school" or is_unsettled_fee(line)
    return price_settled(line) or Pounds() if pays else Pounds()


def is_unsettled_fee(line: Told) -> bool:
    """Whether the answer is no and nobody has settled who pays: then the fee is counted at its price."""
    return line.outcome == "not_funded" and paying_of(line) == "usual"


def grant_of(line: Told) -> int:
    """The grant that a course earned, in pounds; none where it never began."""
    return 0 if line.progress is not None and line.progress.fell_through else line.grant


def open_grants_of(lines: Iterable[Told]) -> int:
    """Of how many courses with a scholarship the grant cannot be told, as facts such as the pupils are missing."""
    return sum(grant_is_open(line) for line in lines)


def has_begun(line: Told) -> bool:
    """Whether the application says that the course began."""
    return line.progress is not None and line.progress.began


def grant_is_open(line: Told) -> bool:
    """Whether a course with a scholarship may earn a grant that cannot be told yet."""
    fell_through = line.progress is not None and line.progress.fell_through
    return line.outcome == "funded" and not line.grant_known and not fell_through


def received_of(lines: Iterable[Told]) -> int | None:
    """What the applications record; else what was typed for a grant letter, which is for the whole year."""
    rows = list(lines)
    typed = []
    for text in {str(line.typed.get("received", "")) for line in rows}:
        try:
            typed.append(read_pounds(text, "received"))
        except Problem:
            continue
    return sum(line.received for line in rows) or max((sum_ for sum_ in typed if sum_ is not None), default=None)


def _listed(lines: Iterable[Line]) -> bool | None:
    """Whether the newest answer that looked into the lists found the school on one."""
    newest = _newest_with_lists(lines)
    return any(fact["value"] == "yes" for fact in _list_facts(newest)) if newest else None


def _listed_on(lines: Iterable[Line]) -> date | None:
    """The day of the list that this answer looked into."""
    newest = _newest_with_lists(lines)
    days = (day_of_list(str(fact.get("say", ""))) for fact in _list_facts(newest)) if newest else ()
    return max(filter(None, days), default=None)


def _newest_with_lists(lines: Iterable[Line]) -> Line | None:
    return max(filter(_list_facts, lines), key=lambda line: line.determination_id, default=None)


def _list_facts(line: Line) -> list[Mapping[str, Any]]:
    return [line.facts[name] for name in LISTED if name in line.facts]


def _typed_day(desk: Desk, lines: Iterable[Line]) -> date | None:
    """The first day from today on that was typed for a letter as the last to apply."""
    days = []
    for line in lines:
        text = str(line.typed.get("apply_by", "")).strip()
        if text:
            try:
                days.append(read_day(text))
            except Problem:
                continue
    return min((day for day in days if day >= desk.today()), default=None)


def differing_by_course(
    desk: Desk, wording: Wording, names: Mapping[str, str], lines: Iterable[Line]
) -> Iterator[tuple[str, str]]:
    """Schools whose answer differs by NPQ: for which courses it is yes, for which no."""
    here = dict(each_by(lines))
    for urn, rows in ((urn, here[urn]) for urn in names if urn in here):
        told: dict[str, list[str]] = {}
        for course in dict.fromkeys(line.course for line in rows):
            outcomes = {line.outcome for line in rows if line.course == course}
            outcome = outcomes.pop() if len(outcomes) == 1 else "by_person"
            told.setdefault(outcome, []).append(title_of(desk, wording, course).removeprefix("NPQ for "))
        if len(told) > 1:
            parts = [
                wording.line(f"trust.differs_{key}", courses=say_list(told[key])) for key in _ANSWERS if key in told
            ]
            yield names[urn], "; ".join(parts)


def flips_of(desk: Desk, wording: Wording, names: Mapping[str, str], lines: Iterable[Line]) -> Iterator[Flip]:
    """Answers that another list changed, by school and course."""
    counted: dict[tuple[str, str, str, str], set[int]] = {}
    for line in lines:
        if line.before:
            key = (names[line.urn], title_of(desk, wording, line.course), line.before.outcome, line.outcome)
            counted.setdefault(key, set()).add(line.person)
    for (school, course, was, now), people in sorted(counted.items()):
        yield Flip(school, course, was, now, len(people))
