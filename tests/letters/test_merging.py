"""Letters merged into one file: every page, one tree in the same order, bookmarks, fonts shared, and the validators."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from npqdesk.letters.letter import Letter
from npqdesk.letters.merging import MergedLetters
from npqdesk.letters.render import render
from tests.letters.pdf_reading import Node, read_marks, read_structure
from tests.letters.sample_letters import FONTS
from tests.letters.test_file import VERAPDF
from tests.letters.test_paper import on_paper


def merged(letters: list[tuple[str, bytes]]) -> bytes:
    file = MergedLetters("Letters of 9 September 2026: Ayşe & Siân <all>")
    for name, pdf in letters:
        file.add(pdf, name)
    return file.bytes()


@pytest.fixture(scope="module")
def chosen(pdfs: dict[str, bytes], letters: dict[str, Letter]) -> list[tuple[str, bytes]]:
    """Every kind, one letter twice, and one on a paper with a badge and a signature."""
    again = [("eligible again", pdfs["eligible"]), ("on paper", render(on_paper(letters["eligible"]), FONTS))]
    return [*pdfs.items(), *again]


@pytest.fixture(scope="module")
def one(chosen: list[tuple[str, bytes]]) -> bytes:
    return merged(chosen)


def whole(node: Node) -> object:
    """An element and all below it, without the numbers of pages."""
    return (node.tag, node.attributes, node.alt, node.links,
            [kid if isinstance(kid, str) else whole(kid) for kid in node.kids])  # fmt: skip


def test_each_letter_is_a_part_of_one_tree_as_it_was_by_itself(chosen: list[tuple[str, bytes]], one: bytes) -> None:
    root = read_structure(one)
    assert [kid.tag for kid in root.kids] == ["Part"] * len(chosen)
    for part, (name, pdf) in zip(root.kids, chosen, strict=True):
        part.tag = "Document"
        assert whole(part) == whole(read_structure(pdf)), name


def test_pages_are_those_of_the_letters_in_order(chosen: list[tuple[str, bytes]], one: bytes) -> None:
    with pikepdf.open(BytesIO(one)) as read:
        found = [read_marks(page)[-1] for page in read.pages]
    apart = []
    for _, pdf in chosen:
        with pikepdf.open(BytesIO(pdf)) as read:
            apart += [read_marks(page)[-1] for page in read.pages]
    assert found == apart


def held(element: Any, kid: Any) -> tuple[Any, Any]:
    """The page and the mark that a kid of an element is."""
    return (element.Pg.objgen, kid) if isinstance(kid, int) else (kid.get("/Pg", element).objgen, kid.get("/MCID"))


def test_the_way_back_from_each_mark_leads_to_the_element_that_holds_it(one: bytes) -> None:
    with pikepdf.open(BytesIO(one)) as read:
        numbers = list(read.Root.StructTreeRoot.ParentTree.Nums)
        ways = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        keys = [int(sheet.obj.StructParents) for sheet in read.pages]
        links = [int(note.StructParent) for sheet in read.pages for note in sheet.obj.get("/Annots", ())]
        assert sorted(keys + links) == list(range(int(read.Root.StructTreeRoot.ParentTreeNextKey)))
        for sheet, key in zip(read.pages, keys, strict=True):
            for mark, element in enumerate(ways[key]):
                assert (sheet.objgen, mark) in [held(element, kid) for kid in element.K]


def test_bookmarks_are_the_letters_and_lead_to_their_pages(chosen: list[tuple[str, bytes]], one: bytes) -> None:
    with pikepdf.open(BytesIO(one)) as read, read.open_outline() as outline:
        assert [item.title for item in outline.root] == [name for name, _ in chosen]
        places = [read.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
        below = [[child.title for child in item.children] for item in outline.root]
        assert all(item.is_closed for item in outline.root)
    assert below == [[heading.text for heading in part.all("H2")] for part in read_structure(one).kids]
    lengths = [len(pikepdf.open(BytesIO(pdf)).pages) for _, pdf in chosen]
    assert places == [sum(lengths[:n]) for n in range(len(lengths))]


def test_what_letters_embed_is_shared(chosen: list[tuple[str, bytes]], pdfs: dict[str, bytes]) -> None:
    few = merged([("a", pdfs["eligible"]), ("b", pdfs["eligible"])])
    many = merged([(str(n), pdfs["eligible"]) for n in range(20)])
    assert (len(many) - len(few)) / 18 < 0.2 * len(pdfs["eligible"])
    assert len(merged(chosen)) < 0.6 * sum(len(pdf) for _, pdf in chosen)


def test_the_same_letters_give_the_same_bytes(chosen: list[tuple[str, bytes]], one: bytes) -> None:
    assert merged(chosen) == one


def test_the_file_tells_its_title_and_language(one: bytes) -> None:
    with pikepdf.open(BytesIO(one)) as read, read.open_metadata() as about:
        assert about["dc:title"] == "Letters of 9 September 2026: Ayşe & Siân <all>"
        assert str(read.Root.Lang) == "en-GB"
        assert "/Info" not in read.trailer or not dict(read.docinfo)


def test_one_letter_alone_can_be_merged(pdfs: dict[str, bytes], letters: dict[str, Letter]) -> None:
    other = replace(letters["no_grant"], language="cy")
    assert page.validate_pdf_bytes(
        merged([("one", render(other, FONTS))]), profile=page.ValidationProfile.PDF_UA_1
    ).is_compliant


def test_the_validators_pass_it(one: bytes, tmp_path: Path) -> None:
    report = page.validate_pdf_bytes(one, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]
    if not VERAPDF.is_file() or not shutil.which("javac"):
        pytest.skip("veraPDF needs shared/tools/verapdf beside the checkout, and a Java development kit")
    (tmp_path / "one.pdf").write_bytes(one)
    for profile in ("ua1", "2a"):
        said = subprocess.run(
            [str(VERAPDF), profile, str(tmp_path / "one.pdf")], capture_output=True, text=True, check=False
        )
        assert said.returncode == 0, said.stdout + said.stderr
