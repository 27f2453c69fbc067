"""Initials in the place of names, in whatever form a name is written."""

import pytest

from npqdesk.services.desk import open_desk
from npqdesk.services.hidden_names import HIDDEN, Signs, hidden_names, initials
from npqdesk.services.people import add_person, edit_person, remove_person

NAMES = [
    "Amara Okafor",
    "Rhiannon O'Dowd",
    "Nguyễn Thu Hà",
    "Kwame Mensah-Boateng",
    "Will",
    "Maria-Magdalena Feather-Cholmondeley",
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Amara Okafor is eligible.", "A. O. is eligible."),
        ("AMARA OKAFOR’s school", "A. O.’s school"),
        ("Okafor, Amara", "A. O."),
        ("2026 NPQ summary – Okafor A – NPQSL.pdf", "2026 NPQ summary – A. O. – NPQSL.pdf"),
        ("Rhiannon O'Dowd and Nguyễn Thu Hà", "R. O. D. and N. T. H."),
        ("Kwame Mensah-Boateng", "K. M. B."),
        ("NPQ – Feather-Cholmondeley M – NPQH", "NPQ – M. M. F. C. – NPQH"),
        ("Maria-Magdalena Feather-Ch\u200bolmondeley", "M. M. F. C."),
        ("Maria-Magdalena Feather-C… › Question", "M. M. F. C.… › Question"),
        ("Maria-Magdalena…", "M. M. F. C.…"),
        ("Will says he will", "W. says he will"),
        ("a.okafor@school.example writes", f"{HIDDEN} writes"),
        ("TRN 1234567", f"TRN {HIDDEN}"),
        ("Amara. Then Okafor.", "Amara. Then Okafor."),
        ("Amara", "Amara"),
        ("Nobody is named here", "Nobody is named here"),
    ],
)
def test_every_form_of_a_name(text, shown):
    assert Signs(NAMES, ["1234567"]).seen(text) == shown


def test_initials_of_what_is_no_name():
    assert initials("–") == HIDDEN


def test_whoever_was_removed_stays_hidden(tmp_path):
    desk = open_desk(str(tmp_path / "office.sqlite3"))
    person = add_person(desk, "Amara Okafor")
    edit_person(desk, person, "trn", "7654321")
    remove_person(desk, person)
    assert hidden_names(desk).seen("Amara Okafor, 7654321") == f"A. O., {HIDDEN}"
    desk.close()
