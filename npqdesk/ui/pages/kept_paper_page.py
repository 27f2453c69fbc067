"""A page of paper that is kept once it goes out: shown as it was kept until something changes, then made anew."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from npqdesk.services.kept_letters import KeptLetterRow, LetterFile, answers_behind, kept_letter_row, outdated_words
from npqdesk.services.letter_keeping import keep_letter
from npqdesk.services.made_letter import MadeLetter, MadePaper
from npqdesk.ui.pages.letter_bars import ask_first, kept_bar, outdated_bar, replacing_bar
from npqdesk.ui.pages.paper_page import PaperPage


class KeptPaperPage(PaperPage):
    """`kept` is the row of the kept letter that is shown; None while a new one is."""

    kept: KeptLetterRow | None = None
    opened: KeptLetterRow | None = None
    """The kept letter that was asked for outright."""
    again = False
    """Whether a new one is wanted, though nothing changed."""

    def ways_now(self) -> Collection[QWidget]:
        """Buttons that lead from what an earlier answer says to what is so now."""
        raise NotImplementedError

    def go_to_now(self) -> None:
        """Show what is so now."""
        raise NotImplementedError

    def begin_again(self) -> None:
        """What stands in the options now is what the kept letter was made with."""
        raise NotImplementedError

    def on_made(self, made: MadePaper | LetterFile) -> None:
        self.kept = kept_letter_row(self.desk, made.id) if isinstance(made, LetterFile) else None
        super().on_made(made)
        self._show_bars()

    def on_not_made(self, error: Exception) -> None:
        super().on_not_made(error)
        self._show_bars()

    def forget(self) -> None:
        super().forget()
        self.kept = None

    def keep(self) -> None:
        """Keep a letter that is not kept yet; from then on it is the kept one that is shown.  Raises Problem."""
        if self.kept is None and isinstance(self.shown, MadeLetter):
            self.kept = kept_letter_row(self.desk, keep_letter(self.desk, self.shown))
            self.again, self.opened = False, None
            self.begin_again()
            self._show_bars()
            self.shell.say_saved()

    def may_go_out(self, verb: str) -> bool:
        """Where an answer that it rests on was superseded, the office is asked first."""
        why = self._outdated()
        return not why or ask_first(self, verb, why, self.go_to_now)

    def make_again(self) -> None:
        """A new one in the place of the kept one that is shown."""
        self.again, self.opened = True, None
        self.remake()
        self.options.fields["changed"].first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_bars(self) -> None:
        """What stands over the pages: kept, in the place of which one, or resting on an earlier answer."""
        while self.bars.count():
            bar = self.bars.takeAt(0).widget()
            bar.hide()
            bar.deleteLater()
        new = self.shown if self.kept is None and isinstance(self.shown, MadeLetter) else None
        old = kept_letter_row(self.desk, new.replaces.id) if new is not None and new.replaces else None
        why = self._outdated()
        if why:
            self.bars.addWidget(outdated_bar(why, self.kept.reference if self.kept else "", *self.ways_now()))
        elif old is not None:
            self.bars.addWidget(replacing_bar(old, lambda: self.show_kept(old)))
        elif self.kept is not None:
            self.bars.addWidget(kept_bar(self.kept, self.make_again))
        self.bars.parentWidget().setVisible(self.bars.count() > 0)
        self.options.fields["changed"].setVisible(old is not None)

    def show_kept(self, row: KeptLetterRow) -> None:
        """Show a kept letter as it was kept."""
        self.shell.go("summary" if row.about else "letter", letter=row.id)

    def _outdated(self) -> str:
        if self.kept is not None:
            return outdated_words(self.desk, answers_behind(self.desk, self.kept.id))
        return outdated_words(self.desk, self.shown.answers) if isinstance(self.shown, MadeLetter) else ""
