"""`npqdesk policy compare`: what differs between two editions, in paragraphs with numbered sources."""

import re

import pytest


def test_compare_tells_who_gains_and_where_it_is_published(npqdesk):
    ran = npqdesk("policy", "compare", "2025-autumn", "2026-autumn")
    assert ran.code == 0
    assert ran.out.startswith("What differs from Autumn 2025, edition 1 to Autumn 2026, edition 1\n10 groups of people")
    said = " ".join(ran.out.split())
    assert "Refused before, funded now ---" in said
    assert (
        "- Staff of maintained nursery schools: Senior leadership Now: Staff of maintained nursery schools are" in said
    )
    assert "Published guidance answers these as before." in said
    assert max(map(len, ran.out.splitlines())) <= 200
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", ran.out.partition("\nSources\n")[0])}
    listed = {int(number) for number in re.findall(r"^\[(\d+)\]", ran.out, re.MULTILINE)}
    assert cited == listed != set()


def test_new_sources_are_told_by_their_numbers(npqdesk):
    out = npqdesk("policy", "compare", "2024-autumn", "2025-spring/1").out
    assert re.search(r"New sources\n-+\n(\[\d+\])+\n", out)


def test_what_only_the_old_edition_said_is_told_as_before(npqdesk):
    out = " ".join(npqdesk("policy", "compare", "2022-23", "2023-24").out.split())
    assert "Before: Targeted Support Fund, 2022 to 2023: paid in summer 2023" in out


def test_an_edition_beside_itself(npqdesk):
    ran = npqdesk("policy", "compare", "2026-autumn", "2026-autumn/1")
    assert ran.out.splitlines()[1:] == ["No published answer differs. The two say the same."]


def test_a_file_that_is_not_added_yet(npqdesk, tmp_path):
    ran = npqdesk("policy", "compare", "2026-autumn", str(tmp_path / "nothing.toml"))
    assert ran.code == 1
    assert "This policy file cannot be read" in ran.err


@pytest.mark.parametrize("names", [("2025-autum", "2026-autumn"), ("2026-autumn", "2021-22/3")])
def test_a_wrong_name_is_a_problem_with_those_there_are(npqdesk, names):
    ran = npqdesk("policy", "compare", *names)
    assert ran.code == 1
    assert "There is no such policy" in ran.err
    assert "2021-22/2" in ran.err


def test_two_names_are_needed(npqdesk):
    assert npqdesk("policy", "compare", "2026-autumn").code == 2
