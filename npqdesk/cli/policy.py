"""`npqdesk policy list | show ID | check [FILE…]`: the editions in words, and whether each proves itself."""

import argparse
from pathlib import Path

from npqdesk.cli import policy_add, policy_compare
from npqdesk.cli.arguments import Commands
from npqdesk.cli.paragraphs import Sources, columns, paragraph, section
from npqdesk.cli.records import rules
from npqdesk.services.policies import PolicyPage, RuleRow, check_policies, policy_page, policy_rows


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("policy", "the editions: list them, read one, check them")
    group.add("list", "every edition, newest first", _list)
    group.add("show", "one edition in words: its rules, grant, cautions and sources", _show).add_argument(
        "id", metavar="ID", help="such as 2026-autumn; 2021-22/1 for an earlier edition"
    )
    group.add("check", "whether each edition proves itself", _check).add_argument(
        "files", metavar="FILE", nargs="*", help="policy files; all that are here when none is named"
    )
    policy_compare.add_to(group)
    policy_add.add_to(group)


def _list(arguments: argparse.Namespace) -> int:
    rows = [("EDITION", "TITLE", "STATUS", "DECIDES FROM", "STARTS", "RULES")]
    for row in policy_rows(rules(arguments)):
        starts = " and ".join(row.starts)
        rows.append((row.name, row.title, row.standing, row.decided_from.isoformat(), starts, str(row.rules)))
    print(columns(rows))
    return 0


def _show(arguments: argparse.Namespace) -> int:
    name, _, number = arguments.id.rpartition("/")
    named = (name, int(number)) if name and number.isdecimal() else (arguments.id, None)
    print(policy_text(policy_page(rules(arguments), *named)))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    findings = check_policies(rules(arguments), [Path(file) for file in arguments.files])
    for finding in findings:
        print(finding)
    if not findings:
        print("Nothing was found wrong.")
    return 1 if findings else 0


def policy_text(page: PolicyPage) -> str:
    """One edition as plain text."""
    sources = Sources()
    row = page.row
    day = row.decided_from
    head = [
        f"{row.title}, edition {row.edition} ({row.name}), {row.standing}",
        paragraph(f"For {' and '.join(row.starts)}; decisions from {day.day} {day:%B %Y}."),
    ]
    lists = [
        paragraph(f"{need.list_id}{_between(need.published_from, need.published_until)}", mark="- ")
        for need in page.lists
    ]
    parts = [
        "\n".join(head),
        section("Courses", [paragraph(course, mark="- ") for course in page.courses]),
        section("Scholarship rules, in order", _rules(page.scholarship, sources)),
        section("Grant rules, in order", _rules(page.grants, sources)),
        section("Take care", [_dash(rule, sources) for rule in page.cautions]),
        section("Worth knowing", [_dash(rule, sources) for rule in page.notes]),
        section("Lists read", lists),
        section("Cases that it proves", [paragraph(case, mark="- ") for case in page.cases]),
        section("Sources", sources.listed()),
    ]
    return "\n\n".join(part for part in parts if part)


def _rules(rules: tuple[RuleRow, ...], sources: Sources) -> list[str]:
    lines = []
    for number, rule in enumerate(rules, start=1):
        guidance = " By guidance only; DfE’s service does not test it." if rule.guidance_only else ""
        note = f" Note: {rule.note}" if rule.note else ""
        said = sources.cite(f"{rule.decides}. {rule.say}{guidance}{note} ({rule.id})", rule.sources)
        lines.append(paragraph(said, mark=f"{number:>3}. "))
    return lines


def _dash(rule: RuleRow, sources: Sources) -> str:
    return paragraph(sources.cite(f"{rule.say} ({rule.id})", rule.sources), mark="- ")


def _between(first: object, last: object) -> str:
    since, until = f" from {first}" if first else "", f" to {last}" if last else ""
    return f", releases{since}{until}" if since or until else ""
