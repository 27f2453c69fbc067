"""Badges and signatures that an office chooses: made fit for paper, or refused in words."""

import time
from io import BytesIO

import pytest
from PIL import Image

from npqdesk.letters.picture import LOGO, SIGNATURE, size_of
from npqdesk.problem import Problem
from npqdesk.services.pictures import fit_picture
from tests.services.chosen_pictures import BADGE_SVG, HOSTILE, drawn, signature_on_a_sheet, svg

MM = 72 / 25.4


def seen(picture) -> Image.Image:
    image = Image.open(BytesIO(picture.png))
    assert image.size == (picture.width, picture.height)
    assert image.mode in ("RGB", "L")
    return image.convert("RGB")


@pytest.mark.parametrize(
    "content",
    [
        drawn(),
        drawn(mode="RGBA"),
        drawn(mode="P"),
        drawn(form="JPEG", quality=92),
        drawn(form="JPEG", mode="CMYK"),
        drawn(mode="L"),
        drawn(mode="L", form="JPEG"),
        BADGE_SVG,
    ],
    ids=["png", "see-through png", "palette", "jpeg", "printer's jpeg", "grey", "grey jpeg", "svg"],
)
def test_every_usual_picture_is_laid_on_white_and_is_sharp(content):
    fitted = fit_picture(content, "logo", says="Badge of Harrow Lane")
    image = seen(fitted.picture)
    corners = [image.getpixel(at) for at in ((0, 0), (image.width - 1, image.height - 1))]
    assert all(min(corner) > 235 for corner in corners)
    middle = image.getpixel((image.width * 3 // 4, image.height // 2))
    assert max(middle) < 235 or max(middle) - min(middle) > 60
    width, height = size_of(fitted.picture, LOGO)
    assert width <= LOGO[0] + 0.01
    assert height <= LOGO[1] + 0.01
    assert max(width / LOGO[0], height / LOGO[1]) > 0.99, "as large as there is room"
    assert fitted.picture.width / width >= 300 / 72 - 0.01
    assert "too few dots" not in fitted.says


def test_a_small_picture_is_printed_small_rather_than_coarse_and_it_is_told():
    fitted = fit_picture(drawn(size=(120, 60)), "logo", says="Badge")
    assert size_of(fitted.picture, LOGO)[0] == pytest.approx(120 * 72 / 300)
    assert fitted.says.startswith("Printed 10 × 5 mm.")
    assert "too few dots" in fitted.says


def test_a_signature_on_a_scanned_sheet_is_all_of_the_picture():
    picture = fit_picture(signature_on_a_sheet(), "signature", says="Signature of Ayşe Iğdır").picture
    assert picture.width / picture.height > 4, "the empty sheet is cut off"
    assert size_of(picture, SIGNATURE)[0] > 40 * MM
    assert Image.open(BytesIO(picture.png)).mode == "L"


def test_words_of_a_badge_in_a_face_that_nobody_has_are_drawn_all_the_same():
    with_words = svg("<rect width='100' height='9'/><text y='70' font-size='50' font-family='Nowhere'>HLPS</text>")
    assert fit_picture(with_words, "logo", says="").picture.height > 100


def test_a_picture_turned_by_the_camera_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side
    picture = fit_picture(drawn(form="JPEG", exif=exif), "logo", says="").picture
    assert picture.height > picture.width


def test_a_photograph_does_not_make_every_letter_heavy():
    noise = Image.effect_noise((3000, 2000), 90).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG")
    assert len(fit_picture(out.getvalue(), "logo", says="").picture.png) < 150_000


@pytest.mark.parametrize("name", HOSTILE)
def test_what_means_no_good_is_refused_in_words_and_at_once(name):
    content, why = HOSTILE[name]
    begun = time.process_time()
    with pytest.raises(Problem) as refused:
        fit_picture(content, "logo", says="Badge")
    assert why in refused.value.what_happened
    assert "What you had stays" in refused.value.what_to_do
    assert time.process_time() - begun < 1.5
