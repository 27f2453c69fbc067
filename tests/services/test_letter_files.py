"""Names of letters as files, on every system; saved without replacing anything."""

from pathlib import PureWindowsPath

import pytest

from npqdesk.problem import Problem
from npqdesk.services.letter_files import distinct, file_name, filed_name, save_letter


def test_a_letter_is_called_after_its_day_its_person_and_its_course():
    name = file_name("2026-11-21 NPQ letter", filed_name("Siân Llŷr-Kowalska"), "NPQSL")
    assert name == "2026-11-21 NPQ letter – Llŷr-Kowalska S – NPQSL.pdf"
    assert file_name("2026-11-21 NPQ letter", filed_name("Pelé"), "", suffix=".html") == (
        "2026-11-21 NPQ letter – Pelé.html"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('x<>:"/\\|?*\x00y. ', "a – x y.pdf"),
        ("..\\..\\Windows", "a – Windows.pdf"),
        ("../../etc/passwd", "a – etc passwd.pdf"),
        ("Smith\u202efdp.exe", "a – Smithfdp.exe.pdf"),  # what turns the direction of writing round
        ("\u2066Smith\u2069\u200b\ufeff", "a – Smith.pdf"),
        ("Sm\ud800ith", "a – Smith.pdf"),
        ("Smith\tJ\r\nK\u2028L", "a – Smith J K L.pdf"),
        ("Jose\u0301", "a – José.pdf"),
        ("  ", "a.pdf"),
        ("Adébọ́lá Żółkiewski", "a – Adébọ́lá Żółkiewski.pdf"),
    ],
)
def test_what_no_system_takes_is_left_out(typed, said):
    assert file_name("a", typed) == said


@pytest.mark.parametrize("name", ["CON", "con", "Aux", "NUL.tar", "COM1", "LPT9", "com²", "CONIN$"])
def test_no_name_is_a_device_of_windows(name):
    made = file_name(name)
    assert made == f"_{name}.pdf"
    assert not PureWindowsPath(made).is_reserved()


@pytest.mark.parametrize("name", ["Connor", "Auxerre", "Com", "Nullah", "Lpt10"])
def test_a_name_that_only_begins_so_stays(name):
    assert file_name(name) == f"{name}.pdf"


def test_a_name_of_nothing_is_a_name_all_the_same():
    assert file_name("", " . ") == "letter.pdf"


@pytest.mark.parametrize("letter", ["n", "é", "語", "e\u0323\u0301", "𠀀"])
def test_a_long_name_is_cut_between_letters(letter):
    name = file_name("2026-11-21 NPQ letter", letter * 300, letter * 300, letter * 300)
    assert len(name.encode()) <= 180
    assert name.removesuffix(".pdf").endswith(file_name(letter).removesuffix(".pdf"))


def test_two_people_of_one_name_have_two_files():
    taken: set[str] = set()
    names = [distinct(name, taken) for name in ("Smith J.pdf", "Smith J.pdf", "smith j.pdf", "Smith J (2).pdf")]
    assert names == ["Smith J.pdf", "Smith J (2).pdf", "smith j (3).pdf", "Smith J (2) (2).pdf"]


def test_a_letter_is_saved_beside_an_earlier_one_not_over_it(tmp_path):
    first = save_letter(b"one", tmp_path, "letter.pdf")
    second = save_letter(b"two", tmp_path, "letter.pdf")
    assert (first.name, second.name) == ("letter.pdf", "letter (2).pdf")
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")


def test_a_folder_that_is_not_there_is_told_in_words(tmp_path):
    with pytest.raises(Problem, match="was not saved"):
        save_letter(b"one", tmp_path / "gone", "letter.pdf")
