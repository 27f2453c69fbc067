"""The letterhead in the settings: whose it is, what stands on it, who signs; and the paper itself beside it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFileDialog, QMenu, QWidget

from npqdesk.problem import Problem
from npqdesk.services.letterheads import (
    choose_picture,
    darkened,
    give_own,
    keep_picture,
    kept_picture,
    sample_page,
    schools_with,
    schools_without,
)
from npqdesk.services.pictures import PictureKind
from npqdesk.services.settings import LETTERS, SETTINGS, drop_letterhead, setting, why_not
from npqdesk.ui.pages.letter_preview import LetterPreview
from npqdesk.ui.pages.setting_fields import WIDTH, SettingFields
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import quiet, secondary
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.frames import Card
from npqdesk.ui.widgets.picture_field import PictureField
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 300  # milliseconds after the last change
_LOWEST = 460  # pixels at 100 %: where the paper stands under the fields
_COLOUR = "letterhead.colour"
_PICTURES: dict[PictureKind, tuple[str, str]] = {
    "logo": ("Badge", "A PNG, JPEG or SVG. Printed up to 40 mm wide and 18 mm high."),
    "signature": ("Scanned signature", "Printed above the name of the person who signs, and above nobody else’s."),
}


class LetterheadCard(Card):
    """`fields` are its settings; `changed` comes when the paper looks another way."""

    changed = Signal()

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(
            LETTERS, about="Stands on every letter made from now on. Letters already kept stay as they are."
        )
        self._shell, self._desk = shell, desk
        self.fields = SettingFields(shell, desk, [each for each in SETTINGS if each.section == LETTERS])
        self.whose = ChoiceField("Whose letterhead", [("", "")], width=WIDTH)
        self.give = secondary("Give a school its own…", self._offer, icon="plus", bulk="small")
        self.drop = quiet("Use the office’s for this school again", self._drop, icon="undo-2", bulk="small")
        self._shade = label("", tone="muted")
        self._pick = secondary("Choose a colour…", self._choose_colour, bulk="small")
        self.pictures = {kind: self._picture_field(kind, *words) for kind, words in _PICTURES.items()}
        parts: list[QWidget] = [self.whose, Wrapping(self.give, self.drop, gap=8)]
        for each, field in zip(SETTINGS, self.fields.all(), strict=False):
            parts.append(field)
            if each.key == _COLOUR:
                parts += [self._shade, Wrapping(self._pick)]
        for part in (*parts, *self.pictures.values()):
            self.body.addSpacing(6 if part in (self._shade,) or isinstance(part, Wrapping) else 12)
            self.body.addWidget(part)
        self.whose.changed.connect(self._on_whose)
        self.fields.typed.connect(self._on_typed)

    @property
    def of(self) -> str:
        """The URN of the school whose letterhead is shown; empty for the office's."""
        return self.fields.of

    def show_letterhead(self, of: str) -> None:
        """Show the letterhead of a school that has its own, or the office's."""
        named = schools_with(self._desk)
        of = of if of in dict(named) else ""
        quiet_box = self.whose.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        self.whose.box.clear()
        self.whose.box.addItem("The office’s, for every school without its own" if named else "The office’s", "")
        for urn, name in named:
            self.whose.box.addItem(name, urn)
        self.whose.choose(of)
        self.whose.blockSignals(quiet_box)
        self.drop.setVisible(bool(of))
        self.give.setVisible(bool(schools_without(self._desk)))
        self.fields.show_all(of=of)
        for kind in self.pictures:
            self._show_picture(kind)
        self._on_typed()

    def _on_typed(self) -> None:
        colour = self.fields.values()[_COLOUR]
        shade = "" if not colour or why_not(setting(_COLOUR), colour) else darkened(colour)
        self._shade.setText(f"Too pale to read on white: it is printed darker, as {shade}." if shade else "")
        self._shade.setVisible(bool(shade))
        self.changed.emit()

    def _on_whose(self) -> None:
        self.fields.keep_all()
        self.show_letterhead(self.whose.value())

    # A school's own

    def _offer(self) -> None:
        menu = QMenu(self)
        for urn, name in schools_without(self._desk):
            menu.addAction(name.replace("&", "&&")).triggered.connect(lambda _checked=False, urn=urn: self.give_to(urn))
        menu.exec(self.give.mapToGlobal(self.give.rect().bottomLeft()))

    def give_to(self, urn: str) -> None:
        """Give a school a letterhead of its own, and show it."""
        self.fields.keep_all()
        give_own(self._desk, urn)
        self._shell.say_saved()
        self.show_letterhead(urn)

    def _drop(self) -> None:
        urn, name = self.of, self.whose.box.currentText()
        self.fields.keep_all()
        drop_letterhead(self._desk, urn)
        self.show_letterhead("")
        self._shell.undoing.tell(f"{name} uses the office’s letterhead. Its own is kept.")

    # Colour and pictures

    def _choose_colour(self) -> None:
        field = self.fields.field(_COLOUR)
        chosen = QColorDialog.getColor(QColor(self.fields.values()[_COLOUR]), self, "Colour of the letterhead")
        if chosen.isValid():
            field.edit.setText(chosen.name().upper())
            self.fields.keep_all()

    def _picture_field(self, kind: PictureKind, title: str, hint: str) -> PictureField:
        return PictureField(
            title, hint=hint, choose=lambda: self._choose_picture(kind), take_away=lambda: self._take_away(kind)
        )

    def _choose_picture(self, kind: PictureKind) -> None:
        kinds = "Pictures (*.png *.jpg *.jpeg *.svg)"
        path, _filter = QFileDialog.getOpenFileName(self, f"Choose the {_PICTURES[kind][0].lower()}", "", kinds)
        if path:
            self.take_picture(kind, Path(path))

    def take_picture(self, kind: PictureKind, file: Path) -> None:
        """Take a picture from a file; what is wrong with it is told beside the field, and the one before stays."""
        try:
            choose_picture(self._desk, kind, file, of=self.of)
        except Problem as problem:
            self.pictures[kind].show_error(f"{problem.title}. {problem.what_happened} {problem.what_to_do}")
            return
        self._show_picture(kind)
        self.changed.emit()
        self._shell.undoing.tell(f"The {_PICTURES[kind][0].lower()} is kept.")

    def _take_away(self, kind: PictureKind) -> None:
        keep_picture(self._desk, kind, None, of=self.of)
        self._show_picture(kind)
        self.changed.emit()
        self._shell.undoing.tell(
            f"The {_PICTURES[kind][0].lower()} was taken away. Letters already kept have it still."
        )

    def _show_picture(self, kind: PictureKind) -> None:
        kept = kept_picture(self._desk, kind, of=self.of)
        self.pictures[kind].show_picture(kept.png if kept else b"", f"{kept.file_name}\n{kept.says}" if kept else "")
        self.pictures[kind].clear_error()


class PaperPreview(LetterPreview):
    """The page that the letterhead makes, drawn anew a moment after each change, from the very bytes of a PDF."""

    def __init__(self, desk: "Desk", card: LetterheadCard) -> None:
        super().__init__("Your paper as it is printed", searched=False)
        self.setMinimumHeight(px(_LOWEST))
        self._desk, self._card = desk, card
        self._making: Task | None = None
        self._timer = QTimer(self, interval=_AFTER, singleShot=True)
        self._timer.timeout.connect(self._make)
        card.changed.connect(self._timer.start)

    def _make(self) -> None:
        if self._making is not None:
            self._making.on_done = self._making.on_failed = None
        typed, of = self._card.fields.values(), self._card.of
        self._making = run_task(
            self,
            lambda _task: sample_page(self._desk, typed, of=of),
            on_done=self.show_pdf,
            on_failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Problem):
            self.show_problem(error)
        else:
            self.window().show_failure(error)
