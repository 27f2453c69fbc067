"""Summaries of what was kept: one school for its head and governors, all schools of a trust in one table.

They count the kept answers that stand, and are kept as letters are. What was kept is given out again for as long as it
says what is so; a later one replaces it and says what changed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from npqdesk.letters.governors import governors
from npqdesk.letters.governors_money import StaffLine, Summary
from npqdesk.letters.grant import FIRST_YEAR, LAST_YEAR
from npqdesk.letters.letter import Letter
from npqdesk.letters.trust import TrustTable, trust_table
from npqdesk.letters.wording import Wording
from npqdesk.problem import Problem
from npqdesk.services.deadlines.gather import deadlines, open_deadlines
from npqdesk.services.desk import Desk
from npqdesk.services.kept_letters import KeptLetterRow, LetterFile, kept_letters, letter_file
from npqdesk.services.letter_case import title_of
from npqdesk.services.letter_files import file_name
from npqdesk.services.letter_keeping import keep_letter, next_reference
from npqdesk.services.letterheads import paper_for
from npqdesk.services.made_letter import KINDS, MadeLetter, SummaryKind, printed
from npqdesk.services.own_workplaces import own_workplaces
from npqdesk.services.recheck import differing
from npqdesk.services.reissue import as_typed, in_its_place, says_the_same
from npqdesk.services.rollup import next_of
from npqdesk.services.schools import schools_by_urn
from npqdesk.services.summary_lines import (
    Line,
    academic_year,
    assessed_in,
    basis_together,
    list_days,
    prices_from,
    senco_deadline,
    sources_of,
    standing_lines,
)
from npqdesk.services.trust_rows import (
    differing_by_course,
    flips_of,
    grant_is_open,
    grant_of,
    has_begun,
    is_unsettled_fee,
    paying_of,
    price_settled,
    received_of,
    to_cover,
    trust_rows,
)
from npqdesk.services.wordings import letter_wording


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a summary is asked for: `of` is the URN of a school, or the name of a trust.  `cover_days` are for each
    person, at `cover_rate` pounds a day; `names` has the page name people, not roles."""

    kind: SummaryKind
    of: str
    cohort: str
    meeting: str = ""
    on: date | None = None
    cover_days: int = 0
    cover_rate: int = 0
    names: bool = False


_Facts = Summary | TrustTable


