"""Lucide icons (ISC licence beside them), painted in a palette colour and kept by name, colour, size and density."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from npqdesk.paths import read_text


def densities() -> list[float]:
    """Device pixels to a logical one on each screen there is, and 1 and 2 for what Qt itself enlarges."""
    return sorted({1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


@cache
def _drawing(name: str) -> str:
    return read_text("icons", f"{name}.svg")


def _stroke(size: float) -> float:
    if size <= 16:
        return 2.25
    return 1.25 if size >= 40 else 1.75


def svg(name: str, colour: str, size: float = 20) -> str:
    """The drawing of one icon in one colour, its stroke suited to the size in logical pixels."""
    return _drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{_stroke(size)}"')


@cache
def pixmap(name: str, colour: str, size: int, density: float) -> QPixmap:
    """One icon as a square picture: `size` in logical pixels, `density` device pixels to one of them."""
    side = max(1, round(size * density))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg(name, colour, size).encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture


def icon(name: str, colour: str, size: int, *, disabled: str = "") -> QIcon:
    """One icon for a button or an action, sharp on every screen there is."""
    made = QIcon()
    for density in densities():
        made.addPixmap(pixmap(name, colour, size, density))
        if disabled:
            made.addPixmap(pixmap(name, disabled, size, density), QIcon.Mode.Disabled)
    return made
