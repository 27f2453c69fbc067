"""The manual on paper: whole, its headings in order, and with the pictures that it is given."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

from PIL import Image
from pypdfium2 import PdfDocument

from npqdesk.letters.as_html import as_html
from npqdesk.letters.as_text import as_text
from npqdesk.services.help_files import help_texts
from npqdesk.services.manual import FIRST_START, make_manual, manual_pictures
from npqdesk.ui.entries import ENTRIES
from tests.letters.pdf_places import placed
from tests.letters.pdf_reading import read_structure

DESK = SimpleNamespace(today=lambda: date(2026, 11, 21))


def picture(width: int = 683, height: int = 384) -> bytes:
    written = BytesIO()
    Image.new("RGBA", (width, height), "navy").save(written, "PNG")
    return written.getvalue()


def test_all_of_the_help_is_in_it():
    made = make_manual(DESK)
    text = as_text(made.letter)
    for topic in (*help_texts().questions, *help_texts().terms, *help_texts().chapters):
        assert getattr(topic, "ask", "") or getattr(topic, "name", "") or topic.title
        assert (getattr(topic, "ask", "") or getattr(topic, "name", "") or topic.title) in text
    tree = read_structure(made.pdf)
    assert [node.text.strip() for node in tree.all("H1")] == ["npqdesk: the manual"]
    assert len(tree.all("H2")) > 15
    assert len(tree.all("H3")) > 50
    assert tree.all("Figure") == []


def test_pictures_stand_where_they_belong_and_are_named():
    assert set(manual_pictures()) - {FIRST_START} <= {entry.id for entry in ENTRIES}
    made = make_manual(DESK, {"hubs": picture(), "home": picture()})
    assert len(read_structure(made.pdf).all("Figure")) == 2
    page = as_html(made.letter)
    assert page.count("<figure><img") == 2
    assert 'alt="A picture of the window: Maths Hubs"' in page
    assert "The projects at the left, the chosen one with its cost at the right." in as_text(made.letter)


def test_a_picture_is_as_wide_as_the_text() -> None:
    made = make_manual(DESK, {"hubs": picture(1366, 768)})
    pages = (placed(made.pdf, page) for page in range(len(PdfDocument(made.pdf))))
    (shown,) = (each for page in pages for each in page if not each.text)
    assert 159 < shown.right - shown.left < 161
