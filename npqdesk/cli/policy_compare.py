"""`npqdesk policy compare A B`: what differs between two editions, in sentences, what matters most first."""

import argparse

from npqdesk.cli.arguments import Commands
from npqdesk.cli.paragraphs import Sources, paragraph, section
from npqdesk.cli.records import rules
from npqdesk.services.comparison import ComparedPart, ComparedRow, Comparison


def add_to(group: Commands) -> None:
    """The command and its options."""
    command = group.add(
        "compare", "what differs between two editions: who gains, who loses, what else is new", _compare
    )
    name = "such as 2025-autumn; 2025-spring/1 for an earlier edition; or a policy file"
    command.add_argument("old", metavar="A", help=name)
    command.add_argument("new", metavar="B", help=name)


def _compare(arguments: argparse.Namespace) -> int:
    from npqdesk.services.compare_policies import compare_named

    print(comparison_text(compare_named(rules(arguments), arguments.old, arguments.new)))
    return 0


def comparison_text(comparison: Comparison) -> str:
    """A comparison as plain text."""
    sources = Sources()
    head = [paragraph(f"What differs from {comparison.old} to {comparison.new}"), paragraph(comparison.summary)]
    parts = [_part(part, sources) for part in comparison.parts]
    return "\n\n".join(["\n".join(head), *parts, *filter(None, [section("Sources", sources.listed())])])


def _part(part: ComparedPart, sources: Sources) -> str:
    if part.id == "sources":
        return section(part.title, [sources.cite("", [link for row in part.rows for link in row.sources])])
    about = [paragraph(part.about)] if part.about else []
    return section(part.title, [*about, *(_row(row, sources) for row in part.rows)])


def _row(row: ComparedRow, sources: Sources) -> str:
    """Whom or what it concerns, and what the new edition says on it; else what the old one said."""
    lines = [paragraph(line, mark="- ") for line in row.lines]
    said = f"Now: {row.now}" if row.now else f"Before: {row.before}" if row.before else ""
    if said:
        return "\n".join([*lines, paragraph(sources.cite(said, row.sources), indent=4)])
    return "\n".join([*lines[:-1], paragraph(sources.cite(row.lines[-1], row.sources), mark="- ")])
