"""Letters of many: all of them kept and handed on, failures told by person, stopped half-way, in each kind of file."""

import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest

from npqdesk.problem import Problem
from npqdesk.services import letter_press
from npqdesk.services.desk import open_desk
from npqdesk.services.determine import determinations, kept_result
from npqdesk.services.kept_letters import kept_letters
from npqdesk.services.letter_bulk import Wanted, letters_wanted, make_letters
from npqdesk.services.letter_delivery import ToFolder, ToOneFile, ToZip, merged_title
from npqdesk.services.letter_form import form_for, keep_form
from npqdesk.services.letter_keeping import keep_letter
from npqdesk.services.letters import make_letter
from npqdesk.services.progress import Cancelled
from tests.letters.pdf_reading import read_structure
from tests.sample_records import open_sample

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory):
    file = tmp_path_factory.mktemp("records") / "npqdesk.sqlite3"
    open_sample(file).close()
    return file


@pytest.fixture
def desk(sample_file, tmp_path):
    desk = open_desk(str(shutil.copy(sample_file, tmp_path)))
    desk.today = lambda: TODAY
    yield desk
    desk.close()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "letters"
    made.mkdir()
    return made


def test_everyone_with_an_answer_that_stands_is_wanted_by_name(desk):
    wanted = letters_wanted(desk)
    rows = [row for row in determinations(desk) if not row.superseded]
    assert [each.name for each in wanted] == sorted(row.name for row in rows)
    assert {each.determination_id for each in wanted} == {row.id for row in rows}


def test_a_school_and_a_selection_are_fewer(desk):
    known = {each.determination_id: kept_result(desk, each.determination_id).known for each in letters_wanted(desk)}
    urn = next(str(facts["workplace"].value) for facts in known.values() if "workplace" in facts)
    here = {number for number, facts in known.items() if "workplace" in facts and facts["workplace"].value == urn}
    assert {each.determination_id for each in letters_wanted(desk, school=urn)} == here
    assert letters_wanted(desk, school="000000") == ()
    row = determinations(desk)[0]
    assert [each.name for each in letters_wanted(desk, enquiries=[row.enquiry_id])] == [row.name]


def test_one_file_each_is_kept_as_a_single_letter_is(desk, folder):
    wanted = letters_wanted(desk)
    done = make_letters(desk, wanted, ToFolder(folder))
    assert (done.new, done.kept_before, done.failures, done.stopped) == (len(wanted), 0, (), False)
    assert sorted(done.files) == sorted(folder.iterdir())
    kept = {row.reference: row for row in kept_letters(desk)}
    assert len(kept) == len(wanted), "each under a reference of its own"
    for file, each in zip(done.files, wanted, strict=True):
        said = read_structure(file.read_bytes()).text
        assert each.name in said
        assert any(reference in said for reference in kept)
        assert file.name.startswith("2026-11-21 NPQ letter – ")


def test_a_letter_that_was_kept_comes_as_it_was_and_is_not_new(desk, folder):
    wanted = letters_wanted(desk)
    first = make_letter(desk, wanted[0].determination_id, large=True)
    keep_letter(desk, first)
    assert len(letters_wanted(desk, only_new=True)) == len(wanted) - 1
    done = make_letters(desk, wanted, ToFolder(folder))
    assert (done.new, done.kept_before) == (len(wanted) - 1, 1)
    assert done.files[0].read_bytes() == first.pdf
    assert letters_wanted(desk, only_new=True) == ()


def test_who_has_no_letter_is_told_with_the_reason_and_the_rest_is_done(desk, folder):
    wanted = letters_wanted(desk)
    result = kept_result(desk, wanted[1].determination_id)
    keep_form(desk, result, replace(form_for(desk, result), apply_by="soon"))
    gone = Wanted(99_999, "Nobody")
    done = make_letters(desk, [*wanted, gone], ToFolder(folder))
    assert done.new == len(wanted) - 1 == len(done.files)
    assert [failure.wanted.name for failure in done.failures] == [wanted[1].name, "Nobody"]
    assert "date" in done.failures[0].problem.what_happened
    assert "99999" in done.failures[1].problem.what_happened


