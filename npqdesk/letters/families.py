"""Which typefaces are there?  Source Sans 3, Noto Sans behind it, and one family for each other script of the world.

To add a script: its regular and bold static TrueType files in `resources/fonts/`, and a line in `_SCRIPTS` with the
blocks of Unicode that it covers. A file is read only when a letter holds a character of its blocks."""

from typing import Literal, NamedTuple

Weight = Literal["regular", "bold", "italic", "bold_italic", "semibold"]

_EVERYWHERE = ((0, 0x10FFFF),)
_WESTERN = ((0, 0x52F), (0x1AB0, 0x1AFF), (0x1C80, 0x1C8F), (0x1D00, 0x2E7F), (0xA640, 0xA69F), (0xA700, 0xA7FF),
            (0xAB30, 0xAB6F), (0xFE20, 0xFE2F))  # fmt: skip


class Family(NamedTuple):
    """A typeface: the file of each weight, and the blocks of Unicode, first and last, that it is looked into for."""

    files: dict[Weight, str]
    blocks: tuple[tuple[int, int], ...]

    def may_have(self, text: str) -> bool:
        """Is there a character of its blocks in the text?"""
        return any(first <= ord(letter) <= last for letter in text for first, last in self.blocks)


_SCRIPTS: dict[str, tuple[tuple[int, int], ...]] = {
    "Armenian": ((0x530, 0x58F), (0xFB13, 0xFB17)),
    "Hebrew": ((0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    "Arabic": ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)),
    "Thaana": ((0x780, 0x7BF),),
    "Devanagari": ((0x900, 0x97F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF)),
    "Bengali": ((0x980, 0x9FF),),
    "Gurmukhi": ((0xA00, 0xA7F),),
    "Gujarati": ((0xA80, 0xAFF),),
    "Oriya": ((0xB00, 0xB7F),),
    "Tamil": ((0xB80, 0xBFF),),
    "Telugu": ((0xC00, 0xC7F),),
    "Kannada": ((0xC80, 0xCFF),),
    "Malayalam": ((0xD00, 0xD7F),),
    "Sinhala": ((0xD80, 0xDFF),),
    "Thai": ((0xE00, 0xE7F),),
    "Lao": ((0xE80, 0xEFF),),
    "Myanmar": ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    "Georgian": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    "Ethiopic": ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
    "Khmer": ((0x1780, 0x17FF), (0x19E0, 0x19FF)),
    "SC": ((0x3000, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF)),
    "KR": ((0x3130, 0x318F), (0xAC00, 0xD7A3)),
}
"""The scripts that have a Noto Sans of their own. "SC" is the Chinese one, which also prints Japanese; "KR" Korean."""


def _upright(script: str) -> dict[Weight, str]:
    regular, bold = f"NotoSans{script}-Regular", f"NotoSans{script}-Bold"
    return {"regular": regular, "bold": bold, "italic": regular, "bold_italic": bold, "semibold": bold}


FAMILIES: tuple[Family, ...] = (
    Family({"regular": "SourceSans3-Regular", "bold": "SourceSans3-Bold", "italic": "SourceSans3-Italic",
            "bold_italic": "SourceSans3-BoldItalic", "semibold": "SourceSans3-SemiBold"}, _EVERYWHERE),
    Family({"regular": "NotoSans-Regular", "bold": "NotoSans-Bold", "italic": "NotoSans-Italic",
            "bold_italic": "NotoSans-BoldItalic", "semibold": "NotoSans-Bold"}, _WESTERN),
    *(Family(_upright(script), blocks) for script, blocks in _SCRIPTS.items()),
)  # fmt: skip
"""In the order in which they are asked. The bold of a family that has not all characters falls back on its regular."""
