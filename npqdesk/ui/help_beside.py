"""The help beside the page, made when it is first asked for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npqdesk.ui.help_panel import HelpPanel
    from npqdesk.ui.shell import Shell


class HelpBeside:
    """F1 shows the help on the page of now, and F1 again puts it away."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self.panel: HelpPanel | None = None

    def toggle(self) -> None:
        """Show it beside the page, or put it away."""
        from npqdesk.ui.help_panel import HelpPanel

        if self.panel is None:
            self.panel = HelpPanel(self._shell)
            self._shell.centralWidget().layout().addWidget(self.panel)
            self.tell()
        self.panel.setVisible(self.panel.isHidden())

    def tell(self) -> None:
        """Say what concerns the page of now."""
        shell = self._shell
        if self.panel is not None and shell.page is not None:
            self.panel.show_help(shell.page, shell.entry(shell.page_id))
