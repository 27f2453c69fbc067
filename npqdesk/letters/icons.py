"""Which mark stands for which status?  Five outlines that differ without colour: circle, square, diamond, ring.

Each is drawn in PDF's own words round the origin, from -1 to 1. To add one: a row here, its name in `letter.Mark`."""

from npqdesk.letters.letter import Mark
from npqdesk.letters.sheet import BLUE, BROWN, GREEN, MM, RED
from npqdesk.letters.structure import TaggedCanvas

ICON = 5.5 * MM


def paint_mark(canvas: TaggedCanvas, mark: Mark, x: float, middle: float, size: float) -> None:
    """Paint a mark with its left edge at `x` and its middle at `middle`; it is furniture, since its words follow."""
    place = f"{size / 2:.4f} 0 0 {size / 2:.4f} {x + size / 2:.3f} {middle:.3f} cm"
    canvas.paint(f"{place} 1 J 1 j {_DRAWN[mark]}")


def mark_as_svg(mark: Mark) -> str:
    """The same mark as an SVG picture that has no meaning of its own, since its words follow."""
    numbers: list[str] = []
    path, shapes = "", ""
    ink = {"fill": "", "stroke": "", "width": ""}
    for word in _DRAWN[mark].split():
        match word:
            case "rg" | "RG":
                red, green, blue = (round(float(part) * 255) for part in numbers)
                ink["fill" if word == "rg" else "stroke"] = f"#{red:02x}{green:02x}{blue:02x}"
            case "w":
                (ink["width"],) = numbers
            case "m" | "l" | "c" | "h":
                path += f"{ {'m': 'M', 'l': 'L', 'c': 'C', 'h': 'Z'}[word] }{' '.join(numbers)}"
            case "re":
                x, y, wide, _high = numbers
                path += f"M{x} {y}h{wide}v{wide}h-{wide}Z"
            case "f":
                shapes, path = f'{shapes}<path fill="{ink["fill"]}" d="{path}"/>', ""
            case "S":
                stroke = f'fill="none" stroke="{ink["stroke"]}" stroke-width="{ink["width"]}"'
                shapes, path = f'{shapes}<path {stroke} d="{path}"/>', ""
            case _:
                numbers.append(word)
                continue
        numbers.clear()
    round_ends = 'stroke-linecap="round" stroke-linejoin="round" transform="scale(1 -1)"'
    return f'<svg viewBox="-1.1 -1.1 2.2 2.2" aria-hidden="true"><g {round_ends}>{shapes}</g></svg>'


def ink_colour(colour: str) -> str:
    """`#rrggbb` as the three numbers of PDF."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))


def _circle(radius: float) -> str:
    r, k = f"{radius:g}", f"{radius * 0.5523:.4g}"
    upper = f"{r} 0 m {r} {k} {k} {r} 0 {r} c -{k} {r} -{r} {k} -{r} 0 c"
    return f"{upper} -{r} -{k} -{k} -{r} 0 -{r} c {k} -{r} {r} -{k} {r} 0 c h"


_WHITE = "1 1 1 RG 0.26 w"
_DRAWN: dict[Mark, str] = {
    "tick": f"{ink_colour(GREEN)} rg {_circle(1)} f {_WHITE} -0.45 0 m -0.12 -0.36 l 0.45 0.36 l S",
    "cross": f"{ink_colour(RED)} rg -0.92 -0.92 1.84 1.84 re f {_WHITE} -0.4 -0.4 m 0.4 0.4 l -0.4 0.4 m 0.4 -0.4 l S",
    "question": f"{ink_colour(BROWN)} rg 0 1.1 m 1.1 0 l 0 -1.1 l -1.1 0 l f {_WHITE} 0.2 w "
    "-0.26 0.32 m -0.26 0.66 0.3 0.66 0.3 0.32 c 0.3 0.08 0 0.08 0 -0.16 c S 0 -0.46 m 0 -0.461 l S",
    "clock": f"{ink_colour(BLUE)} RG 0.26 w {_circle(0.86)} S 0.2 w 0 0.46 m 0 0 l 0.36 -0.16 l S",
    "pound": f"{ink_colour(BLUE)} rg {_circle(1)} f {_WHITE} 0.2 w 0.34 0.36 m 0.2 0.66 -0.24 0.6 -0.2 0.2 c "
    "-0.17 -0.1 -0.06 -0.25 -0.34 -0.5 c 0.4 -0.5 l -0.36 0 m 0.2 0 l S",
}
