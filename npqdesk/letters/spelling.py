"""How does a PDF spell what ReportLab has no words for?  Texts, plain objects, and packed streams."""

import zlib

from reportlab.pdfbase.pdfdoc import PDFObject

_PACKING = 3  # half the time of zlib's own choice, for a few bytes in a hundred
_WORTH_PACKING = 1500


_SPELLED = [chr(code) if 32 <= code < 127 and chr(code) not in "()\\" else f"\\{code:03o}" for code in range(256)]


def spelled_code(code: int) -> str:
    """One byte as PDF spells it between brackets."""
    return _SPELLED[code]


def in_brackets(codes: bytes) -> str:
    """Bytes as PDF spells them."""
    return f"({''.join(map(_SPELLED.__getitem__, codes))})"


def in_pdf(text: str) -> str:
    """A text as PDF spells it."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class Spelled(PDFObject):
    """An object of the file, spelled out."""

    def __init__(self, words: str | bytes = "") -> None:
        self.words = words

    def format(self, document: object) -> bytes:
        return self.words if isinstance(self.words, bytes) else self.words.encode("ascii")


class Stream(PDFObject):
    """A stream, `about` being the entries of its dictionary. Its end stands on a line of its own, as PDF/A asks and
    ReportLab's streams do not. Short ones, and those that have a filter already, are left as they are."""

    __RefOnly__ = 1

    def __init__(self, content: bytes, about: str = "") -> None:
        packed = len(content) > _WORTH_PACKING and "/Metadata" not in about and "/Filter" not in about
        self._content = zlib.compress(content, _PACKING) if packed else content
        self._about = f"{about} /Filter /FlateDecode" if packed else about

    def format(self, document: object) -> bytes:
        head = f"<<{self._about} /Length {len(self._content)}>>\nstream\n"
        return b"".join((head.encode("ascii"), self._content, b"\nendstream\n"))
