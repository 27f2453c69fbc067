"""How everything looks: Fusion, one palette, one style sheet, one table of type; rebuilt whenever the system's choice,
the office's choice or the text size changes.

Widgets ask `tokens()`, `font(name)` and `px(n)` when they paint.  `set_type` and `set_icon` remember what a widget
wears, so that a change of theme dresses it again; nothing else needs to listen."""

import gc
import re
from collections.abc import Iterable
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from npqdesk.paths import read_text, scratch_folder, scratch_text
from npqdesk.ui import fonts, icons
from npqdesk.ui.tokens import CONTRAST, DARK, LIGHT, Tokens, contrast, contrast_tokens

PREFERENCES = ("system", "light", "dark", "contrast")
_CLASSES_WITH_OWN_FONT = (
    "QMenu",
    "QMenuBar",
    "QTipLabel",
    "QStatusBar",
    "QMessageBox",
    "QHeaderView",
    "QAbstractItemView",
)
_READABLE = 4.5  # WCAG 2.2, 1.4.3
_ARROWS = {"down": "chevron-down", "up": "chevron-up", "tick": "check"}


class Theme(QObject):
    """The one theme of a running application; `changed` comes after everything has been dressed anew."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._pages: WeakSet[QWidget] = WeakSet()
        self._behind: WeakSet[QWidget] = WeakSet()
        self.preference = "system"
        self.zoom = 100
        self.tokens = LIGHT
        self.scale = 1.0
        self._hints = application.styleHints()
        self._contrast = self._hints.accessibility()  # held: the binding loses it for good once nobody holds it
        self._hints.colorSchemeChanged.connect(self.apply)
        self._contrast.contrastPreferenceChanged.connect(self.apply)
        application.aboutToQuit.connect(icons.pixmap.cache_clear)
        application.screenAdded.connect(self.apply)  # icons are drawn for the densities of the screens there are

    def choose(self, preference: str) -> None:
        """One of `PREFERENCES`; "system" follows the system from now on."""
        self.wear(preference, self.zoom)

    def set_zoom(self, percent: int) -> None:
        """The program's own text size, 80 to 200 % of the system's."""
        self.wear(self.preference, percent)

    def wear(self, preference: str, zoom: int) -> None:
        """Both at once; nothing is done when both are as they were."""
        zoom = min(max(zoom, fonts.ZOOM_STEPS[0]), fonts.ZOOM_STEPS[-1])
        if (preference, zoom) == (self.preference, self.zoom):
            return
        if preference != self.preference:
            scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
            # the system's own title bar and dialogs follow
            self._hints.setColorScheme(scheme.get(preference, Qt.ColorScheme.Unknown))
        self.preference, self.zoom = preference, zoom
        self.apply()

    def zoom_step(self, steps: int) -> None:
        """Text larger or smaller by one step of the table."""
        near = min(range(len(fonts.ZOOM_STEPS)), key=lambda at: abs(fonts.ZOOM_STEPS[at] - self.zoom))
        at = min(max(near + steps, 0), len(fonts.ZOOM_STEPS) - 1)
        self.set_zoom(fonts.ZOOM_STEPS[at])

    def dress_when_shown(self, page: QWidget) -> None:
        """While this is hidden, a change leaves it as it is; `catch_up` must be called before it is shown."""
        self._pages.add(page)

    def catch_up(self, page: QWidget) -> None:
        """Dress what was hidden when something changed."""
        if page in self._behind:
            self._behind.discard(page)
            for each in (page, *page.findChildren(QWidget)):
                for kind in (QEvent.Type.Polish, QEvent.Type.StyleChange):
                    QCoreApplication.sendEvent(each, QEvent(kind))
                _dress(each)

    def apply(self) -> None:
        """Dress all of the program that is not hidden away: about 150 ms, however many pages are open."""
        self.tokens = self._tokens_now()
        self.scale = fonts.system_scale() * self.zoom / 100
        body = fonts.font("body", self.scale)
        self._application.setFont(body)
        for name in _CLASSES_WITH_OWN_FONT:
            QApplication.setFont(body, name)
        self._application.setPalette(palette(self.tokens))
        self._paint_arrows()
        self._behind = WeakSet(each for each in self._pages if isValid(each) and each.isHidden())
        self._put_sheet(sheet(self.tokens, self.scale))
        self.changed.emit()

    def _put_sheet(self, text: str) -> None:
        """Qt lets a new sheet look at each widget once for every widget around it, which takes seconds, unless there
        was none before; and it passes over what has not been polished, or has a style of its own."""
        every = _every_widget()
        away = {each for page in self._behind for each in (page, *page.findChildren(QWidget))}
        _mark(away, hidden=True)
        self._application.setStyleSheet("")
        self._application.setStyleSheet(text)
        _mark(away, hidden=False)
        for widget in every:
            if widget not in away:
                _dress(widget)

    def _tokens_now(self) -> Tokens:
        asked = self._contrast.contrastPreference() == Qt.ContrastPreference.HighContrast
        if self.preference == "system" and asked:
            return self._system_contrast()
        if self.preference == "contrast":
            return CONTRAST
        if self.preference == "system":
            return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self.preference == "dark" else LIGHT

    def _system_contrast(self) -> Tokens:
        """The colours of the system's contrast theme; our own where it asks for contrast and gives too little."""
        self._application.setPalette(QPalette())
        given = self._application.palette()
        role = QPalette.ColorRole
        made = contrast_tokens(
            window=given.color(role.Window).name(),
            text=given.color(role.WindowText).name(),
            highlight=given.color(role.Highlight).name(),
            on_highlight=given.color(role.HighlightedText).name(),
            link=given.color(role.Link).name(),
            disabled=given.color(QPalette.ColorGroup.Disabled, role.WindowText).name(),
        )
        pairs = ((made.text, made.canvas), (made.on_accent, made.accent), (made.link, made.canvas))
        return made if all(contrast(*pair) >= _READABLE for pair in pairs) else CONTRAST

    def _paint_arrows(self) -> None:
        for name, drawing in _ARROWS.items():
            colour = self.tokens.on_accent if name == "tick" else self.tokens.text2
            scratch_text(f"{name}-{colour[1:]}.svg", icons.svg(drawing, colour, 16))


