"""How does a `Text` become a paragraph?  The one place where words meet ReportLab's Paragraph.

No markup is ever written or read: runs of words become ReportLab's own fragments directly, so a name can hold any
character. A paragraph of one run in one face is handed over whole; any other as measured words, each in the face that
has its letters, shaped where it must be. A word wider than its column is parted at hard spaces, then between letters.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.paragraph import _FK_BREAK, _FK_TEXT, Paragraph, _HSFrag  # type: ignore[attr-defined]
from reportlab.platypus.paraparser import ParaFrag

from npqdesk.letters.direction import is_leftward
from npqdesk.letters.letter import Run, Text
from npqdesk.letters.phrase import HARD, bind, printable
from npqdesk.letters.shaping import arranged, letters, needs_shaping
from npqdesk.letters.sheet import TextStyle
from npqdesk.letters.spans import Span, at_hard_spaces, spans, weight_of
from npqdesk.letters.structure import LinkTo, TaggedCanvas
from npqdesk.letters.typeface import Typeface


class Item(NamedTuple):
    """That a paragraph is an item of a list: its label, the list it belongs to, the attributes of that list."""

    label: str
    font: str
    group: object
    attributes: str


class TaggedParagraph(Paragraph):
    """A paragraph that owns one element of the structure, also over two pages; with the tag "" it writes into the open
    one. A heading has its `bookmark`; an `ornament` is painted before it. `keep` points must follow on the same page;
    where `whole` is set it is not parted between pages."""

    style: TextStyle
    blPara: Any
    tag = "P"
    ornament: "Callable[[TaggedCanvas, TaggedParagraph], None] | None" = None
    bookmark = ""
    item: Item | None = None
    keep = 0.0
    whole = False
    key: object = None
    begins = ""
    setting: "Setting | None" = None
    leftward = False
    _wrapped_for = -1.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if abs(self._wrapped_for - availWidth) > 0.01 or not hasattr(self, "blPara"):
            self._break_lines(availWidth, availHeight)
            self._wrapped_for = availWidth
        fits = self.height + self.keep <= availHeight + 0.01
        return self.width, self.height if fits else self.height + self.keep

    def _break_lines(self, width: float, height: float) -> None:
        """Break the text into lines, or take those that an earlier paragraph of the same text was broken into."""
        if self.setting is None or not self.setting.is_shared:
            super().wrap(width, height)
        elif width in self.setting.lines:
            self.blPara, self.width, self.height = self.setting.lines[width]
        else:
            if self.setting.lines:
                self.frags = self.setting.afresh()
            super().wrap(width, height)
            self.setting.lines[width] = (self.blPara, self.width, self.height)

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Two parts of at least two lines each; what must follow stays with the second."""
        if self.whole:
            return []
        if self.setting is not None:  # breaking a long word changes what it is broken from, and so does parting it
            self.frags = self.setting.afresh()
            super().wrap(availWidth, availHeight)
        room = min(availHeight, self.height - 2 * self.style.leading) if self.keep else availHeight
        parts: list[Any] = super().split(availWidth, room)
        if len(parts) == 2:
            self.key = self.key or object()
            for part in parts:
                part.tag, part.key, part.item, part.leftward = self.tag, self.key, self.item, self.leftward
            parts[0].spaceAfter = 0
            parts[1].keep, parts[1].spaceAfter = self.keep, self.getSpaceAfter()
            if self.item:
                parts[1].item = self.item._replace(label="")
        return parts

    @property
    def least(self) -> float:
        """The lowest height that a first part can have on a page, with what must follow there."""
        if self.whole or len(self.blPara.lines) < 4:
            return self.height + self.keep
        return 2 * self.style.leading

    @property
    def tallest(self) -> tuple[float, str]:
        """The height of its tallest part that stands on one page, and how that begins."""
        return (self.height if self.whole else self.style.leading), self.begins

    def draw(self) -> None:
        canvas: Any = self.canv
        if self.leftward:
            for line in self.blPara.lines:
                line.words = arranged(line.words)
            self.leftward = False
        if self.ornament:
            self.ornament(canvas, self)
        if self.bookmark:
            canvas.heading(self.bookmark, int(self.tag[1]) - 1, self.height)
        if self.item:
            self._draw_item(canvas, self.item)
        elif self.tag:
            with canvas.element(self.tag, key=self.key):
                super().draw()
        else:
            super().draw()

    def _draw_item(self, canvas: TaggedCanvas, item: Item) -> None:
        self.key = self.key or object()
        with canvas.element("L", key=item.group, attributes=item.attributes), canvas.element("LI", key=self.key):
            if item.label:
                with canvas.element("Lbl"):
                    text = canvas.beginText(0, self.height - self.style.fontSize)
                    text.setFont(item.font, self.style.fontSize)
                    text.setFillColor(self.style.textColor)
                    text._textOut(item.label)
                    canvas.drawText(text)
            with canvas.element("LBody", key=(self.key, "body")):
                super().draw()


def paragraph(
    text: Text, style: TextStyle, faces: Typeface, width: float, *, narrow: bool = False, tag: str = "P"
) -> TaggedParagraph:
    """A text as a paragraph no line of which is wider than `width` points; `narrow` for table cells."""
    return lines_together((text,), style, faces, width, narrow=narrow, tag=tag)


