"""Schools by keyboard: found while typing, opened, asked about; and what stands there without a register."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel

from npqdesk.services.ofsted import keep_ofsted, preview_ofsted
from npqdesk.services.school_marks import found_parts
from npqdesk.services.schools import school, school_lists
from npqdesk.ui.loaded import loaded
from npqdesk.ui.place_results import MARKS, school_result
from npqdesk.ui.place_search import PlaceSearch
from tests.ui.office import DATA, at_rest, button, failure, focus_name, press, said, walk, write


@pytest.fixture
def window(office):
    shell = office()
    shell.go("schools")
    return shell


def test_typing_finds_and_enter_opens(window):
    assert focus_name() == "Find a school"
    assert "6 in the school register of" in said(window.page)
    write("st jos")
    assert [each.title for each in window.page.search.model.results] == ["St Joseph’s Catholic Primary School"]
    assert "1 result matches “st jos”" in said(window.page)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.page_id == "school"
    assert window.windowTitle() == "St Joseph’s Catholic Primary School – npqdesk"
    assert focus_name() == "Check funding for someone here"


def test_typing_goes_on_while_the_list_is_walked_and_esc_clears(window):
    write("westmere")
    found = len(window.page.search.model.results)
    assert found > 1
    press(Qt.Key.Key_Down, times=2)
    write(" six")
    assert window.page.search.text() == "westmere six"
    assert len(window.page.search.model.results) < found
    press(Qt.Key.Key_Escape)
    assert not window.page.search.text()
    assert "What the search reads" in said(window.page)


def test_nothing_found_says_what_to_try(window):
    write("zzzz")
    assert "No school matches" in said(window.page)
    button(window, "Clear the search").click()
    assert focus_name() == "Find a school"
    assert not window.page.search.text()


def test_the_chips_say_what_the_lists_say(window):
    marks = loaded(window).marks
    chips = {
        urn: [MARKS[mark].word for mark in marks.of(school(window.desk, urn))]
        for urn in ("902114", "902115", "902118", "902119")
    }
    assert chips == {
        "902114": ["Not on list"],
        "902115": ["On list"],
        "902118": ["On list"],  # by its UKPRN, on the list of 16 to 19 settings
        "902119": ["On list", "RISE list"],
    }


def test_a_school_shows_the_register_and_every_list_with_its_date(window):
    window.go("school", urn="902119")
    words = said(window.page)
    found = school(window.desk, "902119")
    for part in (*found.address, found.type_name, found.phase, "902119", found.ukprn, found.local_authority):
        assert part in words
    for each in school_lists(window.desk, "902119"):
        if each.listed:
            assert f"On: {each.title}" in words
    assert words.index("On: Schools eligible for RISE support") < words.index("Not on: ")


def test_a_pupil_number_that_is_blank_is_not_nought(office, qtbot):
    shell = office()
    with shell.desk.store.writing() as session:
        session.connection().exec_driver_sql("UPDATE establishments SET pupils = NULL WHERE urn = '902114'")
    shell.go("school", urn="902114")
    assert "Not recorded" in said(shell.page)
    assert "\n0\n" not in said(shell.page)


def test_a_check_begins_here_with_the_school(window):
    window.go("school", urn="902115")
    press(Qt.Key.Key_Return)
    assert window.page_id == "check"
    assert window.page.asked == {"new": True, "urn": "902115"}


def test_esc_goes_back_to_what_was_typed(window):
    write("harrowby")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert window.page_id == "schools"
    assert window.page.search.text() == "harrowby"
    assert focus_name() == "Find a school"


def test_a_school_that_is_not_there_is_told(window):
    window.go("school", urn="100000")
    assert "This school is not in the register" in failure(window)


def test_without_a_register_there_is_one_thing_to_do(office):
    shell = office(sample=False)
    shell.go("schools")
    assert "No schools yet" in said(shell.page)
    assert not shell.page.search.isVisible()
    assert button(shell, "Load the register…").isVisible()


def test_every_stop_has_a_name(window):
    write("westmere")
    assert all(walk(window))
    press(Qt.Key.Key_Tab)
    window.go("school", urn="902114")
    assert all(walk(window))


def test_the_model_keeps_its_promises(window, qtbot):
    field = PlaceSearch("School", loaded(window))
    qtbot.addWidget(field)
    tester = QAbstractItemModelTester(field.model)
    for text in ("we", "westmere", "zz", "902114", ""):
        field.edit.setText(text)
    assert tester.model() is field.model


def test_a_search_begun_before_the_register_was_read_is_answered_when_it_is(window, qtbot):
    source = loaded(window)
    index, source.index = source.index, None
    field = PlaceSearch("School", source)
    qtbot.addWidget(field)
    field.edit.setText("harrowby")
    assert field.model.rowCount() == 0
    assert "still being read" in field.findChildren(QLabel)[0].text()
    source.index = index
    source.refresh()
    at_rest(window, qtbot)
    qtbot.waitUntil(lambda: field.model.rowCount() == 1)


def test_a_keystroke_is_quick(window):
    edit, spent = window.page.search.edit, []
    for text in ("st josephs", "harrowby primary", "zz1"):
        edit.clear()
        for at in range(1, len(text) + 1):
            began = time.perf_counter()
            edit.setText(text[:at])
            spent.append(time.perf_counter() - began)
    assert sorted(spent)[len(spent) // 2] < 0.01


@pytest.mark.parametrize(
    ("name", "typed", "bold"),
    [
        ("St Joseph’s Catholic Primary School", "st jos", ["St", "Jos"]),
        ("Saint O’Brien’s", "obr", ["O’Br"]),
        ("École Élémentaire", "ecole", ["École"]),
        ("Harrowby Primary", "902115", []),
        ("Saint Ann Junior", "st an jr", ["Saint", "An", "Junior"]),
    ],
)
def test_what_was_typed_is_found_in_the_name(name, typed, bold):
    assert [name[start:end] for start, end in found_parts(name, typed)] == bold


def test_names_are_shown_as_they_are(window):
    marks, found = loaded(window).marks, school(window.desk, "902114")
    result = school_result(found, marks, "st")
    assert result.details[-1] == "URN 902114"
    assert result.spoken().endswith("URN 902114, Not on list")
    assert QApplication.focusWidget() is window.page.search.edit


def test_a_row_says_what_tells_it_apart_and_what_it_is_but_open(window):
    marks, found = loaded(window).marks, school(window.desk, "902114")
    result = school_result(found, marks, "st", where=f"Mill Lane, {found.town} · Proposed to open", similar=True)
    assert result.details[:2] == (f"Mill Lane, {found.town}, {found.postcode}", "Proposed to open")
    assert result.similar
    assert (
        school_result(found, marks, "st", where=f"{found.town}, {found.postcode}").details[0].count(found.postcode) == 1
    )


def test_a_childcare_provider_is_found_from_anywhere_and_opened(office, qtbot):
    window = office()
    keep_ofsted(window.desk, preview_ofsted(window.desk, DATA / "childcare_providers_2021-08-31.csv"))
    window.go("schools", search="acorns harrowby")
    loaded(window).refresh()
    at_rest(window, qtbot)
    keys = [result.key for result in window.page.search.model.results]
    assert keys[:1] == ["ofsted:900001"]
    window.page.search.taken.emit(keys[0])
    shown = said(window)
    assert "Little Acorns – Harrowby" in shown
    assert "As it stood on 31 August 2021." in shown
    assert "Early Years Register" in shown
    window.go("provider", number="EY900006")
    assert "Name withheld by Ofsted" in said(window)
    assert "its registration is not active" in said(window)
    window.go("provider", number="EY999999")
    assert "not in the Ofsted register" in failure(window)
