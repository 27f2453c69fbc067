"""Reads a finished letter as a screen reader does: the structure tree, and the text of each mark in it."""

import re
import struct
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf


@dataclass
class Node:
    """An element: its tag, what it holds (nodes and text in order), its attributes, the pages it stands on, its links
    and the words that stand for it."""

    tag: str
    kids: list[Any] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    alt: str = ""

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", self.raw).strip()

    @property
    def raw(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.raw for kid in self.kids)

    def all(self, tag: str) -> list["Node"]:
        found = [self] if self.tag == tag else []
        for kid in self.kids:
            if isinstance(kid, Node):
                found += kid.all(tag)
        return found


def read_structure(pdf_bytes: bytes) -> Node:
    """The root of the structure tree, its text filled in."""
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        marks = [read_marks(page) for page in pdf.pages]
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return _node(pdf.Root.StructTreeRoot.K[0], marks, pages)


def _node(element: Any, marks: list[dict[int, str]], pages: dict[tuple[int, int], int]) -> Node:
    node = Node(str(element.S)[1:], alt=str(element.get("/Alt", "")))
    for key, value in dict(element.get("/A", {})).items():
        box = isinstance(value, pikepdf.Array)
        node.attributes[key[1:]] = " ".join(f"{float(side):g}" for side in value) if box else str(value).lstrip("/")
    home = pages[element.Pg.objgen] if "/Pg" in element else None
    for kid in element.K:
        if isinstance(kid, int):
            node.kids.append(marks[home].pop(kid))
            node.pages.add(home)
        elif kid.get("/Type") == pikepdf.Name.MCR:
            page = pages[kid.Pg.objgen]
            node.kids.append(marks[page].pop(kid.MCID))
            node.pages.add(page)
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            node.links.append(str(kid.Obj.A.URI))
        else:
            node.kids.append(_node(kid, marks, pages))
    if "/ActualText" in element:
        node.kids = [str(element.ActualText)]
    return node


def read_marks(page: pikepdf.Page) -> dict[int, str]:
    """The text of each mark of a page, with `ActualText` in the place of what it stands for; -1 for furniture."""
    maps = {str(name): _letters(font) for name, font in page.resources.Font.items()}
    said: dict[int, str] = {-1: ""}
    stack: list[tuple[int, bool]] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                about = operands[1] if len(operands) > 1 else {}
                mark, hidden = stack[-1] if stack else (-1, False)
                if "/MCID" in about:
                    mark = int(about["/MCID"])
                    said[mark] = ""
                if "/ActualText" in about:
                    said[mark] += str(about["/ActualText"])
                    hidden = True
                stack.append((mark, hidden))
            case "EMC":
                stack.pop()
            case "Tf":
                font = str(operands[0])
            case "Tj" | "TJ":
                strings = operands[0] if str(operator) == "TJ" else [operands[0]]
                mark, hidden = stack[-1]
                codes = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
                text = "".join(maps[font][code] for code in codes)
                if not hidden:
                    said[mark] += text
    return said


def drawn_glyphs(page: pikepdf.Page) -> list[int]:
    """The number of each glyph that a page draws in its embedded font; 0 is the box of a missing one."""
    numbers = {str(name): _glyph_numbers(font) for name, font in page.resources.Font.items()}
    drawn: list[int] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = str(operands[0])
        elif str(operator) in ("Tj", "TJ"):
            strings = operands[0] if str(operator) == "TJ" else [operands[0]]
            shown = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
            drawn += [numbers[font][code] for code in shown]
    return drawn


def _glyph_numbers(font: Any) -> tuple[int, ...]:
    """The glyph of each code, from the one table (of format 6) that the embedded program has for it."""
    program = font.FontDescriptor.FontFile2.read_bytes()
    (count,) = struct.unpack_from(">H", program, 4)
    entries = (struct.unpack_from(">4sLLL", program, 12 + 16 * n) for n in range(count))
    start = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    (first,) = struct.unpack_from(">L", program, start + 8)
    form, _, _, begin, entries_in_it = struct.unpack_from(">5H", program, start + first)
    assert (form, begin) == (6, 0)
    return struct.unpack_from(f">{entries_in_it}H", program, start + first + 10)


def _letters(font: Any) -> dict[int, str]:
    """From code to letter. A code with no entry is a missing glyph: reading it raises `KeyError`."""
    rows = re.findall(rb"^<([0-9A-F]{2})> <([0-9A-F]{4,})>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in rows}
