"""Whichever official register a file is, told by its headings: the schools register, one of Ofsted's lists, or
pupil numbers from pupil premium allocations.

To add a register: its preview, its keeping, and the headings by which its files are known."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.registers.opening import has_headings
from npqdesk.registers.pupil_premium import WANTED
from npqdesk.services.ofsted import OfstedPreview, OfstedStatus, keep_ofsted, ofsted_words, preview_ofsted
from npqdesk.services.progress import Progress, never, nobody_asks
from npqdesk.services.pupil_premium import PremiumPreview, keep_premium, preview_premium
from npqdesk.services.reading import opened
from npqdesk.services.register import RegisterPreview, RegisterStatus, keep_register, preview_register

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

FilePreview = RegisterPreview | OfstedPreview | PremiumPreview


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
        is_ofsted = has_headings(stream, path.name, ofsted_words().wanted)
        is_premium = not is_ofsted and has_headings(stream, path.name, WANTED)
    if is_premium:
        return preview_premium(desk, path, as_at=as_at, progress=progress, cancelled=cancelled)
    preview = preview_ofsted if is_ofsted else preview_register
    return preview(desk, path, as_at=as_at, progress=progress, cancelled=cancelled)


def keep_register_file(
    desk: "Desk",
    preview: FilePreview,
    *,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
) -> RegisterStatus | OfstedStatus | None:
    """Keep what a preview showed, all of it or nothing; see `keep_register`, `keep_ofsted`."""
    if isinstance(preview, PremiumPreview):
        keep_premium(desk, preview, progress=progress, cancelled=cancelled)
        return None
    if isinstance(preview, OfstedPreview):
        return keep_ofsted(desk, preview, progress=progress, cancelled=cancelled)
    return keep_register(desk, preview, progress=progress, cancelled=cancelled)


def register_name(preview: RegisterPreview | OfstedPreview) -> str:
    """Which register a file is of, within a sentence."""
    return "the Ofsted register" if isinstance(preview, OfstedPreview) else "the schools register"
