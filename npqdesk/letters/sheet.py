"""Where does everything stand on the sheet?  Measures and styles of the A4 letter, and of the same in large print.

Millimetres from the top and left edges. Nothing but the address may lie from 52 to 92 mm down and 10 to 110 mm across:
it shows through the window of a DL envelope however the folded sheet slides."""

from dataclasses import dataclass

from npqdesk.letters.setting import Style

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
INK, GREY, HAIRLINE = "#1A1A1A", "#4A4A4A", "#9A9A9A"
GREEN, RED, BROWN, BLUE = "#0B5D34", "#8E1B1B", "#6B4A00", "#17405C"
_LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """One way to print a letter: margins in points, and the style of each kind of text."""

    left: float
    column: float
    full: float
    first_top: float
    later_top: float
    bottom: float
    foot_rule: float
    factor: float
    colour: str
    body: Style
    item: Style
    h1: Style
    h2: Style
    status: Style
    label: Style
    value: Style
    cell: Style
    cell_head: Style
    rests: Style
    small: Style
    furniture: Style
    letterhead: Style
    contact: Style
    address: Style
    address_label: Style


def sheet(colour: str, *, large: bool = False) -> Sheet:
    """The measures of a letter in a school's colour; `large` for print at 16 points."""
    factor = 16 / 12 if large else 1.0
    strong = readable(colour)

    def style(size: float, leading: float, **how: object) -> Style:
        return Style(size, leading, **how).scaled(factor)  # type: ignore[arg-type]

    return Sheet(
        left=(22 if large else 25) * MM, column=(166 if large else 147) * MM, full=(166 if large else 160) * MM,
        first_top=98 * MM, later_top=22 * MM, bottom=HEIGHT - (27 if large else 23) * MM,
        foot_rule=HEIGHT - (19 if large else 17.2) * MM, factor=factor, colour=strong,
        body=style(12, 16, after=7), item=style(12, 16, after=4.5),
        h1=style(17, 21, weight="semibold", colour=strong, before=2, after=9),
        h2=style(13.5, 17, weight="semibold", colour=strong, before=11, after=4),
        status=style(13, 17, weight="semibold"),
        label=style(12, 15, colour=GREY), value=style(12, 15),
        cell=style(11, 14), cell_head=style(11, 14, weight="semibold"),
        rests=style(10 if not large else 12, 13.5 if not large else 16, colour=GREY, before=11),
        small=style(10.5 if not large else 9, 13.5 if not large else 12, colour=GREY),
        furniture=Style(12 if large else 9, 16 if large else 12, colour=GREY),
        letterhead=Style(19, 22, weight="semibold", colour=strong), contact=Style(10, 13, colour=GREY),
        address=Style(12, 13.6), address_label=Style(12, 13.6, colour=GREY),
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
