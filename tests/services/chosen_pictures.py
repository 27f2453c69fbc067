"""Pictures as an office chooses them, drawn here: a badge, a signature on a sheet, and files that mean no good."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

BADGE_SVG = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 100">
<defs><linearGradient id="g"><stop stop-color="#0A6"/><stop offset="1" stop-color="#05A"/></linearGradient>
<clipPath id="c"><rect class="b" width="120" height="100"/></clipPath><path id="leaf" d="M0 0 L20 -40 L40 0 Z"/></defs>
<style>.a{fill:url(#g)} .b,.c{clip-path:none} .c{fill:#fff}</style>
<g clip-path="url(#c)"><circle class="a" cx="60" cy="50" r="48"/><use xlink:href="#leaf" class="c" x="40" y="70"/></g>
<text x="60" y="88" font-family="Nowhere Sans" font-size="14" text-anchor="middle" fill="#fff">HLPS</text></svg>"""


def drawn(size=(600, 300), mode="RGB", form="PNG", **how) -> bytes:
    """A blue oval with a green one in it, on white or on nothing."""
    image = Image.new(mode, size, {"RGBA": (0, 0, 0, 0), "L": 255, "CMYK": (0, 0, 0, 0)}.get(mode, "white"))
    pen = ImageDraw.Draw(image)
    width, height = size
    ink = {"L": (60, 120), "CMYK": ((220, 160, 20, 20), (160, 20, 200, 0))}.get(mode, ("#204080", "#30A060"))
    pen.ellipse((0, 0, width - 1, height - 1), fill=ink[0])
    pen.ellipse((width // 4, height // 4, width // 2, height // 2), fill=ink[1])
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def signature_on_a_sheet() -> bytes:
    """A scan of a whole A4 sheet with one black scribble in the middle."""
    image = Image.new("RGB", (1654, 2339), (252, 251, 250))
    ImageDraw.Draw(image).line([(500 + x, 1100 + (x * 7 % 90)) for x in range(0, 640, 20)], fill=(20, 20, 24), width=7)
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def bomb_png(width=60_000, height=60_000) -> bytes:
    """A small PNG that says it has 3,600 million dots."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + dots + chunk(b"IEND", b"")


def svg(inside: str, *, before: str = "", attributes: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100"'
    return f"{before}<svg {names} {attributes}>{inside}</svg>".encode()


_LAUGHS = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
_ENTITIES = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
_FILE = '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/hostname">]>'

HOSTILE = {
    "bomb": (bomb_png(), "dots"),
    "half a png": (drawn()[:900], "damaged"),
    "half a jpeg": (drawn(form="JPEG")[:700], "damaged"),
    "a png by name only": (b"\x89PNG\r\n\x1a\n" + b"x" * 400, "damaged"),
    "nothing": (b"", "neither"),
    "a gif": (b"GIF89a" + bytes(60), "neither"),
    "a web page": (b"<html><body>hello</body></html>", "neither"),
    "packed": (b"\x1f\x8b\x08" + bytes(60), "neither"),
    "too long a file": (bytes(10_000_001), "million bytes"),
    "script": (svg("<script>alert(1)</script><rect width='9' height='9'/>"), "script"),
    "on click": (svg("<rect width='9' height='9' onclick='x()'/>"), "script"),
    "web page inside": (svg("<foreignObject><p>x</p></foreignObject>"), "script"),
    "moving": (svg("<rect width='9' height='9'><set attributeName='x' to='3'/></rect>"), "moves"),
    "file": (svg("<image href='file:///etc/hostname' width='9' height='9'/>"), "photograph"),
    "bomb inside": (svg("<image href='data:image/png;base64,AAAA' width='9' height='9'/>"), "photograph"),
    "elsewhere": (svg("<use href='http://127.0.0.1:9/a.svg#b'/>"), "outside the file"),
    "old link elsewhere": (svg("<use xlink:href='other.svg#b'/>"), "outside the file"),
    "fill elsewhere": (svg("<rect width='9' height='9' fill='url(http://127.0.0.1:9/#b)'/>"), "outside the file"),
    "style elsewhere": (svg("<style>@import 'http://127.0.0.1:9/a.css';</style>"), "outside the file"),
    "style in disguise": (svg("<style>.a{fill:u\\72l(http://x)}</style>"), "outside the file"),
    "style sheet": (svg("<style>.a{fill:url(//x/y)}</style>"), "outside the file"),
    "words that multiply": (svg("<text>&c;</text>", before=_ENTITIES), "words of its own"),
    "a file as a word": (svg("<text>&f;</text>", before=_FILE), "words of its own"),
    "shapes that multiply": (svg(f'<g id="l0"><rect width="9" height="9"/></g>{_LAUGHS}'), "more shapes"),
    "shape in itself": (svg('<g id="a"><use href="#a"/></g>'), "without end"),
    "pattern in itself": (
        svg('<pattern id="p"><rect class="a"/></pattern><style>.a{fill:url(#p)}</style><rect class="a"/>'),
        "without end",
    ),
    "deep": (svg("<g>" * 4000 + "</g>" * 4000), "without end"),
    "stripe": (svg("<rect width='1000' height='1'/>"), "stripe"),
    "blank": (svg("<rect width='9' height='9' fill='#fff'/>"), "nothing on it"),
}
