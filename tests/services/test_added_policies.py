"""A funding year of the office's own: refused where it is wrong, shown before it is kept, removed, outlived."""

import re
from datetime import date
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.rules.reader import policy_hash, read_policy
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services import desk as desk_module
from npqdesk.services.added_policies import (
    NotProven,
    added_policy,
    keep_policy,
    preview_policy,
    remove_policy,
    restore_policy,
)
from npqdesk.services.desk import Desk, open_desk, open_rules
from npqdesk.services.determine import determinations, determine, kept_result
from npqdesk.services.enquiries import begin_enquiry, question_page, save_answer
from npqdesk.services.policies import policy_in_use, policy_rows
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.rulebook import Edition, Rulebook, read_rulebook, with_edition
from npqdesk.store.tables import AddedPolicy, PolicyText

DATA = Path(__file__).parents[1] / "data"
YEAR = (DATA / "2027-autumn.toml").read_text(encoding="utf-8")
SHIPPED = len(read_rulebook().editions)


@pytest.fixture
def database(tmp_path) -> str:
    return str(tmp_path / "npqdesk.sqlite3")


@pytest.fixture
def desk(database):
    desk = open_desk(database)
    keep_register(desk, preview_register(desk, DATA / "edubaseallstatefunded20250717.csv", as_at=date(2026, 9, 1)))
    yield desk
    desk.close()


@pytest.fixture
def year(tmp_path):
    """The invented year as a file, with a few words changed."""

    def make(*changes: tuple[str, str], name: str = "mine.toml") -> Path:
        text = YEAR
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return make


def _added(desk: Desk, file: Path) -> str:
    preview = preview_policy(desk, file)
    keep_policy(desk, preview)
    return preview.edition.hash


def _enquiry(desk: Desk, *, cohort: str = "2027-autumn", course: str = "npq-headship") -> int:
    given = {"cohort": cohort, "course": course, "in_england": "yes", "work_setting": "a_school"}
    given |= {"workplace": "900004", "previously_funded": "no"}
    state = begin_enquiry(desk, name="Amara Okafor")
    while not state.route.complete and state.route.current in given:
        state = save_answer(desk, state.id, state.route.current, given[state.route.current])
    return state.id


# Looked through


def test_a_preview_tells_what_it_is_and_keeps_nothing(desk, year):
    preview = preview_policy(desk, year())
    assert (preview.file_name, preview.row.name, preview.row.starts) == ("mine.toml", "2027-autumn/1", ("autumn 2027",))
    assert (preview.already, preview.notes, preview.flips) == ("", (), ())
    assert len(desk.rulebook.editions) == SHIPPED
    with desk.store.reading() as session:
        assert session.query(AddedPolicy).count() == session.query(PolicyText).count() == 0


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("[policy]", "[policy"), 3, "cannot be read"),
        (("title = ", "titel = "), 3, "no “title”"),
        (('in_england = "no"', 'in_englnd = "no"'), 34, "did you mean 'in_england'?"),
        (('sources = ["terms"]', 'sources = ["trems"]'), 39, "did you mean 'terms'?"),
        (('id = "pp50-schools"', 'id = "pp50-school"'), 26, "did you mean 'pp50-schools'?"),
        (('given = { in_england = "no" }', 'given = { in_england = "yes" }'), 32, "is not decided by 27-england"),
    ],
)
def test_a_mistake_is_told_with_its_line(desk, year, change, line, message):
    with pytest.raises(Problem, match=r"mine\.toml") as caught:
        preview_policy(desk, year(change))
    assert caught.value.place.line == line
    assert message in caught.value.what_happened
    assert "Nothing was" in caught.value.what_to_do


def test_every_mistake_that_the_proof_finds_is_told(desk, year):
    changes = (
        ('id = "pp50-schools"', 'id = "pp50"'),
        ('given = { in_england = "no" }', 'given = { in_england = "yes" }'),
    )
    with pytest.raises(NotProven, match="There is 1 mistake besides") as caught:
        preview_policy(desk, year(*changes))
    assert [finding.partition(":")[0] for finding in caught.value.findings] == [
        "mine.toml, line 26",
        "mine.toml, line 32",
    ]


def test_a_draft_is_refused(desk, year):
    with pytest.raises(Problem, match="is a draft"):
        preview_policy(desk, year(('"in_force"', '"draft"')))


def test_a_shipped_edition_with_another_text_is_refused_with_the_next_number(desk, year):
    file = year(('id = "2027-autumn"', 'id = "2025-spring"'))
    with pytest.raises(Problem, match="comes with npqdesk") as caught:
        preview_policy(desk, file)
    assert "edition = 5" in caught.value.what_to_do


