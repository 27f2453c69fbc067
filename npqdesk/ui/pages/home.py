"""Home: what to do next, what was left half-way, and what answers rest on; on the first day, how to begin."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from npqdesk.services.enquiries import EnquiryRow, enquiries
from npqdesk.services.workplaces import day_words
from npqdesk.ui.loaded import loaded
from npqdesk.ui.page import Page
from npqdesk.ui.pages.first_start import FirstStart
from npqdesk.ui.rechecked import differ_words, rechecked
from npqdesk.ui.standing import Standing, is_stale, standing
from npqdesk.ui.widgets.buttons import Button, link, primary, secondary
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

SHOWN = 5
_ALL_FILES = "All files that answers rest on, and what changed in the lists"


class HomePage(Page):
    """Everything here is read anew on arrival."""

    title = "Home"
    help_text = (
        "Begin with Check a colleague. A check that was left half-way is kept and stands under Carry on. "
        "What answers rest on shows how old the school register and the funding lists are."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._check = primary("Check a colleague", self._begin, icon="circle-question-mark", bulk="large")
        self._header = PageHeader("Home", actions=[self._check])
        self.set_header(self._header)
        self._content: QWidget | None = None
        self._recheck = rechecked(shell)
        self._recheck.changed.connect(self._tell_changed)
        self._next_home = column()
        self._next_card = Card()
        self._told = 0
        self._beside = column(gap=16, margins=(0, 4, 28, 24))
        side = QWidget()
        side.setLayout(self._beside)
        self.set_side(side, width=354)

    def arrive(self, **_arguments: object) -> None:
        loaded(self.shell)
        rows = enquiries(self.desk)
        now, today = standing(self.desk), self.desk.today()
        first_day = now.register is None and not rows
        self._header.setVisible(not first_day)
        self._header.show_title(f"{today:%A} {day_words(today)}", about=_scope_of_today(now))
        self._side.setVisible(not first_day)
        self._replace(FirstStart(self.shell) if first_day else self._day(now, rows))
        if not first_day:
            self._fill_side(now, rows)
            self._recheck.refresh()

    def first_focus(self) -> QWidget | None:
        return self._content.first if isinstance(self._content, FirstStart) else self._check

    def _begin(self) -> None:
        self.shell.go("check", new=True)

    def _replace(self, content: QWidget) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content)
        content.show()

    def _day(self, now: Standing, rows: tuple[EnquiryRow, ...]) -> QWidget:
        self._next_home, self._now = column(), now
        self._show_next()
        left = column(self._next_home, self._answered(rows), gap=16)
        left.addStretch(1)
        return holder(left)

    def _fill_side(self, now: Standing, rows: tuple[EnquiryRow, ...]) -> None:
        while self._beside.count():
            gone = self._beside.takeAt(0).widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self._beside.addWidget(self._carry_on(rows))
        self._beside.addWidget(self._rests_on(now))
        self._beside.addStretch(1)

    def _tell_changed(self) -> None:
        """Kept answers that would differ now, once that is known; the focus stays where it is."""
        is_day = self._content is not None and not isinstance(self._content, FirstStart)
        if not is_day or len(self._recheck.rows or ()) == self._told:
            return
        had_focus = self.focusWidget()
        name = had_focus.accessibleName() if had_focus and self._next_card.isAncestorOf(had_focus) else ""
        self._show_next()
        for button in self._next_card.findChildren(Button):
            if name and button.accessibleName() == name:
                button.setFocus()

    def _show_next(self) -> None:
        """The card of what to do next, in place of the one that stood there."""
        if self._next_home.count():
            self._next_card.hide()
            self._next_card.deleteLater()
        self._told = len(self._recheck.rows or ())
        self._next_card = self._next(self._now)
        self._next_home.addWidget(self._next_card)

    def _next(self, now: Standing) -> Card:
        """What is missing before answers can be whole; when nothing is, the next check."""
        card = Card("What to do next")
        if self._told:
            why = "By a newer list, register or policy, or by answers edited since. Nothing changes until you say so."
            see = lambda: self.shell.go("recheck")  # noqa: E731
            card.add_row(_act("history", differ_words(self._told), why, "See them", see))
        load_register = lambda: self.shell.go("load", what="register")  # noqa: E731
        get_latest = ("Get the latest", lambda: self.shell.go("load", what="download"))
        load_lists = lambda: self.shell.go("load", what="list")  # noqa: E731
        register = now.register
        if register is None:
            why = "Without it no school can be found by its name."
            card.add_row(_act("database", "Load the school register", why, "Load…", load_register, also=get_latest))
        elif is_stale(register.as_at, self.desk.today()):
            why = f"Yours is of {day_words(register.as_at)}. Schools have opened, closed and joined trusts since."
            what = "Load a newer school register"
            card.add_row(_act("refresh-cw", what, why, "Load…", load_register, also=get_latest))
        if now.ofsted is not None and is_stale(now.ofsted.as_at, self.desk.today()):
            why = f"Yours is of {day_words(now.ofsted.as_at)}. Nurseries and childminders have come and gone since."
            card.add_row(_act("refresh-cw", "Load a newer Ofsted register", why, "Load…", load_register))
        if not now.lists:
            why = "Most answers turn on whether the school is on one of them."
            card.add_row(_act("list-checks", "Load the funding lists", why, "Load…", load_lists))
        elif now.policy and any(now.is_too_old(each) for each in now.lists):
            title = f"Load the funding lists for {now.policy.title.lower()}"
            why = "Yours are of an earlier start. Schools have come on and gone off them since."
            card.add_row(_act("list-checks", title, why, "Load…", load_lists))
        why = "Which NPQ is funded, why, and what the school is owed."
        card.add_row(_act("circle-question-mark", "Check a colleague", why, "Begin", self._begin))
        return card

    def _answered(self, rows: tuple[EnquiryRow, ...]) -> Card:
        card = Card("Answered lately", action=link("All enquiries", lambda: self.shell.go("enquiries")))
        answered = [each for each in rows if each.state == "answered"][:SHOWN]
        for each in answered:
            card.add_row(_act("file-text", each.name or "No name", _scope(each), "Open", self._open(each)))
        if not answered:
            card.body.addWidget(label("Each check that is finished stands here, the latest first.", tone="muted"))
        return card

    def _carry_on(self, rows: tuple[EnquiryRow, ...]) -> Card:
        card = Card("Carry on")
        drafts = [each for each in rows if each.state == "draft"][:SHOWN]
        for each in drafts:
            begun = f"Begun {day_words(each.started_at.astimezone().date())}"
            card.add_row(_act("", each.name or "No name", _scope(each) or begun, "Continue", self._open(each)))
        if not drafts:
            card.body.addWidget(label("Nothing was left half-way.", tone="muted"))
        return card

    def _rests_on(self, now: Standing) -> Card:
        card = Card("What answers rest on", action=link("All files", lambda: self.shell.go("load"), name=_ALL_FILES))
        if now.register is None:
            card.add_row(_fact("ask", "No school register yet", "Schools can be entered by hand."))
        else:
            held = f"{now.register.known:,} schools and other places"
            card.add_row(self._register("School register", now.register.as_at, held))
        if now.ofsted is not None:
            held = f"{now.ofsted.known:,} childcare providers"
            card.add_row(self._register("Ofsted register", now.ofsted.as_at, held))
        for each in now.lists:
            old = now.is_too_old(each)
            day = f"Published {day_words(each.published)}"
            held = f"{day}, too old" if old else f"{day} · {each.entries:,} on it"
            card.add_row(_fact("ask" if old else "good", each.title, held))
        if not now.lists:
            card.add_row(_fact("ask", "No funding lists yet", "Answers that turn on a list stay open."))
        return card

    def _register(self, title: str, as_at: date, held: str) -> QHBoxLayout:
        old = is_stale(as_at, self.desk.today())
        return _fact("ask" if old else "good", f"{title}, {day_words(as_at)}", f"{held}{', too old' if old else ''}")

    def _open(self, each: EnquiryRow) -> Callable[[], None]:
        return lambda: self.shell.go("check", enquiry=each.id)


def _scope_of_today(now: Standing) -> str:
    if now.policy is None:
        return ""
    return f"New starts follow the rules for {now.policy.title.lower()}{', added locally' if now.policy.added else ''}"


def _scope(each: EnquiryRow) -> str:
    return " · ".join(part for part in (each.course, each.cohort) if part)


def _act(
    icon: str,
    what: str,
    why: str,
    verb: str,
    act: Callable[[], object],
    *,
    also: tuple[str, Callable[[], object]] | None = None,
) -> QHBoxLayout:
    """A row with something to do: what, why, and its button at the right; before it, another way to do it."""
    words = column(label(what, "strong"), gap=2)
    if why:
        words.addWidget(label(why, "small", tone="muted"))
    across = row(gap=14)
    if icon:
        across.addWidget(Icon(icon, size=20))
    across.addLayout(words, 1)
    for each, do in ((also,) if also else ()) + ((verb, act),):
        across.addWidget(secondary(each, do, name=f"{each.rstrip('…')}: {what}"))
    return across


def _fact(status: str, what: str, note: str) -> QHBoxLayout:
    icon = column(Icon("circle-check" if status == "good" else "circle-alert", role=status))
    icon.addStretch(1)
    across = row(icon, gap=10)
    across.addLayout(column(label(what, "strong"), label(note, "small", tone="muted"), gap=2), 1)
    return across
