"""Where does everything stand on the sheet?  Measures and styles of the A4 letter, and of the same in large print.

Millimetres from the top and left edges. Nothing but the address may lie from 52 to 92 mm down and 10 to 110 mm across:
it shows through the window of a DL envelope however the folded sheet slides."""

from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from npqdesk.letters.face import font_name
from npqdesk.letters.families import FAMILIES, Weight

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
INK, GREY, HAIRLINE = "#1A1A1A", "#4A4A4A", "#9A9A9A"
GREEN, RED, BROWN, BLUE = "#0B5D34", "#8E1B1B", "#6B4A00", "#17405C"
_LEAST_CONTRAST = 4.5


class TextStyle(ParagraphStyle):
    """A style of ReportLab, and the weight of its face."""

    weight: Weight

    @lru_cache(maxsize=128)  # noqa: B019 (styles live as long as their sheets)
    def scaled(self, factor: float) -> "TextStyle":
        """The same style, smaller or larger."""
        return self.clone(f"{self.name} × {factor}", fontSize=self.fontSize * factor, leading=self.leading * factor)

    @lru_cache(maxsize=128)  # noqa: B019
    def indented(self, points: float) -> "TextStyle":
        """The same style with its lines moved to the right."""
        return self.clone(f"{self.name} > {points}", leftIndent=points)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One way to print a letter: size and margins in points, and the style of each kind of text. The first page of a
    letter begins at `first_top`, that of a summary at `summary_top`."""

    width: float
    height: float
    left: float
    column: float
    full: float
    first_top: float
    summary_top: float
    summary_head: float
    later_top: float
    bottom: float
    foot_rule: float
    factor: float
    room: float
    colour: str
    body: TextStyle
    item: TextStyle
    h1: TextStyle
    h2: TextStyle
    status: TextStyle
    label: TextStyle
    value: TextStyle
    cell: TextStyle
    cell_head: TextStyle
    figure: TextStyle
    figure_head: TextStyle
    dense: TextStyle
    dense_head: TextStyle
    dense_figure: TextStyle
    dense_figure_head: TextStyle
    rests: TextStyle
    small: TextStyle
    furniture: TextStyle
    page_count: TextStyle
    letterhead: TextStyle
    contact: TextStyle
    address: TextStyle
    address_label: TextStyle


@lru_cache(maxsize=16)
def sheet(colour: str, *, large: bool = False, room: float = 1.0, wide: bool = False) -> Sheet:
    """The measures of a letter in a school's colour; `large` for print at 16 points, which is always upright; `room`
    shrinks the space between paragraphs; `wide` for the sheet on its side."""
    factor = 16 / 12 if large else 1.0
    strong = readable(colour)
    wide = wide and not large
    width, height = (HEIGHT, WIDTH) if wide else (WIDTH, HEIGHT)
    left, text = (20.0, 257.0) if wide else (22.0, 166.0) if large else (25.0, 147.0)
    full, column = 160 * MM if text == 147 else text * MM, text * MM
    foot, rule = (22, 17.2) if wide else (27, 19) if large else (23, 17.2)

    def style(size: float, leading: float, *, before: float = 0, after: float = 0, **how: object) -> TextStyle:
        scaled = {"before": before * room * factor, "after": after * room * factor}
        return text_style(size * factor, leading * factor, **scaled, **how)  # type: ignore[arg-type]

    def running(size: float, leading: float, **how: object) -> TextStyle:
        return style(size, leading, indent=full - column, **how)  # type: ignore[arg-type]

    rests = (12, 16) if large else (10, 13.5)
    return Sheet(
        width=width, height=height, left=left * MM, column=column, full=full, room=room,
        first_top=98 * MM, summary_top=(29 if wide else 33) * MM, summary_head=(11 if wide else 13) * MM,
        later_top=22 * MM, bottom=height - foot * MM, foot_rule=height - rule * MM, factor=factor, colour=strong,
        body=running(12, 16, after=7), item=running(12, 16, after=4.5),
        h1=style(17, 21, weight="semibold", colour=strong, before=2, after=9),
        h2=running(13.5, 17, weight="semibold", colour=strong, before=11, after=4),
        status=running(13, 17, weight="semibold", before=2, after=4, left=8 * MM * factor),
        label=style(12, 15, colour=GREY), value=style(12, 15),
        cell=style(11, 14), cell_head=style(11, 14, weight="semibold"),
        figure=style(11, 14, right=True), figure_head=style(11, 14, weight="semibold", right=True),
        dense=style(10, 12.2), dense_head=style(10, 12.2, weight="semibold"),
        dense_figure=style(10, 12.2, right=True), dense_figure_head=style(10, 12.2, weight="semibold", right=True),
        rests=running(*rests, colour=GREY, before=11),
        small=style(9 if large else 10.5, 12 if large else 13.5, colour=GREY),
        furniture=text_style(12 if large else 9, 16 if large else 12, colour=GREY),
        page_count=text_style(12 if large else 9, 16 if large else 12, colour=GREY, right=True),
        letterhead=text_style(19, 22, weight="semibold", colour=strong, after=2),
        contact=text_style(10, 13, colour=GREY),
        address=text_style(12, 13.6), address_label=text_style(12, 13.6, colour=GREY),
    )  # fmt: skip


def text_style(
    size: float, leading: float, *, weight: Weight = "regular", colour: str = INK, before: float = 0, after: float = 0,
    indent: float = 0, left: float = 0, right: bool = False,
) -> TextStyle:  # fmt: skip
    """A style: points, weight, colour, room before and after, room left free at both sides, set to the right or not."""
    return TextStyle(
        f"{weight} {size:g}/{leading:g} {colour}", fontName=font_name(FAMILIES[0].files[weight]), fontSize=size,
        leading=leading, textColor=HexColor(colour), spaceBefore=before, spaceAfter=after, rightIndent=indent,
        leftIndent=left, alignment=2 if right else 0, allowWidows=0, allowOrphans=0, spaceShrinkage=0, weight=weight,
    )  # fmt: skip


def readable(colour: str) -> str:
    """The colour itself, or the first darker shade of it that stands out at least 4.5 to 1 from white paper."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    while contrast_with_white(colour) < _LEAST_CONTRAST:
        red, green, blue = (int(part * 0.94) for part in (red, green, blue))
        colour = f"#{red:02X}{green:02X}{blue:02X}"
    return colour


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of WCAG 2 between `#rrggbb` and white."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
