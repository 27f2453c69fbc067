"""`npqdesk hubs list | show CODE | cost CODE`: the Maths Hubs catalogue in words, and what a project costs or pays."""

import argparse
import csv
import sys
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from pathlib import Path

from npqdesk.cli.arguments import Commands, Parser, WrongUsage, read_whole_number
from npqdesk.cli.paragraphs import columns, paragraph, section, sentence
from npqdesk.services.hubs.catalogue import KINDS, OPEN_TO, PHASES, REQUIRED, TO_SCHOOLS, Project
from npqdesk.services.hubs.costing import cost, inputs
from npqdesk.services.hubs.costs import STANDING_SAYS, Asked, Cost
from npqdesk.services.hubs.shipped import Wanted, catalogue, chosen, project_of

HEADER = ("code", "title", "phase", "type", "required", "grant", "schools")
_FILTERS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "phase": ("--phase", PHASES),
    "kind": ("--type", KINDS),
    "required": ("--required", REQUIRED),
    "open_to": ("--open-to", OPEN_TO),
    "to_schools": ("--to-schools", TO_SCHOOLS),
}
_NUMBERS = {
    "schools": "schools in the group (7 where the rule is for 7)",
    "groups": "Work Groups, cohorts or hubs (1)",
    "people": "people (1)",
    "years": "years (as many as are paid)",
    "days": "days of work at a day rate (1)",
}


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("hubs", "the Maths Hubs projects of 2019/20: list them, read one, work out its cost")
    listing = group.add("list", "every project, or those that are wanted", _list)
    for name, (option, choices) in _FILTERS.items():
        listing.add_argument(option, dest=name, metavar="WHAT", choices=tuple(choices), help=", ".join(choices))
    listing.add_argument("--csv", action="store_true", help=f"as CSV: {','.join(HEADER)}")
    _code(group.add("show", "one project: purpose, who may take part, groups, events, money, notes", _show))
    costing = group.add("cost", "what a project costs or pays, line by line", _cost)
    _code(costing)
    for name, say in _NUMBERS.items():
        costing.add_argument(f"--{name}", metavar="N", type=read_whole_number, default=None, help=say)
    costing.add_argument("--rate", metavar="POUNDS", type=_pounds, default=None, help="your own rate for a day")
    costing.add_argument(
        "--letter", metavar="FILE", type=Path, default=None, help="and as a letter, into this PDF file"
    )
    costing.add_argument("--large", action="store_true", help="the letter in large print")
    costing.add_argument("--role", metavar="ROLE", default=None, help="the part that the hub plays, where it matters")


def _code(parser: Parser) -> None:
    parser.add_argument("code", metavar="CODE", help="such as 19-09")


def _list(arguments: argparse.Namespace) -> int:
    wanted = Wanted(**{name: getattr(arguments, name) for name in _FILTERS})
    rows = [_row(project) for project in chosen(catalogue().projects, wanted)]
    if arguments.csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows([HEADER, *rows])
    elif rows:
        print(columns([tuple(head.upper() for head in HEADER), *rows]))
        print(f"\n{paragraph(catalogue().banner)}")
    else:
        print("No project is all of that.")
    return 0


def _row(project: Project) -> tuple[str, ...]:
    return (
        " ".join(project.codes),
        project.title,
        project.phase_words,
        KINDS[project.kind],
        project.required,
        cost(project, Asked())[0].total,
        TO_SCHOOLS[project.to_schools],
    )


def _show(arguments: argparse.Namespace) -> int:
    project = project_of(arguments.code)
    parts = [f"NCP {project.code}: {project.title}", paragraph(catalogue().banner)]
    parts += [section(title, [paragraph(each, mark=mark) for each in texts]) for title, mark, texts in _parts(project)]
    parts.append(section("Money", [_told(each) for each in cost(project, Asked())]))
    parts.append("\n".join(paragraph(sentence(each), mark="- ") for each in project.money_say))
    parts.append(section("Notes on the catalogue", [paragraph(sentence(each), mark="- ") for each in project.notes]))
    print("\n\n".join(part for part in parts if part))
    return 0


def _parts(project: Project) -> list[tuple[str, str, list[str]]]:
    """Heading, mark and texts of each part of a project's page."""
    required = project.required_say or REQUIRED[project.required]
    facts = [f"{project.phase_words}. {KINDS[project.kind]}. Year of the project: {project.year}.", sentence(required)]
    group = [sentence(each) for each in (project.group.words, project.group.say) if each]
    return [
        ("What it is", "", facts),
        ("Purpose", "", [project.purpose]),
        ("Who may take part", "", [f"{', '.join(OPEN_TO[each] for each in project.open_to)}.", project.audience]),
        ("Needed first", "- ", [sentence(each) for each in project.needs]),
        ("And at least one of", "- ", [sentence(each) for each in project.one_of]),
        ("Left out, or to weigh", "- ", [sentence(each) for each in project.exclusions]),
        ("Groups", "", group),
        ("How it works", "", [project.model, *project.time]),
        ("Dates", "- ", [f"{event.words}{f', for {event.who}' if event.who else ''}" for event in project.events]),
        ("Online", "- ", [sentence(each) for each in project.online]),
        ("Short forms", "- ", [f"{short}: {long}" for short, long in catalogue().short_forms(project)]),
    ]


def _cost(arguments: argparse.Namespace) -> int:
    project = project_of(arguments.code)
    names = [each.name for each in fields(Asked)]
    given = {name: value for name in names if (value := getattr(arguments, name)) is not None}
    strange = [name for name in given if name not in (*inputs(project), "schools")]
    if strange:
        matters = ", ".join(f"--{name}" for name in inputs(project))
        raise WrongUsage(f"--{strange[0]} says nothing about {project.code}, which asks for {matters}")
    told = [_told(each) for each in cost(project, Asked(**given))]
    print("\n\n".join((f"NCP {project.code}: {project.title}", *told, paragraph(catalogue().banner))))
    if arguments.letter is not None:
        print(_letter(arguments, project, Asked(**given)))
    return 0


def _letter(arguments: argparse.Namespace, project: Project, asked: Asked) -> Path:
    """Where the letter about a cost was written, beside any of the same name."""
    from npqdesk.cli.records import records
    from npqdesk.services.hub_quotation import QuotationForm, make_quotation
    from npqdesk.services.letter_files import save_letter

    with records(arguments) as desk:
        made = make_quotation(desk(), project, asked, QuotationForm(large=arguments.large))
    return save_letter(made.pdf, arguments.letter.parent, arguments.letter.name)


def _told(made: Cost) -> str:
    """One money rule worked out, as lines."""
    rows = [(f"  {item.say}", item.working, item.amount) for item in made.items]
    total = f"Total: {made.total}, to {made.payee}"
    each = f"Each school of the group receives £{made.each_school:,} of it." if made.each_school else ""
    says = [STANDING_SAYS[made.standing], each, *made.notes]
    return "\n".join((made.title, columns(rows), total, *(paragraph(line) for line in says if line)))


def _pounds(text: str) -> Decimal:
    """Pounds, perhaps with pence, for an option."""
    try:
        pounds = Decimal(text.removeprefix("£").replace(",", ""))
    except InvalidOperation:
        pounds = Decimal(0)
    if not (pounds.is_finite() and pounds > 0 and pounds == round(pounds, 2)):
        raise argparse.ArgumentTypeError(f"{text!r} is no sum of pounds, such as 187.50")
    return pounds
