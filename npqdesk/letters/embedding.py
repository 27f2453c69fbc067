"""What of a typeface goes into a file?  The letters in use, the width of each, and what each means.

The face of most text always embeds the letters of everyday English, used or not, each under the same code. So what most
letters embed is the same: it is made once, and many letters merged into one file can share it."""

import hashlib
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFont

from npqdesk.letters.spelling import Spelled, Stream

_BELOW_SPACE = "£–—‘’“”•·…×−½áàâäãåçèéêëíîïñóöü"  # 31 letters, their codes from 1
_READABLE = range(32, 127)  # codes that are the letters of ASCII
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry ({name})
/Ordering ({name})
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <{last:02X}>
endcodespacerange
{rows}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Embedded(NamedTuple):
    """What a file holds of up to 256 letters of a face, spelled out: name, program, meaning of each code, widths."""

    name: str
    program: bytes
    meanings: bytes
    widths: str


class EmbeddedFace(TTFont):
    """A font file, and what a document that uses it embeds; of an `everyday` face, the letters of English at least.
    `meanings` tells what a glyph stands for that belongs to no single letter, by the code that it is kept under."""

    state: Any

    def __init__(self, name: str, content: bytes, *, everyday: bool = False) -> None:
        super().__init__(name, BytesIO(content), asciiReadable=False)
        self.face.name = name.encode()
        self.ascent, self.descent = self.face.ascent, self.face.descent
        self.face.table.pop("name", None)  # what a letter embeds needs no names of the face in all languages
        self.meanings: dict[int, str] = {}
        self.everyday: dict[int, int] = {0: 0, 32: 32}
        if everyday:
            codes = [*enumerate(map(ord, _BELOW_SPACE), 1), *zip(_READABLE, _READABLE, strict=True)]
            self.everyday |= {letter: code for code, letter in codes if letter in self.face.charToGlyph}
        self._embedded = lru_cache(maxsize=64)(self._embed)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
        """The codes of a text in a document, in the parts that ReportLab asks for."""
        self._begin(doc)
        return super().splitString(text, doc, encoding)

    def getSubsetInternalName(self, subset: int, doc: Any) -> Any:
        """What a document calls a part of the face."""
        self._begin(doc)
        return super().getSubsetInternalName(subset, doc)

    def _begin(self, doc: Any) -> None:
        if doc in self.state:
            return
        state: Any = TTFont.State(asciiReadable=False)
        state.assignments = dict(self.everyday)
        state.nextCode = 1
        if len(self.everyday) > 2:
            letters = {code: letter for letter, code in self.everyday.items()}
            state.subsets = [[letters.get(code, 32) for code in range(_READABLE.stop)]]
            state.nextCode = _READABLE.stop
        self.state[doc] = state

    def addObjects(self, doc: Any) -> None:
        """Put into a document what it uses of the face, in parts of 256 letters."""

        def reference(words: str | bytes) -> str:
            return str(doc.Reference(Spelled(words)).format(doc).decode())

        for number, codes in enumerate(self.state[doc].subsets):
            part = self._embedded(tuple(codes))
            descriptor = reference(self._description(part.name, reference(part.program)))
            name = self.getSubsetInternalName(number, doc)[1:]
            doc.idToObject["BasicFonts"].dict[name] = doc.Reference(Spelled(
                f"<</Type /Font /Subtype /TrueType /Name /{name} /BaseFont /{part.name} /FirstChar 0 "
                f"/LastChar {len(codes) - 1} /Widths {part.widths} /ToUnicode {reference(part.meanings)} "
                f"/FontDescriptor {descriptor}>>"
            ))  # fmt: skip
        del self.state[doc]

    def _embed(self, codes: tuple[int, ...]) -> Embedded:
        glyphs = self.face.charToGlyph
        meant = [(glyphs.get(code), self.meanings.get(code, chr(code))) for code in codes]
        digest = hashlib.sha256(ascii(meant).encode()).digest()
        name = f"{''.join(chr(65 + part % 26) for part in digest[:6])}+{self.fontName}"
        program = self.face.makeSubset(list(codes))
        of, else_wide = self.face.charWidths, self.face.defaultWidth
        return Embedded(
            name,
            Stream(program, f"/Length1 {len(program)}").format(None),
            Stream(self._to_unicode(name, codes).encode("ascii")).format(None),
            f"[{' '.join(f'{of.get(code, else_wide):g}' for code in codes)}]",
        )

    def _to_unicode(self, name: str, codes: tuple[int, ...]) -> str:
        """The table from code to letters, at most a hundred rows in a piece, without rows for what prints nothing."""
        rows = [
            f"<{n:02X}> <{self.meanings.get(code, chr(code)).encode('utf-16-be').hex().upper()}>"
            for n, code in enumerate(codes)
            if code
        ]
        pieces = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        table = "\n".join("\n".join((f"{len(piece)} beginbfchar", *piece, "endbfchar")) for piece in pieces)
        return _TO_UNICODE.format(name=name, last=len(codes) - 1, rows=table)

    def _description(self, name: str, program: str) -> str:
        """The font descriptor, `program` being the reference to the program."""
        face: Any = self.face
        box = " ".join(f"{side:g}" for side in face.bbox)
        return (
            f"<</Type /FontDescriptor /FontName /{name} /Flags {face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC} "
            f"/FontBBox [{box}] /ItalicAngle {face.italicAngle:g} /Ascent {face.ascent:g} /Descent {face.descent:g} "
            f"/CapHeight {face.capHeight:g} /StemV {face.stemV:g} /MissingWidth {face.defaultWidth:g} "
            f"/FontFile2 {program}>>"
        )
