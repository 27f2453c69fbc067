"""What makes the file accessible and lasting?  Fonts, structure tree, links, bookmarks, metadata and colour profile.

Everything is written with pikepdf. The result follows PDF/UA-1 and PDF/A-2a, and is the same bytes each time."""

import zlib
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from npqdesk.letters.structure import Bookmark, Element, Ink, Link, Painted
from npqdesk.letters.typeface import Face, Typeface

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def finish(painted: Painted, faces: Typeface, title: str, language: str) -> bytes:
    """The finished file of a painted letter, with its title and language."""
    pdf = pikepdf.new()
    names = sorted({*painted.letters, *painted.shapes})
    fonts = Dictionary({f"/{name}": _font(pdf, faces.face(name), _glyphs(painted, faces.face(name))) for name in names})
    for content in painted.pages:
        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *(round(side, 3) for side in painted.size)]))
        page.Resources = Dictionary(Font=fonts)
        page.Contents = pdf.make_stream(content)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    _Tree(pdf, painted).write()
    _bookmarks(pdf, painted.bookmarks)
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = pdf.make_stream(_XMP.format(title=escape(title), language=escape(language)).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    _colours(pdf, faces.colour_profile)
    out = BytesIO()
    packed = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, object_stream_mode=packed, min_version="1.7", fix_metadata_version=False)
    return out.getvalue()


def _glyphs(painted: Painted, face: Face) -> dict[int, str]:
    """Every glyph used of a face, by its number, and what it means."""
    plain = (face.letter(character) for character in sorted(painted.letters.get(face.name, ())))
    return painted.shapes.get(face.name, {}) | {glyph.number: glyph.meaning for glyph in plain if glyph}


def _font(pdf: Pdf, face: Face, meanings: dict[int, str]) -> Object:
    """A face with the glyphs used, each under its own number, its width and what it means."""
    numbers = sorted(meanings)
    tag = "".join(chr(65 + (sum(numbers) // 26**n) % 26) for n in range(6))
    name = Name(f"/{tag}+{face.name}")
    file = pdf.make_stream(zlib.compress(face.copy_with(numbers), 3), Filter=Name.FlateDecode)
    left, bottom, right, top = (round(edge) for edge in face.box())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array([left, bottom, right, top]), ItalicAngle=0,
        Ascent=top, Descent=bottom, CapHeight=660, StemV=80, FontFile2=file,
    )  # fmt: skip
    widths = Object.parse(f"[{' '.join(f'{one} [{face.advance(one):g}]' for one in numbers)}]".encode())
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDToGIDMap=Name.Identity, W=widths, DW=0,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]), ToUnicode=pdf.make_stream(_meanings(meanings)),
        )
    )  # fmt: skip


def _meanings(meanings: dict[int, str]) -> bytes:
    """The table from glyph to letters, for whoever copies or reads the text."""
    rows = [f"<{number:04X}> <{said.encode('utf-16-be').hex().upper()}>" for number, said in sorted(meanings.items())]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    said = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{said}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")


class _Tree:
    """Writes the structure tree: an object for each element, and for each page and link the way back to its element."""

    def __init__(self, pdf: Pdf, painted: Painted) -> None:
        self._pdf = pdf
        self._painted = painted
        self._pages = [page.obj for page in pdf.pages]
        self._written: dict[int, Object] = {}
        self._links: list[Object] = []

    def write(self) -> None:
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(self._painted.root, root)])
        numbers = Array()
        for number, (page, marks) in enumerate(zip(self._pages, self._painted.marks, strict=True)):
            page.StructParents, page.Tabs = number, Name.S
            numbers.append(number)
            numbers.append(self._pdf.make_indirect(Array([self._written[id(element)] for element in marks])))
        for number, element in enumerate(self._links, len(self._pages)):
            numbers.append(number)
            numbers.append(element)
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._pages) + len(self._links)
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: Element, parent: Object) -> Object:
        written = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
        self._written[id(element)] = written
        home = next((kid.page for kid in element.kids if isinstance(kid, Ink)), None)
        if home is not None:
            written.Pg = self._pages[home]
        written.K = Array([self._kid(kid, written, home) for kid in element.kids])
        attributes = _attributes(element)
        if attributes is not None:
            written.A = attributes
        return written

    def _kid(self, kid: Element | Ink | Link, parent: Object, home: int | None) -> Object | int:
        if isinstance(kid, Element):
            return self._element(kid, parent)
        if isinstance(kid, Link):
            return Dictionary(Type=Name.OBJR, Pg=self._pages[kid.page], Obj=self._annotation(kid, parent))
        if kid.page == home:
            return kid.mark
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.mark)

    def _annotation(self, link: Link, element: Object) -> Object:
        shown = link.address.split("//")[-1].removeprefix("mailto:").rstrip("/")
        annotation = self._pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, F=4))
        annotation.Rect = Array([round(edge, 2) for edge in link.box])
        annotation.Border = Array([0, 0, 0])
        annotation.A = Dictionary(S=Name.URI, URI=String(link.address))
        annotation.Contents = String(f"Link to {shown}")
        annotation.StructParent = len(self._pages) + len(self._links)
        self._links.append(element)
        page = self._pages[link.page]
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        return annotation


def _attributes(element: Element) -> Dictionary | None:
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
    if element.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name("/" + element.numbering))
    if element.summary:
        return Dictionary(O=Name.Table, Summary=String(element.summary))
    return None


def _bookmarks(pdf: Pdf, marks: tuple[Bookmark, ...]) -> None:
    """The outline: the main heading, and below it those of the next level."""
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    parents, last = [outline], dict[int, Object]()
    for mark in marks:
        item = pdf.make_indirect(Dictionary(Title=String(mark.title), Parent=parents[mark.level]))
        item.Dest = Array([pdf.pages[mark.page].obj, Name.XYZ, 0, round(mark.height, 2), 0])
        before = last.get(mark.level)
        if before is None:
            parents[mark.level].First = item
        else:
            item.Prev, before.Next = before, item
        parents[mark.level].Last = item
        parents[mark.level].Count = int(parents[mark.level].get("/Count", 0)) + 1
        last = {level: one for level, one in last.items() if level < mark.level} | {mark.level: item}
        parents[mark.level + 1 :] = [item]
    outline.Count = len(marks)
    pdf.Root.Outlines = outline


def _colours(pdf: Pdf, profile: bytes) -> None:
    """What the colours mean: sRGB."""
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"))
    intent.DestOutputProfile = pdf.make_stream(profile, N=3)
    pdf.Root.OutputIntents = Array([intent])
