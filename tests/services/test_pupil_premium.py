"""Pupil numbers of the pupil premium stand beside the register's, with their year, and are never taken for them."""

from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.registers.pupil_premium import year_in
from npqdesk.services.desk import open_desk
from npqdesk.services.enquiries import begin_enquiry, question_page, save_answer
from npqdesk.services.loaded_files import loaded_files
from npqdesk.services.pupil_premium import PremiumPreview, keep_premium, preview_premium, school_pupils
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.register_files import keep_register_file, preview_register_file
from npqdesk.services.schools import school
from tests.services.records import DATA, SHARED

PREMIUM = DATA / "pupil_premium_2021-22.csv"
SCHOOLS = """URN,LA (code),EstablishmentName,TypeOfEstablishment (code),PhaseOfEducation (code),\
EstablishmentStatus (code),NumberOfPupils,UKPRN,Town,Postcode
900002,899,Oak School,34,2,1,,10990002,Elmby,ZZ99 1AB
900003,899,Elm School,34,2,1,90,10990003,Elmby,ZZ99 1AC
"""


@pytest.fixture
def desk(tmp_path: Path):
    desk = open_desk(str(tmp_path / "records.sqlite3"))
    register = tmp_path / "register.csv"
    register.write_text(SCHOOLS, encoding="utf-8")
    keep_register(desk, preview_register(desk, register, as_at=date(2022, 7, 17)))
    desk.today = lambda: date(2026, 11, 21)
    yield desk
    desk.close()


def test_commas_fractions_and_line_ends_are_read(desk):
    preview = preview_register_file(desk, PREMIUM)
    assert isinstance(preview, PremiumPreview)
    assert (preview.years, preview.rows, preview.kept, preview.repeated) == ("2021 to 2022", 7, 3, 1)
    assert (preview.fractions, [row.line for row in preview.refused]) == (1, [8, 9, 10])
    assert school_pupils(desk, "900001") is None, "a preview keeps nothing"
    keep_register_file(desk, preview)
    said = [school_pupils(desk, urn).say for urn in ("900001", "900002", "900003")]
    assert said == [f"Pupil premium 2021 to 2022 says {number}" for number in ("1,142", "233.5", "142")]
    assert school_pupils(desk, "900004") is None


def test_a_file_is_kept_once_and_the_newest_year_is_told(desk, tmp_path):
    keep_premium(desk, preview_premium(desk, PREMIUM))
    again = preview_premium(desk, PREMIUM)
    assert again.already
    keep_premium(desk, again)
    assert [file.title for file in loaded_files(desk)].count("Pupil numbers, pupil premium 2021 to 2022") == 1
    older = tmp_path / "pupil premium 2020 to 2021.csv"
    older.write_bytes(PREMIUM.read_bytes().replace(b"233.5", b"230"))
    keep_premium(desk, preview_premium(desk, older))
    assert school_pupils(desk, "900002").year == 2021


def test_the_register_keeps_its_own_number_or_none(desk):
    keep_premium(desk, preview_premium(desk, PREMIUM))
    assert (school(desk, "900002").pupils, school(desk, "900003").pupils) == (None, 90)


@pytest.mark.parametrize("urn", ["900002", "900003"])
def test_the_enquiry_tells_the_number_where_the_register_has_none(desk, urn):
    keep_premium(desk, preview_premium(desk, PREMIUM))
    state = begin_enquiry(desk, name="Amara Okafor")
    answers = {"cohort": "2023-autumn", "course": "npq-leading-literacy", "work_setting": "a_school", "workplace": urn}
    for question, text in answers.items():
        state = save_answer(desk, state.id, question, text)
    told = "Pupil premium 2021 to 2022 says 233.5, which is not the register’s number."
    page = question_page(desk, state, "pupils")
    if urn == "900002":
        assert page.hint.endswith(told)
        assert "pupils" not in state.route.known, "it is not taken for the register's"
        assert page.text == ""
    else:
        assert "Pupil premium" not in page.hint
        assert state.route.known["pupils"].value == 90


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("pupil_premium_2021-22.csv", 2021),
        ("Pupil premium 2024 to 2025.xlsx", 2024),
        ("pp_2019_2020.csv", 2019),
        ("pupil_premium_2021-08-31.csv", None),
        ("pupil_premium.csv", None),
    ],
)
def test_the_year_in_a_name(name, year):
    assert year_in(name) == year


def test_without_a_year_it_is_asked_for(desk, tmp_path):
    path = tmp_path / "premium.csv"
    path.write_bytes(PREMIUM.read_bytes())
    with pytest.raises(Problem, match="which year"):
        preview_premium(desk, path)
    assert preview_premium(desk, path, as_at=date(2022, 3, 31)).year == 2021
    with pytest.raises(Problem, match="future"):
        preview_premium(desk, path, as_at=date(2027, 5, 1))


@pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")
@pytest.mark.parametrize(("file", "rows", "fractions"), [("2020-21", 20_760, 0), ("2021-22", 21_608, 1_407)])
def test_the_files_as_published(desk, file, rows, fractions):
    preview = preview_premium(desk, SHARED / "pupil_premium" / f"pupil_premium_{file}.csv")
    assert (preview.rows, preview.kept, preview.fractions, preview.refused) == (rows, rows, fractions, ())
