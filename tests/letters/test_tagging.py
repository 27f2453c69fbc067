"""The tagging layer by itself: figures, furniture, elements over pages, and what the validators say of a picture."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from npqdesk.letters.finish import finish
from npqdesk.letters.letter import words
from npqdesk.letters.paragraph import paragraph
from npqdesk.letters.sheet import sheet
from npqdesk.letters.structure import TaggedCanvas
from npqdesk.letters.typeface import typeface
from tests.letters.pdf_reading import read_marks, read_structure
from tests.letters.sample_letters import FONTS

FACES = typeface(FONTS)
VERAPDF = Path(__file__).parents[3] / "shared" / "tools" / "verapdf"


def drawn(paint) -> bytes:
    """A finished file of what `paint` puts on its pages."""
    out = BytesIO()
    canvas = TaggedCanvas(
        out, pagesize=(400, 300), invariant=1, pdfVersion=(1, 7), initialFontName=FACES.font("regular"), lang="en-GB"
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.at_end = lambda canvas: finish(canvas, "A sheet", "en-GB", FACES.colour_profile)
    paint(canvas)
    canvas.save()
    return out.getvalue()


def say(canvas: TaggedCanvas, text: str, up: float, *, tag: str = "P") -> None:
    made = paragraph(words(text), sheet("#17405C").body, FACES, 400, tag=tag)
    made.wrap(400, 300)
    made.drawOn(canvas, 20, up)


def badge(canvas: TaggedCanvas) -> None:
    """A heading; then a picture with a frame, a curve and words in it, away from the corner of the sheet."""
    say(canvas, "A school", 250, tag="H1")
    canvas.translate(50, 60)
    with canvas.figure("Badge of a school: an oak", 0, 0, 80, 40):
        canvas.rect(0, 0, 80, 40)
        canvas.circle(40, 20, 10)
        canvas.setFont(FACES.font("bold"), 12)
        canvas.drawString(10, 15, "Oak")
    canvas.translate(-50, -60)
    say(canvas, "Its motto.", 20)


def test_a_figure_has_its_words_its_place_and_all_that_is_painted_in_it() -> None:
    root = read_structure(drawn(badge))
    assert [kid.tag for kid in root.kids] == ["H1", "Figure", "P"]
    figure = root.kids[1]
    assert (figure.alt, figure.text) == ("Badge of a school: an oak", "Oak")
    assert figure.attributes["BBox"] == "50 60 130 100"


def test_nothing_in_a_figure_is_marked_again() -> None:
    with pikepdf.open(BytesIO(drawn(badge))) as read:
        marks = [str(operands[0]) for operands, operator in pikepdf.parse_content_stream(read.pages[0])
                 if str(operator) in ("BDC", "BMC")]  # fmt: skip
    assert marks == ["/H1", "/Figure", "/P"]


def test_shapes_outside_a_figure_are_furniture() -> None:
    def shapes(canvas: TaggedCanvas) -> None:
        say(canvas, "Words", 250)
        canvas.line(0, 0, 10, 10)
        canvas.circle(40, 20, 10)
        canvas.drawImage(ImageReader(Image.new("RGB", (8, 4), "#0B5D34")), 0, 0, 80, 40)

    with pikepdf.open(BytesIO(drawn(shapes))) as read:
        painted, inside = [], False
        for operands, operator in pikepdf.parse_content_stream(read.pages[0]):
            if str(operator) in ("BDC", "BMC"):
                inside = str(operands[0]) == "/Artifact"
            elif str(operator) == "EMC":
                inside = False
            elif str(operator) in ("S", "f", "B", "Do", "s", "b"):
                painted.append((str(operator), inside))
    assert {operator for operator, _ in painted} == {"S", "Do"}
    assert all(inside for _, inside in painted)


def test_furniture_is_in_no_element() -> None:
    def furnished(canvas: TaggedCanvas) -> None:
        say(canvas, "Read me", 250)
        with canvas.furniture():
            say(canvas, "Page 1", 20)
            with canvas.figure("A seal", 0, 0, 10, 10):
                canvas.circle(5, 5, 5)

    pdf = drawn(furnished)
    root = read_structure(pdf)
    assert [(kid.tag, kid.text) for kid in root.kids] == [("P", "Read me")]
    with pikepdf.open(BytesIO(pdf)) as read:
        assert read_marks(read.pages[0])[-1].strip() == "Page 1"


def test_an_element_opened_again_goes_on_where_it_was_on_the_next_page() -> None:
    def twice(canvas: TaggedCanvas) -> None:
        with canvas.element("L", key="list"), canvas.element("LI"):
            say(canvas, "One", 250, tag="LBody")
        canvas.showPage()
        with canvas.element("L", key="list"), canvas.element("LI"):
            say(canvas, "Two", 250, tag="LBody")

    root = read_structure(drawn(twice))
    assert [kid.tag for kid in root.kids] == ["L"]
    assert [(item.text, body.pages) for item in root.all("LI") for body in item.kids] == [("One", {0}), ("Two", {1})]


def test_text_outside_the_structure_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside the structure"):
        drawn(lambda canvas: say(canvas, "stray", 250, tag=""))


def test_a_picture_passes_the_validators(tmp_path: Path) -> None:
    report = page.validate_pdf_bytes(drawn(badge), profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]
    if not VERAPDF.is_file() or not shutil.which("javac"):
        pytest.skip("veraPDF needs shared/tools/verapdf beside the checkout, and a Java development kit")
    (tmp_path / "badge.pdf").write_bytes(drawn(badge))
    for profile in ("ua1", "2a"):
        said = subprocess.run(
            [str(VERAPDF), profile, str(tmp_path / "badge.pdf")], capture_output=True, text=True, check=False
        )
        assert said.returncode == 0, said.stdout + said.stderr
