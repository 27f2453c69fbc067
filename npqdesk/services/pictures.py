"""Making a picture that somebody chose fit for paper: a PNG, JPEG or SVG becomes an opaque PNG, trimmed, as fine as it
prints.

A file is looked at before it is opened: its size, its kind, its dots. What is no picture, or asks for more than a
picture needs, is refused in words."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from npqdesk.letters.letter import Picture
from npqdesk.letters.picture import LOGO, SHARP, SIGNATURE, size_of
from npqdesk.problem import Problem
from npqdesk.services.vector_picture import NotDrawn, draw_svg

if TYPE_CHECKING:
    from PIL import Image

PictureKind = Literal["logo", "signature"]
ROOM = {"logo": LOGO, "signature": SIGNATURE}
MOST_BYTES = 10_000_000
MOST_DOTS = 60_000_000
_FINE = 2 * SHARP  # dots to a point that a picture keeps while its file stays as small as this
_FINE_BYTES = 60_000
_WHITE = 245
_SLIMMEST = 40
_TOO_MANY_DOTS = f"It has more dots than any letter needs: {MOST_DOTS / 1e6:.0f} million are the most."
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture fit for paper, and what to tell whoever chose it: the size it is printed at."""

    picture: Picture
    says: str


def fit_picture(content: bytes, kind: PictureKind, *, says: str) -> Fitted:
    """The picture of a chosen file; `says` is what it shows, in words.

    Raises Problem for what is no picture, holds more than a picture needs, or is blank."""
    if len(content) > MOST_BYTES:
        raise _refused(f"The file has {len(content) / 1e6:.0f} million bytes, and {MOST_BYTES / 1e6:.0f} is the most.")
    try:
        if not content.startswith((_PNG, _JPEG)):
            content = draw_svg(content, room=ROOM[kind], dots=2 * _FINE)
        flat = _trimmed(_opaque(content))
    except NotDrawn as why:
        raise _refused(str(why)) from why
    if max(flat.size) > _SLIMMEST * min(flat.size):
        raise _refused("It is a stripe: far longer than it is high, or far higher than it is long.")
    png = _packed(flat, kind, _FINE)
    if len(png) > _FINE_BYTES:
        png = _packed(flat, kind, SHARP)
    picture = picture_of(png, says)
    return Fitted(picture, size_words(picture, kind))


def picture_of(png: bytes, says: str) -> Picture:
    """A picture that was made fit before, from its bytes."""
    return Picture(png, int.from_bytes(png[16:20]), int.from_bytes(png[20:24]), says)


def size_words(picture: Picture, kind: PictureKind) -> str:
    """ "Printed 36 × 18 mm.", and why no larger where the dots would show."""
    width, height = size_of(picture, ROOM[kind])
    said = f"Printed {width * 25.4 / 72:.0f} × {height * 25.4 / 72:.0f} mm."
    if width < ROOM[kind][0] - 1 and height < ROOM[kind][1] - 1:
        said += " It has too few dots to be sharp any larger. A larger picture, or an SVG, prints larger."
    return said


def _opaque(content: bytes) -> "Image.Image":
    """The picture upright, in colours or greys, on white."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_DOTS:
                raise NotDrawn(_TOO_MANY_DOTS)
            image.draft("RGB", (2400, 2400))  # a large photograph is read at a half, a quarter or an eighth
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith(("I", "F")):  # greys of sixteen bits
                upright = upright.point(lambda grey: grey / 256).convert("L")
            if upright.mode == "L":
                return upright
            colours = upright.convert("RGBA")
    except Image.DecompressionBombError as error:
        raise NotDrawn(_TOO_MANY_DOTS) from error
    except (OSError, ValueError, SyntaxError, OverflowError, MemoryError) as error:
        raise NotDrawn("It is damaged, or it is not the kind of file that it looks like.") from error
    white = Image.new("RGBA", colours.size, "white")
    return Image.alpha_composite(white, colours).convert("RGB")


def _trimmed(image: "Image.Image") -> "Image.Image":
    """Without the white round it: a signature on a scanned sheet is all of the picture."""
    box = image.convert("L").point(lambda grey: 0 if grey >= _WHITE else 255).getbbox()
    if box is None:
        raise NotDrawn("There is nothing on it but white.")
    return image.crop(box)


def _packed(image: "Image.Image", kind: PictureKind, dots: float) -> bytes:
    """A PNG with at most so many dots to a point in the room that the picture has."""
    from PIL import Image

    width, height = (room * dots for room in ROOM[kind])
    scale = min(width / image.width, height / image.height)
    if scale < 1:
        size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        image = image.resize(size, Image.Resampling.LANCZOS)
    if image.mode == "RGB" and _is_grey(image):
        image = image.convert("L")
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _is_grey(image: "Image.Image") -> bool:
    """Whether no dot has a colour worth the ink."""
    from PIL import ImageChops

    red, green, blue = image.split()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(int(each.getextrema()[1]) < 12 for each in apart)  # type: ignore[arg-type]


def _refused(why: str) -> Problem:
    return Problem(
        "This picture was not taken",
        why,
        "Choose a PNG, JPEG or SVG file of the badge or the signature alone. What you had stays.",
    )
