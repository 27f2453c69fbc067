"""One reading room for every container: CSV, alone or in a zip, gzip or xz; a sheet of an Excel or ODS workbook.

Whatever comes in, a `Table` of text cells goes out, and its readers need not know what it was packed in."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from npqdesk.problem import Place, Problem
from npqdesk.registers.headings import SEARCHED_ROWS, Wanted, heading_row
from npqdesk.registers.survey import PIECE, Tick, no_tick
from npqdesk.registers.table import DELIMITERS, Table, read_table
from npqdesk.registers.unpacking import Source, gzip_content, unpacked, xz_content
from npqdesk.registers.wide_text import MARKS, narrowed
from npqdesk.registers.workbook import OLD_EXCEL, first_rows, is_workbook, read_workbook
from npqdesk.registers.zipped import content_of, open_zip, shown, tables_in

_ZIP, _GZIP, _XZ = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b", b"\xfd7zXZ"
_PEEK = 1 << 16
_NO_DAY = (1980, 1, 1)
"""What a zip says of a file whose day nobody told it."""


def open_table(stream: BinaryIO, file_name: str, *, wanted: Wanted = (), part: str = "", tick: Tick = no_tick) -> Table:
    """The table in `stream`, whatever it is packed in.  `stream` can be rewound and stays open while rows are read.

    In a zip it is the very `part`, by its name there, else the CSV file, in a workbook the first sheet, that has the
    headings `wanted`; `told` says what else there was.  `survey.sha256` and `survey.bytes` are of the file as it was
    given, but for a `part`.  Problem as for `read_table`, and when what it is packed in is damaged, locked, grows
    beyond all measure or holds no table; OSError when it cannot be read."""
    begins = _begins(stream)
    if begins.startswith(OLD_EXCEL):
        return read_workbook(stream, file_name, _hash(stream, tick), wanted=wanted)
    if begins.startswith(_ZIP):
        given = _hash(stream, tick)
        archive = open_zip(stream, file_name)
        if is_workbook(archive):
            return read_workbook(stream, file_name, given, archive=archive, wanted=wanted)
        return (
            _part_of(archive, file_name, given, part, wanted, tick)
            if part
            else _in_zip(archive, file_name, given, wanted, tick)
        )
    if begins.startswith((_GZIP, _XZ)):
        given = _hash(stream, tick)

        def begin() -> Source:
            return gzip_content(stream) if begins.startswith(_GZIP) else xz_content(stream)

        inside = narrowed(unpacked(begin, packed_bytes=given[1], name=file_name), file_name)
        return _as_given(read_table(inside, file_name, wanted=wanted, tick=tick), given)
    if begins.startswith(MARKS):
        given = _hash(stream, tick)
        return _as_given(read_table(narrowed(stream, file_name), file_name, wanted=wanted, tick=tick), given)
    return read_table(stream, file_name, wanted=wanted, tick=tick)


def kinds_in(stream: BinaryIO, file_name: str, kinds: Mapping[str, Wanted]) -> dict[str, str]:
    """Which of `kinds` each table in a file is, by its name in the zip, "" in any other file: the first whose headings
    it begins with; the largest file of a zip first.  What is none of them is not in it.  `stream` is rewound.

    Problem as for `open_table` when it is a workbook or an archive that cannot be opened; OSError when it cannot be
    read."""
    found = {}
    for part, rows in _beginnings(stream, file_name):
        kind = next(
            (kind for kind, wanted in kinds.items() if any(heading_row(each, wanted) is not None for each in rows)),
            None,
        )
        if kind is not None:
            found[part] = kind
    stream.seek(0)
    return found


def _beginnings(stream: BinaryIO, file_name: str) -> Iterator[tuple[str, list[list[list[str]]]]]:
    """Each table's name in the zip, and its first rows in every way in which they may be told apart."""
    begins, packed = _begins(stream), stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if begins.startswith(OLD_EXCEL):
        yield "", first_rows(stream, file_name, packed)
    elif begins.startswith(_ZIP):
        archive = open_zip(stream, file_name)
        if is_workbook(archive):
            yield "", first_rows(stream, file_name, packed, archive=archive)
            return
        for member in sorted(tables_in(archive, file_name), key=lambda each: -each.file_size):
            with content_of(archive, member, f"{file_name}: {shown(member.filename)}", packed) as inside:
                yield member.filename, _split_lines(inside, file_name)
    elif begins.startswith((_GZIP, _XZ)):
        begin = gzip_content if begins.startswith(_GZIP) else xz_content
        inside = unpacked(lambda: begin(stream), packed_bytes=packed, name=file_name)
        yield "", _split_lines(inside, file_name)
    else:
        yield "", _split_lines(stream, file_name)


