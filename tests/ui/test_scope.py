"""One school or all of them: chosen at the foot of the sidebar, followed by every page of people."""

from PySide6.QtCore import Qt

from npqdesk.services.people import remove_person
from npqdesk.services.staff import staff_list
from tests.ui.office import press

HARROWBY = "902115"


def _names(window):
    return [one.name for one in window.page.content.table.rows.rows]


def test_pages_show_the_school_that_is_chosen_and_all_of_them_again(office):
    window = office()
    switch = window._sidebar.switch
    assert switch.isVisible()
    assert "Westmere Learning Trust (invented), 6 schools · 12 staff" in switch.accessibleName()
    window.go("staff")
    assert len(_names(window)) == 12
    switch._fill()
    (chosen,) = [each for each in switch.choices.actions() if each.text().startswith("Harrowby")]
    chosen.trigger()
    here = [one.name for one in staff_list(window.desk) if one.urn == HARROWBY]
    assert _names(window) == here
    assert "1 of 6 schools" in switch.accessibleName()
    assert window.page.content.bar.boxes["School"].isHidden()
    for page in ("staff_gaps", "applications"):
        window.go(page)
        assert window.page._header._about.text().startswith("Harrowby")
    window.go("staff")
    switch.choices.actions()[0].trigger()
    assert len(_names(window)) == 12
    assert not window.page.content.bar.boxes["School"].isHidden()


def test_a_school_where_nobody_works_any_more_is_left_for_all(office):
    window = office()
    window.scope.choose(HARROWBY)
    for one in staff_list(window.desk):
        if one.urn == HARROWBY:
            remove_person(window.desk, one.id)
    window.scope.read()
    assert window.scope.urn == ""
    assert window.scope.words == "All 5 schools"


def test_the_switch_opens_by_keyboard_and_is_not_there_for_one_school(office, monkeypatch):
    window = office()
    switch, asked = window._sidebar.switch, []
    monkeypatch.setattr(switch.choices, "popup", asked.append)  # a screen in memory has no menus that float
    window.scope.asked.emit()
    assert switch.hasFocus()
    press(Qt.Key.Key_Return)
    assert len(asked) == 2
    assert [action.isChecked() for action in switch.choices.actions()][:3] == [True, False, False]
    for one in staff_list(window.desk):
        if one.urn != HARROWBY:
            remove_person(window.desk, one.id)
    window.scope.read()
    assert not switch.isVisible()
