"""Large figures with their words under them, side by side: what a file has, and what keeping it would change."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from npqdesk.ui.widgets.frames import column, holder
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping


def figures(counts: Iterable[tuple[int, str]]) -> Wrapping:
    """Each number with its words, read together by a screen reader."""
    return Wrapping(*(_figure(count, words) for count, words in counts), gap=36)


def _figure(count: int, words: str) -> QWidget:
    number = label(f"{count:,}", "figure", wrap=False)
    number.setAccessibleName(f"{count:,} {words}")
    return holder(column(number, label(words, tone="muted", wrap=False)))
