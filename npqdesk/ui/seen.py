"""A text as it may be seen now.  Whatever shows words that may name a person asks for it: labels, buttons, cells.

Nothing is hidden until `ui/hiding.py` says so."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

_cover: list[Callable[[str], str]] = []


def seen(text: str) -> str:
    """The text, with initials for names while they are hidden."""
    return _cover[0](text) if _cover and text else text


def is_covered() -> bool:
    """Whether names are hidden now."""
    return bool(_cover)


def cover_by(cover: Callable[[str], str] | None) -> None:
    """Hide by this from now on; None hides nothing."""
    _cover[:] = [cover] if cover is not None else []


def cover_words(widget: QWidget, what: str) -> None:
    """Hide names in one property, and keep the words of before beside it until they are shown again."""
    now = widget.property(what)
    kept = widget.property(f"true_{what}")
    true = kept[0] if kept and kept[1] == now else now
    words = seen(true)
    if words != now:
        widget.setProperty(what, words)
    if kept or words != true:
        widget.setProperty(f"true_{what}", [true, words] if words != true else None)
