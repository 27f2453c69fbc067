"""One Maths Hubs project as its page shows it: what it is, who may take part, when, and what is odd about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from npqdesk.services.hubs.catalogue import KINDS, OPEN_TO, REQUIRED, TO_SCHOOLS, Project
from npqdesk.services.hubs.path import plain_path
from npqdesk.services.hubs.shipped import catalogue
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.facts import FactList
from npqdesk.ui.widgets.frames import Card, column
from npqdesk.ui.widgets.path_line import PathLine
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

_ENTRY = (
    "A completed Development year meets the entry test of the NPQ: at least one year of Teaching for Mastery. Similar "
    "courses or a reference can do too. The lead provider decides."
)


def about_card(project: Project) -> Card:
    """Its purpose and the facts about it."""
    card = Card("What it is")
    card.body.addWidget(label(project.purpose))
    card.body.addSpacing(6)
    lines = {
        "Who may take part": ", ".join(OPEN_TO[each] for each in project.open_to),
        "Audience": project.audience,
        "Needed first": _lines(project.needs),
        "And one of these": _lines(project.one_of),
        "Left out, or to weigh": _lines(project.exclusions),
        "Group": "\n".join(part for part in (project.group.words, project.group.say) if part),
        "How it works": "\n".join((project.model, *project.time)),
        "Hubs": project.required_say or REQUIRED[project.required],
        "Phase and type": f"{project.phase_words} · {KINDS[project.kind]}",
        "Year of the project": project.year,
        "Money": "\n".join((TO_SCHOOLS[project.to_schools], *project.money_say)),
        "Own title": project.own_title,
        "Short forms": "\n".join(f"{short}: {long}" for short, long in catalogue().short_forms(project)),
    }
    card.body.addWidget(FactList((what, value) for what, value in lines.items() if value))
    return card


def dates_card(project: Project) -> Card | None:
    """Its events by whom they are for, and its online meetings."""
    groups: dict[str, list[str]] = {}
    for event in project.events:
        groups.setdefault(event.who, []).append(event.words)
    facts = [((who[:1].upper() + who[1:]) if who else "Events", "\n".join(each)) for who, each in groups.items()]
    if project.online:
        facts.append(("Online", _lines(project.online)))
    if not facts:
        return None
    card = Card("Dates", about=f"Those of {catalogue().year}, as the catalogue has them.")
    card.body.addWidget(FactList(facts))
    return card


def notes_card(project: Project) -> Card | None:
    """What is odd in the catalogue, as it stands there."""
    if not project.notes:
        return None
    card = Card("Notes on the catalogue", about="What is odd in the document, shown as it stands there.")
    for note in project.notes:
        card.add_row(label(note))
    return card


def path_card(go_path: Callable[[], object]) -> Card:
    """The way to the NPQ."""
    card = Card("The path to NPQLPM", action=link("Where do we stand?", go_path))
    card.body.addWidget(PathLine(plain_path(), told=False))
    card.body.addSpacing(6)
    card.body.addWidget(label(_ENTRY, tone="muted"))
    return card


def linked_row(project: Project, show: Callable[[str], object]) -> QWidget | None:
    """Other projects that go with this one."""
    if not project.linked:
        return None
    return Wrapping(*(link(f"Goes with {code}", lambda code=code: show(code)) for code in project.linked))


def _lines(texts: tuple[str, ...]) -> str:
    return "\n".join(texts)


def title_of(project: Project) -> QWidget:
    """The project's heading in its pane."""
    made = QWidget()
    about = f"NCP {project.code} · {project.phase_words} · {KINDS[project.kind]}"
    made.setLayout(column(label(project.title, "h2"), label(about, tone="muted"), gap=2))
    return made
