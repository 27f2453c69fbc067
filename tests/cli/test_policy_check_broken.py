"""`npqdesk policy check FILE` on files broken on purpose: exit 1 and plain lines with the place, never a traceback."""

import pytest

from npqdesk import paths

REFUSED = [
    ('status = "in_force"', 'status = "in_force', "line 9, column"),
    ("edition = 1", "edition = 1\nedition = 2", "line 7, column"),
    ("format = 1", "format = 2", "line 4, column format"),
    ("edition = 1", "edition = 0", "line 6, column edition"),
    ('cohorts = ["2026-spring"]', "cohorts = []", "line 7, column cohorts"),
    ('id = "2026-spring"', 'id = "\\u001b[31mred"', "line 5, column id"),
    ('"unfunded_cohort"', '"unfunded_cohrt"', "did you mean 'unfunded_cohort'?"),
    ('say = "There are no', 'sayy = "There are no', "[scholarship] has no “say”"),
    ("pounds = 0", "pounds = -1", "column pounds"),
    ("[courses]", "[courses]\nnpq-law = '2026-spring'", "column npq-law"),
    ("# Spring 2026", "x = " + "[" * 9000 + "\n# Spring 2026", "nested too deeply"),
]
FOUND = [
    ('reason = "unfunded_cohort"\ngrant', 'reason = "funded"\ngrant', "claims funded as the answer"),
    ('id = "26s-fund-ended"', 'id = "26s-all"', "There are two rules called 26s-all."),
    ('sources = ["registration-2026"]', 'sources = ["tsf-ended"]', "No rule rests on the source registration-2026."),
]


@pytest.fixture
def checked(npqdesk, tmp_path):
    """What `policy check` ends with on the text of spring 2026 with one thing changed."""

    def run(old, new):
        text = paths.read_text("policy", "2026-spring.toml")
        assert old in text
        file = tmp_path / "mine.toml"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return npqdesk("policy", "check", file)

    return run


@pytest.mark.parametrize(("old", "new", "told"), REFUSED, ids=[told for *_, told in REFUSED])
def test_a_broken_form_is_told_in_two_lines_with_its_place(checked, said, old, new, told):
    happened, to_do = said(checked(old, new))
    assert happened.startswith("mine.toml")
    assert told in happened
    assert "Correct the line" in to_do
    assert happened.isprintable()


@pytest.mark.parametrize(("old", "new", "told"), FOUND, ids=[told for *_, told in FOUND])
def test_what_is_wrong_in_the_rules_is_told_a_line_each(checked, old, new, told):
    ran = checked(old, new)
    assert (ran.code, ran.err) == (1, "")
    assert told in ran.out
    assert all(line.startswith("mine.toml, line ") for line in ran.out.splitlines())


@pytest.mark.parametrize(
    "content", [b"\xff\xfe[\x00p\x00", b'title = "caf\xe9"', b"\x00" * 3, b"PK\x03\x04" + b"x" * 2_000_000]
)
def test_a_file_that_is_no_policy_is_told_in_two_lines(npqdesk, said, tmp_path, content):
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    happened, _to_do = said(npqdesk("policy", "check", file))
    assert "mine.toml" in happened


def test_a_file_that_is_not_there_and_a_folder_are_told_in_two_lines(npqdesk, said, tmp_path):
    said(npqdesk("policy", "check", tmp_path / "none.toml"))
    said(npqdesk("policy", "check", tmp_path))
