"""Files that belong to an application, such as an offer by e-mail: kept in the records, opened by the system.

A file is kept once however often it is attached.  What is opened is a copy: changing that changes nothing kept."""

import hashlib
import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from npqdesk.problem import Place, Problem
from npqdesk.services.applications import found_application
from npqdesk.services.letter_files import file_name
from npqdesk.services.undo import act
from npqdesk.store.applications import AttachedFile, Attachment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_TOGETHER = 10 * MEGABYTE, 50 * MEGABYTE
"""Bytes of one file, and of all files of one application."""
_RUNS = frozenset(
    (
        *(".app", ".bat", ".cmd", ".com", ".cpl", ".desktop", ".dll", ".exe", ".hta", ".htm", ".html", ".iso", ".jar"),
        *(".js", ".jse", ".lnk", ".msc", ".msi", ".ps1", ".py", ".pyw", ".reg", ".scr", ".sh", ".svg", ".url", ".vbe"),
        *(".vbs", ".wsf", ".wsh"),
    )
)
"""Endings of files that a system runs, or shows with what may run in them, rather than reads."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of an application; `size` in bytes."""

    id: int
    file_name: str
    size: int
    added_at: datetime


def attachments(desk: "Desk", application_id: int) -> tuple[AttachmentRow, ...]:
    """The files of an application, in the order in which they came."""
    wanted = (
        select(Attachment.id, Attachment.file_name, AttachedFile.size, Attachment.added_at)
        .join(AttachedFile, AttachedFile.sha256 == Attachment.sha256)
        .where(Attachment.application_id == application_id, Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    with desk.store.reading() as session:
        return tuple(AttachmentRow(*row) for row in session.execute(wanted))


def attach(desk: "Desk", application_id: int, path: Path) -> AttachmentRow:
    """Keep a copy of a file with an application.

    Problem when it cannot be read, is too large, empty, of a kind that the system would run, or there already."""
    content = _read(path)
    digest = hashlib.sha256(content).hexdigest()
    with act(desk, "attach a file") as session:
        found_application(session, application_id)
        mine = Attachment.application_id == application_id, Attachment.removed_at.is_(None)
        if session.scalar(select(Attachment.id).where(*mine, Attachment.sha256 == digest)) is not None:
            raise Problem("This file is attached already", "The very same content is there.", "Open that one.")
        joined = select(func.sum(AttachedFile.size)).join(Attachment, Attachment.sha256 == AttachedFile.sha256)
        if (session.scalar(joined.where(*mine)) or 0) + len(content) > LARGEST_TOGETHER:
            raise _too_large(path, "All files of one application", LARGEST_TOGETHER)
        if session.get(AttachedFile, digest) is None:
            session.add(AttachedFile(sha256=digest, size=len(content), content=content))
            session.flush()
        row = Attachment(
            application_id=application_id,
            sha256=digest,
            file_name=_safe_name(path),
            added_at=desk.now(),
            removed_at=None,
        )
        session.add(row)
        session.flush()
        return AttachmentRow(row.id, row.file_name, len(content), row.added_at)


def detach(desk: "Desk", attachment_id: int) -> None:
    """Take a file off its application; undoing brings it back."""
    with act(desk, "remove a file") as session:
        session.get_one(Attachment, attachment_id).removed_at = desk.now()


def copy_to_open(desk: "Desk", attachment_id: int) -> Path:
    """A copy of an attached file in a temporary folder, for the system to open; it goes when the program ends.

    Problem when there is no room for it."""
    with desk.store.reading() as session:
        row = session.get_one(Attachment, attachment_id)
        content = session.get_one(AttachedFile, row.sha256).content
    try:
        file = Path(tempfile.mkdtemp(dir=_folder().name)) / row.file_name
        file.write_bytes(content)
    except OSError as error:
        raise Problem(
            "The file could not be opened",
            f"A copy could not be written for it: {error.strerror or error}.",
            "Free some space on the disk, then try again. What is kept is safe.",
        ) from error
    return file


def size_words(size: int) -> str:
    """ "240 KB", "1.2 MB"."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, round(size / 1024)):,} KB"


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """The one folder of this run for copies; it is removed when the program ends."""
    return tempfile.TemporaryDirectory(prefix="npqdesk-", ignore_cleanup_errors=True)


def _safe_name(path: Path) -> str:
    ending = path.suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,10}", path.suffix) else ""
    stem = path.name.removesuffix(ending)
    return file_name(stem if stem.strip(" .") else "file", suffix=ending)


def _read(path: Path) -> bytes:
    if path.suffix.lower() in _RUNS:
        raise Problem(
            "This kind of file is not kept",
            f"The system might run a file that ends in {path.suffix.lower()} when it is opened.",
            "Attach a PDF, a picture, a document or an e-mail instead.",
            place=Place(path.name),
        )
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path, "A file", LARGEST)
        content = path.read_bytes()
    except OSError as error:
        raise Problem(
            "The file could not be read",
            f"{error.strerror or error}.",
            "Check that it is still there and is not open elsewhere, then attach it again.",
            place=Place(path.name),
        ) from error
    if not content:
        raise Problem("The file is empty", "There is nothing in it.", "Choose another one.", place=Place(path.name))
    return content


def _too_large(path: Path, what: str, most: int) -> Problem:
    return Problem(
        "The file is too large",
        f"{what} may have {most // MEGABYTE} MB in the records, so that copies of them stay quick.",
        "Make it smaller, or keep it in a folder and write down where in the notes.",
        place=Place(path.name),
    )
