"""Compare editions: two choosers by keys, who gains and who loses in cards, sources opened only when pressed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from npqdesk.services.compare_policies import compare_named
from npqdesk.ui.tasks import is_working
from npqdesk.ui.theme import theme
from tests.ui.office import button, focus_name, press, said, walk


@pytest.fixture
def opened(monkeypatch):
    addresses = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: addresses.append(address.toString()))
    return addresses


@pytest.fixture
def compare(office, opened, qtbot):
    """The page on two editions, at rest."""
    shell = office(sample=False)

    def at(**editions):
        shell.go("compare_policies", **editions)
        rest()
        return shell

    def rest():
        qtbot.waitUntil(lambda: not is_working(), timeout=20_000)
        qtbot.waitUntil(lambda: "Comparing…" not in said(shell.page), timeout=20_000)

    at.rest = rest
    return at


def test_it_begins_with_the_edition_in_use_and_the_one_before(compare):
    window = compare()
    assert (window.page.old.value(), window.page.new.value()) == ("2026-spring/1", "2026-autumn/1")
    assert focus_name() == "From"
    assert "13 groups of people gain; none loses." in said(window.page)


def test_every_sentence_of_the_comparison_is_shown(compare):
    window = compare(old="2025-autumn/1", new="2026-autumn/1")
    words = said(window.page).casefold()
    comparison = compare_named(window.desk.rulebook, "2025-autumn/1", "2026-autumn/1")
    for part in comparison.parts:
        assert part.title.casefold() in words
        for row in part.rows:
            assert row.now.casefold() in words
            assert row.before.casefold() in words
            for line in row.lines:
                who, _, what = line.partition(": ") if row.outcomes else ("", "", line)
                assert who.casefold() in words
                assert what.casefold() in words


def test_an_answer_is_a_word_with_icon_and_colour(compare):
    window = compare(old="2025-autumn/1", new="2026-autumn/1")
    names = [each.accessibleName() for each in window.page.findChildren(QWidget) if each.isVisible()]
    assert "Not eligible before, Eligible now" in names
    assert "Not eligible before, DfE will review now" in names
    assert any(name.startswith("Staff of maintained nursery schools: Senior leadership") for name in names)


def test_another_edition_is_chosen_by_keys(compare):
    window = compare(old="2025-spring/4", new="2025-autumn/1")
    assert "6 groups of people gain and 10 lose" in said(window.page)
    press(Qt.Key.Key_Down)
    compare.rest()
    assert window.page.old.value() == "2025-spring/3"
    press(Qt.Key.Key_Up)
    compare.rest()
    assert "6 groups of people gain and 10 lose" in said(window.page)


def test_the_two_are_swapped(compare):
    window = compare(old="2025-autumn/1", new="2026-autumn/1")
    button(window, "Swap").setFocus()
    press(Qt.Key.Key_Return)
    compare.rest()
    assert (window.page.old.value(), window.page.new.value()) == ("2026-autumn/1", "2025-autumn/1")
    assert "10 groups of people lose; none gains." in said(window.page)


def test_the_last_choice_is_shown_however_fast_it_changes(compare):
    window = compare(old="2025-autumn/1", new="2026-autumn/1")
    window.page.new.choose("2025-spring/4")
    window.page.new.choose("2025-autumn/1")
    compare.rest()
    assert "The two say the same." in said(window.page)


def test_the_first_edition_has_none_before_it(compare):
    window = compare(new="2021-22/1")
    assert window.page.old.value() == window.page.new.value() == "2021-22/1"
    assert "The two say the same." in said(window.page)


def test_a_source_opens_in_the_browser_when_it_is_pressed(compare, opened):
    window = compare(old="2025-autumn/1", new="2026-autumn/1")
    comparison = compare_named(window.desk.rulebook, "2025-autumn/1", "2026-autumn/1")
    source = comparison.parts[0].rows[0].sources[0]
    button(window, f"{source.label}: {source.title}").setFocus()
    press(Qt.Key.Key_Return)
    assert opened == [source.url]


def test_the_policy_page_leads_to_what_changed(compare):
    window = compare()
    window.go("policy", policy="2025-autumn")
    button(window, "What changed since Spring 2025, edition 4").setFocus()
    press(Qt.Key.Key_Return)
    compare.rest()
    assert (window.page.old.value(), window.page.new.value()) == ("2025-spring/4", "2025-autumn/1")
    QTest.mouseClick(button(window, "Policy and sources"), Qt.MouseButton.LeftButton)
    assert window.page_id == "policy"


def test_the_policy_page_compares_the_edition_shown_with_the_one_before(compare):
    window = compare()
    window.go("policy", policy="2024-autumn")
    button(window, "Compare two editions").setFocus()
    press(Qt.Key.Key_Return)
    compare.rest()
    assert (window.page.old.value(), window.page.new.value()) == ("2024-autumn/4", "2024-autumn/5")


def test_the_first_edition_has_no_way_to_one_before(compare):
    window = compare()
    window.go("policy", policy="2021-22", edition=1)
    names = [each.accessibleName() for each in window.page.findChildren(QWidget)]
    assert not any(name.startswith("What changed since") for name in names)


@pytest.mark.parametrize(("zoom", "width"), [(100, 1366), (150, 1366), (100, 760)])
def test_every_stop_has_a_name_and_nothing_is_too_wide(compare, zoom, width):
    window = compare(old="2025-spring/4", new="2025-autumn/1")
    theme().set_zoom(zoom)
    window.resize(width, 768)
    assert all(walk(window))
    assert window.page.scroll.widget().minimumSizeHint().width() <= window.page.scroll.viewport().width()
