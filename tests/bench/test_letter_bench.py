"""How long one finished letter takes, beside a bare platypus document of the same text in the same run."""

from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import process_time
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from npqdesk.letters.letter import Letter
from npqdesk.letters.render import render
from tests.letters.sample_letters import FONTS, samples

ROUNDS = 15


def bare(letter: Letter) -> bytes:
    """The same words as plain paragraphs in the same typeface: no structure, no tables, no finishing."""
    style = ParagraphStyle("body", fontName="SourceSans3-Regular", fontSize=12, leading=16)
    out = BytesIO()
    SimpleDocTemplate(out).build([Paragraph(escape(text), style) for _, text in letter.texts() if text])
    return out.getvalue()


def taken(work: Callable[[], object]) -> float:
    """Seconds of this process alone, so that a busy machine does not decide."""
    start = process_time()
    work()
    return process_time() - start


@pytest.mark.benchmark(group="letter")
@pytest.mark.parametrize("kind", ["eligible", "not_eligible", "grant"])
def test_a_letter_takes_at_most_one_and_a_half_times_a_bare_document(benchmark, kind: str) -> None:
    letter = samples()[kind]
    pdfmetrics.registerFont(TTFont("SourceSans3-Regular", BytesIO(FONTS.read("SourceSans3-Regular.ttf"))))
    render(letter, FONTS)
    bare(letter)
    pairs = [(taken(lambda: render(letter, FONTS)), taken(lambda: bare(letter))) for _ in range(ROUNDS)]
    benchmark(lambda: render(letter, FONTS))
    assert median(ours / floor for ours, floor in pairs) <= 1.5, pairs
