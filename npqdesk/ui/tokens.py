"""Every colour of the program, by role, for three themes: light, dark and the system's contrast theme.

Nowhere else is a colour written.  `tests/ui/test_tokens.py` computes the contrast of every pair that meets on screen
against WCAG 2.2 (4.5 for text, 3 for edges and rings)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

STATUSES = ("good", "bad", "ask", "review", "none")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as `#RRGGBB`; a status has a foreground (`good`), a fill (`good_bg`) and an edge (`good_edge`)."""

    name: str
    canvas: str
    sidebar: str
    card: str
    sunken: str
    hover: str
    nav_hover: str
    border: str
    control: str
    text: str
    text2: str
    disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_soft: str
    on_soft: str
    link: str
    focus: str
    mark: str
    scroll: str
    good: str
    good_bg: str
    good_edge: str
    bad: str
    bad_bg: str
    bad_edge: str
    ask: str
    ask_bg: str
    ask_edge: str
    review: str
    review_bg: str
    review_edge: str
    none: str
    none_bg: str
    none_edge: str

    def colour(self, role: str) -> str:
        """The colour of one role; `KeyError` for a role that does not exist."""
        if role not in ROLES:
            raise KeyError(role)
        return str(getattr(self, role))

    def colours(self) -> Mapping[str, str]:
        return {role: self.colour(role) for role in ROLES}

    @property
    def is_contrast(self) -> bool:
        return self.name == "contrast"


ROLES = tuple(field.name for field in fields(Tokens) if field.name != "name")

LIGHT = Tokens(
    name="light",
    canvas="#F6F7F9",
    sidebar="#ECEFF3",
    card="#FFFFFF",
    sunken="#F1F3F6",
    hover="#EEF1F5",
    nav_hover="#E0E4EA",
    border="#D8DDE4",
    control="#757D8A",
    text="#191D24",
    text2="#4C5563",
    disabled="#8B93A0",
    accent="#1D4F91",
    accent_hover="#173F75",
    accent_press="#112F58",
    on_accent="#FFFFFF",
    accent_soft="#E4ECF7",
    on_soft="#191D24",
    link="#1D4F91",
    focus="#1D4F91",
    mark="#FFE9A8",
    scroll="#B9C0CA",
    good="#11603A",
    good_bg="#E5F4EB",
    good_edge="#5E9E7B",
    bad="#98261B",
    bad_bg="#FBECEA",
    bad_edge="#C37F77",
    ask="#744800",
    ask_bg="#FDF1DA",
    ask_edge="#B08A4A",
    review="#513A93",
    review_bg="#EEEAFA",
    review_edge="#9485C4",
    none="#464E5B",
    none_bg="#ECEEF2",
    none_edge="#8D95A3",
)

DARK = Tokens(
    name="dark",
    canvas="#16191F",
    sidebar="#101318",
    card="#1F232B",
    sunken="#191D24",
    hover="#282D37",
    nav_hover="#1E232B",
    border="#363D49",
    control="#858E9C",
    text="#E9ECF1",
    text2="#B0B8C5",
    disabled="#6D7685",
    accent="#8DB6EE",
    accent_hover="#A6C7F3",
    accent_press="#76A3E0",
    on_accent="#0B1C33",
    accent_soft="#233450",
    on_soft="#E9ECF1",
    link="#9BC1F2",
    focus="#9BC1F2",
    mark="#5A4A12",
    scroll="#4A5260",
    good="#87D9A9",
    good_bg="#17301F",
    good_edge="#4C8A66",
    bad="#F5A99F",
    bad_bg="#3B1F1C",
    bad_edge="#A0645C",
    ask="#F2C76E",
    ask_bg="#372A10",
    ask_edge="#93773C",
    review="#C6B9F7",
    review_bg="#2B2642",
    review_edge="#7D70AB",
    none="#BDC5D1",
    none_bg="#2B313B",
    none_edge="#737C8A",
)


def contrast_tokens(
    *, window: str, text: str, highlight: str, on_highlight: str, link: str, disabled: str, name: str = "contrast"
) -> Tokens:
    """The contrast theme from the six colours a system gives: all fills are the window's, all lines the text's."""
    status = {role: text for status in STATUSES for role in (status, f"{status}_edge")}
    fills = {f"{status}_bg": window for status in STATUSES}
    return Tokens(
        name=name,
        canvas=window,
        sidebar=window,
        card=window,
        sunken=window,
        hover=window,
        nav_hover=window,
        border=text,
        control=text,
        text=text,
        text2=text,
        disabled=disabled,
        accent=highlight,
        accent_hover=highlight,
        accent_press=highlight,
        on_accent=on_highlight,
        accent_soft=highlight,
        on_soft=on_highlight,
        link=link,
        focus=highlight,
        mark=window,
        scroll=text,
        **status,
        **fills,
    )


# Windows' "Aquatic", for systems that ask for contrast but give no colours of their own.
CONTRAST = contrast_tokens(
    window="#202020", text="#FFFFFF", highlight="#8EE3F0", on_highlight="#263B50", link="#75E9FC", disabled="#A6A6A6"
)


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21, as WCAG 2.2 counts it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
