"""What `decide` adds to a row: the answer as the cells of a CSV file, worded once for all cases of one answer."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from io import StringIO

from npqdesk.rules.bulk import Bulk, BulkAnswer
from npqdesk.rules.classes import Alike
from npqdesk.rules.conditions import Case, Facts, Value, known
from npqdesk.rules.facts import Vocabulary, fill
from npqdesk.rules.policy import Policy
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.answer import course_words
from npqdesk.services.offers import never_offered, not_offered_yet
from npqdesk.services.wording import ANYBODY

ADDED = (
    *("outcome", "reason", "rule", "service_outcome", "service_reason", "needed", "cautions"),
    *("grant", "grant_reason", "policy", "error"),
)
MOST_WORDED = 20_000
"""Answers of one edition whose words are remembered at a time."""


@dataclass(frozen=True, slots=True)
class Told:
    """The cells of `ADDED` but for the error, the same as they end a line of CSV, and the mistakes of the row."""

    cells: tuple[str, ...]
    text: str
    mistakes: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """`undecided` where facts are missing."""
        return self.cells[0]

    def row(self, number: int, cells: Sequence[str]) -> str:
        """A line of CSV: the cells of the row that begins on line `number` of its file, and what is told of it."""
        if not self.mistakes:
            return csv_cells(cells) + self.text
        error = "; ".join([f"line {number}: {mistake}" for mistake in self.mistakes]).replace('"', '""')
        return f'{csv_cells(cells)}{self.text[:-1]}"{error}"\n'

    def with_cautions(self, cautions: Iterable[str]) -> "Told":
        """The same with more to take care of, told first."""
        at = ADDED.index("cautions")
        return told(
            *self.cells[:at], _in_one([*cautions, self.cells[at]]), *self.cells[at + 1 :], mistakes=self.mistakes
        )


def told(*cells: str, mistakes: tuple[str, ...] = ()) -> Told:
    """What is told of a case, a cell for each of `ADDED` but for the error."""
    return Told(cells, f",{csv_cells(cells)},\n", mistakes)


def csv_cells(cells: Sequence[str]) -> str:
    """A row as CSV, without its line end.  Most need no quotation marks, and are joined far sooner than written."""
    row = ",".join(cells)
    if row.count(",") == len(cells) - 1 and '"' not in row and "\n" not in row and "\r" not in row:
        return row
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n")


@dataclass(frozen=True, slots=True)
class _Offer:
    """What one course of one start adds: that it is none, that it began later, and the words for both."""

    mistake: str
    caution: str
    words: Mapping[str, str]


class DecidedCells:
    """One edition, asked about case after case."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary) -> None:
        self.policy = policy
        self._bulk = Bulk(policy, vocabulary)
        self._alike = Alike((*policy.scholarship, *policy.grants))
        self._name = f"{policy.id}/{policy.edition}"
        self._offer = lru_cache()(partial(_offer, policy, vocabulary))
        self._worded = lru_cache(MOST_WORDED)(self._word)

    def told(self, facts: Case) -> Told:
        """The answer to a case of which at least the start is known.  A course that is not offered is a mistake."""
        return self._worded(self._bulk.answer(facts), facts.get("course"), facts.get("cohort"))

    def signature(self, facts: Facts) -> object:
        """What the rules of the scholarship and of the grant read of a case."""
        return self._alike.signature(facts)

    def _word(self, answer: BulkAnswer, course: Value | None, cohort: Value | None) -> Told:
        offer = self._offer(course, cohort)
        if offer.mistake:
            return told(
                *("no_policy", "course_not_offered", "", answer.service.outcome, answer.service.reason),
                *("", "", "", "no_policy", self._name),
                mistakes=(offer.mistake,),
            )
        decision, service, grant = answer.decision, answer.service, answer.grant
        return told(
            *(decision.outcome, decision.reason, decision.rule),
            *(service.outcome, service.reason),
            " ".join(sorted(decision.needed)),
            _in_one([offer.caution, *(fill(caution.say, offer.words) for caution in answer.cautions)]),
            "" if grant.pounds is None else str(grant.pounds),
            f"needs {' '.join(sorted(grant.needed))}" if grant.pounds is None else grant.reason,
            self._name,
        )


def _offer(policy: Policy, vocabulary: Vocabulary, course: Value | None, cohort: Value | None) -> _Offer:
    facts = known({"cohort": cohort, "course": course})
    mistake = never_offered(policy, course, cohort) if course else ""
    return _Offer(mistake, not_offered_yet(policy, vocabulary, facts), {**ANYBODY, **course_words(vocabulary, facts)})


def no_policy(found: NoPolicy) -> Told:
    """Where no edition can answer: why, and in `cautions` what to do next."""
    advice = f"{found.say} {found.next_step}"
    return told("no_policy", found.kind, "", "no_policy", found.kind, "", advice, "", "no_policy", "")


def failed(*mistakes: str) -> Told:
    """What is told of a row that cannot be decided."""
    return told(*("",) * (len(ADDED) - 1), mistakes=mistakes)


def _in_one(cautions: Iterable[str]) -> str:
    return " | ".join(filter(None, cautions))


NO_START = told("undecided", "", "", "undecided", "", "cohort", "", "", "needs cohort", "")
"""What is told of a case whose start is not known yet."""
