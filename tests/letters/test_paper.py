"""The school's own paper: badge, colour, signature, pre-printed paper; and what shows through a window envelope."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from pathlib import Path

import page
import pikepdf
import pytest
from PIL import Image, ImageDraw

from npqdesk.letters.letter import Letter, Picture, SignOff
from npqdesk.letters.render import render
from npqdesk.letters.sheet import contrast_with_white, readable
from tests.letters.pdf_places import figures, placed
from tests.letters.pdf_reading import read_structure
from tests.letters.sample_letters import FONTS, HARROW_LANE, samples
from tests.letters.test_file import VERAPDF


def picture(width: int, height: int, says: str, *, mode: str = "RGB") -> Picture:
    image = Image.new(mode, (width, height), "white")
    ImageDraw.Draw(image).ellipse((2, 2, width - 2, height - 2), fill=90 if mode == "L" else "#0A6A3C")
    out = BytesIO()
    image.save(out, "PNG")
    return Picture(out.getvalue(), width, height, says)


BADGE = picture(400, 420, "Badge of Harrow Lane Primary School")
WIDE = picture(900, 200, "Badge of Harrow Lane Primary School")
SCRIBBLE = picture(900, 200, "Signature of Ayşe Iğdır", mode="L")
LONG_NAME = "St Mary Magdalene and All Saints Church of England Voluntary Aided Primary School and Nursery, Ashby"


def on_paper(letter: Letter, *, signature: Picture | None = SCRIBBLE, **head: object) -> Letter:
    blocks = tuple(replace(each, signature=signature) if isinstance(each, SignOff) else each for each in letter.blocks)
    letterhead = replace(HARROW_LANE, **({"logo": BADGE, "colour": "#0A6A3C"} | head))
    return replace(letter, letterhead=letterhead, blocks=blocks)


@pytest.fixture(scope="module")
def headed() -> dict[str, bytes]:
    """Letters on paper of several kinds, in both sizes of print."""
    eligible, grant = samples()["eligible"], samples()["grant"]
    letters = {
        "badge": on_paper(eligible),
        "wide badge": on_paper(grant, logo=WIDE),
        "long name": on_paper(eligible, name=LONG_NAME, logo=WIDE),
        "pre-printed": on_paper(eligible, preprinted=True),
        "six lines": replace(on_paper(eligible), address=("Mrs Siân Llŷr-Kowalska", "Head of Year", "Harrow Lane "
                             "Primary School", "14 Mill Close", "Little Wyvern", "Exbourne", "EX99 7ZZ")),
    }  # fmt: skip
    made = {name: render(letter, FONTS) for name, letter in letters.items()}
    return made | {f"{name}, large": render(letters[name], FONTS, large=True) for name in ("badge", "six lines")}


def test_the_address_shows_through_the_window_and_nothing_else_does(headed: dict[str, bytes]) -> None:
    """Always visible: 57 to 87 mm down, 20 to 100 mm across. Where the window may slide to: 52 to 92, 10 to 110."""
    for name, pdf in headed.items():
        there = [each for each in placed(pdf) if each.left < 110 and each.bottom > 52 and each.top < 92]
        assert there[0].text.startswith("Private and confidential") or name == "wide badge"
        for each in there:
            assert 20 <= each.left < each.right <= 100, (name, each)
            assert 57 <= each.top < each.bottom <= 87, (name, each)
        lines = [each for each in there if each.text]
        assert 3 <= len(lines) <= 6
        assert lines[-1].text == ("EX99 4ZZ" if name == "wide badge" else "EX99 7ZZ")


def test_a_badge_stands_at_the_margin_with_the_name_beside_it(headed: dict[str, bytes]) -> None:
    for name in ("badge", "badge, large", "wide badge", "long name"):
        found = placed(headed[name])
        badge = min((each for each in found if not each.text), key=lambda each: each.top)
        assert badge.left == pytest.approx(22 if "large" in name else 25, abs=0.1)
        assert badge.top == pytest.approx(13, abs=0.1)
        assert badge.right - badge.left <= 40.1
        assert badge.bottom - badge.top <= 18.1
        beside = [each for each in found if each.text and each.bottom < 50]
        assert beside
        assert all(each.left >= badge.right + 5.9 for each in beside)
        assert beside[0].text.startswith(("Harrow Lane", "St Mary"))


def test_nothing_is_painted_over_anything_else(headed: dict[str, bytes]) -> None:
    for name, pdf in headed.items():
        for one, other in combinations(placed(pdf), 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across < 0.3 or down < 1.2, (name, one, other)


def test_paper_with_a_head_of_its_own_is_left_empty_at_the_top(headed: dict[str, bytes]) -> None:
    assert min(each.top for each in placed(headed["pre-printed"])) > 40
    assert "Harrow Lane, Exbourne" not in read_structure(headed["pre-printed"]).text


def test_badge_and_signature_are_figures_that_say_what_they_are(headed: dict[str, bytes]) -> None:
    found = figures(headed["badge"])
    assert [says for says, _ in found] == [BADGE.says, SCRIBBLE.says]
    for _, (left, bottom, right, top) in found:
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842
    tags = [kid.tag for kid in read_structure(headed["badge"]).kids]
    assert tags[0] == "Figure", "the badge comes before the name"
    kids = read_structure(headed["badge"]).kids
    signed = next(number for number, kid in enumerate(kids) if kid.tag == "Figure" and number)
    assert (kids[signed - 1].text, kids[signed + 1].text) == ("Yours sincerely", "Ayşe Iğdır")


def test_a_picture_is_in_the_file_once_as_it_was_packed(headed: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(headed["badge"])) as read:
        held = [each for each in read.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        assert len(held) == 2
        for kept, meant in zip(sorted(held, key=lambda each: int(each.Width)), (BADGE, SCRIBBLE), strict=True):
            seen = pikepdf.PdfImage(kept).as_pil_image().convert("RGB")
            assert seen.tobytes() == Image.open(BytesIO(meant.png)).convert("RGB").tobytes()


def test_a_picture_that_was_not_made_fit_is_refused() -> None:
    see_through = BytesIO()
    Image.new("RGBA", (300, 300)).save(see_through, "PNG")
    with pytest.raises(ValueError, match="opaque PNG"):
        render(on_paper(samples()["grant"], logo=Picture(see_through.getvalue(), 300, 300, "Badge")), FONTS)


def test_a_pale_colour_is_darkened_until_it_can_be_read() -> None:
    for pale in ("#FFD400", "#7FD4C1", "#FFFFFF", "#9A9A9A"):
        assert contrast_with_white(readable(pale)) >= 4.5
    assert readable("#17405C") == "#17405C"


def test_letters_on_paper_pass_page_validation(headed: dict[str, bytes]) -> None:
    for name, pdf in headed.items():
        report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, (name, [failure.message for failure in report.failures])


def test_letters_on_paper_pass_verapdf(headed: dict[str, bytes], tmp_path: Path) -> None:
    if not VERAPDF.is_file() or not shutil.which("javac"):
        pytest.skip("veraPDF needs shared/tools/verapdf beside the checkout, and a Java development kit")
    for name in ("badge", "pre-printed"):
        (tmp_path / f"{name}.pdf").write_bytes(headed[name])
    for profile in ("ua1", "2a"):
        files = [str(file) for file in sorted(tmp_path.glob("*.pdf"))]
        said = subprocess.run([str(VERAPDF), profile, *files], capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stdout + said.stderr
