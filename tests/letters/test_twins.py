"""The same letter as PDF, as a page of HTML and as plain text: the same words in the same order, whoever reads them."""

import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from npqdesk.letters.as_html import as_html
from npqdesk.letters.as_kept import from_kept, to_kept
from npqdesk.letters.as_text import as_text
from npqdesk.letters.letter import Letter, Paragraph, Run, Table, words
from npqdesk.letters.phrase import say_date
from npqdesk.letters.render import render
from tests.letters.sample_letters import FONTS, samples

KINDS = sorted(samples())
_AFTER_ACCENT = re.compile(r"(?<=[\u0300-\u036f]) (?=\w)")


def told(text: str) -> list[str]:
    """The words of a text. pypdf reads a space after an accent that is put on its letter, so there none counts."""
    return _AFTER_ACCENT.sub("", " ".join(normalize("NFC", text).split())).split()


def body(pages: list[str], letter: Letter) -> list[str]:
    """The words of the pages without what stands at the head or the foot of each."""
    found: list[str] = []
    for number, page in enumerate(pages, 1):
        said = told(page)
        urn = f" · URN {letter.urn}" if letter.urn else ""
        foot = told(f"Reference {letter.reference}{urn} {letter.footer} Page {number} of {len(pages)}")
        assert sorted(said[-len(foot) :]) == sorted(foot), "what comes last may stand in the first line"
        said = said[: -len(foot)]
        if number > 1:
            head = told(f"{letter.running} · {say_date(letter.written)}")
            assert said[: len(head)] == head
            said = said[len(head) :]
            for table in (block for block in letter.blocks if isinstance(block, Table)):
                heads = told(" ".join(column.title for column in table.columns))
                if said[: len(heads)] == heads and said[: len(heads) + 1] != _first_words(table):
                    said = said[len(heads) :]
        found += said
    return found


def _first_words(table: Table) -> list[str]:
    """Headings and the first word below them: how a table begins that has not been on a page before."""
    heads = told(" ".join(column.title for column in table.columns))
    return [*heads, told(" ".join(table.rows[0]))[0]]


def pypdf_pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def pdftotext_pages(pdf: bytes) -> list[str]:
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return said.split("\f")[:-1]


