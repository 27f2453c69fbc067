"""A staff spreadsheet against the record: new, changed, in doubt, kept as a whole.  Everyone is invented."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.staff import HEADER, staff_cells, staff_list, template_csv, template_xlsx
from npqdesk.services.staff_columns import look_at_staff
from npqdesk.services.staff_import import StaffKept, StaffPreview, keep_staff, preview_staff
from npqdesk.store.engine import open_store
from npqdesk.store.tables import Person
from tests.services.records import RecordsDesk, rows_of

HEADINGS = "Name,TRN,Date of birth,Work email,Role\n"
JOAN = "Joan Whitlock,1234567,01/09/1975,joan@elm.sch.uk,Headteacher\n"
AMARA = "Amara Okafor,,02/03/1990,,Teacher\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    desk.store.close()


@pytest.fixture
def file(tmp_path: Path):
    def write(rows: str, headings: str = HEADINGS, name: str = "staff.csv") -> Path:
        path = tmp_path / name
        path.write_text(headings + rows, encoding="utf-8")
        return path

    return write


def _import(desk: RecordsDesk, path: Path, **settled: str) -> StaffKept:
    preview = preview_staff(desk, path)
    decisions = {int(line.removeprefix("line")): decision for line, decision in settled.items()}
    return keep_staff(desk, preview, decisions)


def _only_doubt(preview: StaffPreview):
    (doubt,) = preview.plan.doubts
    return doubt


def test_a_preview_changes_nothing(desk, file):
    preview = preview_staff(desk, file(JOAN + AMARA))
    assert [row.name for row in preview.plan.new] == ["Joan Whitlock", "Amara Okafor"]
    assert rows_of(desk, "people") == rows_of(desk, "settings") == []


def test_the_same_file_again_changes_nothing(desk, file):
    assert _import(desk, file(JOAN + AMARA)) == StaffKept(2, 0, 0, 0, 0)
    before = rows_of(desk, "people")
    preview = preview_staff(desk, file(JOAN + AMARA))
    assert preview.nothing_to_keep
    assert keep_staff(desk, preview) == StaffKept(0, 0, 2, 0, 0)
    assert rows_of(desk, "people") == before


def test_a_change_is_shown_field_by_field_and_a_blank_takes_nothing_away(desk, file):
    _import(desk, file(JOAN))
    preview = preview_staff(desk, file("Joan Marsh,RP12/34567,1975-09-01,,Executive head\n"))
    (changed,) = preview.plan.changed
    assert [(each.what, each.was, each.becomes) for each in changed.changes] == [
        ("Name", "Joan Whitlock", "Joan Marsh"),
        ("Role", "Headteacher", "Executive head"),
    ]
    assert keep_staff(desk, preview) == StaffKept(0, 1, 0, 0, 0)
    (joan,) = staff_list(desk)
    assert (joan.name, joan.role, joan.email) == ("Joan Marsh", "Executive head", "joan@elm.sch.uk")


@pytest.mark.parametrize(
    "row",
    ["Joan Whitlock,1234567,,,\n", "Joan Whitlock,,01/09/1975,,Head\n", "joan whitlock,,,JOAN@elm.sch.uk,\n"],
)
def test_who_is_surely_on_the_record_is_not_asked_about(desk, file, row):
    _import(desk, file(JOAN))
    plan = preview_staff(desk, file(row)).plan
    assert (len(plan.new), len(plan.doubts), list(plan.met)) == (0, 0, [2])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Ruth Marsh,1234567,,,\n", "The same TRN, another name"),
        ("Joan Whitlock,1234567,05/05/1988,,\n", "The same TRN, another date of birth"),
        ("Joan Whitlock,7654321,01/09/1975,,\n", "The same name and date of birth, another TRN"),
        ("Joan Whitlock,7654321,,joan@elm.sch.uk,\n", "The same name and e-mail, another TRN"),
        ("Joan Marsh,,01/09/1975,joan@elm.sch.uk,\n", "The same date of birth and e-mail, another name"),
        ("Joan Whitlock,,,,Cook\n", "The same name, and nothing more to tell them by"),
    ],
)
def test_what_agrees_only_in_part_is_a_doubt_and_left_out_until_settled(desk, file, row, why):
    _import(desk, file(JOAN))
    before = rows_of(desk, "people")
    preview = preview_staff(desk, file(row))
    assert _only_doubt(preview).why == why
    assert keep_staff(desk, preview) == StaffKept(0, 0, 0, 1, 0)
    assert rows_of(desk, "people") == before


def test_two_people_of_one_name_are_two(desk, file):
    _import(desk, file(JOAN))
    preview = preview_staff(desk, file("Joan Whitlock,7654321,05/05/1988,,Teacher\n"))
    assert (len(preview.plan.new), preview.plan.doubts) == (1, ())


@pytest.mark.parametrize(("decision", "roles"), [("same", ["Cook"]), ("two", ["Cook", "Headteacher"])])
def test_a_doubt_is_settled_as_was_decided_and_then_the_file_changes_nothing(desk, file, decision, roles):
    _import(desk, file(JOAN))
    path = file("Joan Whitlock,1234567,02/02/1982,,Cook\n")
    kept = _import(desk, path, line2=decision)
    assert (kept.added, kept.changed, kept.undecided) == ((0, 1, 0) if decision == "same" else (1, 0, 0))
    assert sorted(one.role for one in staff_list(desk)) == roles
    before = rows_of(desk, "people")
    again = preview_staff(desk, path)
    assert (again.nothing_to_keep, again.plan.unchanged) == (True, 1)
    assert rows_of(desk, "people") == before


def test_one_person_twice_on_a_file_is_asked_about(desk, file):
    path = file(JOAN + JOAN + "Joan Whitlock,1234567,,,Governor\n")
    preview = preview_staff(desk, path)
    assert (len(preview.plan.new), preview.plan.repeated) == (1, 1)
    doubt = _only_doubt(preview)
    assert (doubt.row.line, doubt.earlier_line, doubt.changes) == (4, 2, ())
    keep_staff(desk, preview, {4: "same"})
    assert [one.role for one in staff_list(desk)] == ["Headteacher"]


def test_the_second_row_of_a_person_fills_what_the_first_left_blank(desk, file):
    path = file("Joan Whitlock,1234567,,,Head\nJoan Whitlock,1234567,01/09/1975,,Governor\n")
    _import(desk, path, line3="same")
    (joan,) = staff_list(desk)
    assert (joan.role, joan.date_of_birth) == ("Head", date(1975, 9, 1))
    before = rows_of(desk, "people")
    _import(desk, path, line3="same")
    assert rows_of(desk, "people") == before


def test_two_rows_decided_to_be_two_people_stay_two(desk, file):
    path = file("Ann Ash,,,,Teacher\nAnn Ash,,,,Cook\n")
    assert _import(desk, path, line3="two").added == 2
    assert preview_staff(desk, path).nothing_to_keep


def test_who_is_not_on_the_file_is_told_and_left_alone(desk, file):
    _import(desk, file(JOAN + AMARA))
    preview = preview_staff(desk, file(JOAN))
    assert [person.name for person in preview.plan.absent] == ["Amara Okafor"]
    keep_staff(desk, preview)
    assert len(staff_list(desk)) == 2


def test_every_row_is_counted_once(desk, file):
    _import(desk, file(JOAN + AMARA))
    preview = preview_staff(
        desk, file(f"{JOAN}{JOAN}Amara Okafor,,02/03/1990,,SENCO\nNew One,,,,\nAmara Okafor,,,,\nBad,12,,,\n")
    )
    plan = preview.plan
    counted = (len(plan.new), len(plan.changed), plan.unchanged, plan.repeated, len(plan.doubts), len(preview.refused))
    assert counted == (1, 1, 1, 1, 1, 1)
    assert sum(counted) == preview.rows


def test_a_record_that_changed_meanwhile_is_not_written_over(desk, file):
    preview = preview_staff(desk, file(JOAN))
    with desk.store.writing() as session:
        session.add(Person(name="Joan Whitlock", title="", role="", urn="", address=""))
    before = rows_of(desk, "people")
    with pytest.raises(Problem, match="changed meanwhile"):
        keep_staff(desk, preview)
    assert rows_of(desk, "people") == before


def test_unclear_columns_are_asked_about_and_remembered(desk, file):
    path = file("Whitlock,Joan,1234567\n", "Sirname,Vorname,TRN\n")
    with pytest.raises(Problem, match="not certain which column") as caught:
        preview_staff(desk, path)
    assert "surname=Sirname" in caught.value.what_happened
    assert not look_at_staff(desk, path).certain
    keep_staff(desk, preview_staff(desk, path, columns={"surname": "Sirname", "forename": "vorname"}))
    assert look_at_staff(desk, path).remembered
    assert preview_staff(desk, path).nothing_to_keep
    assert [one.name for one in staff_list(desk)] == ["Joan Whitlock"]


def test_wrong_choices_of_columns_are_told(desk, file):
    path = file("Whitlock,Joan\n", "Surname,Forename\n")
    for columns, title in (
        ({"surname": "Nobody"}, "no such column"),
        ({"nonsense": "Surname"}, "no such field"),
        ({"surname": ""}, "not certain"),
    ):
        with pytest.raises(Problem, match=title):
            preview_staff(desk, path, columns=columns)


def test_a_school_is_taken_by_its_name_where_only_one_has_it(desk, file):
    register = file(
        "".join(
            f"{urn},{name},Free schools,{status},901,North,Ferry,ZZ1 1AA,Primary\n"
            for urn, name, status in (
                *(("900101", "St Mary’s Primary School", "Open"), ("900102", "Elm School", "Open")),
                *(("900103", "Elm School", "Closed"), ("900104", "Oak School", "Open")),
                ("900105", "Oak School", "Open"),
            )
        ),
        "URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),LA (code),LA (name),Town,Postcode,"
        "PhaseOfEducation (name)\n",
        "register20250717.csv",
    )
    keep_register(desk, preview_register(desk, register))
    rows = "Ann,st mary's primary school\nBea,Elm School\nCy,Oak School\nDi,Oak School\nEve,900104\nFay,Ash School\n"
    preview = preview_staff(desk, file(rows, "Name,School\n"))
    assert [row.urn for row in preview.plan.new] == ["900101", "900102", "", "", "900104", ""]
    assert [(each.line, each.column, each.say.split(" of ")[0]) for each in preview.noted] == [
        (4, "School", "2 schools"),
        (7, "School", "No school"),
    ]


def test_noughts_put_back_in_front_of_a_trn_are_told(desk, file):
    preview = preview_staff(desk, file("Ann Ash,123456\nBea Birch,0123457\n", "Name,TRN\n"))
    assert [row.trn for row in preview.plan.new] == ["0123456", "0123457"]
    assert [(each.line, each.column) for each in preview.noted] == [(2, "TRN")]


def test_no_name_is_in_a_problem_or_a_repr(desk, file):
    path = file("Whitlock,12\nOkafor,34\n", "Name,TRN\n")
    with pytest.raises(Problem) as caught:
        preview_staff(desk, path)
    preview = preview_staff(desk, file(JOAN + "Joan Whitlock,,,,Cook\n"))
    for shown in (str(caught.value), repr(preview), repr(preview.plan), repr(preview.plan.doubts)):
        assert not any(word in shown for word in ("Whitlock", "Okafor", "joan@elm"))


def test_the_staff_list_comes_in_again_as_it_went_out(desk, file):
    _import(desk, file(JOAN + AMARA + "=1+1 Eve,,,,-x\n"))
    rows = "".join(f"{','.join(staff_cells(one))}\n" for one in staff_list(desk))
    assert "'=1+1 Eve" in rows
    assert preview_staff(desk, file(rows, f"{','.join(HEADER)}\n")).nothing_to_keep


@pytest.mark.parametrize(("make", "name"), [(template_csv, "t.csv"), (template_xlsx, "t.xlsx")])
def test_a_template_filled_in_is_understood(desk, tmp_path, make, name):
    path = tmp_path / name
    path.write_bytes(make())
    if name.endswith("csv"):
        with path.open("a", encoding="utf-8") as out:
            out.write("Mrs,Joan,Whitlock,0123456,01/09/1975,,Head,902114\n")
    else:
        from openpyxl import load_workbook

        book = load_workbook(path)
        assert book["Staff"]["D2"].number_format == "@"
        for column, value in enumerate(
            ("Mrs", "Joan", "Whitlock", "0123456", date(1975, 9, 1), "", "Head", "902114"), 1
        ):
            book["Staff"].cell(2, column, value)
        book.save(path)
    preview = preview_staff(desk, path)
    (row,) = preview.plan.new
    assert replace(row, line=0) == replace(
        row, line=0, title="Mrs", name="Joan Whitlock", trn="0123456", date_of_birth=date(1975, 9, 1), urn="902114"
    )
