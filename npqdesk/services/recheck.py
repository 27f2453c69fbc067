"""Kept answers held against today's rules, lists and register: which would differ, why, and keeping the new ones.

Nothing kept is rewritten.  An answer that would differ stays as it is until the office asks for the new one; then the
new one supersedes it, and the old one stays with the reason why.

Nothing is remembered on the desk, so a desk with a rule book on trial can be asked what it would change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.wording import names_of
from npqdesk.rules.decide import Decision
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Outcome
from npqdesk.services.answered_again import Again, Compared, Kept, kept_answers, places
from npqdesk.services.causes import Verdict, why
from npqdesk.services.desk import Desk
from npqdesk.services.determine import determine
from npqdesk.services.look_up import ListsReadOnce
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.replay import Sources, afresh, ofsted_register
from npqdesk.services.schools import schools_by_urn
from npqdesk.services.wording import headline
from npqdesk.services.workplaces import day_words
from npqdesk.store.papers import Letter, LetterAnswer


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in a table: the outcome, DfE's reason, the grant in pounds (None: it cannot be told), all in words.

    `detail` is what the outcome alone does not tell apart: the reason, and the grant where it is another one."""

    outcome: Outcome
    reason: str
    grant_pounds: int | None
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A kept answer that would be another one now.  `course` and `cohort` are in words, as they were kept.

    `letter` says when the last letter was made from it, if one was; `can_keep` is whether the new answer can be kept,
    which needs rules to rest on."""

    determination_id: int
    enquiry_id: int
    name: str
    course: str
    cohort: str
    kept: datetime
    was: Told
    now: Told
    why: str
    letter: str
    can_keep: bool


def differing(
    desk: Desk, *, progress: Progress = nobody_asks, cancelled: Callable[[], bool] = never
) -> tuple[Differing, ...]:
    """The kept answers that would be others now, the one kept last first.

    Each is answered again from its enquiry's answers, with what register and lists say today, by the rules in force.
    Raises Cancelled when asked to stop."""
    with desk.store.reading() as session:
        rows, letters = kept_answers(session), _letters(session)
    sources = Sources(ListsReadOnce(desk), schools_by_urn(desk, places(rows)).get, ofsted_register(desk))
    watch = Watch(progress, cancelled)
    return _differing(desk, sources, watch.over(rows, len(rows), "Checking the answers that were kept"), letters)


def differs_now(desk: Desk, enquiry_id: int) -> Differing | None:
    """The kept answer of one enquiry, where it would be another one now."""
    with desk.store.reading() as session:
        rows, letters = kept_answers(session, enquiry_id), _letters(session)
    return next(iter(_differing(desk, afresh(desk), rows, letters)), None)


def supersede(
    desk: Desk,
    determination_ids: Iterable[int],
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> tuple[int, ...]:
    """Keep the new answers of these kept ones, which stay with the reason why; the numbers of the new ones, in order.

    One that differs no more, or has no rules to rest on now, is left as it is.  Stopped half-way (Cancelled), those
    done so far are kept."""
    by_id = {row.determination_id: row for row in differing(desk, cancelled=cancelled) if row.can_keep}
    rows = [by_id[number] for number in dict.fromkeys(determination_ids) if number in by_id]
    watch, made = Watch(progress, cancelled), []
    for done, row in enumerate(rows):
        watch.step(done, len(rows), "Keeping the new answers")
        kept = determine(desk, row.enquiry_id, because=row.why).determination_id
        made.extend([] if kept is None else [kept])
    watch.step(len(rows), len(rows), "Keeping the new answers")
    return tuple(made)


def _differing(
    desk: Desk, sources: Sources, rows: Iterable[Kept], letters: dict[int, datetime]
) -> tuple[Differing, ...]:
    again = Again(desk, sources)
    compared = ((row, again.compare(row)) for row in rows)
    return tuple(_differing_row(desk, row, found, letters.get(row.id)) for row, found in compared if found)


def _differing_row(desk: Desk, row: Kept, found: Compared, letter_made: datetime | None) -> Differing:
    words, names = desk.vocabulary, names_of(desk.vocabulary, found.then.known)
    was, now = found.then.verdict, found.now.verdict
    return Differing(
        determination_id=row.id,
        enquiry_id=row.enquiry_id,
        name=row.name,
        course=names["course"],
        cohort=names["cohort"],
        kept=row.decided_at,
        was=_told(words, was, now),
        now=_told(words, now, was),
        why=why(
            desk.rulebook.questions,
            found.then,
            found.now,
            answers=Answers(row.answers),
            changed_on=_day_here(row.changed_at),
            rules=found.rules,
        ),
        letter=f"A letter was made on {day_words(_day_here(letter_made))}." if letter_made else "",
        can_keep=now.outcome != "no_policy",
    )


def _told(vocabulary: Vocabulary, this: Verdict, other: Verdict) -> Told:
    title = vocabulary.reasons[this.reason].title if this.reason else ""
    is_told = this.outcome == "not_funded" or (this.outcome == other.outcome and this.reason != other.reason)
    reason = "" if not is_told else title if title.startswith("DfE") else f"{title[:1].lower()}{title[1:]}"
    grant = (
        "" if this.pounds == other.pounds else "grant not known" if this.pounds is None else f"grant £{this.pounds:,}"
    )
    head = headline(vocabulary, Decision(this.outcome))
    words = ", ".join(filter(None, (f"{head} ({reason})" if reason else head, grant)))
    return Told(this.outcome, this.reason, this.pounds, words, ", ".join(filter(None, (reason, grant))))


def _letters(session: Session) -> dict[int, datetime]:
    """When the last letter was made from each kept answer that has one."""
    last = select(LetterAnswer.determination_id, func.max(Letter.made_at)).join(
        Letter, (Letter.id == LetterAnswer.letter_id) & (Letter.determination_id == LetterAnswer.determination_id)
    )
    last = last.group_by(LetterAnswer.determination_id)
    return dict(session.execute(last).all())


def _day_here(moment: datetime) -> date:
    return moment.astimezone().date()