def test_a_sign_without_a_shape_is_told_once_by_person(desk, folder):
    each, result = letters_wanted(desk)[0], kept_result(desk, letters_wanted(desk)[0].determination_id)
    keep_form(desk, result, replace(form_for(desk, result), signed_by="Pat\u202e Teal"))
    done = make_letters(desk, letters_wanted(desk), ToFolder(folder))
    assert [(told.wanted, told.said.count("U+202E")) for told in done.unseen] == [(each, 1)]
    assert "right-to-left override" in done.unseen[0].said
    assert make_letters(desk, [each], ToFolder(folder)).unseen == (), "a letter kept before was told of then"


def test_what_was_typed_for_a_persons_letter_is_in_it(desk, folder):
    each = letters_wanted(desk)[0]
    result = kept_result(desk, each.determination_id)
    keep_form(desk, result, replace(form_for(desk, result), signed_by="Pat Teal", large=True))
    done = make_letters(desk, [each], ToFolder(folder))
    assert "Yours sincerely Pat Teal" in read_structure(done.files[0].read_bytes()).text
    assert done.files[0].read_bytes() == make_letters(desk, [each], ToFolder(folder)).files[0].read_bytes()


def test_stopped_half_way_what_is_made_is_kept_and_handed_on(desk, folder):
    wanted, told = letters_wanted(desk), []
    done = make_letters(
        desk, wanted, ToZip(folder / "out.zip", TODAY), progress=lambda *far: told.append(far),
        cancelled=lambda: len(told) > 2,
    )  # fmt: skip
    assert done.stopped
    assert done.new == len(kept_letters(desk)) == len(ZipFile(folder / "out.zip").namelist()) < len(wanted)
    assert told[:3] == [(n, len(wanted), "Making the letters") for n in range(3)]


def test_stopped_before_the_first_there_is_no_file(desk, folder):
    for delivery in (ToZip(folder / "a.zip", TODAY), ToOneFile(folder / "a.pdf", "Letters"), ToFolder(folder)):
        done = make_letters(desk, letters_wanted(desk), delivery, cancelled=lambda: True)
        assert (done.stopped, done.files, done.new) == (True, (), 0)
    assert list(folder.iterdir()) == []


def test_all_in_one_zip_that_replaces_nothing_and_is_the_same_each_time(desk, folder):
    wanted = letters_wanted(desk)
    first = make_letters(desk, wanted, ToZip(folder / "letters.zip", TODAY)).files[0]
    again = make_letters(desk, wanted, ToZip(folder / "letters.zip", TODAY)).files[0]
    assert (first.name, again.name) == ("letters.zip", "letters (2).zip")
    assert first.read_bytes() == again.read_bytes()
    with ZipFile(first) as read:
        assert read.testzip() is None
        assert len(set(read.namelist())) == len(wanted)
    assert {file.name for file in folder.iterdir()} == {first.name, again.name}


def test_all_in_one_pdf_with_a_bookmark_for_each(desk, folder):
    wanted = letters_wanted(desk)
    (file,) = make_letters(desk, wanted, ToOneFile(folder / "all.pdf", merged_title(TODAY))).files
    with pikepdf.open(BytesIO(file.read_bytes())) as read:
        with read.open_outline() as outline:
            titles = [item.title for item in outline.root]
        with read.open_metadata() as about:
            assert about["dc:title"] == "Letters of 21 November 2026"
    surnames = [each.name.split()[-1] for each in wanted]
    assert [title.split(" ")[0] for title in titles] == surnames
    assert len(read_structure(file.read_bytes()).kids) == len(wanted)


@pytest.mark.parametrize("form", ["html", "txt"])
def test_pages_of_html_and_plain_text_can_be_asked_for(desk, folder, form):
    wanted = letters_wanted(desk)
    done = make_letters(desk, wanted, ToFolder(folder), form=form)
    assert {file.suffix for file in done.files} == {f".{form}"}
    assert all(each.name in file.read_text("utf-8") for file, each in zip(done.files, wanted, strict=True))
    assert len(kept_letters(desk)) == len(wanted), "kept as PDF all the same"


