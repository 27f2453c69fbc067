"""What makes the file accessible and lasting?  The structure tree, links, bookmarks, metadata and colour profile.

ReportLab paints; everything here is written with pikepdf, so no undocumented part of ReportLab is leaned on. The result
follows PDF/UA-1 and PDF/A-2a, and is the same bytes each time."""

import re
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from npqdesk.letters.structure import Element, Ink, Link, Painted

_UNUSED_CODE = re.compile(rb"^<([0-9A-F]+)> <0000>\n", re.MULTILINE)
_WIDE_CODE = re.compile(rb"(?<=> )<([0-9A-F]{5,6})>")
_COUNT = re.compile(rb"\d+ beginbfchar\n(.*?)endbfchar", re.DOTALL)

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


def finish(painted: Painted, title: str, language: str) -> bytes:
    """The finished file of a painted letter, with its title and language."""
    with pikepdf.open(BytesIO(painted.pdf)) as pdf:
        _Tree(pdf, painted).write()
        _bookmarks(pdf, painted)
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        metadata = pikepdf.Stream(pdf, _XMP.format(title=escape(title), language=escape(language)).encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        pdf.Root.Metadata = pdf.make_indirect(metadata)
        _colours(pdf)
        _letter_codes(pdf)
        del pdf.trailer["/Info"]  # it would have to agree with the metadata word for word
        out = BytesIO()
        pdf.save(
            out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return out.getvalue()


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


def _bookmarks(pdf: Pdf, painted: Painted) -> None:
    """The outline: main headings, and below each those of the next level."""
    with pdf.open_outline() as outline:
        for mark in painted.bookmarks:
            item = pikepdf.OutlineItem(mark.title, mark.page, "XYZ", left=0, top=round(mark.height, 2), zoom=0)
            above = outline.root[-1].children if mark.level and outline.root else outline.root
            above.append(item)


def _colours(pdf: Pdf) -> None:
    profile = pikepdf.Stream(pdf, _srgb())
    profile.N = 3
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"))
    intent.DestOutputProfile = pdf.make_indirect(profile)
    pdf.Root.OutputIntents = Array([intent])


@cache
def _srgb() -> bytes:
    """The sRGB profile with a fixed date: Pillow writes the time of day there, and the bytes would differ."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes((7, 232, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0)) + profile[36:]


def _letter_codes(pdf: Pdf) -> None:
    """Mend ReportLab's tables from codes to letters: no row for unused codes, letters beyond U+FFFF as pairs."""
    for number in range(1, len(pdf.objects)):
        font = pdf.objects[number]
        if isinstance(font, Dictionary) and "/ToUnicode" in font:
            rows = _UNUSED_CODE.sub(b"", font.ToUnicode.read_bytes())
            font.ToUnicode.write(_COUNT.sub(_recount, _WIDE_CODE.sub(_as_pair, rows)))


def _as_pair(found: re.Match[bytes]) -> bytes:
    return b"<%s>" % chr(int(found[1], 16)).encode("utf-16-be").hex().upper().encode()


def _recount(found: re.Match[bytes]) -> bytes:
    return b"%d beginbfchar\n" % found[1].count(b"\n") + found[1] + b"endbfchar"
