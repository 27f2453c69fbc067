"""What `decide` adds to a row: the answer as the cells of a CSV file, worded once for all cases of one answer."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from npqdesk.rules.bulk import Bulk, BulkAnswer, Means, Row
from npqdesk.rules.classes import Alike
from npqdesk.rules.conditions import Facts, Value, known
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
_LINE_END = "\r\n"


class _AsText:
    """A file that keeps nothing: what is written to it is what the writing gives back."""

    write = staticmethod(str)


_written = csv.writer(_AsText(), lineterminator=_LINE_END).writerow


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

    def row(self, number: int, row: str) -> str:
        """A line of CSV: the row, as CSV, that begins on line `number` of its file, and what is told of it."""
        if not self.mistakes:
            return row + self.text
        error = "; ".join([f"line {number}: {mistake}" for mistake in self.mistakes]).replace('"', '""')
        return f'{row}{self.text[:-1]}"{error}"\n'

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
    """A row as CSV, without its line end."""
    return csv_rows([cells])[0]


def csv_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as CSV, without their line ends.  Most need no quotation marks, and are joined far sooner than written."""
    joined = [",".join(cells) for cells in rows]
    text = "\n".join(joined)
    line_ends, commas = max(0, len(rows) - 1), sum(map(len, rows)) - len(rows)
    if '"' not in text and "\r" not in text and text.count("\n") == line_ends and text.count(",") == commas:
        return joined
    if len(rows) > 1:
        half = len(rows) // 2
        return csv_rows(rows[:half]) + csv_rows(rows[half:])
    return [_written(rows[0]).removesuffix(_LINE_END)]


@dataclass(frozen=True, slots=True)
class _Offer:
    """What one course of one start adds: that it is none, that it began later, and the words for both."""

    mistake: str
    caution: str
    words: Mapping[str, str]


class DecidedCells:
    """One edition, asked about rows of what was said of each of `names`; `cohort` is among them."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary, names: Sequence[str], means: Means) -> None:
        self.policy = policy
        self._means = means
        self._course = names.index("course") if "course" in names else None
        self._cohort = names.index("cohort")
        self._bulk = Bulk(policy, vocabulary, names, means)
        self._alike = Alike((*policy.scholarship, *policy.grants))
        self._name = f"{policy.id}/{policy.edition}"
        self._offer = lru_cache()(partial(_offer, policy, vocabulary))
        self._worded = lru_cache(MOST_WORDED)(self._word)

    def told(self, row: Row) -> Told:
        """The answer to a case of which at least the start is known.  A course that is not offered is a mistake."""
        course = None if self._course is None else row[self._course]
        return self._worded(self._bulk.answer(row), course, row[self._cohort])

    def signature(self, facts: Facts) -> object:
        """What the rules of the scholarship and of the grant read of a case."""
        return self._alike.signature(facts)

    def _word(self, answer: BulkAnswer, said_course: Value | None, said_cohort: Value | None) -> Told:
        course = None if self._course is None else self._means(self._course, said_course)
        offer = self._offer(course, self._means(self._cohort, said_cohort))
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
