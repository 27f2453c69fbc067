"""Which mark stands for which status?  Five outlines that differ without colour: circle, square, diamond, ring."""

from typing import Any

from npqdesk.letters.letter import Mark
from npqdesk.letters.sheet import BLUE, BROWN, GREEN, MM, RED
from npqdesk.letters.structure import Painter, ink_colour

ICON = 5.5 * MM


def paint_mark(painter: Painter, mark: Mark, x: float, middle: float, size: float) -> None:
    """Paint a mark with its left edge at `x` and its middle at `middle`; it is furniture, since its words follow."""
    with painter.drawing(x + size / 2, middle) as canvas:
        canvas.scale(size / 2, size / 2)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        _DRAW[mark](canvas)


def _fill(canvas: Any, colour: str) -> None:
    canvas.setFillColor(ink_colour(colour))
    canvas.setStrokeColor(ink_colour("#FFFFFF"))
    canvas.setLineWidth(0.26)


def _lines(canvas: Any, *points: tuple[float, float]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


def _tick(canvas: Any) -> None:
    _fill(canvas, GREEN)
    canvas.circle(0, 0, 1, stroke=0, fill=1)
    _lines(canvas, (-0.45, 0.0), (-0.12, -0.36), (0.45, 0.36))


def _cross(canvas: Any) -> None:
    _fill(canvas, RED)
    canvas.rect(-0.92, -0.92, 1.84, 1.84, stroke=0, fill=1)
    _lines(canvas, (-0.4, -0.4), (0.4, 0.4))
    _lines(canvas, (-0.4, 0.4), (0.4, -0.4))


def _question(canvas: Any) -> None:
    _fill(canvas, BROWN)
    diamond = canvas.beginPath()
    diamond.moveTo(0, 1.1)
    for point in ((1.1, 0), (0, -1.1), (-1.1, 0)):
        diamond.lineTo(*point)
    diamond.close()
    canvas.drawPath(diamond, stroke=0, fill=1)
    canvas.setLineWidth(0.2)
    hook = canvas.beginPath()
    hook.moveTo(-0.26, 0.32)
    hook.curveTo(-0.26, 0.66, 0.3, 0.66, 0.3, 0.32)
    hook.curveTo(0.3, 0.08, 0.0, 0.08, 0.0, -0.16)
    canvas.drawPath(hook, stroke=1, fill=0)
    _lines(canvas, (0, -0.46), (0, -0.461))


def _clock(canvas: Any) -> None:
    canvas.setStrokeColor(ink_colour(BLUE))
    canvas.setLineWidth(0.26)
    canvas.circle(0, 0, 0.86, stroke=1, fill=0)
    canvas.setLineWidth(0.2)
    _lines(canvas, (0, 0.46), (0, 0), (0.36, -0.16))


def _pound(canvas: Any) -> None:
    _fill(canvas, BLUE)
    canvas.circle(0, 0, 1, stroke=0, fill=1)
    canvas.setLineWidth(0.2)
    stem = canvas.beginPath()
    stem.moveTo(0.34, 0.36)
    stem.curveTo(0.2, 0.66, -0.24, 0.6, -0.2, 0.2)
    stem.curveTo(-0.17, -0.1, -0.06, -0.25, -0.34, -0.5)
    stem.lineTo(0.4, -0.5)
    canvas.drawPath(stem, stroke=1, fill=0)
    _lines(canvas, (-0.36, 0.0), (0.2, 0.0))


_DRAW = {"tick": _tick, "cross": _cross, "question": _question, "clock": _clock, "pound": _pound}