def summary_starts(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The starts that an answer stands for, newest first: id and words."""
    from npqdesk.services.determine import determinations

    found = {row.cohort for row in determinations(desk) if not row.superseded}
    starts = sorted(filter(None, map(desk.vocabulary.cohort, found)), key=lambda start: start.order, reverse=True)
    return tuple((start.id, start.words) for start in starts)


def summary_subjects(desk: Desk) -> tuple[tuple[SummaryKind, str, str], ...]:
    """What there can be summaries of: each trust with two of our schools or more, then each school; with words."""
    schools = own_workplaces(desk)
    counted = Counter(school.trust for school in schools if school.trust)
    found: list[tuple[SummaryKind, str, str]] = [
        ("trust", name, f"{name}: all schools") for name, count in sorted(counted.items()) if count > 1
    ]
    found += [("governors", school.urn, school.name) for school in schools]
    return tuple(found)


def make_summary(
    desk: Desk, wanted: Wanted, *, large: bool = False, again: bool = False, changed: str = ""
) -> MadeLetter | LetterFile:
    """The summary that was kept, while it says what is so today; else a new one in its place, which is not kept yet.

    `again` makes a new one all the same, `changed` is what changed in the office's own words.  Raises Problem when no
    answer is kept for this start there, or it cannot be printed."""
    wording, fixed_words = letter_wording(desk)
    if desk.vocabulary.cohort(wanted.cohort) is None:
        raise Problem("This is not a start", f"“{wanted.cohort}” is none.", "Give one such as 2026-autumn.")
    wanted = replace(wanted, of=wanted.of.strip())
    facts, answers, about = (_governors if wanted.kind == "governors" else _trust)(desk, wanted, wording)
    typed, kept = {**as_typed(wanted), "large": large}, standing_summary(desk, wanted)
    if kept is not None and not again and kept.typed == typed:
        file = letter_file(desk, kept.id)
        said = file.letter
        if said and says_the_same(said, _letter(facts, wording, said.reference, said.written)):
            return file
    whose = wanted.of if wanted.kind == "governors" else _initials(wanted.of)
    reference = next_reference(desk, wanted.kind, whose)
    letter = _letter(facts, wording, reference, desk.today())
    name = file_name(f"{desk.today().isoformat()} {KINDS[wanted.kind][1]}", about, wanted.cohort)
    draft = MadeLetter(
        reference, letter.title, name, b"", letter, wanted.kind, fixed_words, typed, answers, about=wanted.of,
        cohort=wanted.cohort,
    )  # fmt: skip
    return printed(in_its_place(desk, draft, kept.id, wording, own_words=changed) if kept else draft, large)


def issue_summary(desk: Desk, wanted: Wanted) -> MadeLetter | LetterFile:
    """The summary to give out: the one that was kept, while it says what is so today; else a new one, kept now."""
    made = make_summary(desk, wanted)
    if isinstance(made, MadeLetter):
        keep_letter(desk, made)
    return made


def standing_summary(desk: Desk, wanted: Wanted) -> KeptLetterRow | None:
    """The kept summary of this school or trust and start, with names or without, that no later one replaces."""
    asked = (wanted.kind, wanted.of, wanted.cohort, wanted.names)
    rows = (row for row in kept_letters(desk) if not row.replaced)
    return next((row for row in rows if (row.kind, row.about, row.cohort, row.typed.get("names")) == asked), None)


def _letter(facts: _Facts, wording: Wording, reference: str, written: date) -> Letter:
    facts = replace(facts, reference=reference, written=written)
    return governors(facts, wording) if isinstance(facts, Summary) else trust_table(facts, wording)


def _governors(desk: Desk, wanted: Wanted, wording: Wording) -> tuple[_Facts, tuple[int, ...], str]:
    """What it says, the numbers of the answers that it counts, and the name of the school."""
    school = schools_by_urn(desk, [wanted.of]).get(wanted.of.strip())
    if school is None:
        raise Problem("This school is not in the register", f"It has no URN {wanted.of}.", "Check the number.")
    lines = standing_lines(desk, wording, urns={school.urn}, cohorts={wanted.cohort})
    basis, older = basis_together(lines)
    if basis is None:
        raise _nothing_kept(desk, school.name, wanted.cohort)
    autumn, _starts = academic_year(wanted.cohort)
    summary = Summary(
        letterhead=paper_for(desk, school, school.name).letterhead,
        basis=basis,
        reference="",
        written=desk.today(),
        school=school.name,
        urn=school.urn,
        cohort=_words(desk, wanted.cohort),
        year=f"{autumn} to {autumn + 1}",
        lines=tuple(_staff_lines(desk, wording, lines, names=wanted.names)),
        meeting=wanted.meeting,
        on=wanted.on,
        cover_days=wanted.cover_days * to_cover(lines),
        cover_rate=wanted.cover_rate,
        received=received_of(lines),
        grant_state="paid" if FIRST_YEAR <= autumn <= LAST_YEAR else "ended" if autumn > LAST_YEAR else "not_begun",
        prices_from=prices_from(desk, wording, lines),
        sources=sources_of(lines),
        past=_is_past(desk, wanted.cohort),
        older=older,
        not_up_to_date=_not_up_to_date(desk, lines),
        names=wanted.names,
    )
    return summary, _numbers(lines), school.name


def _trust(desk: Desk, wanted: Wanted, wording: Wording) -> tuple[_Facts, tuple[int, ...], str]:
    schools = [school for school in own_workplaces(desk) if school.trust == wanted.of]
    if not schools:
        raise Problem("No school of this trust is among yours", f"None is in “{wanted.of}”.", "Check the name.")
    urns = {school.urn for school in schools}
    lines = standing_lines(desk, wording, urns=urns, cohorts={wanted.cohort})
    basis, _older = basis_together(lines)
    if basis is None:
        raise _nothing_kept(desk, wanted.of, wanted.cohort)
    autumn, _starts = academic_year(wanted.cohort)
    year = min(max(autumn, FIRST_YEAR), LAST_YEAR)
    granted = standing_lines(desk, wording, urns=urns, cohorts=academic_year(f"{year}-autumn")[1])
    names = {school.urn: school.name for school in schools}
    coming = [each for each in open_deadlines(deadlines(desk)) if each.to_do]
    days = {school.urn: next_of(coming, desk.today(), urn=school.urn) for school in schools}
    changed = {day for line in lines if line.before for day in line.before.lists}
    table = TrustTable(
        letterhead=paper_for(desk, None, wanted.of).letterhead,
        basis=basis,
        reference="",
        written=desk.today(),
        trust=wanted.of,
        cohort=_words(desk, wanted.cohort),
        grant_year=f"{year}/{(year + 1) % 100:02}",
        rows=tuple(trust_rows(desk, schools, lines, granted, days, cover=wanted.cover_days * wanted.cover_rate)),
        differing=tuple(differing_by_course(desk, wording, names, lines)),
        flips=tuple(flips_of(desk, wording, names, lines)),
        changed_with=tuple(sorted(changed)),
        listed_on=list_days(lines),
        meeting=wanted.meeting,
        on=wanted.on,
        counted=max((line.register for line in lines if line.register), default=None),
        cover_days=wanted.cover_days,
        cover_rate=wanted.cover_rate,
        prices_from=prices_from(desk, wording, (line for line in lines if is_unsettled_fee(line))),
        past=_is_past(desk, wanted.cohort),
        not_up_to_date=_not_up_to_date(desk, lines),
    )
    return table, _numbers([*lines, *granted]), wanted.of


def _not_up_to_date(desk: Desk, lines: Iterable[Line]) -> int:
    """How many of these answers would be others today."""
    return len({row.determination_id for row in differing(desk)}.intersection(_numbers(lines)))


def _numbers(lines: Iterable[Line]) -> tuple[int, ...]:
    return tuple(sorted({line.determination_id for line in lines}))


def _staff_lines(desk: Desk, wording: Wording, lines: Iterable[Line], *, names: bool) -> Iterator[StaffLine]:
    """Names or roles: people of the same role are numbered, so that nobody is taken for another."""
    rows = list(lines)
    who = {line.person: line.name if names else line.role or wording.line("governors.somebody") for line in rows}
    shared = {name for name, count in Counter(who.values()).items() if count > 1}
    numbers: Counter[str] = Counter()
    for person, name in who.items():
        if name in shared:
            numbers[name] += 1
            who[person] = f"{name} {numbers[name]}"
    for line in rows:
        title = title_of(desk, wording, line.course).removeprefix("NPQ for ")
        yield StaffLine(
            line.person, who[line.person], title, line.outcome, line.place, price_settled(line), grant_of(line),
            assessed_in(desk, line), senco_deadline(line), paying_of(line), grant_is_open(line), has_begun(line),
        )  # fmt: skip


def _words(desk: Desk, cohort: str) -> str:
    return desk.vocabulary.value_name("cohort", cohort)


def _is_past(desk: Desk, cohort: str) -> bool:
    start = desk.vocabulary.cohort(cohort)
    return start is not None and start.is_past(desk.today())


def _initials(name: str) -> str:
    """Capitals of a name for a reference: "SLT"."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name)).upper()[:6] or "T"


def _nothing_kept(desk: Desk, about: str, cohort: str) -> Problem:
    return Problem(
        "There is nothing to sum up yet",
        f"No answer is kept for {_words(desk, cohort)} at {about}.",
        "Check the funding of its staff first, or choose another start.",
    )
