"""A new file of links, groups, memberships or Section 41 against what is known: new, said again, no longer so, older.

Membership files overlap: one tells of academy trusts only, another of federations and sponsors too.  A file ends, and
an older one is held up by, only what is of the kinds of groups that it tells of; and where it has no column for
something, what was known of that stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from npqdesk.registers.relations import Relation, RelationFile

Said = dict[str, dict[Relation, None]]
"""The rows of a file by subject, each once."""
Known = Mapping[str, Mapping[Relation, tuple[int, date]]]
"""What is said now of each subject: the row's id and the day of the last file that said it."""
_TRUSTS = "academytrust"


@dataclass(frozen=True, slots=True)
class FileRead:
    """The day that a file describes, the fields that it has no column for, which sort each group is, by its UID, and
    what another file in the same zip told of (see `told_by`)."""

    as_at: date
    absent: frozenset[str]
    groups: Mapping[str, str]
    besides: frozenset[str]


@dataclass(slots=True)
class Changes:
    """What a file brings: rows that are new, ids of rows seen again and of those ended, how many are older than what is
    known."""

    added: list[Relation] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    left: int = 0


def compare(said: Said, known: Known, file: RelationFile, read: FileRead) -> Changes:
    """What a file changes."""
    changes, spoken = Changes(), _days_by_sort(known, file)
    whole = {subject: _filled(rows, known.get(subject, {}), file, read) for subject, rows in said.items()}
    told = {_sort(file, row) for rows in whole.values() for row in rows}
    for subject, rows in whole.items():
        before = known.get(subject, {})
        newest = max((day for _, day in before.values()), default=date.min)
        newer = {_same(file, row) for row, (_, day) in before.items() if day > read.as_at}
        taken = {
            row
            for row in rows
            if _same(file, row) not in newer and min(newest, spoken.get(_sort(file, row), date.min)) <= read.as_at
        }
        changes.left += len(rows) - len(taken)
        changes.added += [row for row in rows if row in taken and row not in before]
        anew = {_same(file, row) for row in taken}
        for row, (row_id, day) in before.items():
            if row in taken:
                changes.seen.append(row_id)
            elif day > read.as_at or not read.besides.isdisjoint(told_by(file, row)):
                continue
            elif _sort(file, row) in told or _same(file, row) in anew:
                changes.ended.append(row_id)
    return changes


def told_by(file: RelationFile, row: Relation) -> tuple[str, str]:
    """What a row tells of, so that another file in the same zip need not: its subject, or one sort of groups of it; and
    the very thing that it tells."""
    return f"{row.subject} {_sort(file, row)}".rstrip(), "\0".join(str(each) for each in _same(file, row))


def _same(file: RelationFile, row: Relation) -> tuple[str | None, ...]:
    """What tells a row from the others of its subject, in whichever words the rest is said."""
    return tuple(getattr(row, name) for name in file.same)


def _sort(file: RelationFile, row: Relation) -> str:
    """The sort of group that a membership is of, whichever way it is spelled; an academy has one trust at a time, so
    single and multi-academy trusts are one sort.  Other files tell of all that there is of a subject."""
    if not file.by_sort:
        return ""
    letters = "".join(filter(str.isalpha, row.what.casefold()))
    return _TRUSTS if _TRUSTS in letters else letters.removesuffix("s")


def _days_by_sort(known: Known, file: RelationFile) -> dict[str, date]:
    """The newest day on which a file told of each sort."""
    days: dict[str, date] = {}
    for rows in known.values():
        for row, (_, day) in rows.items():
            sort = _sort(file, row)
            days[sort] = max(day, days.get(sort, day))
    return days


def _filled(
    rows: Mapping[Relation, None], before: Mapping[Relation, object], file: RelationFile, read: FileRead
) -> dict[Relation, None]:
    """The rows, with what the file has no column for as it is known of the same thing, and the sort of a group."""
    if not read.absent:
        return dict(rows)
    was = {_same(file, row): row for row in before}
    filled: dict[Relation, None] = {}
    for row in rows:
        found = was.get(_same(file, row))
        was_said = {name: getattr(found, name) for name in read.absent} if found else {}
        sort = row.what or was_said.get("what") or read.groups.get(row.other, "")
        filled[row._replace(**{**was_said, "what": sort})] = None
    return filled
