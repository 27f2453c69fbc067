"""The audit file of a person or of one kept answer: a zip of JSON, pages to read, rules, letters, and their hashes.

`SHA256SUMS` proves that nothing was changed since (`sha256sum -c`, or `npqdesk audit check`); `checking.py` also
decides each answer again from the facts and the rules in the file."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.services.audit.people import answers_of, person_piece
from npqdesk.services.audit.pieces import Fields, Piece, answer_piece, letter_pieces
from npqdesk.services.letter_files import file_name, filed_name

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

FORMAT = "npqdesk audit 1"
SUMS, JSON_FILE, PAGES, GUIDE = "SHA256SUMS", "audit.json", "audit.pdf", "READ ME FIRST.txt"
_GUIDE = """\
{what}
Drawn up by npqdesk on {day}. It holds personal data: keep it as safe as the records themselves.

audit.pdf     everything in words, to read or print
audit.json    the same and more, for other programs; see "about" in it
policies/     the very texts of the rules that answers rest on, named by edition and hash
letters/      the letters as they were made, byte for byte
attachments/  files that were attached to applications
SHA256SUMS    a hash of each file: "sha256sum -c SHA256SUMS" or "npqdesk audit check FILE" finds any change

An answer is never edited. Where another one took its place, both are here, with the reason why.
"""
_ABOUT = {
    "answers": "Each kept answer: its outcome, reason and rule (and what DfE's own service would say), every fact with "
    "its origin, the edition of the rules with the hash of its text, the lists and the register with theirs, and the "
    "trace of the rules that were tested.",
    "origin": "answer: the office said it; record: the staff record; register, list, ofsted: looked up in a file that "
    "was loaded; history: our own records of funded places; follows: from other facts.",
    "as_kept": "What was stored when the answer was kept; the rest is explained again from the facts and the rules.",
    "changes": "What the journal still knows of changes to the person's rows: before and after.",
    "times": "UTC, ISO 8601.",
}


@dataclass(frozen=True, slots=True)
class AuditFile:
    """A zip ready to be saved."""

    file_name: str
    content: bytes = field(repr=False)


def audit_of_answer(desk: "Desk", determination_id: int) -> AuditFile:
    """The audit file of one kept answer.  Problem when there is none of that number."""
    told = answer_piece(desk, determination_id)
    what = f"Audit file of the answer of number {determination_id}: {told.fields['name']}."
    return _packed(desk, what, told.fields["name"], {determination_id: told})


def audit_of_person(desk: "Desk", person_id: int) -> AuditFile:
    """The audit file of everything that is kept of a person.  Problem when there is none of that number."""
    person = person_piece(desk, person_id)
    name = person.fields["person"]["name"]
    answers = {number: answer_piece(desk, number) for number in answers_of(desk, person_id)}
    return _packed(desk, f"Audit file of {name}.", name, answers, person)


def person_of(desk: "Desk", text: str) -> int:
    """The number of the person whom a text names: a number, a TRN or a whole name.

    Problem when it is nobody, or more than one."""
    from npqdesk.services.staff import staff_list

    wanted = " ".join(text.split()).casefold()
    found = [one.id for one in staff_list(desk) if wanted in {str(one.id), one.trn, one.name.casefold()}]
    if len(found) == 1:
        return found[0]
    raise Problem(
        "It is not certain who is meant" if found else "Nobody of that name is on the staff record",
        f"{len(found)} people are called so: {', '.join(map(str, found))}." if found else "Names are compared whole.",
        "Give the number of the person, the TRN, or the whole name.",
    )


def _packed(desk: "Desk", what: str, name: str, answers: Mapping[int, Piece], person: Piece | None = None) -> AuditFile:
    from npqdesk.services.audit.readable import audit_pages  # slow libraries, first wanted here

    letters = letter_pieces(desk, answers)
    told: Fields = {
        "format": FORMAT,
        "what": what,
        "made_at": desk.now().isoformat(),
        "about": _ABOUT,
        **(person.fields if person else {}),
        "answers": [piece.fields for piece in answers.values()],
        **letters.fields,
    }
    files: dict[str, bytes] = {}
    for piece in (*answers.values(), letters, *([person] if person else [])):
        files |= piece.files
    day = desk.today()
    files[GUIDE] = _GUIDE.format(what=what, day=f"{day.day} {day:%B %Y}").replace("\n", "\r\n").encode()
    files[JSON_FILE] = json.dumps(told, indent=2, ensure_ascii=False, sort_keys=False).encode()
    files[PAGES] = audit_pages(desk, told)
    called = file_name(f"{day.isoformat()} NPQ audit", filed_name(name) or "no name", suffix=".zip")
    return AuditFile(called, _zipped(files))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in order, with their hashes; the same files give the same bytes."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in (*sorted(files.items()), (SUMS, sums.encode())):
            packed.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
