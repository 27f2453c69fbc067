"""Whichever official register a file is, told by its headings: the schools register, what goes with it (links, groups,
memberships, Section 41), one of Ofsted's lists, or pupil numbers from pupil premium allocations.

To add a register: its preview, its keeping, and the headings by which its files are known."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from npqdesk.registers.headings import Wanted
from npqdesk.registers.opening import kinds_in, names_inside
from npqdesk.registers.pupil_premium import WANTED as PREMIUM
from npqdesk.registers.register import WANTED as REGISTER
from npqdesk.registers.table import Refused
from npqdesk.registers.zipped import shown
from npqdesk.services.cut_off import importing
from npqdesk.services.keeping import Imported, PlacesPreview, newest
from npqdesk.services.ofsted import OfstedPreview, keep_ofsted, ofsted_words, preview_ofsted
from npqdesk.services.progress import Progress, never, nobody_asks
from npqdesk.services.pupil_premium import PremiumPreview, keep_premium, preview_premium
from npqdesk.services.reading import Part, changed_meanwhile, opened
from npqdesk.services.register import (
    RegisterPreview,
    keep_register,
    preview_register,
)
from npqdesk.services.relations import (
    RelationsPreview,
    keep_relations,
    preview_relations,
    relation_files,
)
from npqdesk.store.tables import RegisterSnapshot, RelationFileRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

OnePreview = RegisterPreview | RelationsPreview | OfstedPreview | PremiumPreview
_OFSTED, _PREMIUM, _REGISTER = "ofsted", "premium", "register"


@dataclass(frozen=True, slots=True)
class FilesPreview:
    """What keeping every file of a zip that goes with the schools register would do; `told` names those that do not."""

    file_name: str
    parts: tuple[RegisterPreview | RelationsPreview, ...]
    told: tuple[str, ...]

    @property
    def already(self) -> bool | None:
        """True when every one of them was kept before, else None."""
        return all(part.already is not None for part in self.parts) or None

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The rows left out of all of them."""
        return tuple(row for part in self.parts for row in part.refused)


FilePreview = OnePreview | FilesPreview


def preview_register_file(
    desk: "Desk",
    path: Path | str,
    *,
    as_at: date | None = None,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> FilePreview:
    """Read a register file of any kind, or every one in a zip as Get Information about Schools serves it, and tell what
    keeping it would do; see `preview_register`, `preview_relations`, `preview_ofsted`, `preview_premium`."""
    path = Path(path)
    with opened(path) as stream:
        found = kinds_in(stream, path.name, register_kinds())
        inside = names_inside(stream, path.name)
    ours = {part: kind for part, kind in found.items() if kind == _REGISTER or kind in relation_files()}
    if len(ours) > 1:
        told = [name for name in inside if name not in map(shown, ours)]
        parts = _preview_parts(desk, path, ours, as_at, progress=progress, cancelled=cancelled)
        return FilesPreview(path.name, parts, (f"Not read, in the same zip: {', '.join(told)}.",) if told else ())
    preview: Callable[..., OnePreview] = preview_register
    kinds = set(found.values())
    if kinds & relation_files().keys():
        preview = preview_relations
    for kind, its_preview in ((_PREMIUM, preview_premium), (_OFSTED, preview_ofsted)):
        if kind in kinds and not ours:
            preview = its_preview
    return preview(desk, path, as_at=as_at, progress=progress, cancelled=cancelled)


def keep_register_file(
    desk: "Desk",
    preview: FilePreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> Imported | None:
    """Keep what a preview showed, all of it or nothing; see `keep_register`, `keep_ofsted`."""
    if isinstance(preview, FilesPreview):
        _keep_parts(desk, preview, progress=progress, cancelled=cancelled)
        return None
    if isinstance(preview, RelationsPreview):
        keep_relations(desk, preview, progress=progress, cancelled=cancelled)
        return None
    if isinstance(preview, PremiumPreview):
        keep_premium(desk, preview, progress=progress, cancelled=cancelled)
        return None
    if isinstance(preview, OfstedPreview):
        return keep_ofsted(desk, preview, progress=progress, cancelled=cancelled)
    return keep_register(desk, preview, progress=progress, cancelled=cancelled)


def register_name(preview: PlacesPreview) -> str:
    """Which register a file is of, within a sentence."""
    return "the Ofsted register" if isinstance(preview, OfstedPreview) else "the schools register"


def register_kinds() -> dict[str, Wanted]:
    """By what headings each kind of file is known, in the order in which they are looked for."""
    relations = {kind: file.wanted for kind, file in relation_files().items()}
    return {_OFSTED: ofsted_words().wanted, _PREMIUM: PREMIUM, **relations, _REGISTER: REGISTER}


def _preview_parts(
    desk: "Desk",
    path: Path,
    kinds: dict[str, str],
    as_at: date | None,
    *,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> tuple[RegisterPreview | RelationsPreview, ...]:
    """A preview of each file in a zip, by its name and kind, the largest first: registers, then what goes with them.

    What one tells of a school, no later one of its kind tells again: a larger file has more columns."""
    order = [_REGISTER, *relation_files()]
    in_order = sorted(kinds, key=lambda name: order.index(kinds[name]))
    besides: dict[str, frozenset[str]] = {}
    previews: list[RegisterPreview | RelationsPreview] = []
    for number, name in enumerate(in_order, 1):
        kind = kinds[name]
        more = any(kinds[later] == kind for later in in_order[number:])
        part = Part(name, besides.get(kind, frozenset()), more)
        if kind == _REGISTER:
            register = preview_register(desk, path, as_at=as_at, part=part, progress=progress, cancelled=cancelled)
            besides[kind] = part.besides | register.urns
            previews.append(register)
        else:
            relations = preview_relations(
                desk, path, as_at=as_at, part=part, kind=kind, progress=progress, cancelled=cancelled
            )
            besides[kind] = part.besides | relations.told_of
            previews.append(relations)
    return tuple(previews)


def _keep_parts(desk: "Desk", preview: FilesPreview, *, progress: Progress, cancelled: Callable[[], bool]) -> None:
    with importing(desk, preview.file_name) as session:
        if any(part.after != _newest(session, part) for part in preview.parts):
            raise changed_meanwhile(preview.file_name)
        for part in preview.parts:
            now = replace(part, after=_newest(session, part))
            keep_register_file(desk, now, progress=progress, cancelled=cancelled)


def _newest(session: Session, part: RegisterPreview | RelationsPreview) -> int:
    return newest(session, RegisterSnapshot if isinstance(part, RegisterPreview) else RelationFileRow)
