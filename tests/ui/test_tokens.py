"""Every pair of colours that meets on screen can be read (WCAG 2.2: text 4.5, edges and rings 3)."""

import pytest

from npqdesk.ui.tokens import CONTRAST, DARK, LIGHT, STATUSES, Tokens, contrast

THEMES = pytest.mark.parametrize("now", [LIGHT, DARK, CONTRAST], ids=lambda now: now.name)

TEXT_PAIRS = [
    *(
        (text, fill)
        for text in ("text", "text2")
        for fill in ("canvas", "card", "sidebar", "sunken", "hover", "nav_hover")
    ),
    *(("link", fill) for fill in ("canvas", "card", "sunken")),
    ("on_soft", "accent_soft"),
    ("text", "mark"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_press"),
    *((status, fill) for status in STATUSES for fill in (f"{status}_bg", "card", "canvas")),
    *((text, f"{status}_bg") for status in STATUSES for text in ("text", "text2")),
]
EDGE_PAIRS = [
    *(("control", fill) for fill in ("card", "canvas", "sunken")),
    *(("focus", fill) for fill in ("card", "canvas", "sidebar")),
    ("accent", "card"),
    ("bad", "canvas"),
    *((f"{status}_edge", "card") for status in STATUSES),
]


def too_faint(now: Tokens, pairs: list[tuple[str, str]], needed: float) -> list[str]:
    found = []
    for one, other in pairs:
        got = contrast(now.colour(one), now.colour(other))
        if got < needed:
            found.append(f"{one} on {other}: {got:.2f}")
    return found


def test_the_measure_itself_agrees_with_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_can_be_read(now):
    assert too_faint(now, TEXT_PAIRS, 4.5) == []


@THEMES
def test_edges_and_rings_can_be_seen(now):
    assert too_faint(now, EDGE_PAIRS, 3.0) == []


def test_secondary_text_and_links_can_be_read_on_a_selected_row():
    for now in (LIGHT, DARK):
        assert too_faint(now, [("text2", "accent_soft"), ("link", "accent_soft")], 4.5) == []


def test_an_unknown_role_is_an_error():
    with pytest.raises(KeyError):
        LIGHT.colour("magenta")
