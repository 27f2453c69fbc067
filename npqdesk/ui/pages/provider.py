"""One childcare provider as Ofsted has it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.services.providers import ChildcareProvider, provider
from npqdesk.services.workplaces import day_words
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.school import NOT_RECORDED
from npqdesk.ui.standing import is_stale
from npqdesk.ui.widgets.facts import FactList
from npqdesk.ui.widgets.frames import Card, Limited
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 820
_NOT_IN_NEWEST = (
    "A newer file of Ofsted’s of this kind does not have it, or its registration is not active. Ask the manager, or "
    "look on Ofsted’s website, before you rely on it."
)

_OLD = (
    "This register is more than half a year old. Load a newer file of Ofsted’s, or look on Ofsted’s website, before "
    "you rely on it."
)


class ProviderPage(Page):
    """Read anew on arrival; `number` is the Ofsted number."""

    title = "Childcare provider"
    help_text = (
        "What the Ofsted register says of this provider. Ofsted withholds the names and addresses of people’s homes. "
        "An Ofsted number is not a URN, though both may have the same digits. Esc goes back to the search."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._header = PageHeader("Childcare provider")
        self.set_header(self._header)
        self._shown: Limited | None = None
        self.body.addStretch(1)

    def arrive(self, *, number: str = "", **_arguments: object) -> None:
        found = provider(self.desk, number)
        if found is None:
            self.shell.show_failure(_not_there(number))
        else:
            self._show(found)

    def commands(self) -> Sequence[Command]:
        return (Command("&Back to the search", self._back, "Esc", menu="go"),)

    def _back(self) -> None:
        self.shell.go("schools")

    def _show(self, found: ChildcareProvider) -> None:
        self._header.show_title(found.title, about=f"Ofsted number {found.number}")
        self._header.show_crumbs([("Schools", self._back), (found.title, None)])
        self.set_title(found.title)
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = Limited(_card(found, self.desk.today()), _WIDTH)
        self.body.insertWidget(0, self._shown)
        self.scroll_to_top()


def _card(found: ChildcareProvider, today: date) -> Card:
    card = Card("In the Ofsted register", about=f"As it stood on {day_words(found.as_at)}.")
    if is_stale(found.newest, today):
        card.body.addWidget(label(_OLD, tone="ask"))
    if not found.counts:
        card.body.addWidget(label(_NOT_IN_NEWEST, tone="ask"))
    said = found.said
    address = (said.street, said.locality, said.address3, said.town, said.postcode)
    facts = [
        ("Address", "\n".join(line for line in address if line) or "Not published"),
        ("Kind", ", ".join(part for part in (said.type_name, said.subtype) if part)),
        ("Registers", "\n".join(f"{name[:1].upper()}{name[1:]}" for name in found.registers)),
        ("Early Years Register", "On it" if found.on_early_years_register else "Not on it"),
        ("Status", said.status),
        ("Local authority", said.local_authority),
        ("Ofsted number", found.number),
    ]
    card.body.addWidget(FactList((what, value or NOT_RECORDED) for what, value in facts))
    return card


def _not_there(number: str) -> Problem:
    return Problem(
        "This provider is not in the Ofsted register",
        f"No provider has the Ofsted number {number} in the register that is loaded.",
        "Search for it by its name, or load a newer file of Ofsted’s.",
    )
