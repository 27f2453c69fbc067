"""`npqdesk courses [list | show NPQSL | check]` and `npqdesk compare NPQSL NPQH [NPQEL] [--to PDF]`."""

import argparse
from pathlib import Path

from npqdesk.cli.arguments import Commands, Parser
from npqdesk.cli.paragraphs import Sources, columns, paragraph, section
from npqdesk.cli.records import records, rules
from npqdesk.problem import Problem
from npqdesk.services.compared_costs import compare_with_costs
from npqdesk.services.courses import (
    CoursePage,
    check_catalogues,
    course_page,
    courses,
    named_course,
)


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("courses", "the NPQs and the coaching offer: list them, read one, check what is said")
    group.add("list", "every course: for whom, and how long", _list)
    show = group.add("show", "one course: what is said of it, with sources", _show)
    show.add_argument("course", metavar="COURSE", help="such as NPQSL, or its identifier")
    _add_start(show)
    group.add("check", "whether the courses and lead providers that are shipped are sound", _check)
    compare = commands.add("compare", "two or three courses side by side", _compare)
    compare.add_argument("courses", metavar="COURSE", nargs="+", help="two or three, such as NPQSL NPQH")
    _add_start(compare)
    compare.add_argument("--to", metavar="PDF", help="print them to this file instead")
    compare.add_argument("--large", action="store_true", help="the file in large print")


def _add_start(parser: Parser) -> None:
    parser.add_argument("--cohort", metavar="START", default="", help="for one start, such as 2026-autumn")


def _list(arguments: argparse.Namespace) -> int:
    vocabulary = rules(arguments).vocabulary
    rows = [("COURSE", "NAME", "MONTHS", "FOR WHOM")]
    for course in courses(vocabulary):
        rows.append((course.short, course.name, str(course.months_taught or "–"), course.for_whom))
    print(columns(rows))
    return 0


def _show(arguments: argparse.Namespace) -> int:
    vocabulary = rules(arguments).vocabulary
    start = _start(arguments)
    print(course_text(course_page(vocabulary, named_course(vocabulary, arguments.course), start)))
    return 0


def _check(_arguments: argparse.Namespace) -> int:
    findings = check_catalogues()
    for finding in findings:
        print(finding)
    if not findings:
        print("Nothing was found wrong.")
    return 1 if findings else 0


def _compare(arguments: argparse.Namespace) -> int:
    vocabulary = rules(arguments).vocabulary
    chosen = [named_course(vocabulary, name) for name in arguments.courses]
    start = _start(arguments)
    if arguments.to:
        return _print(arguments, chosen, start)
    compared = compare_with_costs(vocabulary, chosen, start)
    sources = Sources()
    sources.cite("", compared.sources)
    parts = [
        section(
            label,
            [paragraph(cell, mark=f"{each.short:<9}") for each, cell in zip(compared.courses, cells, strict=True)],
        )
        for label, cells in compared.rows
    ]
    print("\n\n".join((*parts, section("Sources", sources.listed()))))
    return 0


def _print(arguments: argparse.Namespace, chosen: list[str], start: str) -> int:
    from npqdesk.services.choice_papers import make_comparison
    from npqdesk.services.letter_files import save_letter

    with records(arguments) as desk:
        made = make_comparison(desk(), chosen, start=start, large=arguments.large)
    file = save_letter(made.pdf, Path(arguments.to).parent, Path(arguments.to).name)
    print(file)
    return 0


def _start(arguments: argparse.Namespace) -> str:
    start: str = arguments.cohort
    if start and rules(arguments).vocabulary.cohort(start) is None:
        raise Problem("This is not a start", f"“{start}” is none.", "Give one such as 2026-autumn.")
    return start


def course_text(page: CoursePage) -> str:
    """One course as plain text."""
    sources = Sources()
    parts = [f"{page.course.full_name}\n{page.offered}"]
    for row in page.aspects:
        said = [paragraph(sources.cite(each.say, each.sources), mark="- ") for each in row.statements]
        parts.append(section(row.label, said))
    if page.delivered:
        parts.append(section("Lead providers", [paragraph(sources.cite(page.delivered.say, page.delivered.sources))]))
    return "\n\n".join((*parts, section("Sources", sources.listed())))
