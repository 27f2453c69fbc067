"""What frames the text?  Letterhead, address, date and reference, which are read aloud; running head and footer, which
are not."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from npqdesk.letters.letter import Letter, words
from npqdesk.letters.opening import address_lines, labelled
from npqdesk.letters.paragraph import TaggedParagraph, lines_together, paragraph
from npqdesk.letters.phrase import printable, say_date
from npqdesk.letters.picture import LOGO, paint_picture, size_of
from npqdesk.letters.sheet import GREY, HAIRLINE, HEIGHT, MM, Sheet, TextStyle, text_style
from npqdesk.letters.structure import TaggedCanvas
from npqdesk.letters.too_long import too_long
from npqdesk.letters.typeface import Typeface

HEAD_TOP, HEAD_END = 13 * MM, 50 * MM
ADDRESS_TOP, ADDRESS_WIDTH = 58 * MM, 73 * MM
DATE_LEFT, DATE_WIDTH = 127 * MM, 58 * MM
ADDRESS_END = 200 * MM  # with so long a name or street that the letter could hardly begin below it
RUNNING, RUNNING_RULE = 15 * MM, 17 * MM
MOST_IN_A_LINE = 300  # letters, and what surely fits into a letterhead
MOST_IN_A_REFERENCE = 60  # that surely fit
PREPRINTED = 40 * MM
_BESIDE = 0.45  # the greatest share of the width for what stands beside the name of a summary


def address(letter: Letter, sheet: Sheet, faces: Typeface) -> TaggedParagraph:
    """The address as one paragraph, its lines set."""
    made = lines_together(address_lines(letter) or (words(""),), sheet.address, faces, ADDRESS_WIDTH)
    made.wrap(ADDRESS_WIDTH, HEIGHT)
    return made


def check_opening(letter: Letter, address: TaggedParagraph, sheet: Sheet, faces: Typeface) -> None:
    """Raise a `Problem` for what stands above the greeting and is longer than its place."""
    head, reference = letter.letterhead, letter.reference
    if letter.paper != "letter":
        if _summary_rule(letter, sheet, faces) > ADDRESS_TOP:
            raise too_long("the letterhead", max((head.name, *letter.beside), key=len))
        return
    if ADDRESS_TOP + address.height > ADDRESS_END:
        raise too_long("the address", max(letter.address, key=len))
    if len(reference) > MOST_IN_A_REFERENCE:
        made = paragraph(words(reference), sheet.address, faces, DATE_WIDTH)
        lowest = opening_bottom(letter, address, sheet, faces)
        if ADDRESS_TOP + made.wrap(DATE_WIDTH, HEIGHT)[1] + 4 * sheet.address.leading > lowest:
            raise too_long("the reference", reference)
    if sum(map(len, (head.name, *head.lines()))) > MOST_IN_A_LINE and not head.preprinted:
        narrowest = sheet.full - (LOGO[0] + 6 * MM if head.logo else 0)
        lines = _letterhead_lines(letter, sheet, faces, narrowest)
        if HEAD_TOP + sum(line.height + line.getSpaceAfter() for line in lines) > ADDRESS_TOP:
            raise too_long("the letterhead", max((head.name, *head.lines()), key=len))


def opening_bottom(letter: Letter, address: TaggedParagraph, sheet: Sheet, faces: Typeface) -> float:
    """The height on page 1 at which the text may begin, below the address; of a summary below its name."""
    if letter.paper != "letter":
        return max(sheet.summary_top, _summary_rule(letter, sheet, faces) + 7.5 * MM)
    return max(sheet.first_top, ADDRESS_TOP + address.height + 6 * MM)


def paint_opening(
    canvas: TaggedCanvas, letter: Letter, address: TaggedParagraph, sheet: Sheet, faces: Typeface
) -> None:
    """Paint letterhead, address, date and reference, and the marks to fold at; of a summary its name and what stands
    beside it."""
    if letter.paper != "letter":
        _summary_head(canvas, letter, sheet, faces)
        return
    _letterhead(canvas, letter, sheet, faces)
    _put(canvas, address, sheet.left, ADDRESS_TOP)
    for number, (label, said) in enumerate(labelled(letter)):
        with canvas.element("P"):
            y = ADDRESS_TOP + 3 * number * sheet.address.leading
            for style, text in ((sheet.address_label, label), (sheet.address, said)):
                made = paragraph(words(text), style, faces, DATE_WIDTH, tag="")
                y = _put(canvas, made, DATE_LEFT, y, DATE_WIDTH)
    for fold in (105 * MM, 210 * MM):
        _rule(canvas, 5 * MM, fold, 4 * MM, 0.5, HAIRLINE)


def _letterhead(canvas: TaggedCanvas, letter: Letter, sheet: Sheet, faces: Typeface) -> None:
    """The logo at the margin, beside it the name with the lines below it; nothing on paper that has them already."""
    if letter.letterhead.preprinted:
        return
    left, end, logo = sheet.left, HEAD_TOP, letter.letterhead.logo
    if logo:
        width, height = size = size_of(logo, LOGO)
        paint_picture(canvas, logo, sheet.left, sheet.height - HEAD_TOP - height, size)
        left, end = left + width + 6 * MM, HEAD_TOP + height
    y = HEAD_TOP
    for line in _letterhead_lines(letter, sheet, faces, sheet.left + sheet.full - left):
        y = _put(canvas, line, left, y) + line.getSpaceAfter()
    _rule(canvas, sheet.left, max((35 if logo else 34) * MM, max(y, end) + 2 * MM), sheet.full, 1.2, sheet.colour)


def _letterhead_lines(letter: Letter, sheet: Sheet, faces: Typeface, width: float) -> list[TaggedParagraph]:
    """Name and lines below it, the name smaller when a long one would reach the address."""
    lines = letter.letterhead.lines()
    for factor in (1.0, 0.8, 0.6, 0.5):
        contact = sheet.contact.scaled(max(factor, 0.8))
        made = [paragraph(words(letter.letterhead.name), sheet.letterhead.scaled(factor), faces, width)]
        made += [paragraph(words(line), contact, faces, width) for line in lines]
        if HEAD_TOP + sum(line.wrap(width, HEIGHT)[1] + line.getSpaceAfter() for line in made) <= HEAD_END:
            break
    return made


def _summary_head(canvas: TaggedCanvas, letter: Letter, sheet: Sheet, faces: Typeface) -> None:
    """The name at the left, who meets when at the right, and a rule below both."""
    if letter.letterhead.preprinted:
        return
    name, beside = _summary_lines(letter, sheet, faces)
    _put(canvas, name, sheet.left, sheet.summary_head)
    _put(canvas, beside, sheet.left + sheet.full - beside.width, sheet.summary_head + 2 * MM)
    _rule(canvas, sheet.left, _summary_rule(letter, sheet, faces), sheet.full, 1.2, sheet.colour)


def _summary_lines(letter: Letter, sheet: Sheet, faces: Typeface) -> tuple[TaggedParagraph, TaggedParagraph]:
    right = text_style(10 * sheet.factor, 13 * sheet.factor, colour=GREY, right=True)
    widest = max((faces.width(printable(line), "regular") for line in letter.beside), default=0) * right.fontSize
    room = min(widest + 1 * MM, sheet.full * _BESIDE)
    beside = lines_together([words(line) for line in letter.beside], right, faces, room)
    beside.wrap(room, HEIGHT)
    for factor in (1.0, 0.9, 0.8):  # smaller where that saves a line
        style, wide = sheet.letterhead.scaled(factor), sheet.full - room - 6 * MM
        name = paragraph(words(letter.letterhead.name), style, faces, wide)
        if name.wrap(wide, HEIGHT)[1] <= style.leading:
            break
    return name, beside


def _summary_rule(letter: Letter, sheet: Sheet, faces: Typeface) -> float:
    if letter.letterhead.preprinted:
        return PREPRINTED
    lowest = max(line.height for line in _summary_lines(letter, sheet, faces))
    return max(sheet.summary_head + 12.5 * MM, sheet.summary_head + lowest + 3.5 * MM)


def paint_running(canvas: TaggedCanvas, letter: Letter, sheet: Sheet, faces: Typeface) -> None:
    """Paint the head of a later page: whom the letter is for, and its date."""
    said = f"{letter.running} · {say_date(letter.written)}"
    with canvas.furniture():
        _put(
            canvas, _one_line(said, sheet.furniture, sheet.full, faces), sheet.left, RUNNING - sheet.furniture.fontSize
        )
    _rule(canvas, sheet.left, RUNNING_RULE, sheet.full, 0.35, HAIRLINE)


def footer_lines(letter: Letter, sheet: Sheet, faces: Typeface) -> tuple[TaggedParagraph, TaggedParagraph]:
    """Reference and URN, then policy, lists and register. Where that is too long for one line, what comes last stands
    in the first, or all of it is a little smaller."""
    urn, room = f" · URN {letter.urn}" if letter.urn else "", sheet.full - 30 * MM
    known, (rest, _dot, last) = f"Reference {letter.reference}{urn}", letter.footer.rpartition(" · ")
    for factor in (1.0, 0.94, 0.88, 0.82):
        style = sheet.furniture.scaled(factor)
        for above, below in ((known, letter.footer), (f"{known} · {last}", rest)):
            second = paragraph(words(below), style, faces, sheet.full)
            if second.wrap(sheet.full, HEIGHT)[1] <= style.leading and (
                above == known or paragraph(words(above), style, faces, room).wrap(room, HEIGHT)[1] <= style.leading
            ):
                return _one_line(above, style, room, faces), second
    second = paragraph(words(letter.footer), style, faces, sheet.full)
    if second.wrap(sheet.full, HEIGHT)[1] > 2 * style.leading:
        second = _one_line(letter.footer, style, sheet.full, faces)
    return _one_line(known, style, room, faces), second


def paint_footer(canvas: TaggedCanvas, lines: Sequence[TaggedParagraph], sheet: Sheet) -> None:
    """Paint the foot of a page but for its number."""
    y = sheet.foot_rule + 0.25 * sheet.furniture.fontSize + 1
    with canvas.furniture():
        for line in lines:
            y = _put(canvas, line, sheet.left, y)
    _rule(canvas, sheet.left, sheet.foot_rule, sheet.full, 0.35, HAIRLINE)


def paint_page_count(canvas: TaggedCanvas, sheet: Sheet, faces: Typeface, page: int, pages: int) -> None:
    """Paint "Page 1 of 2" at the right end of the foot."""
    made = paragraph(words(f"Page {page} of {pages}"), sheet.page_count, faces, sheet.full)
    with canvas.furniture():
        _put(canvas, made, sheet.left, sheet.foot_rule + 0.25 * sheet.furniture.fontSize + 1, sheet.full)


def _one_line(text: str, style: TextStyle, width: float, faces: Typeface) -> TaggedParagraph:
    """The text in one line, ended with … where it is too long."""
    text = text if len(text) <= MOST_IN_A_LINE else f"{text[:MOST_IN_A_LINE]}…"
    made = paragraph(words(text), style, faces, width)
    while made.wrap(width, HEIGHT)[1] > style.leading:
        text = text[: int(len(text) * 0.9)].rstrip(" ·…") + "…"
        made = paragraph(words(text), style, faces, width)
    return made


def _put(canvas: TaggedCanvas, made: TaggedParagraph, x: float, y: float, width: float = 0) -> float:
    """Paint a paragraph with its top at `y` from the top of the sheet; give the height below it."""
    if width:
        made.wrap(width, HEIGHT)
    made.drawOn(canvas, x, canvas.top - y - made.height)
    return y + made.height


def _rule(canvas: TaggedCanvas, x: float, y: float, width: float, thickness: float, colour: str) -> None:
    canvas.setLineWidth(thickness)
    canvas.setStrokeColor(HexColor(colour))
    canvas.line(x, canvas.top - y, x + width, canvas.top - y)