def test_a_folder_that_is_gone_is_told_and_nothing_half_done_is_left(desk, tmp_path):
    with pytest.raises(Problem, match="was not saved"):
        make_letters(desk, letters_wanted(desk), ToFolder(tmp_path / "gone"))
    with pytest.raises(Problem, match="was not saved"):
        ToZip(tmp_path / "gone" / "a.zip", TODAY)


def test_a_bug_leaves_no_half_zip(desk, folder, monkeypatch):
    monkeypatch.setattr("npqdesk.services.letter_bulk.keep_letter", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_letters(desk, letters_wanted(desk), ToZip(folder / "a.zip", TODAY))
    assert list(folder.iterdir()) == []


def test_a_reference_taken_meanwhile_costs_no_letter(desk, folder, monkeypatch):
    """Another window keeps a letter under the same reference between the draft and the keeping."""
    each, other = letters_wanted(desk)[:2]
    place = kept_result(desk, each.determination_id)
    taken = make_letter(desk, other.determination_id)
    real, first = keep_letter, []

    def keep(desk, made):
        if not first:
            first.append(real(desk, replace(taken, reference=made.reference)))
        return real(desk, made)

    monkeypatch.setattr("npqdesk.services.letter_bulk.keep_letter", keep)
    done = make_letters(desk, [each], ToFolder(folder))
    assert (done.new, done.failures) == (1, ())
    assert place.name in read_structure(done.files[0].read_bytes()).text


@pytest.fixture
def two_processes(monkeypatch):
    monkeypatch.setattr(letter_press, "WORTH_IT", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


@pytest.fixture
def press(two_processes):
    """A press whose other process has started."""
    made = letter_press._Press(many=100)
    made._started.result(timeout=120)
    yield made
    made.close()


def jobs_of(desk) -> list:
    drafts = [make_letter(desk, each.determination_id) for each in letters_wanted(desk)] * 2
    return [
        (draft.pdf, letter_press._Job(number, letter_press.Print(draft.letter))) for number, draft in enumerate(drafts)
    ]


def test_the_other_process_makes_the_same_letters(desk, press):
    jobs = [(pdf, press.begin(job)) for pdf, job in jobs_of(desk)]
    assert [job.asked for _, job in jobs if job.given is not None], "some are printed there"
    assert [job.asked for _, job in jobs if job.given is None], "and some here"
    assert [press.finish(job) for _, job in jobs] == [(number, pdf) for number, (pdf, _) in enumerate(jobs)]


def test_where_the_other_process_ends_this_one_goes_on(desk, press):
    jobs = jobs_of(desk)
    for process in list(press._other._processes.values()):
        process.kill()
    begun = [(pdf, press.begin(job)) for pdf, job in jobs]
    assert [press.finish(job) for _, job in begun] == [(number, pdf) for number, (pdf, _) in enumerate(begun)]


def test_a_character_that_no_typeface_has_is_told_from_there_too(desk, press):
    letter = make_letter(desk, letters_wanted(desk)[0].determination_id).letter
    job = press.begin(letter_press._Job("odd", letter_press.Print(replace(letter, salutation="Dear \U00013000"))))
    assert job.given is not None
    asked, problem = press.finish(job)
    assert asked == "odd"
    assert isinstance(problem, Problem)
    assert problem.title == "A character cannot be printed"


def test_where_no_process_can_be_started_this_one_does_it_all(desk, two_processes, monkeypatch):
    def refuse(*_args, **_how):
        raise OSError("no more processes")

    monkeypatch.setattr(letter_press.ProcessPoolExecutor, "submit", refuse)
    draft = make_letter(desk, letters_wanted(desk)[0].determination_id)
    assert list(letter_press.print_all([(1, letter_press.Print(draft.letter)), (2, None)], many=2)) == [
        (1, draft.pdf),
        (2, None),
    ]


def test_cancelled_is_no_problem_of_a_letter(desk, folder):
    def stop(*_far):
        raise Cancelled

    assert make_letters(desk, letters_wanted(desk), ToFolder(folder), progress=stop).stopped
