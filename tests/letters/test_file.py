"""The file itself: title, language, bookmarks, fonts, the same bytes each time, and what the validators say."""

import hashlib
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from npqdesk.letters.families import FAMILIES
from npqdesk.letters.letter import Letter
from npqdesk.letters.render import render
from tests.letters.pdf_reading import read_marks
from tests.letters.sample_letters import FONTS, samples

ROOT = Path(__file__).parents[2]
VERAPDF = ROOT.parent / "shared" / "tools" / "verapdf"


def test_title_and_language_are_told(pdfs: dict[str, bytes], letters: dict[str, Letter]) -> None:
    for kind, letter in letters.items():
        with pikepdf.open(BytesIO(pdfs[kind])) as pdf:
            assert str(pdf.Root.Lang) == "en-GB"
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
            assert bool(pdf.Root.MarkInfo.Marked) is True
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"] == letter.title
                assert metadata["pdfuaid:part"] == "1"
                assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_bookmarks_are_the_headings(pdfs: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(pdfs["eligible"])) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Funding for your NPQ for Senior Leadership, autumn 2026"]
        assert [item.title for item in outline.root[0].children] == [
            "At a glance", "Why you are eligible", "What you need to do", "What the school will do",
            "Limits to know about", "Your reply",
        ]  # fmt: skip


def test_every_font_is_embedded_and_every_glyph_has_its_letter(pdfs: dict[str, bytes]) -> None:
    for pdf in pdfs.values():
        with pikepdf.open(BytesIO(pdf)) as read:
            for sheet in read.pages:
                read_marks(sheet)  # raises for a glyph without a letter
                for font in sheet.resources.Font.values():
                    assert "/FontFile2" in font.FontDescriptor


def test_every_page_says_its_number_and_reference_as_furniture(pdfs: dict[str, bytes]) -> None:
    for kind, pdf in pdfs.items():
        with pikepdf.open(BytesIO(pdf)) as read:
            for number, sheet in enumerate(read.pages, 1):
                furniture = read_marks(sheet)[-1]
                assert f"Page {number} of {len(read.pages)}" in furniture.replace("\u00a0", " "), kind
                assert "Reference " in furniture


def test_a_letter_is_the_same_bytes_in_any_process_whatever_was_printed_before(pdfs: dict[str, bytes]) -> None:
    program = (
        "import hashlib\nfrom tests.letters.sample_letters import FONTS, samples\n"
        "from npqdesk.letters.render import render\n"
        "for kind, letter in reversed(samples().items()):\n"
        "    print(kind, hashlib.sha256(render(letter, FONTS)).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=env, cwd=ROOT
    )
    other = dict(line.split() for line in said.stdout.splitlines())
    assert other == {kind: hashlib.sha256(pdfs[kind]).hexdigest() for kind in other}
    assert len(other) == len(pdfs) - 1, "all but the one in large print"


def test_large_print_is_larger(pdfs: dict[str, bytes]) -> None:
    normal, large = (len(pikepdf.open(BytesIO(pdfs[kind])).pages) for kind in ("eligible", "large_print"))
    assert large > normal


def test_every_letter_passes_page_validation(pdfs: dict[str, bytes], world: bytes) -> None:
    for kind, pdf in {**pdfs, "world": world}.items():
        report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, (kind, [failure.message for failure in report.failures])


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_every_letter_passes_verapdf(pdfs: dict[str, bytes], world: bytes, tmp_path: Path, profile: str) -> None:
    if not VERAPDF.is_file() or not shutil.which("javac"):
        pytest.skip("veraPDF needs shared/tools/verapdf beside the checkout, and a Java development kit")
    for kind, pdf in {**pdfs, "world": world}.items():
        (tmp_path / f"{kind}.pdf").write_bytes(pdf)
    files = [str(file) for file in sorted(tmp_path.glob("*.pdf"))]
    said = subprocess.run([str(VERAPDF), profile, *files], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_every_typeface_has_its_file_and_its_licence() -> None:
    for family in FAMILIES:
        for name in family.files.values():
            assert FONTS.read(f"{name}.ttf")[:4] == b"\x00\x01\x00\x00"
    licences = {file.name for file in (ROOT / "resources" / "fonts").glob("LICENSE-*")}
    assert licences == {"LICENSE-SourceSans3.txt", "LICENSE-NotoSans.txt", "LICENSE-NotoSansSC-KR.txt"}


def test_no_letter_reads_the_clock() -> None:
    letter = samples()["grant"]
    assert render(letter, FONTS) == render(letter, FONTS)
