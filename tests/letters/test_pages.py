"""What stands on which page: tables over pages, headings with what follows, the sign-off with what comes before."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from npqdesk.letters.grant import Participant, grant_letter
from npqdesk.letters.letter import Bullets, Glance, Heading, Paragraph, Picture, Run, Shown, SignOff, words
from npqdesk.letters.render import _laid_out, render
from npqdesk.letters.typeface import typeface
from npqdesk.problem import Problem
from tests.letters.pdf_reading import read_marks, read_structure
from tests.letters.sample_letters import FONTS, GRANT, samples, wording


def pages_of(*blocks) -> list[str]:
    """What is read on each page of a letter of these blocks."""
    with pikepdf.open(BytesIO(render(replace(samples()["grant"], blocks=blocks), FONTS))) as read:
        return ["".join(text for mark, text in read_marks(page).items() if mark >= 0) for page in read.pages]


def filler(lines: int) -> list[Paragraph]:
    return [Paragraph(words(f"Line {n}.")) for n in range(lines)]


def test_a_long_table_is_one_table_with_its_headings_read_once() -> None:
    people = tuple(Participant(f"A. Person{n}", "NPQ for Headship", "October 2023", 800, 800) for n in range(60))
    pdf = render(grant_letter(replace(GRANT, participants=people), wording()), FONTS)
    table = read_structure(pdf).all("Table")[1]
    assert len(table.all("THead")) == len(table.all("TBody")) == 1
    assert len(table.all("TBody")[0].all("TR")) == 61
    assert table.all("TR")[-1].text.endswith("£48,000 £48,000 £0")
    with pikepdf.open(BytesIO(pdf)) as read:
        assert "Member of staff" in read_marks(read.pages[1])[-1], "repeated headings are furniture"


LONG = words("A sentence that is long enough to go over more than one line of the letter, I should say. " * 3)


@pytest.mark.parametrize("below", [Paragraph(LONG), Bullets((LONG, LONG)), Glance((("Course", LONG),) * 5)])
def test_a_heading_never_ends_a_page(below) -> None:
    for lines in range(14, 24):
        pages = pages_of(*filler(lines), Heading("A heading"), below, *filler(4))
        page = next(page for page in pages if "A heading" in page)
        assert "A sentence that is long enough to go over more than one line" in page


def test_a_caption_stands_on_the_page_of_its_picture() -> None:
    written = BytesIO()
    Image.new("RGB", (1366, 768)).save(written, "PNG")
    shown = Shown(Picture(written.getvalue(), 1366, 768, "A window"), "A caption.")
    for lines in range(6, 13):
        letter = replace(samples()["grant"], blocks=(*filler(lines), shown, *filler(4)))
        with pikepdf.open(BytesIO(render(letter, FONTS))) as read:
            (page,) = (page for page in read.pages if b"FormXob" in page.Contents.read_bytes())
            assert "A caption." in "".join(read_marks(page).values()), lines


def test_a_signature_has_text_before_it_on_its_page() -> None:
    for lines in range(12, 26):
        pages = pages_of(*filler(lines), SignOff("Ayşe Iğdır", "Headteacher"))
        assert f"Line {lines - 1}. Yours sincerely Ayşe Iğdır Headteacher" in pages[-1]


def test_two_lines_of_a_long_last_paragraph_go_with_the_signature() -> None:
    for lines in range(10, 24):
        pages = pages_of(*filler(lines), Paragraph(LONG * 2), SignOff("Ayşe Iğdır", "Headteacher"))
        before, _ = pages[-1].split("Yours sincerely")
        assert len(before) > 80


def test_text_without_end_goes_on_over_as_many_pages_as_it_needs() -> None:
    pages = pages_of(Paragraph(words("word " * 2000)))
    assert len(pages) > 3
    assert sum(page.count("word") for page in pages) == 2000


def test_a_lonely_last_paragraph_is_brought_back_by_setting_closer() -> None:
    counts = [len(pages_of(*filler(lines))) for lines in range(15, 35)]
    assert counts == sorted(counts)
    first_with_two = pages_of(*filler(15 + counts.index(2)))
    assert first_with_two[1].count("Line") > 1


def test_what_no_page_holds_is_refused_in_words() -> None:
    people = (replace(GRANT.participants[0], name="X" * 9000), *GRANT.participants[1:])
    with pytest.raises(Problem, match="longer than its place"):
        render(grant_letter(replace(GRANT, participants=people), wording()), FONTS)


def test_a_link_keeps_its_words_and_its_address_apart_from_the_text() -> None:
    text = (Run("See "), Run("the guidance", link="https://www.gov.uk/"), Run(", then write."))
    root = read_structure(render(replace(samples()["grant"], blocks=(Paragraph(text),)), FONTS))
    link = root.all("Link")[0]
    assert (link.text, link.links) == ("the guidance", ["https://www.gov.uk/"])
    assert root.kids[-1].text == "See the guidance, then write."


def test_the_same_text_on_one_page_and_parted_between_two_is_the_same_bytes_each_time() -> None:
    """The lines of a text are kept between letters; ReportLab breaks a long word by changing what it was given."""
    rich = Paragraph((*words("Bold words ", bold=True), *words("endless" * 40), *LONG * 3))

    def pdf(count: int) -> bytes:
        return render(replace(samples()["grant"], blocks=(*filler(count), rich)), FONTS)

    first = [pdf(count) for count in range(8, 20)]
    assert {len(pikepdf.open(BytesIO(each)).pages) for each in first} == {1, 2}
    assert [pdf(count) for count in range(19, 7, -1)] == first[::-1]


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("kind", sorted(samples()))
def test_the_pages_reckoned_are_the_pages_printed(kind: str, large: bool) -> None:
    """They are reckoned before anything is painted; with more and more above, each part crosses a page end."""
    faces, letter = typeface(FONTS), samples()[kind]
    for lines in range(0, 20, 3):
        longer = replace(letter, blocks=(*filler(lines), *letter.blocks))
        reckoned = _laid_out(longer, faces, large=large).left
        with pikepdf.open(BytesIO(render(longer, FONTS, large=large))) as read:
            assert len(reckoned) == len(read.pages)
