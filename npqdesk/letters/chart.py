"""How does a chart stand on paper?  Bars of one colour from zero, labels at the left, each number at its bar’s end.

To a screen reader it is one figure, with every value in words."""

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from npqdesk.letters.letter import Chart, words
from npqdesk.letters.paragraph import TaggedParagraph, paragraph
from npqdesk.letters.sheet import MM, Sheet
from npqdesk.letters.structure import TaggedCanvas
from npqdesk.letters.typeface import Typeface

LABELS, LONGEST, THICK, GAP = 50 * MM, 76 * MM, 9.0, 2 * MM


class Bars(Flowable):
    """A chart as a flowable, whole on one page."""

    canv: TaggedCanvas
    keep = 0.0

    def __init__(self, chart: Chart, sheet: Sheet, faces: Typeface) -> None:
        super().__init__()
        self._says, self._colour, self._factor = chart.says, sheet.colour, sheet.factor
        self._line = sheet.value.leading
        self._labels = LABELS * sheet.factor
        most = max((number for _, number in chart.bars), default=0) or 1
        longest = min(LONGEST, sheet.full - self._labels - 20 * MM)
        self._rows = [
            (_said(label, sheet, faces), longest * number / most, _said(f"{number:,}", sheet, faces))
            for label, number in chart.bars
        ]
        self.spaceAfter = 5

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width, self.height = availWidth, self._line * len(self._rows)
        return self.width, self.height

    @property
    def least(self) -> float:
        """All of it stays with its heading."""
        return self._line * len(self._rows)

    @property
    def tallest(self) -> tuple[float, str]:
        """Its height, and how it begins."""
        return self.height, self._says

    def draw(self) -> None:
        with self.canv.figure(self._says, 0, 0, self.width, self.height):
            for number, (label, length, value) in enumerate(self._rows, 1):
                foot = self.height - number * self._line
                label.drawOn(self.canv, 0, foot)
                if length:
                    thick = THICK * self._factor
                    self.canv.setFillColor(HexColor(self._colour))
                    self.canv.rect(self._labels, foot + (self._line - thick) / 2 - 1, length, thick, stroke=0, fill=1)
                value.drawOn(self.canv, self._labels + length + GAP, foot)


def _said(text: str, sheet: Sheet, faces: Typeface) -> TaggedParagraph:
    made = paragraph(words(text), sheet.value, faces, LABELS * sheet.factor, tag="")
    made.wrap(LABELS * sheet.factor, 1000)
    return made
