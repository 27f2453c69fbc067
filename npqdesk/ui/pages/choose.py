"""Choose an NPQ: for whom, or one that was left half-way; and the courses to read about."""

from npqdesk.services.choosings import ChoosingRow, choosings, remove_choosing
from npqdesk.ui.asking import AskingChoice
from npqdesk.ui.pages.beginning import SHOWN, BeginningPage, row_of
from npqdesk.ui.widgets.buttons import quiet, secondary
from npqdesk.ui.widgets.frames import Card
from npqdesk.ui.widgets.text import label

_WAYS = (
    ("Courses", "For whom, how long, what is taught, how it is assessed, who may begin.", "Read", "courses"),
    ("Fees", "What a place would cost us if nobody else paid, and your own quotations.", "Look", "fees"),
    ("Engagement", "How much of a course has to be done, and what may still be missed.", "Reckon", "engagement"),
    ("Side by side", "Two or three courses in one table, to look at or to print.", "Compare", "compare_courses"),
)


class ChoosePage(BeginningPage):
    """The name, then the first question of the guide; under it what was begun, and the courses."""

    title = AskingChoice.title
    asks = AskingChoice
    about = "Which one is right for a colleague, before who pays for it."
    help_text = (
        "Which NPQ is right for a colleague comes before who pays for it. Enter a name and answer one question at a "
        "time; only what can change the recommendation is asked. Courses says what each NPQ is; Compare puts two or "
        "three side by side."
    )

    def arrive(self, *, person: int | None = None, **arguments: object) -> None:
        """`person` begins for a colleague on the staff record at once."""
        if person is None:
            super().arrive(**arguments)
        else:
            self.carry_on(self.begin(person_id=person).id)

    def carry_on(self, number: int) -> None:
        self.asking.go(self.asking.question, number)

    def begun(self) -> Card | None:
        found = choosings(self.desk)
        if not found:
            return None
        card = Card("Begun before", about="The last one first.")
        for each in found[:SHOWN]:
            name = each.name or "No name yet"
            about = " · ".join(part for part in (each.course or "Not all answered", each.cohort) if part)
            verb, page = ("Open", self.asking.result) if each.complete else ("Continue", self.asking.question)
            open_it = secondary(
                verb,
                lambda page=page, each=each: self.asking.go(page, each.id),
                bulk="small",
                name=f"{verb}: {name}, {about}",
            )
            remove = quiet(
                "Remove", lambda each=each: self._remove(each), bulk="small", name=f"Remove: {name}, {about}"
            )
            card.add_row(row_of(name, about, open_it, remove))
        if len(found) > SHOWN:
            card.add_row(label(f"{len(found) - SHOWN} older ones are kept.", tone="muted"))
        return card

    def below(self) -> tuple[Card, ...]:
        card = Card("Read about the courses")
        for title, say, verb, page in _WAYS:
            open_it = secondary(verb, lambda page=page: self.shell.go(page), bulk="small", name=f"{verb}: {title}")
            card.add_row(row_of(title, say, open_it, typeface="body"))
        return (card,)

    def _remove(self, each: ChoosingRow) -> None:
        remove_choosing(self.desk, each.id)
        self.shell.undoing.tell("The choice was removed.")
        self.refresh()
