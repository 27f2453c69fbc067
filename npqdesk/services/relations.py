"""Links, groups and trusts, memberships and Section 41: brought in as dated files, with what each changed.

A file ends only what it says otherwise of the same establishment or group, and only of the sorts of groups that it
tells of: one that it does not have is kept as it was last seen, because extracts are often of a part of the register.
What a later file said is not taken back by an earlier one.  Every row read is new, unchanged, older than what is known,
repeated, or refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.problem import Place, Problem
from npqdesk.registers.opening import kinds_in
from npqdesk.registers.relations import FIELDS, Relation, RelationFile, read_relation_files, read_relations
from npqdesk.registers.table import Refused, Table
from npqdesk.services.keeping import keeping, newest, point, put, steps
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import (
    WHOLE,
    Dated,
    Part,
    dated,
    nothing_usable,
    opened,
    table_in,
)
from npqdesk.services.relation_changes import FileRead, Known, Said, compare, told_by
from npqdesk.store.plain_sql import rows_of
from npqdesk.store.tables import RelationFileRow, RelationRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class RelationsPreview:
    """What keeping a file would do.  `rows` = `new` + `unchanged` + `left` + `repeated` + refused.

    `ended` counts what the file says otherwise now; `left` rows older than what is known; `told` are sentences on what
    was left aside in the file.  `already`: this very file was kept before, else None."""

    kind: RelationFile
    file_name: str
    sha256: str
    as_at: date
    told: tuple[str, ...]
    rows: int
    new: int
    unchanged: int
    left: int
    ended: int
    repeated: int
    refused: tuple[Refused, ...]
    already: bool | None
    added_rows: tuple[Relation, ...] = field(repr=False)
    seen_ids: tuple[int, ...] = field(repr=False)
    ended_ids: tuple[int, ...] = field(repr=False)
    after: int = field(repr=False)
    told_of: frozenset[str] = field(repr=False)


@cache
def relation_files() -> dict[str, RelationFile]:
    """The kinds of file besides the register itself."""
    return read_relation_files(paths.read_text("lists", "gias_files.toml"))


def preview_relations(
    desk: "Desk",
    path: Path | str,
    *,
    as_at: date | None = None,
    part: Part = WHOLE,
    kind: str = "",
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> RelationsPreview:
    """Read such a file and tell what keeping it would do.  Changes nothing.

    `part` is one file of a zip, `kind` what it is known to be.  Problem when it is none of these kinds, cannot be read,
    or is of a day to come; Cancelled when asked to stop."""
    path, watch = Path(path), Watch(progress, cancelled)
    file = relation_files()[kind] if kind else _kind_of(path)
    with table_in(path, watch, wanted=file.wanted, part=part.name) as table:
        absent, read = read_relations(table, file)
        rows = watch.over(read, table.survey.lines, "Reading the register")
        of = dated(path, table, as_at, desk.today())
        by_subject, repeated, refused = _sort_out(rows, file, part.besides)
    if not by_subject and not repeated:
        raise nothing_usable(path.name, refused, "Choose a file as Get Information about Schools gives it.")
    found = by_subject, absent, repeated, tuple(refused)
    return _preview(desk, part.file_name(path), of, table, file, found, part.besides)


def keep_relations(
    desk: "Desk",
    preview: RelationsPreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Keep what a preview showed, all of it or nothing.  A file that was kept before changes nothing.

    Problem when another import was kept since the preview, or the records cannot be written; Cancelled when asked to
    stop."""
    if preview.already:
        return
    watch = Watch(progress, cancelled)
    with keeping(desk, preview.file_name, RelationFileRow, preview.after) as session:
        given = {name: getattr(preview, name) for name in ("file_name", "sha256", "as_at", "rows", "ended", "repeated")}
        counts = {"added": preview.new, "refused": len(preview.refused)}
        file = RelationFileRow(kind=preview.kind.kind, imported_at=desk.now(), **given, **counts)
        session.add(file)
        session.flush()
        for column, ids in (("until_file_id", preview.ended_ids), ("seen_file_id", preview.seen_ids)):
            point(session, RelationRow, column, ids, file.id)
        rows = [(preview.kind.kind, *row) for row in preview.added_rows]
        since = {"from_file_id": file.id, "seen_file_id": file.id}
        put(session, RelationRow, ("kind", *FIELDS), rows, constants=since, step=steps(watch, len(rows)))