def names_inside(stream: BinaryIO, file_name: str) -> tuple[str, ...]:
    """The names of the files in a zip that may be tables; none for anything else.  Problem as for `open_table`."""
    if not _begins(stream).startswith(_ZIP):
        return ()
    archive = open_zip(stream, file_name)
    return () if is_workbook(archive) else tuple(shown(each.filename) for each in tables_in(archive, file_name))


def day_inside(stream: BinaryIO, file_name: str, part: str) -> date | None:
    """The day on which a table, by its name shown, was put into a zip; None where the zip does not say it."""
    members = tables_in(open_zip(stream, file_name), file_name)
    year, month, day = next(each.date_time[:3] for each in members if shown(each.filename) == part)
    try:
        return date(year, month, day) if (year, month, day) != _NO_DAY else None
    except ValueError:
        return None


def is_same(stream: BinaryIO, table: Table) -> bool:
    """Whether a file is still, byte for byte, the one that `table` was read from."""
    return _hash(stream, no_tick)[0] == (table.packed or table.survey.sha256)


def _begins(stream: BinaryIO) -> bytes:
    """The first bytes, by which it is told what a file is packed in.  `stream` is rewound."""
    stream.seek(0)
    begins = stream.read(8)
    stream.seek(0)
    return begins


def _hash(stream: BinaryIO, tick: Tick) -> tuple[str, int]:
    """The sha256 of the file as it was given, and its bytes."""
    digest, size = sha256(), 0
    stream.seek(0)
    while piece := stream.read(PIECE):
        digest.update(piece)
        size += len(piece)
        tick(size)
    stream.seek(0)
    return digest.hexdigest(), size


def _as_given(table: Table, given: tuple[str, int]) -> Table:
    return replace(table, survey=replace(table.survey, sha256=given[0], bytes=given[1]))


def _part_of(archive: ZipFile, file_name: str, given: tuple[str, int], part: str, wanted: Wanted, tick: Tick) -> Table:
    """One file of a zip, as if it had been given by itself."""
    name = f"{file_name}: {shown(part)}"
    inside = content_of(archive, archive.getinfo(part), name, given[1])
    return replace(read_table(inside, name, wanted=wanted, tick=tick), part=shown(part), packed=given[0])


def _in_zip(archive: ZipFile, file_name: str, given: tuple[str, int], wanted: Wanted, tick: Tick) -> Table:
    members = tables_in(archive, file_name)
    chosen = _chosen(archive, members, file_name, wanted, given[1])
    part = shown(chosen.filename)
    inside = narrowed(content_of(archive, chosen, f"{file_name}: {part}", given[1]), f"{file_name}: {part}")
    table = _as_given(read_table(inside, f"{file_name}: {part}", wanted=wanted, tick=tick), given)
    others = [shown(member.filename) for member in members if member is not chosen]
    told = (f"Read from {part} in the zip.", *([f"Not read, in the same zip: {', '.join(others)}."] if others else []))
    return replace(table, part=part, told=(*told, *table.told))


def _chosen(archive: ZipFile, members: Sequence[ZipInfo], file_name: str, wanted: Wanted, packed: int) -> ZipInfo:
    """The largest of the files that have the headings wanted; the only one in any case."""
    if len(members) == 1:
        return members[0]
    fitting = [member for member in members if _has(archive, member, file_name, wanted, packed)]
    if not fitting:
        raise Problem(
            "None of the files in this zip is the one needed",
            f"It holds {', '.join(shown(member.filename) for member in members[:8])}, and none has the right headings.",
            "Check that you chose the right file; or unzip it and choose the one file that you mean.",
            place=Place(file_name),
        )
    return max(fitting, key=lambda member: member.file_size)


def _has(archive: ZipFile, member: ZipInfo, file_name: str, wanted: Wanted, packed: int) -> bool:
    """Whether the beginning of a file in a zip has the headings wanted."""
    with content_of(archive, member, f"{file_name}: {shown(member.filename)}", packed) as inside:
        return any(heading_row(rows, wanted) is not None for rows in _split_lines(inside, file_name))


def _split_lines(stream: BinaryIO, file_name: str) -> list[list[list[str]]]:
    """The first lines of a text as rows, for each sign that may part its columns."""
    begins = narrowed(stream, file_name).read(_PEEK).decode("utf-8-sig", errors="replace")
    lines = [line for line in io.StringIO(begins, newline="") if line.strip()]
    return [_split(lines, sign) for sign in DELIMITERS]


def _split(lines: Sequence[str], sign: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(lines, delimiter=sign), SEARCHED_ROWS))
    except csv.Error:
        return []
