"""`npqdesk policy`: the editions in words, and what is wrong with a policy file."""

import pytest

from npqdesk import paths

SHIPPED = (
    *("2026-autumn/1", "2026-spring/1", "2025-autumn/1"),
    *("2025-spring/4", "2025-spring/3", "2025-spring/2", "2025-spring/1"),
    *("2024-autumn/5", "2024-autumn/4", "2024-autumn/3", "2024-autumn/2", "2024-autumn/1", "2023-24/1"),
    *("2022-23/3", "2022-23/2", "2022-23/1", "2021-22/2", "2021-22/1"),
)


@pytest.fixture
def policy_file(tmp_path):
    """A policy file made from a shipped one with a few words changed."""

    def make(name: str, *changes: tuple[str, str]) -> str:
        text = paths.read_text("policy", "2026-spring.toml")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return str(file)

    return make


def test_every_edition_is_listed(npqdesk):
    ran = npqdesk("policy", "list")
    assert (ran.code, ran.err) == (0, "")
    listed = [line.split()[0] for line in ran.out.splitlines()[1:]]
    assert tuple(listed) == SHIPPED


@pytest.mark.parametrize("policy", SHIPPED)
def test_an_edition_is_shown_whole(npqdesk, policy):
    ran = npqdesk("policy", "show", policy)
    assert (ran.code, ran.err) == (0, "")
    assert f"({policy})" in ran.out.splitlines()[0]
    told = ("Courses", "Scholarship rules, in order", "Grant rules, in order", "Take care", "Worth knowing")
    for heading in (*told, "Cases that it proves", "Sources"):
        assert f"\n{heading}\n{'-' * len(heading)}\n" in ran.out


def test_without_a_number_the_newest_edition_is_shown(npqdesk):
    assert npqdesk("policy", "show", "2025-spring").out == npqdesk("policy", "show", "2025-spring/4").out


@pytest.mark.parametrize("policy", ["2019-20", "2019-20/1", "2023-24/7", "2023-24/one"])
def test_an_unknown_edition_is_told(npqdesk, said, policy):
    what, do = said(npqdesk("policy", "show", policy))
    assert policy in what
    assert "2023-24" in do


def test_what_is_shipped_proves_itself(npqdesk):
    ran = npqdesk("policy", "check")
    assert (ran.code, ran.out, ran.err) == (0, "Nothing was found wrong.\n", "")


def test_a_copy_proves_itself_too(npqdesk, policy_file):
    assert npqdesk("policy", "check", policy_file("mine.toml")).code == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("edition = 1", 'edition = 1\ntitel = "Spring"', "There is no “titel” here, did you mean 'title'?"),
        ("title =", "titel =", "has no “title”"),
        ('status = "in_force"', 'status = "inforce"', "did you mean 'in_force'?"),
        ('reason = "unfunded_cohort"', 'reason = "unfunded_cohrt"', "did you mean 'unfunded_cohort'?"),
        ('cohorts = ["2026-spring"]', 'cohorts = ["2026-sprng"]', "did you mean '2026-spring'?"),
        ("when = {}", 'when = { in_englnd = "yes" }', "did you mean 'in_england'?"),
        ("when = {}", 'when = { in_england = "yess" }', "did you mean 'yes'?"),
        ("when = {}", "when = {", "cannot be read"),
    ],
)
def test_a_malformed_policy_is_told_with_its_line(npqdesk, policy_file, said, old, new, message):
    file = policy_file("mine.toml", (old, new))
    what, _ = said(npqdesk("policy", "check", file))
    assert what.startswith("mine.toml, line ")
    assert message in what


def test_a_rule_that_can_never_decide_is_found(npqdesk, policy_file):
    """The same rule for all other cases twice."""
    text = paths.read_text("policy", "2026-spring.toml")
    rule = "[[scholarship]]" + text.split("[[scholarship]]", 1)[1].split("[[grant]]", 1)[0]
    again = rule.replace('id = "26s-all"', 'id = "26s-again"')
    ran = npqdesk("policy", "check", policy_file("mine.toml", (rule, rule + again)))
    assert (ran.code, ran.err) == (1, "")
    assert "mine.toml, line " in ran.out
    assert "Rule 26s-again can never decide anything" in ran.out


def test_editions_that_overlap_are_found(npqdesk, policy_file, said):
    what, do = said(npqdesk("policy", "check", policy_file("one.toml"), policy_file("two.toml")))
    assert "one.toml and two.toml" in what
    assert "decided_from" in do
    later = policy_file("two.toml", ("edition = 1", "edition = 2"))
    assert npqdesk("policy", "check", policy_file("one.toml"), later).code == 0


def test_a_policy_file_that_is_not_there(npqdesk, tmp_path, said):
    assert "gone.toml" in said(npqdesk("policy", "check", tmp_path / "gone.toml"))[0]


def test_notes_places_and_conflicts_are_shown_with_what_they_concern(npqdesk):
    shown = " ".join(npqdesk("policy", "show", "2023-24").out.split())
    assert "earned £200 for each person who started. Note: The bands are named" in shown
    assert "no national limit on funded places" in shown
    assert "It means spring 2025" in shown
    assert "10,800 places were funded" in " ".join(npqdesk("policy", "show", "2024-autumn").out.split())
