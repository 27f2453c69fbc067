"""How each page of the window is gone to, on records that have something of everything.

A page that is added to `entries.py` is tried with all others.  One that has to be told of what it is to be needs a row
in `ARRIVALS`; a test fails until it has it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.applications import applications
from npqdesk.services.choosings import begin_choosing, choosings, put_choosing_answers
from npqdesk.services.desk import Desk
from npqdesk.services.determine import determinations, determine
from npqdesk.services.enquiries import begin_enquiry, enquiries, put_answers
from npqdesk.services.groups import TRUST, load_groups
from npqdesk.services.letters import issue_letter
from npqdesk.services.ofsted import keep_ofsted, preview_ofsted
from npqdesk.services.people import add_person, edit_person
from npqdesk.services.person_record import Npq, save_npq
from npqdesk.services.sample import load_sample
from npqdesk.services.sheets import Sheet
from npqdesk.services.staff import staff_list
from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.loaded import loaded
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import is_working

DATA = Path(__file__).parents[1] / "data"
LONG = "Maria-Magdalena Featherstonehaugh-Cholmondeley"
COURSE = "npq-leading-primary-mathematics"
ANSWERS = {
    "name": LONG,
    "cohort": "2026-autumn",
    "course": COURSE,
    "work_setting": "a_school",
    "workplace": "902114",
    "mastery": "a_year",
    f"previously_funded@{COURSE}": "no",
}
CHOSEN = {
    "cohort": "2026-autumn",
    "scope": "senior",
    "senco_duty": "must",
    "senco_since": "2025-09",
    "had_senco": "left",
    "employer_support": "no",
    "time": "less",
}


def fill(desk: Desk) -> None:
    """The invented trust, a childcare provider, and one person with a very long name in the middle of everything."""
    load_sample(desk)
    keep_ofsted(desk, preview_ofsted(desk, DATA / "childcare_providers_2021-08-31.csv"))
    person = add_person(desk, LONG, urn="902114")
    for field, text in (
        ("role", "Mathematics lead and deputy headteacher"),
        ("trn", "9876543"),
        ("email", "m.featherstonehaugh@school.example"),
        ("date_of_birth", "01/09/1985"),
        ("notes", "Maria wants to begin soon."),
    ):
        edit_person(desk, person, field, text)
    save_npq(desk, person, Npq(None, "npq-senior-leadership", "2022-autumn", "Ambition Institute", "passed", "yes"))
    state = put_answers(desk, begin_enquiry(desk, person_id=person).id, ANSWERS)
    issue_letter(desk, determine(desk, state.id).determination_id)
    put_answers(desk, state.id, {**ANSWERS, "workplace": "902115"})
    put_choosing_answers(desk, begin_choosing(desk, person_id=person).id, CHOSEN)
    put_choosing_answers(desk, begin_choosing(desk, name=LONG).id, {"name": LONG, "cohort": "2026-autumn"})
    draft = begin_enquiry(desk, name=LONG)
    put_answers(desk, draft.id, {key: ANSWERS[key] for key in ("name", "cohort", "course")})
    made = begin_application(desk, person, course=COURSE, cohort="2026-autumn")
    record_step(desk, made.row.id, "registered", day=desk.today(), details=StepDetails(reference="AB-1234"))


def _person(desk: Desk) -> int:
    return next(one.id for one in staff_list(desk) if one.name == LONG)


def _enquiry(desk: Desk, name: str, state: str) -> int:
    return next(each.id for each in enquiries(desk) if each.name == name and each.state == state)


def _choosing(desk: Desk, *, complete: bool) -> int:
    return next(each.id for each in choosings(desk) if each.complete == complete)


ARRIVALS: Mapping[str, Callable[[Desk], dict[str, object]]] = {
    "check": lambda _desk: {"new": True},
    "question": lambda desk: {"enquiry": _enquiry(desk, LONG, "draft")},
    "question workplace": lambda desk: {"enquiry": _enquiry(desk, LONG, "draft"), "question": "workplace"},
    "check_answers": lambda desk: {"enquiry": _enquiry(desk, "Siân Prosser-Evans", "answered")},
    "result": lambda desk: {"enquiry": _enquiry(desk, "Siân Prosser-Evans", "answered")},
    "letter": lambda desk: {"determination": next(each.id for each in determinations(desk) if each.name == LONG)},
    "person": lambda desk: {"person": _person(desk)},
    "person_merge": lambda desk: {"keep": _person(desk), "other": staff_list(desk)[0].id},
    "person_erase": lambda desk: {"person": _person(desk)},
    "application": lambda desk: {"application": applications(desk)[0].id},
    "choose_question": lambda desk: {"choosing": _choosing(desk, complete=False)},
    "choose_check": lambda desk: {"choosing": _choosing(desk, complete=True)},
    "choose_result": lambda desk: {"choosing": _choosing(desk, complete=True)},
    "choice_paper": lambda _desk: {"courses": ["npq-leading-teaching", COURSE]},
    "list_paper": lambda _desk: {"make": lambda: Sheet("Staff", ("Name", "Role"), [(LONG, "Mathematics lead")])},
    "school": lambda _desk: {"urn": "902114"},
    "add_policy": lambda _desk: {"path": str(DATA / "2027-autumn.toml")},
    "group": lambda desk: {"key": next(key for key in load_groups(desk) if key.startswith(TRUST))},
    "provider": lambda _desk: {"number": "EY900006"},
    "hub_quotation": lambda _desk: {"code": "19-11"},
    "list": lambda _desk: {"list_id": "pp50-schools"},
}
"""What a page is told when it is gone to, by its id, with a word behind it where there is more than one way."""
PAGES = (*ARRIVALS, *(entry.id for entry in ENTRIES if entry.id not in ARRIVALS))
"""Every page of the window."""


def rest(window: Shell) -> None:
    """Until nothing is under way beside the window and everything is drawn."""
    while True:
        _spin(10)
        if not is_working() and loaded(window).is_whole:
            break
    _spin(30)
    QApplication.processEvents()


def go(window: Shell, page: str) -> None:
    """Go to a page and wait until it shows what it has to show."""
    window.go(page.split(maxsplit=1)[0], **ARRIVALS[page](window.desk) if page in ARRIVALS else {})
    rest(window)
    preview = getattr(window.page, "preview", None)
    while preview is not None and hasattr(preview, "paper") and not preview.paper.count:
        rest(window)


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