def lines_together(
    texts: Sequence[Text], style: TextStyle, faces: Typeface, width: float, *, narrow: bool = False, tag: str = "P"
) -> TaggedParagraph:
    """One paragraph of several texts, each of which begins a line."""
    room = width - style.leftIndent - style.rightIndent
    setting = _setting(tuple(texts), style, faces, room, narrow)
    made = TaggedParagraph("", style, frags=setting.frags if setting.is_shared else setting.afresh())
    made.tag, made.leftward, made.begins = tag, setting.leftward, texts[0][0].text if texts[0] else ""
    made.setting = setting
    return made


class Setting:
    """A text in a style, ready to be broken into lines, and the lines that it was broken into, by width.

    Most of a letter stands in the next one too, so settings are kept. Not shared are texts with links, each of which
    has a number of its own, and leftward ones, whose lines are put into another order when they are painted."""

    def __init__(self, afresh: Callable[[], list[Any]], runs: Sequence[Run]) -> None:
        self.afresh = afresh
        self.leftward = any(is_leftward(printable(run.text)) for run in runs)
        self.is_shared = not self.leftward and not any(run.link for run in runs)
        self.frags = afresh() if self.is_shared else []
        self.lines: dict[float, tuple[Any, float, float]] = {}


@lru_cache(maxsize=1024)
def _setting(
    texts: tuple[Text, ...], style: TextStyle, faces: Typeface, room: float, narrow: bool  # noqa: FBT001
) -> Setting:  # fmt: skip
    def afresh() -> list[Any]:
        plain = _plain(texts, style, faces, room, narrow=narrow)
        return plain or _Words(style, faces, room).of(texts, narrow=narrow)

    return Setting(afresh, [run for text in texts for run in text])


def _plain(
    texts: Sequence[Text], style: TextStyle, faces: Typeface, room: float, *, narrow: bool
) -> list[ParaFrag] | None:
    """The one fragment of a text of one run in one face, which ReportLab sets fastest."""
    if len(texts) > 1 or len(texts[0]) > 1 or not texts[0] or texts[0][0].link:
        return None
    said, weight = bind(printable(texts[0][0].text), narrow=narrow, last=True), weight_of(texts[0][0], style)
    if not faces.is_plain(said, weight) or needs_shaping(said):
        return None
    font = faces.font(weight)
    if HARD in said:
        parted = (word if _fits(word, font, style, room) else word.replace(HARD, " ") for word in said.split(" "))
        said = " ".join(parted)
    return [_frag(font, style, text=said)]


def _fits(word: str, font: str, style: TextStyle, room: float) -> bool:
    return HARD not in word or stringWidth(word, font, style.fontSize) <= room


def _frag(font: str, style: TextStyle, **how: Any) -> ParaFrag:
    settings = {"us_lines": [], "link": [], "rise": 0, "_fkind": _FK_TEXT, **how}
    return ParaFrag(fontName=font, fontSize=style.fontSize, textColor=style.textColor, **settings)


class _Words:
    """Makes the measured words that ReportLab breaks into lines: [width, (fragment, letters), …]."""

    def __init__(self, style: TextStyle, faces: Typeface, room: float) -> None:
        self._style = style
        self._faces = faces
        self._room = room
        self._frags: dict[tuple[str, LinkTo | None], ParaFrag] = {}

    def of(self, texts: Sequence[Text], *, narrow: bool) -> list[Any]:
        made: list[Any] = []
        for number, text in enumerate(texts):
            if number:
                font = self._faces.font(self._style.weight)
                made.append([0, (_frag(font, self._style, text="", lineBreak=True, _fkind=_FK_BREAK), "")])
            for word in spans(text, self._style, narrow=narrow):
                measured = self._measured(word)
                if measured[0] <= self._room:
                    made.append(measured)
                else:
                    made += self._parted(word)
            if made:
                made[-1] = list(made[-1])  # no space follows the last word
        return made or [[0, (_frag(self._faces.font(self._style.weight), self._style, text=""), "")]]

    def _parted(self, word: Sequence[Span]) -> Iterator[list[Any]]:
        """What a word too wide for its column is cut into: at hard spaces; between letters only where ReportLab, which
        does that, would take shaped letters apart."""
        if any(HARD in span.text for span in word):
            for part in at_hard_spaces(word):
                measured = self._measured(part)
                if measured[0] <= self._room:
                    yield measured
                else:
                    yield from self._parted(part)
        elif any(needs_shaping(span.text) for span in word):
            yield from map(self._measured, self._between_letters(word))
        else:
            yield self._measured(word)

    def _measured(self, word: Sequence[Span]) -> list[Any]:
        made: list[Any] = _HSFrag((0.0,))
        width = 0.0
        for said, weight, link, level in word:
            for font, text, wide in self._faces.stretches(said, weight, level):
                width += wide
                made.append((self._frag(font, link), text))
        made[0] = width * self._style.fontSize / 1000
        return made

    def _frag(self, font: str, link: LinkTo | None) -> ParaFrag:
        known = self._frags.get((font, link))
        if known is None:
            known = _frag(font, self._style)
            if link:
                size = self._style.fontSize
                known.link = [link]
                known.us_lines = [(link[0], "underline", None, 0.05 * size, -0.13 * size, 0, 1, 1)]
            self._frags[font, link] = known
        return known

    def _between_letters(self, word: Sequence[Span]) -> Iterator[list[Span]]:
        part: list[Span] = []
        for span in word:
            for letter in letters(span.text):
                if part and part[-1][1:] == span[1:]:
                    longer = [*part[:-1], span._replace(text=part[-1].text + letter)]
                else:
                    longer = [*part, span._replace(text=letter)]
                if part and self._measured(longer)[0] > self._room:
                    yield part
                    longer = [span._replace(text=letter)]
                part = longer
        yield part