_current: list[Theme] = []


def start_theme(application: QApplication) -> Theme:
    """The theme of this application, made and applied the first time it is asked for."""
    if not _current:
        QIcon.setThemeSearchPaths([":/icons"])  # none of the system's: to look for one there takes a tenth of a second
        _current.append(Theme(application))
        _current[0].apply()
    return _current[0]


def theme() -> Theme:
    """The running theme; `start_theme` must have been called."""
    return _current[0]


def tokens() -> Tokens:
    return _current[0].tokens


def colour(role: str) -> QColor:
    """The colour of a role now, for painting."""
    return QColor(_current[0].tokens.colour(role))


def font(name: str) -> QFont:
    """A font of the type table at the size of now."""
    return fonts.font(name, _current[0].scale)


def px(pixels: float) -> int:
    """Pixels at 100 % as logical pixels of now."""
    return round(pixels * _current[0].scale)


def set_type(widget: QWidget, name: str) -> None:
    """Give a widget a font of the table, now and after each change of theme."""
    widget.setProperty("typeface", name)
    widget.setFont(font(name))


def set_icon(button: QAbstractButton, name: str, *, size: int = 18, role: str = "text") -> None:
    """Give a button an icon in a palette role, now and after each change of theme."""
    button.setProperty("icon_name", name)
    button.setProperty("icon_size", size)
    button.setProperty("icon_role", role)
    _dress(button)


def restyle(widget: QWidget, **properties: str) -> None:
    """Change properties that the sheet selects by, and let the sheet look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _every_widget() -> list[QWidget]:
    """All widgets there are.  Were Python's collector to run while Qt's list is being turned into ours, it could
    free a widget that stands further down that list, and the program would crash."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return QApplication.allWidgets()
    finally:
        if was_on:
            gc.enable()


def _mark(widgets: Iterable[QWidget], *, hidden: bool) -> None:
    for each in widgets:
        each.setAttribute(Qt.WidgetAttribute.WA_SetStyle, hidden)
        if hidden:
            each.setAttribute(Qt.WidgetAttribute.WA_WState_Polished, on=False)


def dress_again(widget: QWidget) -> None:
    """Dress a widget and all in it after it moved to another parent: Qt's style sheets forget the font then."""
    for each in (widget, *widget.findChildren(QWidget)):
        _dress(each)


def _dress(widget: QWidget) -> None:
    typeface = widget.property("typeface")
    if typeface:
        widget.setFont(font(typeface))
    icon_name = widget.property("icon_name")
    if icon_name and isinstance(widget, QAbstractButton):
        size = px(widget.property("icon_size"))
        now = tokens()
        widget.setIcon(icons.icon(icon_name, now.colour(widget.property("icon_role")), size, disabled=now.disabled))
        widget.setIconSize(QSize(size, size))


def palette(now: Tokens) -> QPalette:
    """The palette of a token set: every role given, with its disabled group."""
    made, role = QPalette(), QPalette.ColorRole
    pairs = {
        role.Window: now.canvas,
        role.WindowText: now.text,
        role.Base: now.card,
        role.AlternateBase: now.sunken,
        role.Text: now.text,
        role.PlaceholderText: now.text2,
        role.Button: now.card,
        role.ButtonText: now.text,
        role.BrightText: now.on_accent,
        role.ToolTipBase: now.text,
        role.ToolTipText: now.card,
        role.Highlight: now.accent,
        role.HighlightedText: now.on_accent,
        role.Accent: now.accent,
        role.Link: now.link,
        role.LinkVisited: now.link,
        role.Light: now.card,
        role.Midlight: now.sunken,
        role.Mid: now.border,
        role.Dark: now.control,
        role.Shadow: now.border,
    }
    for each, value in pairs.items():
        made.setColor(each, QColor(value))
    for each in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(now.disabled))
    return made


def sheet(now: Tokens, scale: float) -> str:
    """The one style sheet: `@role` becomes its colour, lengths from 8 px grow with the text."""
    text = read_text("style", "ui.qss")
    if now.is_contrast:
        text += read_text("style", "contrast.qss")
    for role in sorted(now.colours(), key=len, reverse=True):
        text = text.replace(f"#@{role}#", now.colour(role)[1:]).replace(f"@{role}", now.colour(role))

    def grown(match: re.Match[str]) -> str:
        pixels = int(match[1])
        return f"{round(pixels * scale) if pixels >= 8 else pixels}px"

    text = re.sub(r"\b(\d+)px", grown, text)
    return re.sub(r"url\(ui:([^)]+)\)", lambda match: f'url("{scratch_folder().as_posix()}/{match[1]}")', text)
