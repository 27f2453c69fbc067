"""Which kind of file somebody gives us, told by what is in it: so that it can be dropped anywhere in the window."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from npqdesk.registers.opening import kinds_in
from npqdesk.services.list_releases import guess_list, list_kinds
from npqdesk.services.reading import opened
from npqdesk.services.register_files import register_kinds
from npqdesk.services.staff_columns import look_at_staff, staff_headings

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

FileKind = Literal["register", "list", "staff", "policy", ""]
_PEEK = 1 << 16
_BEGINS_AS_TOML = re.compile(rb"(\xef\xbb\xbf)?(\s|#.*\n)*(\[|[\w.-]+\s*=)")  # not a text that only tells of a policy
_PACKED = (b"PK", b"\x1f\x8b", b"\xfd7zXZ", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff")


def recognise(desk: "Desk", path: Path) -> FileKind:
    """The kind of a file by its headings, then by its name; "" for one that npqdesk does not know.

    Problem when it cannot be read."""
    with opened(path) as stream:
        begins = stream.read(_PEEK)
        if b"[policy]" in begins and _BEGINS_AS_TOML.match(begins):
            return "policy"
        if begins.startswith(b"%PDF") or (b"\0" in begins and not begins.startswith(_PACKED)):
            return ""
        if kinds_in(stream, path.name, register_kinds()):
            return "register"
        is_staff = kinds_in(stream, path.name, {"staff": staff_headings()})
        is_list = kinds_in(stream, path.name, {each.id: each.wanted() for each in list_kinds().values()})
    if is_staff and look_at_staff(desk, path).certain:
        return "staff"
    if is_list or guess_list(path):
        return "list"
    return "staff" if is_staff else ""
