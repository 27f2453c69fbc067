"""How long the whole staff against every course takes: 500 people and 20,000, in the window and beside it.

Processor time, and as so many times a floor measured in the same run: the same number of decisions of the quickest kind
there is, asked one after another, and the staff read as a list."""

import random
import resource
import sys
from dataclasses import replace
from datetime import date
from time import perf_counter, process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from npqdesk.services.decided_cells import DecidedCells
from npqdesk.services.desk import Desk, RuleDesk, open_desk
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.matrix.whole import Matrix, matrix
from npqdesk.services.sample import load_sample
from npqdesk.services.staff import staff_list
from npqdesk.store.tables import Person
from npqdesk.ui.entries import PageOf
from npqdesk.ui.page import PageEntry
from npqdesk.ui.reading_ahead import read_ahead
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import is_working
from npqdesk.ui.theme import start_theme
from tests.ui.office import Elsewhere

NOW, THEN = "2026-autumn", "2023-autumn"
SCHOOLS = ("902114", "902115", "902116", "902117", "902118", "902119", "")
SHOWN_WITHIN, NEVER_LONGER, MOST_MEMORY = 0.300, 0.050, 300
"""Seconds on a machine with nothing else to do, and megabytes."""
ANSWERED, SHOWN, KEY = 8, 10, 4
"""The same as so many floors: on a busy machine everything takes longer, the floor too."""


def _office(path, people: int) -> Desk:
    """The sample with so many more people; one in ten has an enquiry."""
    desk = open_desk(str(path))
    load_sample(desk)
    chance = random.Random(11)
    with desk.store.writing() as session:
        for number in range(people):
            name = f"{chance.choice('ABCDEFGHJKLM')}{number} {chance.choice(('Khan', 'Marsh', 'Price'))}"
            role = chance.choice(("Teacher", "Headteacher"))
            session.add(Person(name=name, title="", role=role, urn=chance.choice(SCHOOLS), address=""))
    for number in range(20, 20 + min(people, 500), 10):
        enquiry = begin_enquiry(desk, person_id=number)
        course = chance.choice(("npq-headship", "npq-senco"))
        asked = {"cohort": NOW, "course": course, "work_setting": "a_school", f"previously_funded@{course}": "no"}
        put_answers(desk, enquiry.id, {**asked, "new_headteacher": chance.choice(("yes", "no"))})
    return desk


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))


def test_five_hundred_people_are_answered_in_a_few_floors(today, tmp_path):
    desk = _office(tmp_path / "office.sqlite3", 488)
    matrix(desk, NOW)
    begun = process_time()
    found = matrix(desk, NOW)
    took = process_time() - begun
    floor = _floor(desk, found)
    desk.close()
    print(f"\n{len(found.rows)} × {len(found.courses)}: {took:.3f} s, {took / floor:.1f} floors of {floor:.3f} s")
    assert len(found.rows) == 500
    assert took < max(SHOWN_WITHIN / 2, ANSWERED * floor)


def _floor(desk: Desk, found: Matrix) -> float:
    """The time of as many decisions of the quickest kind, and of reading the staff."""
    facts = tuple(desk.vocabulary.facts)
    quick = DecidedCells(desk.policy_for(NOW), desk.vocabulary, facts, lambda _at, value: value)
    given = {"cohort": NOW, "work_setting": "a_school", "establishment_type": "34", "on_pp50_schools_list": "no"}
    begun = process_time()
    staff_list(desk)
    for row in found.rows:
        for course in found.courses:
            known = {**given, "course": course.id, "urn": row.urn}
            quick.told([known.get(fact) for fact in facts])
    return process_time() - begun


@pytest.mark.parametrize("people", [488, 19_988])
def test_the_window_shows_it_and_never_waits(today, qapp, qtbot, tmp_path, people):
    desk = _office(tmp_path / "office.sqlite3", people)
    first = matrix(desk, NOW)
    floor = _floor(desk, replace(first, rows=first.rows[:500]))
    desk.close()
    start_theme(qapp)
    entries = (
        PageEntry("home", "Home", "house", Elsewhere),
        PageEntry("matrix", "Matrix", "list-checks", PageOf("matrix", "MatrixPage")),
    )
    window = Shell(entries, lambda: open_desk(str(tmp_path / "office.sqlite3")))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.open_records()
    qtbot.waitUntil(lambda: window.page_id == "home" and not is_working(), timeout=20_000)
    read_ahead(window)
    qtbot.waitUntil(lambda: "npqdesk.ui.pages.matrix" in sys.modules and not is_working(), timeout=20_000)
    qtbot.wait(2_000)  # and the others are read
    shown = {"opened": _until_shown(window, qtbot, lambda: window.go("matrix"))}
    page = window.page
    for cohort in (THEN, NOW):
        place = page.start.findData(cohort)
        shown[cohort] = _until_shown(window, qtbot, lambda place=place: page.start.setCurrentIndex(place))
    keys = [Qt.Key.Key_PageDown] * 20 + [Qt.Key.Key_Right] * 10 + [Qt.Key.Key_Down] * 20
    scrolled = max(_took(lambda key=key: QTest.keyClick(page.grid, key)) for key in keys)
    typed = max(_took(lambda each=each: QTest.keyClicks(page.bar.field, each)) for each in "khan teach")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{people + 12}: {shown}; a key {scrolled:.3f} s, a letter {typed:.3f} s; {memory} MB; floor {floor:.3f} s")
    assert max(scrolled, typed) <= max(NEVER_LONGER, KEY * floor)
    assert memory <= MOST_MEMORY
    if people < 1_000:
        assert max(shown.values()) <= max(SHOWN_WITHIN, SHOWN * floor)


def _until_shown(window, qtbot, act) -> float:
    """Until a screen of rows of the start is there; the first opening builds the page besides, and is read ahead."""
    begun, used = perf_counter(), process_time()
    act()
    qtbot.waitUntil(lambda: bool(window.page.shown) and window.page.whole.cohort == window.page.cohort, timeout=60_000)
    QApplication.processEvents()
    took = _since(begun, used)
    qtbot.waitUntil(lambda: not is_working(), timeout=60_000)
    return took


def _took(act) -> float:
    """How long the window was busy."""
    begun, used = perf_counter(), process_time()
    act()
    QApplication.processEvents()
    return _since(begun, used)


def _since(begun: float, used: float) -> float:
    """The lesser of the clock, which others of a machine prolong, and of the processor's time, to which work beside the
    window adds."""
    return min(perf_counter() - begun, process_time() - used)
