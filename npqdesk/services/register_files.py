"""Whichever official register a file is, told by its headings: the schools register, what goes with it (links, groups,
memberships, Section 41), one of Ofsted's lists, or pupil numbers from pupil premium allocations.

To add a register: its preview, its keeping, and the headings by which its files are known."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.registers.headings import Wanted
from npqdesk.registers.opening import kinds_in
from npqdesk.registers.pupil_premium import WANTED as PREMIUM
from npqdesk.registers.register import WANTED as REGISTER
from npqdesk.services.ofsted import OfstedPreview, OfstedStatus, keep_ofsted, ofsted_words, preview_ofsted
from npqdesk.services.progress import Progress, never, nobody_asks
from npqdesk.services.pupil_premium import PremiumPreview, keep_premium, preview_premium
from npqdesk.services.reading import opened
from npqdesk.services.register import RegisterPreview, RegisterStatus, keep_register, preview_register
from npqdesk.services.relations import RelationsPreview, keep_relations, preview_relations, relation_files

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

FilePreview = RegisterPreview | RelationsPreview | OfstedPreview | PremiumPreview
_OFSTED, _PREMIUM, _REGISTER = "ofsted", "premium", "register"


def preview_register_file(
    desk: "Desk",
    path: Path | str,
    *,
    as_at: date | None = None,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> FilePreview:
    """Read a register file of any kind and tell what keeping it would do; see `preview_register`, `preview_ofsted`."""
    path = Path(path)
    with opened(path) as stream:
        found = set(kinds_in(stream, path.name, _kinds()).values())
    preview: Callable[..., FilePreview] = preview_register
    for kind, its_preview in ((_OFSTED, preview_ofsted), (_PREMIUM, preview_premium)):
        if kind in found:
            preview = its_preview
    if found and found <= relation_files().keys():
        preview = preview_relations
    return preview(desk, path, as_at=as_at, progress=progress, cancelled=cancelled)


def keep_register_file(
    desk: "Desk",
    preview: FilePreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> RegisterStatus | OfstedStatus | None:
    """Keep what a preview showed, all of it or nothing; see `keep_register`, `keep_ofsted`."""
    if isinstance(preview, RelationsPreview):
        keep_relations(desk, preview, progress=progress, cancelled=cancelled)
        return None
    if isinstance(preview, PremiumPreview):
        keep_premium(desk, preview, progress=progress, cancelled=cancelled)
        return None
    if isinstance(preview, OfstedPreview):
        return keep_ofsted(desk, preview, progress=progress, cancelled=cancelled)
    return keep_register(desk, preview, progress=progress, cancelled=cancelled)


def _kinds() -> dict[str, Wanted]:
    """By what headings each kind of file is known, in the order in which they are looked for."""
    relations = {kind: file.wanted for kind, file in relation_files().items()}
    return {_OFSTED: ofsted_words().wanted, _PREMIUM: PREMIUM, **relations, _REGISTER: REGISTER}


def register_name(preview: RegisterPreview | OfstedPreview) -> str:
    """Which register a file is of, within a sentence."""
    return "the Ofsted register" if isinstance(preview, OfstedPreview) else "the schools register"
