"""Home on the first day and on any other, and the settings page, on real records."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.deadlines.own import Reminder, save_reminder
from npqdesk.services.desk import open_desk
from npqdesk.services.enquiries import begin_enquiry
from npqdesk.services.ofsted import keep_ofsted, preview_ofsted
from npqdesk.services.people import add_person, remove_person
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.settings import SETTINGS, read_settings
from npqdesk.services.workplaces import day_words
from npqdesk.store.tables import Person
from npqdesk.ui.page import Page, PageEntry
from npqdesk.ui.pages.home import HomePage
from npqdesk.ui.pages.settings import SettingsPage
from npqdesk.ui.standing import STALE_DAYS
from tests.services.records import DATA

REGISTER = (
    "URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),"
    "PhaseOfEducation (name),Postcode,Town\n"
    "100000,201,Westmere,St Invented’s School,Community school,Open,Primary,ZZ1 1ZZ,Westmere\n"
)


class Elsewhere(Page):
    """Any other page: remembers what it was asked."""

    def __init__(self, shell, desk):
        super().__init__(shell, desk)
        self.asked = {}

    def arrive(self, **arguments):
        self.asked = arguments


@pytest.fixture
def database(tmp_path) -> str:
    return str(tmp_path / "office.sqlite3")


@pytest.fixture
def start(make_shell, qtbot, database):
    def started(memory=None):
        entries = [PageEntry("home", "Home", "house", HomePage)]
        elsewhere = ("check", "enquiries", "load", "staff", "deadlines", "application", "applications", "person")
        entries += [PageEntry(each, each.title(), "house", Elsewhere) for each in elsewhere]
        entries += [PageEntry("settings", "Settings", "settings", SettingsPage, group="foot")]
        window = make_shell(*entries, open_desk=lambda: open_desk(database), memory=memory)
        with qtbot.waitSignal(window.opened, timeout=20_000):
            window.open_records()
        qtbot.waitUntil(lambda: window.page_id == "home")
        window.activateWindow()
        return window

    return started


def press(window: QWidget, name: str) -> None:
    button(window, name).click()


def button(window: QWidget, name: str) -> QWidget:
    QApplication.processEvents()
    return next(each for each in window.findChildren(QWidget) if each.accessibleName() == name and each.isVisible())


def texts(page: QWidget) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def load_register(desk, folder: Path) -> None:
    file = folder / "edubasealldata20260401.csv"
    file.write_text(REGISTER, encoding="utf-8")
    keep_register(desk, preview_register(desk, file))


def test_the_first_day_offers_the_register_and_a_sample(start):
    window = start()
    assert "Welcome to npqdesk" in texts(window.page)
    assert QApplication.focusWidget().accessibleName() == "Choose the register file…"
    press(window, "Choose the register file…")
    assert (window.page_id, window.page.asked) == ("load", {"what": "register"})


def test_the_first_day_offers_the_register_from_the_internet(start):
    window = start()
    press(window, "Get the latest register")
    assert (window.page_id, window.page.asked) == ("load", {"what": "download"})


def test_a_check_can_begin_without_a_register(start):
    window = start()
    press(window, "Check a colleague and enter the school by hand")
    assert (window.page_id, window.page.asked) == ("check", {"new": True})


def test_drafts_are_carried_on_and_markup_in_a_name_stays_text(start):
    window = start()
    first = begin_enquiry(window.desk, name="Amara <b>Okafor</b>")
    window.go("home")
    assert "Welcome to npqdesk" not in texts(window.page)
    assert "Amara <b>Okafor</b>" in texts(window.page)
    assert {"Load the school register", "Load the funding lists"} <= set(texts(window.page))
    press(window, "Get the latest: Load the school register")
    assert (window.page_id, window.page.asked) == ("load", {"what": "download"})
    window.go("home")
    press(window, "Continue: Amara <b>Okafor</b>")
    assert (window.page_id, window.page.asked) == ("check", {"enquiry": first.id})


def test_what_answers_rest_on_tells_the_date_and_when_it_is_old(start, tmp_path):
    window = start()
    load_register(window.desk, tmp_path)
    window.go("home")
    shown = texts(window.page)
    assert "School register, 1 April 2026" in shown
    old = (window.desk.today() - date(2026, 4, 1)).days > STALE_DAYS
    assert ("Load a newer school register" in shown) is old
    assert "No funding lists yet" in shown


def test_a_setting_is_kept_as_soon_as_it_is_left(start):
    window = start()
    window.go("settings")
    field = window.page.field("signatory.name")
    field.edit.setFocus()
    field.edit.setText("Helen Marsh")
    window.page.field("signatory.role").edit.setFocus()
    assert read_settings(window.desk)["signatory.name"] == "Helen Marsh"


def test_a_value_that_does_not_suit_says_what_to_enter_and_is_not_kept(start):
    window = start()
    window.go("settings")
    field = window.page.field("letterhead.email")
    field.edit.setFocus()
    field.edit.setText("the office")
    window.page.field("signatory.role").edit.setFocus()
    assert field.error == "Enter an e-mail address, such as office@school.example"
    assert field.edit.text() == "the office"
    assert read_settings(window.desk)["letterhead.email"] == ""


def test_an_address_without_https_is_not_kept(start):
    window = start()
    window.go("settings")
    field = window.page.field("downloads.register_address")
    field.edit.setFocus()
    field.edit.setText("http://gias.example/{date}.csv")
    window.page.field("signatory.role").edit.setFocus()
    assert field.error.startswith("Enter an address that begins with https://")
    assert read_settings(window.desk)["downloads.register_address"].startswith("https://ea-edubase-api-prod.")


def test_every_setting_has_a_field_with_its_name(start):
    window = start()
    window.go("settings")
    for each in SETTINGS:
        assert window.page.field(each.key).first.accessibleName() == each.title


def test_colours_and_text_size_are_worn_at_once_and_next_time(start, look):
    window = start()
    window.go("settings")
    field = window.page.field("looks.theme")
    field.choose("dark")
    field.box.activated.emit(field.box.currentIndex())
    assert look.preference == "dark"
    window.zoom(1)
    assert read_settings(window.desk)["looks.text_size"] == "110"
    window.close()
    look.wear("light", 100)
    start()
    assert (look.preference, look.zoom) == ("dark", 110)


def test_an_old_ofsted_register_is_told_like_an_old_register_of_schools(start):
    window = start()
    keep_ofsted(window.desk, preview_ofsted(window.desk, DATA / "childcare_providers_2021-08-31.csv"))
    begin_enquiry(window.desk, name="Amara")
    window.go("home")
    shown = texts(window.page)
    assert {"Ofsted register, 31 August 2021", "Load a newer Ofsted register"} <= set(shown)
    assert any(each.endswith("childcare providers, too old") for each in shown)
    press(window, "All files that answers rest on, and what changed in the lists")
    assert window.page_id == "load"


def test_a_desk_with_a_register_and_nobody_shows_the_first_steps(start, tmp_path):
    window = start()
    load_register(window.desk, tmp_path)
    window.go("home")
    assert "Bring in your colleagues" in texts(window.page)
    press(window, "Staff: Bring in your colleagues")
    assert window.page_id == "staff"
    begin_enquiry(window.desk, name="Amara")
    window.go("home")
    assert "Bring in your colleagues" not in texts(window.page)


def test_what_is_due_and_how_places_stand_lead_on_and_are_counted_again(start, qtbot):
    window = start()
    with window.desk.store.writing() as session:
        session.add(Person(id=1, name="Joan <b>Whitlock</b>", title="", role="", urn="", address=""))
    today = window.desk.today()
    number = begin_application(window.desk, 1, course="npq-headship", cohort="2027-autumn").row.id
    record_step(window.desk, number, "registered", day=today - timedelta(days=30))
    record_step(window.desk, number, "applied", day=today - timedelta(days=20), details=StepDetails(provider="UCL"))
    save_reminder(window.desk, Reminder(None, today, "Order cover"))
    window.go("home")
    due = f"Ask UCL about a place for Joan <b>Whitlock</b>, {day_words(today - timedelta(days=6))}, 6 days late"
    qtbot.waitUntil(lambda: "6 days late" in texts(window.page))
    shown = texts(window.page)
    assert shown.index("Ask UCL about a place for Joan <b>Whitlock</b>") < shown.index("Order cover")
    assert "Places for autumn 2027" in shown
    press(window, f"Open: {due}")
    assert (window.page_id, window.page.asked) == ("application", {"application": number})
    window.go("home")
    press(window, "1 person: Asked")
    assert (window.page_id, window.page.asked) == ("applications", {"show": "asked", "start": "2027-autumn"})
    window.go("home")
    press(window, "All 4 dates")
    assert (window.page_id, window.page.asked) == ("deadlines", {"show": "open"})
    record_step(window.desk, number, "waiting", day=today)
    window.go("home")
    button(window, f"Open: {due}").setFocus()
    qtbot.waitUntil(lambda: "6 days late" not in texts(window.page))
    assert "Waiting list" in texts(window.page)
    assert QApplication.focusWidget().accessibleName() == "Check a colleague"


def test_the_focus_stays_where_it_was_when_the_counts_come(start, qtbot):
    window = start()
    begin_enquiry(window.desk, name="Amara")
    window.go("home")
    button(window, "Load: Load the funding lists").setFocus()
    save_reminder(window.desk, Reminder(None, window.desk.today(), "Order cover"))
    window.page._count()
    qtbot.waitUntil(lambda: "Order cover" in texts(window.page))
    assert QApplication.focusWidget().accessibleName() == "Load: Load the funding lists"


def test_what_was_looked_at_last_is_a_click_away_after_a_restart(start, database):
    desk = open_desk(database)
    amara, ravi = (add_person(desk, name) for name in ("Amara Okafor", "Ravi Shah"))
    desk.close()

    class Memory(dict):
        def value(self, key):
            return self.get(key)

        def setValue(self, key, value):
            self[key] = value

    memory = Memory()
    window = start(memory)
    for person in (ravi, amara):
        window.go("person", person=person)
    remove_person(window.desk, ravi)
    window.close()
    assert "Amara" not in str(memory)
    window = start(memory)
    shown = texts(window.page)
    assert "Recent" in shown
    assert not any(each.accessibleName() == "Ravi Shah" for each in window.findChildren(QWidget))
    press(window, "Amara Okafor")
    assert window.page.asked == {"person": amara}
