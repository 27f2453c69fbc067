"""Where things stand on a finished page: every word and picture in millimetres from the top and the left edge."""

from io import BytesIO
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_MM = 25.4 / 72


class Placed(NamedTuple):
    """A stretch of text, or a picture (whose text is ""), with its edges in millimetres."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def placed(pdf: bytes, page: int = 0) -> list[Placed]:
    """Every line of text and every picture of a page, from 0; rules and marks to fold at are left out."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    text = sheet.get_textpage()
    found = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        said = text.get_text_bounded(left, bottom, right, top).strip()
        found.append(Placed(said, left * _MM, (height - top) * _MM, right * _MM, (height - bottom) * _MM))
    for picture in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        found.append(Placed("", left * _MM, (height - top) * _MM, right * _MM, (height - bottom) * _MM))
    text.close()
    document.close()
    return [each for each in found if each.text or each.right > each.left]


def figures(pdf: bytes) -> list[tuple[str, list[float]]]:
    """What each figure says and its box in points, in the order of reading."""
    with pikepdf.open(BytesIO(pdf)) as read:
        tops = read.Root.StructTreeRoot.K[0].K
        found = [each for each in tops if not isinstance(each, int) and each.get("/S") == "/Figure"]
        return [(str(each.Alt), [float(edge) for edge in each.A.BBox]) for each in found]
