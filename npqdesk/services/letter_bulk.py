"""The letters of many at once: of a selection, of a school, of everyone.

Each is kept as a single one is, then handed on.  A letter that cannot be made is told by person with the reason, and
the rest is done.  Stopped half-way, the letters made so far are kept and handed on."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.determine import kept_result
from npqdesk.services.kept_letters import LetterFile
from npqdesk.services.letter_delivery import Delivery
from npqdesk.services.letter_form import form_for, read_form
from npqdesk.services.letter_forms import Form, in_form
from npqdesk.services.letter_keeping import keep_letter
from npqdesk.services.letter_press import Print, print_all
from npqdesk.services.letters import letter_to_issue
from npqdesk.services.made_letter import Kind, MadeLetter, printed
from npqdesk.services.progress import Cancelled, Progress, Watch, never, nobody_asks
from npqdesk.services.schools import schools_by_urn
from npqdesk.store.papers import Letter
from npqdesk.store.tables import Determination, Enquiry

SAY = "Making the letters"
_Found = MadeLetter | LetterFile | Problem


@dataclass(frozen=True, slots=True)
class Wanted:
    """A letter that is asked for: about which kept answer, and whose it is."""

    determination_id: int
    name: str
    kind: Kind = "staff"


@dataclass(frozen=True, slots=True)
class Failure:
    """A letter that could not be made, and why."""

    wanted: Wanted
    problem: Problem


@dataclass(frozen=True, slots=True)
class Unseen:
    """A new letter that leaves out something typed, since it has no shape on paper; `said` is what, in a sentence."""

    wanted: Wanted
    said: str


@dataclass(frozen=True, slots=True)
class BulkLetters:
    """What came of it: how many are new, how many had been kept before, who has none, what is not printed of what was
    typed, and the files."""

    new: int
    kept_before: int
    failures: tuple[Failure, ...]
    unseen: tuple[Unseen, ...]
    files: tuple[Path, ...]
    stopped: bool


def letters_wanted(
    desk: Desk, *, school: str = "", enquiries: Collection[int] | None = None, only_new: bool = False
) -> tuple[Wanted, ...]:
    """The letter to each person with a kept answer that stands, by name: of the enquiries named, or of all.

    `school` is the URN of the one workplace; `only_new` leaves out answers that a letter was kept about already."""
    asked = (
        select(Determination.id, Determination.name, Determination.facts)
        .join(Enquiry, Enquiry.id == Determination.enquiry_id)
        .where(Determination.superseded_by.is_(None), Enquiry.removed_at.is_(None))
        .order_by(Determination.name, Determination.id)
    )
    if enquiries is not None:
        asked = asked.where(Determination.enquiry_id.in_(enquiries))
    if only_new:
        asked = asked.where(Determination.id.not_in(select(Letter.determination_id).where(Letter.kind == "staff")))
    with desk.store.reading() as session:
        rows = session.execute(asked).all()
    at = [row for row in rows if not school or str(row.facts.get("workplace", {}).get("value", "")) == school]
    return tuple(Wanted(row.id, row.name) for row in at)


def workplaces_of(desk: Desk, wanted: Iterable[Wanted]) -> tuple[tuple[str, str], ...]:
    """The schools at which these people work, as URN and name, by name; whoever works at none is not among them."""
    with desk.store.reading() as session:
        ids = [each.determination_id for each in wanted]
        facts = session.scalars(select(Determination.facts).where(Determination.id.in_(ids))).all()
    found = schools_by_urn(desk, {str(each["workplace"]["value"]) for each in facts if "workplace" in each})
    return tuple(sorted(((urn, school.name) for urn, school in found.items()), key=lambda each: each[1]))


def make_letters(
    desk: Desk,
    wanted: Sequence[Wanted],
    delivery: Delivery,
    *,
    form: Form = "pdf",
    large: bool = False,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> BulkLetters:
    """Make, keep and hand on the letters, in order; what was typed for a person's letter before is in it.

    Raises Problem when they cannot be handed on: a full disk, a folder that is gone.  Those made so far are kept."""
    run = _Run(desk, delivery, form=form, large=large, watch=Watch(progress, cancelled), many=len(wanted))
    try:
        stopped = run.go(wanted)
        files = delivery.finish()
    except BaseException:
        delivery.give_up()
        raise
    return BulkLetters(run.new, run.kept_before, tuple(run.failures), tuple(run.unseen), files, stopped)


class _Run:
    """One run over the letters, and what has come of it so far."""

    def __init__(self, desk: Desk, delivery: Delivery, *, form: Form, large: bool, watch: Watch, many: int) -> None:
        self._desk, self._delivery, self._form, self._large = desk, delivery, form, large
        self._watch, self._many = watch, many
        self._taken: set[str] = set()
        self.new = self.kept_before = 0
        self.failures: list[Failure] = []
        self.unseen: list[Unseen] = []

    def go(self, wanted: Sequence[Wanted]) -> bool:
        """Whether it was stopped before the end."""
        done = 0
        try:
            for done, ((each, found), pdf) in enumerate(print_all(self._drafts(wanted), many=self._many), 1):
                self._settle(each, found, pdf)
                self._watch.step(done, self._many, SAY)
        except Cancelled:
            return done < self._many
        return False

    def _drafts(self, wanted: Sequence[Wanted]) -> Iterator[tuple[tuple[Wanted, _Found], Print | None]]:
        self._watch.step(0, self._many, SAY)
        for each in wanted:
            try:
                found, large = self._draft(each)
            except Problem as problem:
                yield (each, problem), None
                continue
            to_print = Print(found.letter, large) if isinstance(found, MadeLetter) else None
            yield (each, found), to_print

    def _draft(self, wanted: Wanted) -> tuple[MadeLetter | LetterFile, bool]:
        """The letter kept before or the draft of a new one, and whether it is to be in large print."""
        about = kept_result(self._desk, wanted.determination_id)
        form = form_for(self._desk, about)
        found = letter_to_issue(self._desk, about, wanted.kind, read_form(form), taken=self._taken)
        self._taken.add(found.reference)
        return found, self._large or form.large

    def _settle(self, wanted: Wanted, found: _Found, pdf: bytes | Problem | None) -> None:
        if isinstance(found, MadeLetter):
            found = replace(found, pdf=pdf) if isinstance(pdf, bytes) else pdf or found
        try:
            if isinstance(found, Problem):
                raise found
            letter = self._keep(wanted, found) if isinstance(found, MadeLetter) else found
            content, name = in_form(letter, self._form)
        except Problem as problem:
            self.failures.append(Failure(wanted, problem))
            return
        self._delivery.add(content, name)
        if isinstance(letter, MadeLetter):
            self.new += 1
            if letter.left_out:
                self.unseen.append(Unseen(wanted, letter.left_out))
        else:
            self.kept_before += 1

    def _keep(self, wanted: Wanted, made: MadeLetter) -> MadeLetter | LetterFile:
        """Keep it; made anew where another took its reference, or its place, meanwhile."""
        try:
            keep_letter(self._desk, made)
        except Problem:
            again, large = self._draft(wanted)
            if isinstance(again, LetterFile):
                return again
            made = printed(again, large)
            keep_letter(self._desk, made)
        return made
