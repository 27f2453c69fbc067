"""The sizes of type, once: a name, its size in pixels at 100 %, its weight and its line.

On screen = table × (the system's font size ÷ 9 pt) × the program's own zoom.  The sheet holds no sizes of type."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase

ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Type:
    """Pixels at 100 %, and the weight as Qt counts it (400 regular, 600 semibold)."""

    pixels: int
    weight: int
    line: int


TYPES = {
    "h1": Type(27, 600, 36),
    "figure": Type(25, 600, 34),
    "result": Type(23, 600, 30),
    "h2": Type(19, 600, 26),
    "amount": Type(19, 600, 26),
    "brand": Type(16, 600, 24),
    "lead": Type(16, 400, 24),
    "lead_strong": Type(16, 600, 24),
    "h3": Type(15, 600, 20),
    "row": Type(15, 400, 20),
    "row_strong": Type(15, 600, 20),
    "body": Type(14, 400, 20),
    "strong": Type(14, 600, 20),
    "table": Type(13, 400, 18),
    "table_strong": Type(13, 600, 18),
    "small": Type(12, 400, 16),
    "small_strong": Type(12, 600, 16),
    "code": Type(12, 400, 14),
}


def system_scale() -> float:
    """How much larger than 9 points the system's own text is, from 0.8 to 3."""
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(max(points / 9, 0.8), 3.0) if points > 0 else 1.0


def font(name: str, scale: float) -> QFont:
    """The font of one row of the table, `scale` times its size."""
    row = TYPES[name]
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made.setPixelSize(round(row.pixels * scale))
    made.setWeight(QFont.Weight(row.weight))
    return made
