"""What makes the file accessible and lasting?  Structure tree, metadata, colour profile.

The result follows PDF/UA-1 and PDF/A-2a, and is the same bytes each time. ReportLab writes the file but has no words
for these: they are spelled out and added to its document. Leaned on beyond its documentation, and held by tests: the
keys that its catalogue and pages write."""

from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFName

from npqdesk.letters.spelling import Spelled, Stream
from npqdesk.letters.structure import TaggedCanvas
from npqdesk.letters.tree import written_tree

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


def metadata(title: str, language: str) -> bytes:
    """What a file says of itself: its title and language, and that it follows PDF/UA-1 and PDF/A-2a."""
    return _XMP.format(title=escape(title), language=escape(language)).encode()


class _NoInformation(Spelled):
    """The old place for a title: empty, since it would have to agree with the metadata word for word."""

    invariant = 1

    def digest(self, signature: Any) -> None:
        """Nothing to add to what tells files apart."""


def finish(canvas: TaggedCanvas, title: str, language: str, colour_profile: bytes) -> None:
    """Add to a drawn letter what ReportLab does not write; call it before the file is saved."""
    document: Any = canvas._doc
    document.info = _NoInformation("<<>>")
    document.updateSignature(title)
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.StructTreeRoot = written_tree(document, canvas.root, canvas.marks, canvas.clicks)
    catalog.MarkInfo = Spelled("<</Marked true>>")
    catalog.Metadata = Stream(metadata(title, language), "/Type /Metadata /Subtype /XML")
    profile = document.Reference(Stream(colour_profile, "/N 3")).format(document).decode()
    intent = f"/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile {profile}"
    catalog.OutputIntents = Spelled(f"[<<{intent}>>]")
    for number, page in enumerate(document.Pages.pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, PDFName("S")
        page.Contents = Stream(page.stream.encode("ascii"))
