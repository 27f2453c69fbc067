"""Policy and sources: every edition in words, filtered by keys, its sources opened only when pressed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from npqdesk.services.policies import policy_page, policy_rows
from tests.ui.office import focus_name, press, said, walk, write


@pytest.fixture
def opened(monkeypatch):
    addresses = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: addresses.append(address.toString()))
    return addresses


@pytest.fixture
def window(office, opened):
    shell = office()
    shell.go("policy")
    return shell


def test_the_edition_in_use_is_shown_first(window, opened):
    assert focus_name() == "Editions"
    page = policy_page(window.desk.rulebook, "2026-autumn")
    words = said(window.page)
    for each in (*page.scholarship, *page.grants, *page.cautions):
        assert each.say in words
        assert each.note in words
    for course in page.courses:
        assert course in words
    assert opened == []


def test_arrow_keys_go_through_the_editions(window):
    for row in policy_rows(window.desk.rulebook)[1:]:
        press(Qt.Key.Key_Down)
        assert policy_page(window.desk.rulebook, row.id, row.edition).scholarship[0].say in said(window.page)


def test_an_edition_can_be_asked_for(window):
    window.go("policy", policy="2023-24")
    assert "£800" in said(window.page)


def test_the_lists_tell_whether_they_are_recent_enough(window, office):
    names = [each.accessibleName() for each in window.page.findChildren(QWidget)]
    page = policy_page(window.desk.rulebook, "2026-autumn")
    assert names.count("Recent enough") + names.count("Too old") + names.count("Not loaded") == len(page.lists)


def test_without_lists_each_is_told_as_not_loaded(office):
    shell = office(sample=False)
    shell.go("policy")
    names = [each.accessibleName() for each in shell.page.findChildren(QWidget)]
    assert names.count("Not loaded") == len(policy_page(shell.desk.rulebook, "2026-autumn").lists)


def test_the_filter_keeps_the_rules_that_hold_every_word(window):
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focus_name() == "Filter the rules of Autumn 2026"
    everything = window.page.cards.shown()
    write("England scholarships")
    assert 0 < window.page.cards.shown() < everything
    assert "Scholarships are only for people who work in England." in said(window.page)
    write(" zzz")
    assert window.page.cards.shown() == 0
    assert "No rule holds" in said(window.page)
    window.page.cards.filter.clear()
    assert window.page.cards.shown() == everything


def test_guidance_only_rules_are_marked(window):
    page = policy_page(window.desk.rulebook, "2026-autumn")
    marks = [each for each in window.page.findChildren(QWidget) if each.accessibleName() == "Guidance only"]
    assert len(marks) == sum(rule.guidance_only for rule in page.scholarship) > 0


def test_a_source_opens_in_the_browser_when_it_is_pressed(window, opened):
    source = policy_page(window.desk.rulebook, "2026-autumn").scholarship[0].sources[0]
    link = next(each for each in window.page.findChildren(QWidget) if each.accessibleName().endswith(source.title))
    link.setFocus()
    press(Qt.Key.Key_Return)
    assert opened == [source.url]


def test_the_rules_as_data(window):
    data = next(
        each for each in window.page.cards.findChildren(QWidget) if each.accessibleName() == "Autumn 2026 as data"
    )
    assert not data.isVisible()
    segment = next(each for each in window.page.findChildren(QWidget) if each.accessibleName() == "Rules: In words")
    segment.setFocus()
    press(Qt.Key.Key_Right)
    assert data.isVisible()
    assert "[policy]" in data.toPlainText()
    press(Qt.Key.Key_Right)
    assert not data.isVisible()


def test_every_stop_has_a_name_and_the_model_keeps_its_promises(window):
    window.go("policy", policy="2026-spring")
    assert all(walk(window))
    tester = QAbstractItemModelTester(window.page.editions.rows)
    window.page.editions.rows.show_rows(policy_rows(window.desk.rulebook)[:1])
    assert tester.model().rowCount() == 1