class Words(HTMLParser):
    """The words of a page, items with the numbers and marks that browsers give them; and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._lists: list[int | None] = []
        self._unseen = False
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        self._unseen = tag in ("style", "title")
        if tag in ("ul", "ol"):
            self._lists.append(None if tag == "ul" else 0)
        elif tag == "li":
            if self._lists[-1] is not None:
                self._lists[-1] += 1
            self.said.append(f" {self._lists[-1] or '•'} ")
        elif tag in ("br", "dd", "dt", "p", "td", "th"):
            self.said.append(" ")

    def handle_endtag(self, tag) -> None:
        self._unseen = False
        if tag in ("ul", "ol"):
            self._lists.pop()

    def handle_data(self, data) -> None:
        if not self._unseen:
            self.said.append(data)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_pypdf_reads_is_the_plain_text(letters: dict[str, Letter], kind: str, large: bool) -> None:
    letter = letters[kind]
    assert body(pypdf_pages(render(letter, FONTS, large=large)), letter) == told(as_text(letter, large=large))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext of poppler is not installed")
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_pdftotext_reads_is_the_plain_text(letters: dict[str, Letter], kind: str, large: bool) -> None:
    letter = letters[kind]
    assert body(pdftotext_pages(render(letter, FONTS, large=large)), letter) == told(as_text(letter, large=large))


LEFTWARD = ("محمد الأحمد", "דוד כהן")
_MARKED = re.compile(r"\u202b[^\u202c]*\u202c(?:\s+\u202b[^\u202c]*\u202c)*")
_MARKS = {0x202B: None, 0x202C: None}


@pytest.mark.parametrize("name", LEFTWARD, ids=["Arabic", "Hebrew"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if samples()[kind].address])
def test_a_name_from_right_to_left_is_read_where_it_stands(letters: dict[str, Letter], kind: str, name: str) -> None:
    letter = with_name(letters[kind], name)
    pdf, wanted = render(letter, FONTS), letters_alone(as_text(letter))
    assert unfurnished(pypdf_pages(pdf), letter) == wanted
    if shutil.which("pdftotext"):
        assert unfurnished([as_written(page) for page in pdftotext_pages(pdf)], letter) == wanted


def with_name(letter: Letter, name: str) -> Letter:
    """The same to somebody of another name."""
    content, pictures = to_kept(letter)
    said = zlib.decompress(content).decode().replace(letter.address[0], name)
    return from_kept(zlib.compress(said.encode()), pictures.__getitem__)


def letters_alone(text: str) -> str:
    """A text without what readers make of its spaces, and with joined pairs of letters parted."""
    return "".join(normalize("NFKC", text).split())


def as_written(text: str) -> str:
    """What pdftotext reads as it was written: it marks each word from right to left, and says those of a name as they
    stand on paper, the last first."""
    return _MARKED.sub(lambda name: " ".join(reversed(name[0].translate(_MARKS).split())), text)


def unfurnished(pages: list[str], letter: Letter) -> str:
    """The letters of the pages without what stands at the head or the foot of each."""
    said = letters_alone("".join(pages))
    head, urn = f"{letter.running} · {say_date(letter.written)}", f" · URN {letter.urn}" if letter.urn else ""
    for number in range(1, len(pages) + 1):
        foot = f"Reference {letter.reference}{urn} {letter.footer} Page {number} of {len(pages)}"
        said = said.replace(letters_alone(foot), "")
    return said.replace(letters_alone(head), "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_html_has_the_words_of_the_plain_text(letters: dict[str, Letter], kind: str) -> None:
    assert told("".join(Words(as_html(letters[kind])).said)) == told(as_text(letters[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_html_says_what_each_part_is_and_asks_for_nothing(letters: dict[str, Letter], kind: str) -> None:
    page = Words(as_html(letters[kind]))
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    assert ("html", {"lang": "en-GB"}) in page.tags
    assert all(about.get("scope") in ("row", "col") for tag, about in page.tags if tag == "th")
    assert not {"script", "link", "iframe", "object", "base", "form"} & set(tags)
    assert not [about for _, about in page.tags if any(name.startswith("on") for name in about)]
    assert all(str(about["src"]).startswith("data:") for _, about in page.tags if "src" in about)
    assert {tag for tag, about in page.tags if "href" in about} <= {"a"}
    assert "url(" not in as_html(letters[kind])


HOSTILE = "<script>alert(1)</script> </style><img src=https://x.example/a.png> &amp; \"'`{}%(ink)s"


def test_nothing_typed_becomes_markup(letters: dict[str, Letter]) -> None:
    plain = replace(letters["eligible"], address=("A", "B", "C", "D"))
    head = replace(plain.letterhead, name=HOSTILE, email=HOSTILE)
    blocks = (Paragraph(words(HOSTILE)), Paragraph((Run(HOSTILE, link="javascript:alert(1)"),)), *plain.blocks)
    letter = replace(plain, title=HOSTILE, letterhead=head, address=(HOSTILE,) * 4, salutation=HOSTILE, blocks=blocks)
    before, after = Words(as_html(plain)), Words(as_html(letter))
    added = [tag for tag, _ in after.tags]
    for tag, _ in before.tags:
        added.remove(tag)
    assert added == ["p", "p"]
    assert told("".join(after.said)) == told(as_text(letter))


def test_a_tab_or_line_end_in_a_name_makes_no_cell_or_line_of_its_own(letters: dict[str, Letter]) -> None:
    table = next(block for block in letters["grant"].blocks if isinstance(block, Table))
    rows = (("A\tB\nC", *table.rows[0][1:]),)
    said = as_text(replace(letters["grant"], blocks=(replace(table, rows=rows),)))
    assert f"\nA B C\t{table.rows[0][1]}\t" in said


def test_a_badge_and_a_signature_are_in_the_page_itself(letters: dict[str, Letter]) -> None:
    from tests.letters.test_paper import on_paper

    pictures = [about for tag, about in Words(as_html(on_paper(letters["eligible"]))).tags if tag == "img"]
    assert [about["alt"] for about in pictures] == ["Badge of Harrow Lane Primary School", "Signature of Ayşe Iğdır"]
    assert all(str(about["src"]).startswith("data:image/png;base64,iVBOR") for about in pictures)
