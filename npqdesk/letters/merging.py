"""How do many letters become one file?  Their pages in order, with one structure tree, a bookmark for each, and what
they embed shared.

The letters stay as accessible and as lasting as each was: the trees are carried over, since merging pages alone would
lose them. It works on letters as `render` makes them."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from npqdesk.letters.finish import metadata


class MergedLetters:
    """One file in the making. Letters are added as they come; only what no earlier one holds is kept of each."""

    def __init__(self, title: str) -> None:
        self._pdf: Any = Pdf.new()
        self._title = title
        self._parts = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self._ways_back: Any = Array()
        self._next_key = 0
        self._bookmarks: list[Any] = []
        self._fonts: dict[tuple[str, bytes], Any] = {}

    def add(self, letter: bytes, bookmark: str) -> None:
        """Add the pages of a letter, `bookmark` being what the list of bookmarks calls it."""
        source: Any = Pdf.open(BytesIO(letter))
        first_page = len(self._pdf.pages)
        self._pdf.pages.extend(source.pages)
        pages = self._pdf.pages[first_page:]
        self._share_fonts(pages[0].obj.Resources.Font)
        self._add_tree(self._pdf.copy_foreign(source.Root.StructTreeRoot), pages, bookmark)
        self._add_bookmark(self._pdf.copy_foreign(source.Root.Outlines).First, bookmark)
        if first_page == 0:
            self._take_over(source)

    def bytes(self) -> bytes:
        """The file: the same bytes for the same letters."""
        out = BytesIO()
        self._write_root()
        streams = pikepdf.ObjectStreamMode.generate
        # What we say about the file names no version of PDF, so there is none to bring up to date.
        self._pdf.save(out, deterministic_id=True, object_stream_mode=streams, fix_metadata_version=False)
        return out.getvalue()

    def _share_fonts(self, fonts: Any) -> None:
        """Take of the letter's fonts those that an earlier letter brought; their names tell what they hold."""
        for name, font in list(fonts.items()):
            key = (str(font.BaseFont), font.ToUnicode.read_raw_bytes())
            fonts[name] = self._fonts.setdefault(key, font)

    def _add_tree(self, root: Any, pages: Any, title: str) -> None:
        part = root.K[0]
        part.S, part.T, part.P = Name.Part, title, self._parts
        self._parts.K.append(part)
        numbers = list(root.ParentTree.Nums)
        for number, way in zip(numbers[::2], numbers[1::2], strict=True):
            self._ways_back.extend([self._next_key + int(number), way])
        for page in pages:
            page.obj.StructParents = self._next_key + int(page.obj.StructParents)
            for annotation in page.obj.get("/Annots", ()):
                annotation.StructParent = self._next_key + int(annotation.StructParent)
        self._next_key += len(numbers) // 2

    def _add_bookmark(self, item: Any, title: str) -> None:
        item.Title = title
        if "/Count" in item:
            item.Count = -abs(int(item.Count))  # closed: the list shows the letters, not the headings in them
        self._bookmarks.append(item)

    def _take_over(self, letter: Any) -> None:
        """What holds for the whole file, from the first letter: language, colours, that it is tagged."""
        for name in ("/OutputIntents", "/MarkInfo", "/Lang", "/PageMode", "/ViewerPreferences"):
            self._pdf.Root[name] = self._pdf.copy_foreign(letter.make_indirect(letter.Root[name]))
        about = metadata(self._title, str(letter.Root.Lang))
        self._pdf.Root.Metadata = Stream(self._pdf, about, Type=Name.Metadata, Subtype=Name.XML)

    def _write_root(self) -> None:
        root = self._pdf.Root
        root.StructTreeRoot = self._pdf.make_indirect(Dictionary(
            Type=Name.StructTreeRoot, K=Array([self._parts]), ParentTree=Dictionary(Nums=self._ways_back),
            ParentTreeNextKey=self._next_key,
        ))  # fmt: skip
        self._parts.P = root.StructTreeRoot
        outlines = root.Outlines = self._pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=len(self._bookmarks)))
        outlines.First, outlines.Last = self._bookmarks[0], self._bookmarks[-1]
        for number, item in enumerate(self._bookmarks):
            item.Parent = outlines
            for link, other in (("/Prev", number - 1), ("/Next", number + 1)):
                if 0 <= other < len(self._bookmarks):
                    item[link] = self._bookmarks[other]