def _preview(
    desk: "Desk",
    file_name: str,
    of: Dated,
    table: Table,
    kind: RelationFile,
    found: tuple[Said, frozenset[str], int, tuple[Refused, ...]],
    besides: frozenset[str],
) -> RelationsPreview:
    """What was read against what is known: `found` is what `_sort_out` made of the rows, with the fields that the file
    has no column for; `besides` is as `Part` has it."""
    by_subject, absent, repeated, refused = found
    with desk.store.reading() as session:
        known = _known(session, kind.kind)
        same = (RelationFileRow.kind == kind.kind, RelationFileRow.sha256 == table.survey.sha256)
        already = session.scalar(select(RelationFileRow.id).where(*same)) is not None
        after = newest(session, RelationFileRow)
        groups = _groups(session) if kind.by_sort and "what" in absent else {}
    read = FileRead(of.day, absent, groups, besides)
    changes = compare(by_subject, known, kind, read)
    return RelationsPreview(
        kind=kind,
        file_name=file_name,
        sha256=table.survey.sha256,
        as_at=of.day,
        told=(*of.told, *table.told),
        rows=sum(map(len, by_subject.values())) + repeated + len(refused),
        new=len(changes.added),
        unchanged=len(changes.seen),
        left=changes.left,
        ended=len(changes.ended),
        repeated=repeated,
        refused=refused,
        already=already or None,
        added_rows=tuple(changes.added),
        seen_ids=tuple(changes.seen),
        ended_ids=tuple(changes.ended),
        after=after,
        told_of=frozenset(each for rows in by_subject.values() for row in rows for each in told_by(kind, row)),
    )


def _sort_out(
    rows: Iterable[Relation | Refused], file: RelationFile, besides: frozenset[str]
) -> tuple[Said, int, list[Refused]]:
    """The rows of each subject, how many were said before, there or of what is `besides`, and those refused."""
    by_subject: Said = {}
    repeated, refused = 0, []
    for row in rows:
        if isinstance(row, Refused):
            refused.append(row)
        elif not besides.isdisjoint(told_by(file, row)) or row in by_subject.setdefault(row.subject, {}):
            repeated += 1
        else:
            by_subject[row.subject][row] = None
    return by_subject, repeated, refused


def _known(session: Session, kind: str) -> Known:
    """What is said now of each subject: the row's id and the day of the last file that said it."""
    rows = rows_of(
        session,
        f"SELECT relations.id, file.as_at, {', '.join(f'relations.{name}' for name in FIELDS)} FROM relations "
        "JOIN relation_files file ON file.id = seen_file_id WHERE until_file_id IS NULL AND relations.kind = ?",
        (kind,),
    )
    known: dict[str, dict[Relation, tuple[int, date]]] = {}
    for row_id, day, *said in rows:
        relation = Relation(*said)
        known.setdefault(relation.subject, {})[relation] = row_id, date.fromisoformat(day)
    return known


def _groups(session: Session) -> dict[str, str]:
    """Which sort each known group is, by its UID."""
    rows = rows_of(
        session,
        "SELECT other, what FROM relations "
        "WHERE kind IN ('group', 'membership') AND what <> '' AND until_file_id IS NULL",
    )
    return {str(uid): str(what) for uid, what in rows}


def _kind_of(path: Path) -> RelationFile:
    """Which kind a file is by its headings.  Problem when it is none of them."""
    with opened(path) as stream:
        found = kinds_in(stream, path.name, {kind: file.wanted for kind, file in relation_files().items()})
    if found:
        return relation_files()[next(iter(found.values()))]
    titles = ", ".join(file.title.lower() for file in relation_files().values())
    raise Problem(
        "This is no file that goes with the register",
        f"Its headings are none of those of: {titles}.",
        "Choose a file as Get Information about Schools gives it.",
        place=Place(path.name, 1),
    )
