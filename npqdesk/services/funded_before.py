"""Which courses DfE has paid for already, as the staff record and the applications tell: each is funded once a person.

What is told here is no answer of the office: it is looked up, like the register, and gives way only to its word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.enquiry.known import KnownFact
from npqdesk.services.applications import ApplicationRow, applications, cohort_words
from npqdesk.services.applying.standing import COACHING
from npqdesk.store.work_and_study import EarlierNpq

if TYPE_CHECKING:
    from npqdesk.rules.facts import Vocabulary
    from npqdesk.services.desk import Desk

FACT = "previously_funded"
FIRST_COUNTED = date(2021, 11, 1)
"""NPQs of before November 2021 do not count (what counts as funded before: the rule “once only” of each edition)."""


@dataclass(frozen=True, slots=True)
class FundedPlace:
    """A course that DfE paid for; `cohort` is empty where the start is not known; `say` tells where it is noted."""

    course: str
    cohort: str
    say: str


def funded_places(
    desk: "Desk", person_id: int | None = None, *, applied: Sequence[ApplicationRow] | None = None
) -> Mapping[int, tuple[FundedPlace, ...]]:
    """What was funded, by person; of one person where one is named.  `applied`: their applications, once read."""
    wanted = select(EarlierNpq).where(EarlierNpq.funded == "yes").order_by(EarlierNpq.id)
    if person_id is not None:
        wanted = wanted.where(EarlierNpq.person_id == person_id)
    found: defaultdict[int, list[FundedPlace]] = defaultdict(list)
    with desk.store.reading() as session:
        for npq in session.scalars(wanted):
            if npq.ended is None or npq.ended >= FIRST_COUNTED:
                start = f", {cohort_words(desk.vocabulary, npq.cohort)}" if npq.cohort else ""
                found[npq.person_id].append(FundedPlace(npq.course, npq.cohort, f"Staff record{start}"))
    for row in applications(desk, person_id=person_id) if applied is None else applied:
        if row.standing.funding_spent:
            found[row.person_id].append(FundedPlace(row.course, row.cohort, f"Application, {row.cohort_words}"))
    return {number: tuple(places) for number, places in found.items()}


def funded_already(
    vocabulary: "Vocabulary", places: Iterable[FundedPlace], *, course: str, cohort: str
) -> dict[str, KnownFact]:
    """That a course was funded for an earlier start than `cohort`, as a fact; nothing where nobody noted it.

    The coaching offer and the additional support offer are one course."""
    asked = vocabulary.cohort(cohort)
    for place in places:
        start = vocabulary.cohort(place.cohort)
        before = start is None or asked is None or start.order < asked.order
        if before and (place.course == course or {place.course, course} <= COACHING):
            return {FACT: KnownFact("yes", "history", place.say)}
    return {}
