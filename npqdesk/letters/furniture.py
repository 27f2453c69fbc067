"""What frames the text?  Letterhead, address, date and reference, which are read aloud; running head and footer, which
are not."""

from dataclasses import replace

from npqdesk.letters.boxes import TextBox
from npqdesk.letters.letter import Letter, Text, words
from npqdesk.letters.phrase import say_date
from npqdesk.letters.setting import Line, Style, paint_line, set_lines
from npqdesk.letters.sheet import HAIRLINE, MM, Sheet
from npqdesk.letters.structure import Painter
from npqdesk.letters.typeface import Typeface

HEAD_TOP, HEAD_END = 13 * MM, 50 * MM
ADDRESS_TOP, ADDRESS_WIDTH = 58 * MM, 73 * MM
DATE_LEFT, DATE_WIDTH = 127 * MM, 58 * MM
WINDOW_LINES = 6
RUNNING, RUNNING_RULE = 15 * MM, 17 * MM
FOOT_LINES = 3


def address_lines(letter: Letter) -> tuple[Text, ...]:
    """The address as it shows through the window: at most six lines, others joined, the postcode alone at the end."""
    lines = list(letter.address)
    most = WINDOW_LINES - letter.private
    while len(lines) > most:
        at = min(range(1, len(lines) - 2), key=lambda n: len(lines[n]) + len(lines[n + 1]), default=0)
        lines[at : at + 2] = [", ".join(lines[at : at + 2])]
    private = (words("Private and confidential", bold=True),) if letter.private else ()
    return (*private, *(words(line) for line in lines))


def _address(letter: Letter, sheet: Sheet, faces: Typeface) -> TextBox:
    lines = [line for text in address_lines(letter) for line in set_lines(text, sheet.address, ADDRESS_WIDTH, faces)]
    return TextBox(tuple(lines), sheet.address, faces)


def opening_bottom(letter: Letter, sheet: Sheet, faces: Typeface) -> float:
    """The height on page 1 at which the text may begin."""
    return max(sheet.first_top, ADDRESS_TOP + _address(letter, sheet, faces).height + 6 * MM)


def paint_opening(painter: Painter, letter: Letter, sheet: Sheet, faces: Typeface) -> None:
    """Paint letterhead, address, date and reference, and the marks to fold at."""
    _letterhead(painter, letter, sheet, faces)
    _address(letter, sheet, faces).paint(painter, sheet.left, ADDRESS_TOP)
    for down, label, said in ((0, "Date", say_date(letter.written)), (3, "Reference", letter.reference)):
        with painter.element("P"):
            y = ADDRESS_TOP + down * sheet.address.leading
            for style, text in ((sheet.address_label, label), (sheet.address, said)):
                box = TextBox(set_lines(words(text), style, DATE_WIDTH, faces), style, faces, tag="")
                box.paint(painter, DATE_LEFT, y)
                y += box.height
    for fold in (105 * MM, 210 * MM):
        painter.rule(5 * MM, fold, 4 * MM, 0.5, HAIRLINE)


def _letterhead(painter: Painter, letter: Letter, sheet: Sheet, faces: Typeface) -> None:
    boxes = _letterhead_boxes(letter, sheet, faces)
    y = HEAD_TOP
    for box in boxes:
        box.paint(painter, sheet.left, y)
        y += box.height + box.after
    painter.rule(sheet.left, max(34 * MM, y + 2 * MM), sheet.full, 1.2, sheet.colour)


def _letterhead_boxes(letter: Letter, sheet: Sheet, faces: Typeface) -> list[TextBox]:
    """Name and lines below it, the name smaller when a long one would reach the address."""
    lines = letter.letterhead.lines()
    for factor in (1.0, 0.8, 0.6, 0.5):
        style = replace(sheet.letterhead.scaled(factor), after=2)
        name = TextBox(set_lines(words(letter.letterhead.name), style, sheet.full, faces), style, faces)
        boxes = [name]
        for line in lines:
            contact = sheet.contact.scaled(max(factor, 0.8))
            boxes.append(TextBox(set_lines(words(line), contact, sheet.full, faces), contact, faces))
        if HEAD_TOP + sum(box.height + box.after for box in boxes) <= HEAD_END:
            break
    return boxes


def paint_running(painter: Painter, letter: Letter, sheet: Sheet, faces: Typeface) -> None:
    """Paint the head of a later page: whom the letter is for, and its date."""
    with painter.furniture():
        said = f"{letter.running} · {say_date(letter.written)}"
        line = _one_line(said, sheet.furniture, sheet.full, faces)
        paint_line(painter, line, sheet.left, RUNNING, sheet.furniture, faces)
        painter.rule(sheet.left, RUNNING_RULE, sheet.full, 0.35, HAIRLINE)


def footer_lines(letter: Letter, sheet: Sheet, faces: Typeface) -> tuple[Style, tuple[Line, ...]]:
    """Reference and URN, then policy, lists and register; a little smaller where that keeps the second to one line."""
    urn = f" · URN {letter.urn}" if letter.urn else ""
    for factor in (1.0, 0.94, 0.88, 0.82):
        style = sheet.furniture.scaled(factor)
        first = _one_line(f"Reference {letter.reference}{urn}", style, sheet.full - 30 * MM, faces)
        rest = set_lines(words(letter.footer), style, sheet.full, faces)
        if len(rest) < 2:
            break
    return style, (first, *rest[: FOOT_LINES - 1])


def paint_footer(painter: Painter, letter: Letter, sheet: Sheet, faces: Typeface, page: int, pages: int) -> None:
    """Paint the foot of a page: its lines, and "Page 1 of 2" at the right."""
    style, lines = footer_lines(letter, sheet, faces)
    with painter.furniture():
        painter.rule(sheet.left, sheet.foot_rule, sheet.full, 0.35, HAIRLINE)
        y = sheet.foot_rule + 1.25 * sheet.furniture.size + 1
        count = set_lines(words(f"Page {page} of {pages}"), sheet.furniture, sheet.full, faces)[0]
        right = sheet.left + sheet.full - count.width * sheet.furniture.size / 1000
        paint_line(painter, count, right, y, sheet.furniture, faces)
        for line in lines:
            paint_line(painter, line, sheet.left, y, style, faces)
            y += style.leading


def _one_line(text: str, style: Style, width: float, faces: Typeface) -> Line:
    """The text in one line, ended with … where it is too long."""
    lines = set_lines(words(text), style, width, faces)
    while len(lines) > 1:
        text = text[: int(len(text) * 0.9)].rstrip(" ·…") + "…"
        lines = set_lines(words(text), style, width, faces)
    return lines[0]