def test_an_added_edition_is_never_changed(desk, year):
    _added(desk, year())
    with pytest.raises(Problem, match=r"was added from mine\.toml") as caught:
        preview_policy(desk, year(("Invented terms", "Other terms")))
    assert "edition = 2" in caught.value.what_to_do
    correction = year(("Invented terms", "Other terms"), ("edition = 1", "edition = 2"))
    _added(desk, correction)
    assert desk.policy_for("2027-autumn").edition == 2


def test_one_that_overlaps_is_refused(desk, year):
    shipped = desk.policy_for("2026-autumn").decided_from.isoformat()
    with pytest.raises(Problem, match="both decide autumn 2026"):
        preview_policy(desk, year(('cohorts = ["2027-autumn"]', 'cohorts = ["2026-autumn"]'), ("2026-06-01", shipped)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe[policy]", "plain text in UTF-8"),
        (b"#" * 1_000_001, "is longer than 1 MB"),
        (b"", "has no table [policy]"),
    ],
)
def test_a_file_that_is_no_policy_is_told(desk, tmp_path, content, message):
    (tmp_path / "odd.toml").write_bytes(content)
    with pytest.raises(Problem, match=r"odd\.toml") as caught:
        preview_policy(desk, tmp_path / "odd.toml")
    assert message in str(caught.value)


def test_a_file_written_on_windows_is_the_same_policy(desk, year, tmp_path):
    _added(desk, year())
    (tmp_path / "windows.toml").write_bytes(b"\xef\xbb\xbf" + YEAR.replace("\n", "\r\n").encode())
    assert preview_policy(desk, tmp_path / "windows.toml").already == "added"


def test_what_to_know_before_keeping_it(desk, year):
    _enquiry(desk)
    assert preview_policy(desk, year()).notes == ("1 enquiry waits for rules on autumn 2027.",)
    later = preview_policy(desk, year(("decided_from = 2026-06-01", "decided_from = 2127-06-01")))
    assert later.notes[0] == "It decides from 1 June 2127. Until then answers stay as they are."
    assert "withdraws" in preview_policy(desk, year(('"in_force"', '"withdrawn"'))).notes[0]
    earlier = year(('["2027-autumn"]', '["2026-autumn"]'), ("from = 2026-06-01", "from = 2026-01-01"))
    assert (
        "the newer rules stay: Autumn 2026, edition 1, which hold from 18 May 2026"
        in preview_policy(desk, earlier).notes[0]
    )


def test_kept_answers_that_would_be_others_are_told(desk, tmp_path):
    enquiry = _enquiry(desk, cohort="2026-autumn")
    kept = determine(desk, enquiry)
    assert kept.answer.decision.outcome == "funded"
    text = paths.read_text("policy", "2026-spring.toml").replace("edition = 1", "edition = 2", 1)
    closed = tmp_path / "closed.toml"
    closed.write_text(
        re.sub(r'(id|cohorts) = (\[?)"2026-spring"', r'\1 = \2"2026-autumn"', text).replace(
            "2026-05-12", "2026-06-01", 1
        )
    )
    preview = preview_policy(desk, closed)
    (flip,) = preview.flips
    assert (flip.determination_id, flip.name) == (kept.determination_id, "Amara Okafor")
    assert (flip.was.outcome, flip.now.outcome) == ("funded", "not_funded")
    keep_policy(desk, preview)
    again = kept_result(desk, kept.determination_id)
    assert again.answer.decision == kept.answer.decision, "nothing kept is rewritten"


# Kept


def test_once_kept_it_answers_everywhere_as_added_locally(desk, database, year):
    assert isinstance(desk.policy_for("2027-autumn"), NoPolicy)
    text_hash = _added(desk, year())
    other = open_desk(database)
    for book in (desk.rulebook, other.rulebook, open_rules(database)):
        policy = book.policy_for("2027-autumn", date(2026, 11, 21))
        assert (policy.added, policy.name) == (True, "Autumn 2027, edition 1, added locally")
        assert book.edition(policy).hash == text_hash
        assert policy_rows(book)[0].standing == "in force, added locally"
        assert policy_in_use(book, date(2026, 11, 21)) == policy
    other.close()
    kept = determine(desk, _enquiry(desk))
    assert kept.answer.decision.rule == "27-rest"
    assert kept.rests_on[0].say == "Autumn 2027, edition 1, added locally"


def test_its_start_is_offered(desk, year):
    _added(desk, year())
    state = begin_enquiry(desk, name="Amara Okafor")
    options = question_page(desk, state, "cohort").options
    assert (options[0].value, options[0].label) == ("2027-autumn", "Autumn 2027")
    assert options[0].hint == "Courses start in October or November 2027"


