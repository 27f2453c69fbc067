"""What stands on which page: tables over pages, headings with what follows, the sign-off with what comes before."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from npqdesk.letters.composition import compose
from npqdesk.letters.grant import Participant, grant_letter
from npqdesk.letters.letter import Heading, Paragraph, Run, SignOff, words
from npqdesk.letters.pages import fitted, flow
from npqdesk.letters.render import render
from npqdesk.letters.sheet import sheet
from npqdesk.letters.typeface import typeface
from npqdesk.problem import Problem
from tests.letters.pdf_reading import read_marks, read_structure
from tests.letters.sample_letters import FONTS, GRANT, samples, wording

MEASURES = sheet("#17405C")
FACES = typeface(FONTS)


def boxes_of(*blocks):
    return compose(replace(samples()["grant"], blocks=blocks), MEASURES, FACES)


def test_a_long_table_is_one_table_with_its_headings_read_once() -> None:
    people = tuple(Participant(f"A. Person{n}", "NPQ for Headship", "October 2023", 800, 800) for n in range(60))
    pdf = render(grant_letter(replace(GRANT, participants=people), wording()), FONTS)
    table = read_structure(pdf).all("Table")[1]
    assert len(table.all("THead")) == len(table.all("TBody")) == 1
    assert len(table.all("TBody")[0].all("TR")) == 61
    assert table.all("TR")[-1].text.endswith("£48,000 £48,000 £0")
    with pikepdf.open(BytesIO(pdf)) as read:
        assert "Member of staff" in read_marks(read.pages[1])[-1], "repeated headings are furniture"


def test_a_heading_never_ends_a_page() -> None:
    text = words("A sentence that is long enough to go over more than one line of the letter, I should say. " * 3)
    for lines in range(20, 60):
        filler = [Paragraph(words(f"Line {n}")) for n in range(lines)]
        for page in flow(boxes_of(*filler, Heading("A heading"), Paragraph(text)), 100, 60, 780):
            last = page[-1].box
            assert getattr(last, "tag", "") != "H2"


def test_a_signature_has_text_before_it_on_its_page() -> None:
    for lines in range(20, 50):
        filler = [Paragraph(words(f"Line {n}")) for n in range(lines)]
        pages = flow(boxes_of(*filler, SignOff("Ayşe Iğdır", "Headteacher")), 100, 60, 780)
        assert pages[-1][-1].box.height > 100, "the sign-off took the paragraph before it along"


def test_nothing_stands_below_the_text_area() -> None:
    long = words("word " * 2000)
    for page in flow(boxes_of(Paragraph(long)), 100, 60, 780):
        for top, box in page:
            assert top + box.height <= 780.01


def test_a_lonely_last_paragraph_is_brought_back_by_setting_closer() -> None:
    filler = [Paragraph(words(f"Line {n}")) for n in range(29)]
    boxes = boxes_of(*filler)
    assert len(flow(boxes, 100, 60, 780)) == 2
    assert len(fitted(boxes, 100, 60, 780)) == 1


def test_what_no_page_holds_is_refused_in_words() -> None:
    people = (replace(GRANT.participants[0], name="X" * 9000), *GRANT.participants[1:])
    with pytest.raises(Problem, match="no page holds"):
        render(grant_letter(replace(GRANT, participants=people), wording()), FONTS)


def test_a_link_keeps_its_words_and_its_address_apart_from_the_text() -> None:
    text = (Run("See "), Run("the guidance", link="https://www.gov.uk/"), Run(", then write."))
    root = read_structure(render(replace(samples()["grant"], blocks=(Paragraph(text),)), FONTS))
    link = root.all("Link")[0]
    assert (link.text, link.links) == ("the guidance", ["https://www.gov.uk/"])
    assert root.kids[-1].text == "See the guidance, then write."
