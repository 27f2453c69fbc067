"""Editions in words, and their proof from the office's side."""

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.services.policies import check_policies, policy_page, policy_rows
from npqdesk.services.rulebook import read_rulebook

RULEBOOK = read_rulebook()


def test_the_newest_start_comes_first():
    rows = policy_rows(RULEBOOK)
    assert [row.id for row in rows][:4] == ["2026-autumn", "2026-spring", "2025-autumn", "2025-spring"]
    assert [row.edition for row in rows if row.id == "2025-spring"] == [4, 3, 2, 1]


def test_a_page_has_every_rule_with_its_sources():
    page = policy_page(RULEBOOK, "2023-24")
    assert page.grants[-1].decides == "£0"
    assert all(rule.say and rule.sources for rule in (*page.scholarship, *page.grants, *page.cautions))
    assert any(rule.guidance_only for rule in page.scholarship)


def test_a_list_with_two_kinds_of_number_is_told_once():
    lists = [need.list_id for need in policy_page(RULEBOOK, "2024-autumn").lists]
    assert lists.count("disadvantaged-early-years") == 1


def test_a_policy_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(Problem, match="2026-autumn"):
        policy_page(RULEBOOK, "2030")


def test_the_shipped_policies_prove_themselves():
    assert check_policies(RULEBOOK) == ()


def test_findings_point_into_the_file(tmp_path):
    text = paths.read_text("policy", "2026-spring.toml")
    mine = tmp_path / "mine.toml"
    line = len(text.splitlines()) + 2
    mine.write_text(
        text.replace("edition = 1", "edition = 2")
        + '\n[[source]]\nid = "idle"\ntitle = "x"\npublisher = "x"\nurl = "https://example.org/x"\ndate = 2026-01-01\n'
    )
    assert check_policies(RULEBOOK, [mine]) == (f"mine.toml, line {line}: No rule rests on the source idle.",)


def test_two_files_for_one_start_overlap(tmp_path):
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(paths.read_text("policy", "2026-spring.toml"))
    with pytest.raises(Problem, match="Two policies overlap") as caught:
        check_policies(RULEBOOK, sorted(tmp_path.iterdir()))
    assert "one.toml and two.toml both decide spring 2026" in caught.value.what_happened


def test_a_file_for_a_start_that_is_shipped_overlaps_unless_it_is_that_very_text(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(paths.read_text("policy", "2026-spring.toml"))
    assert check_policies(RULEBOOK, [mine]) == ()
    mine.write_text(mine.read_text() + "# changed\n")
    with pytest.raises(Problem, match="Two policies overlap"):
        check_policies(RULEBOOK, [mine])


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(Problem, match="cannot be read"):
        check_policies(RULEBOOK, [tmp_path / "none.toml"])
    (tmp_path / "latin.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(Problem, match="plain text in UTF-8"):
        check_policies(RULEBOOK, [tmp_path / "latin.toml"])