def test_keeping_it_twice_keeps_it_once(desk, year):
    preview = preview_policy(desk, year())
    keep_policy(desk, preview)
    keep_policy(desk, preview)
    assert preview_policy(desk, year()).already == "added"
    assert len(desk.rulebook.editions) == SHIPPED + 1


def test_another_added_in_the_meantime_is_not_overrun(desk, database, year):
    preview = preview_policy(desk, year())
    other = open_desk(database)
    _added(other, year(("Invented terms", "Other terms"), name="theirs.toml"))
    other.close()
    with pytest.raises(Problem, match=r"was added from theirs\.toml"):
        keep_policy(desk, preview)


def test_removed_and_restored(desk, database, year):
    text_hash = _added(desk, year())
    kept = determine(desk, _enquiry(desk))
    assert added_policy(desk.rulebook, "2027-autumn") == (text_hash, "Autumn 2027, edition 1, added locally")
    remove_policy(desk, text_hash)
    assert isinstance(desk.policy_for("2027-autumn"), NoPolicy)
    assert "2027-autumn" not in desk.vocabulary.cohorts
    again = kept_result(desk, kept.determination_id)
    assert again.answer.decision == kept.answer.decision
    assert again.rests_on[0].say == "Autumn 2027, edition 1, added locally"
    with pytest.raises(Problem, match="none of those that this office added"):
        added_policy(desk.rulebook, "2027-autumn")
    restore_policy(desk, text_hash)
    assert desk.policy_for("2027-autumn").name == "Autumn 2027, edition 1, added locally"
    assert len(determinations(desk)) == 1


def test_what_is_shipped_is_never_removed(desk, year):
    _added(desk, year())
    with pytest.raises(Problem, match="2026-autumn is none") as caught:
        added_policy(desk.rulebook, "2026-autumn")
    assert "2027-autumn/1" in caught.value.what_to_do


# Outlived


def _release(text: str, file_name: str) -> Rulebook:
    """The rule book of a release that carries a year."""
    shipped = read_rulebook()
    return with_edition(shipped, Edition(read_policy(text, file_name, shipped.vocabulary), text, policy_hash(text)))


@pytest.mark.parametrize("same_text", [True, False])
def test_a_release_that_carries_it_stands_alone(desk, database, year, monkeypatch, same_text):
    _added(desk, year())
    kept = determine(desk, _enquiry(desk))
    release = _release(YEAR if same_text else f"{YEAR}# As released.\n", "2027-autumn.toml")
    monkeypatch.setattr(desk_module, "read_rulebook", lambda: release)
    book = open_rules(database)
    assert [row.added for row in policy_rows(book) if row.id == "2027-autumn"] == [False]
    assert book.left_out == ()
    desk.read_rules_again()
    again = kept_result(desk, kept.determination_id)
    assert again.rests_on[0].say == f"Autumn 2027, edition 1{'' if same_text else ', added locally'}"


def test_one_that_this_version_cannot_read_is_left_out_and_told(desk, database, year):
    _added(desk, year())
    unreadable = YEAR.replace("in_england =", "in_britain =").replace("2027-autumn", "2028-autumn")
    with desk.store.writing() as session:
        for text, text_hash in ((unreadable, policy_hash(unreadable)), (YEAR, "not its hash")):
            session.add(PolicyText(hash=text_hash, text=text))
            session.flush()
            session.add(
                AddedPolicy(hash=text_hash, file_name=f"{len(text)}.toml", added_at=desk.now(), removed_at=None)
            )
    other = open_desk(database)
    assert other.policy_for("2027-autumn").added
    told = [str(left.problem) for left in other.rulebook.left_out]
    assert len(told) == 2
    assert any("line 34" in each and "in_britain" in each for each in told)
    assert any("not the one that was added" in each for each in told)
    for left in other.rulebook.left_out:
        remove_policy(other, added_policy(other.rulebook, left.file_name)[0])
    assert other.rulebook.left_out == ()
    other.close()


def test_rules_are_read_where_there_are_no_records_and_none_are_made(tmp_path):
    database = tmp_path / "none" / "npqdesk.sqlite3"
    assert len(open_rules(str(database)).editions) == SHIPPED
    assert len(open_rules(f"sqlite:///{database}").editions) == SHIPPED
    assert not database.parent.exists()


def test_damaged_records_are_told_rather_than_passed_over(tmp_path):
    (tmp_path / "npqdesk.sqlite3").write_bytes(b"not a database, only words " * 100)
    with pytest.raises(Problem, match="not npqdesk's records"):
        open_rules(str(tmp_path / "npqdesk.sqlite3"))
