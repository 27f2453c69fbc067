"""The menu bar: File, Edit, View, Go, Help.  Every command of the page shown stands in one of them too."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from npqdesk.ui.command import Command
from npqdesk.ui.exporting import export_table, print_table
from npqdesk.ui.page import page_keys
from npqdesk.ui.theme import PREFERENCES, theme

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_THEMES = {"system": "As the s&ystem has it", "light": "&Light", "dark": "&Dark", "contrast": "&Contrast"}


class Menus:
    """Builds the menus once; `show_commands` puts the commands of the page at the top of theirs."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        bar = shell.menuBar()
        self._menus = {
            name.replace("&", "").lower(): bar.addMenu(name) for name in ("&File", "&Edit", "&View", "&Go", "&Help")
        }
        self._commands: list[tuple[QMenu, QAction]] = []
        self._colours: dict[str, QAction] = {}
        self.undo = QAction("&Undo", shell)
        self.redo = QAction("&Redo", shell)
        self.narrow = QAction("&Narrow sidebar", shell, checkable=True)
        self._file()
        self._edit()
        self._view()
        self._go()
        self._help()
        self._anchors = {name: menu.actions()[0] for name, menu in self._menus.items()}

    def show_commands(self, commands: Sequence[Command]) -> None:
        """The commands of the page shown now; those of the page before go."""
        for menu, action in self._commands:
            menu.removeAction(action)
            action.deleteLater()
        self._commands = []
        for name, menu in self._menus.items():
            mine = [_action(each, menu) for each in commands if each.menu == name]
            if mine:
                line = QAction(menu)
                line.setSeparator(True)
                mine.append(line)
            menu.insertActions(self._anchors[name], mine)
            self._commands += [(menu, action) for action in mine]

    def show_undo(self, what: str) -> None:
        """Name what Undo takes back; nothing disables it."""
        self.undo.setText(f"&Undo: {what}" if what else "&Undo")
        self.undo.setEnabled(bool(what))

    def show_redo(self, what: str) -> None:
        """Name what Redo does again; nothing disables it."""
        self.redo.setText(f"&Redo: {what}" if what else "&Redo")
        self.redo.setEnabled(bool(what))

    def show_colours(self) -> None:
        """Tick the colours of now."""
        self._colours[theme().preference].setChecked(True)

    def _add(self, menu: QMenu, text: str, act: Callable[[], object], *keys: str | QKeySequence.StandardKey) -> QAction:
        action = menu.addAction(text)
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _file(self) -> None:
        menu, shell = self._menus["file"], self._shell
        self._add(menu, "&Check a colleague", lambda: shell.go("check", new=True), QKeySequence.StandardKey.New)
        self._add(menu, "Export this &table…", lambda: export_table(shell), "Ctrl+E")
        self._add(menu, "Pri&nt this table…", lambda: print_table(shell), "Ctrl+Shift+P")
        menu.addSeparator()
        self._add(menu, "E&xit", shell.close, QKeySequence.StandardKey.Quit)

    def _edit(self) -> None:
        menu = self._menus["edit"]
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        self.undo.triggered.connect(lambda _checked=False: self._shell.undoing.undo())
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.redo.triggered.connect(lambda _checked=False: self._shell.undoing.redo())
        menu.addActions([self.undo, self.redo])
        menu.addSeparator()
        for text, verb in (("Cu&t", "cut"), ("&Copy", "copy"), ("&Paste", "paste"), ("Select &all", "selectAll")):
            self._add(menu, text, lambda verb=verb: _in_focus(verb))
        self.show_undo("")
        self.show_redo("")

    def _view(self) -> None:
        menu = self._menus["view"]
        self._add(menu, "Text &larger", lambda: self._shell.zoom(1), "Ctrl++", "Ctrl+=")
        self._add(menu, "Text &smaller", lambda: self._shell.zoom(-1), "Ctrl+-")
        self._add(menu, "Text &as the system has it", lambda: self._shell.zoom(0), "Ctrl+0")
        menu.addSeparator()
        self._add(menu, "&Refresh", self._shell.ways.refresh, QKeySequence.StandardKey.Refresh)
        self._add(menu, "One school, or &all…", self._shell.scope.asked.emit, "Ctrl+J")
        self._add(menu, "Columns of the &table…", lambda: _columns_of_page(self._shell), "Ctrl+Shift+L")
        menu.addSeparator()
        menu.addAction(self.narrow)
        menu.addAction(self._shell.hiding.action)
        self.narrow.toggled.connect(lambda _checked: self._shell.fit())
        colours = menu.addMenu("&Colours")
        group = QActionGroup(self._shell)
        for preference in PREFERENCES:
            action = QAction(_THEMES[preference], group, checkable=True)
            action.triggered.connect(lambda _checked=False, each=preference: self._shell.choose_theme(each))
            self._colours[preference] = action
            colours.addAction(action)
        self.show_colours()

    def _go(self) -> None:
        menu, shell = self._menus["go"], self._shell
        ways, shown = shell.ways, [entry for entry in shell.entries if entry.group]
        self._add(menu, "&Back", ways.back, "Alt+Left")
        menu.addSeparator()
        for number, entry in enumerate(shown, start=1):
            self._add(menu, f"&{entry.title}", lambda entry=entry: shell.go(entry.id), *page_keys(entry, number))
        if shell.has_page("trust"):
            self._add(menu, "Our schools in one &table", lambda: shell.go("trust"))
        menu.addSeparator()
        self._add(menu, "Searc&h for anything…", ways.search, "Ctrl+K")
        self._add(menu, "Ne&xt page", lambda: ways.next_page(1), "Ctrl+Tab")
        self._add(menu, "Previ&ous page", lambda: ways.next_page(-1), "Ctrl+Shift+Tab")
        self._add(menu, "Next part of the &window", lambda: ways.next_part(1), "F6")
        self._add(menu, "P&revious part of the window", lambda: ways.next_part(-1), "Shift+F6")

    def _help(self) -> None:
        menu, shell = self._menus["help"], self._shell
        self._add(menu, "&Help on this page", shell.help.toggle, QKeySequence.StandardKey.HelpContents)
        self._add(menu, "&Questions, words and the manual", lambda: shell.go("help"), "Ctrl+F1")
        self._add(menu, "A &tour in three steps", lambda: shell.go("tour"))
        menu.addSeparator()
        self._add(menu, "&About npqdesk", lambda: shell.go("about"))


def _action(command: Command, menu: QMenu) -> QAction:
    action = QAction(command.words, menu)
    action.setShortcut(command.keys)
    action.setEnabled(command.possible)
    action.triggered.connect(lambda _checked=False: command.act())
    return action


def _in_focus(verb: str) -> None:
    """Cut, copy, paste or select in the field or table that has the focus, where it can."""
    act = getattr(QApplication.focusWidget(), verb, None)
    if act is not None:
        act()


def _columns_of_page(shell: "Shell") -> None:
    """Choose the columns of the table that has the focus, else of the first on the page."""
    from npqdesk.ui.widgets.columns_dialog import choose_columns
    from npqdesk.ui.widgets.tables import Table

    every = shell.page.findChildren(Table) if shell.page is not None else []
    shown = [each for each in every if each.isVisible() and each.columns is not None]
    shown.sort(key=lambda each: not each.hasFocus())
    if shown:
        choose_columns(shown[0])
    else:
        shell.notice("There is no table with columns to choose on this page.")
