"""Titles of pages and cards as headings, with their levels, for whoever reads the window by a screen reader.

Qt takes every label for mere text; what it asks here instead says "heading level 1"."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAttributesInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from npqdesk.ui.widgets.text import Label

_installed: list[bool] = []


def tell_headings() -> None:
    """From now on a `Label` of a level is a heading; to be called once there is an application."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_heading_of)


def _heading_of(_class: str, thing: QObject) -> QAccessibleInterface | None:
    """What Qt asks of each widget that is read for the first time; None leaves it to Qt."""
    return _Heading(thing) if isinstance(thing, Label) and thing.level else None


class _Level(QAccessibleAttributesInterface):
    """Of which level a heading is."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> object:
        return self._level if key == QAccessible.Attribute.Level else None


class _Heading(QAccessibleWidget):
    """A label as a heading, named by its words."""

    def __init__(self, words: Label) -> None:
        super().__init__(words, QAccessible.Role.Heading)
        self._words, self._level = words, _Level(words.level)

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._words.accessibleName() or self._words.text()
        return super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:
        if kind == QAccessible.InterfaceType.AttributesInterface:
            return self._level
        return super().interface_cast(kind)
