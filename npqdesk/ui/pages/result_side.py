"""Beside a result: what DfE's service is likely to show, what to take care of, what the answer rests on, the trace."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.services.answer import CautionRow, TraceRow
from npqdesk.services.determine import Result
from npqdesk.services.rests_on import RestRow
from npqdesk.ui.links import source_button
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.disclosure import Disclosure
from npqdesk.ui.widgets.frames import column, heading, holder, row, rule
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_SHOWS = {
    "funded": Status("good", "Eligible"),
    "not_funded": Status("bad", "Not eligible"),
    "review": Status("review", "In review"),
    "undecided": Status("none", "Not known yet"),
    "no_policy": Status("none", "Not known"),
}
_VERDICTS = {"applies": ("check", "good"), "passed over": ("minus", "text2"), "open": ("circle-question-mark", "ask")}


class ResultSide(QWidget):
    """The groups, each under its heading, parted by hairlines."""

    def __init__(self, desk: "Desk", shown: Result) -> None:
        super().__init__()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 8, 28, 24)
        self._whole.setSpacing(10)
        given = shown.answer
        if given.policy is not None:
            self._service(shown)
        if given.cautions:
            self._group("Take care", *(_caution(each) for each in given.cautions))
        if shown.rests_on:
            self._group("This answer rests on", *(_rests(each) for each in shown.rests_on))
            self._facts(desk, shown)
        self._whole.addStretch(1)

    def _service(self, shown: Result) -> None:
        status = _SHOWS[shown.answer.service.outcome]
        chip = row(Chip(status))
        chip.addStretch(1)
        title = f"What DfE’s service is likely to {'have shown' if shown.answer.past else 'show'}"
        self._group(title, holder(chip), label(shown.answer.service_note, tone="muted"))

    def _facts(self, desk: "Desk", shown: Result) -> None:
        known = [
            _fact(desk.vocabulary.facts[name].label, desk.vocabulary.value_name(name, fact.value), fact.say)
            for name, fact in shown.known.items()
            if name in desk.vocabulary.facts
        ]
        rules = [_rule(each) for each in shown.answer.trace]
        inside = column(heading("Facts"), *known, heading("Rules, in the order they were tested"), *rules, gap=10)
        self._whole.addWidget(Disclosure("All facts and rules", holder(inside)))

    def _group(self, title: str, *parts: QWidget) -> None:
        if self._whole.count():
            self._whole.addSpacing(4)
            self._whole.addWidget(rule())
            self._whole.addSpacing(4)
        self._whole.addWidget(heading(title))
        for part in parts:
            self._whole.addWidget(part)


def _caution(each: CautionRow) -> QWidget:
    icon = column(Icon("triangle-alert", role="ask"), margins=(0, 1, 0, 0))
    icon.addStretch(1)
    words = column(label(each.say), gap=2)
    for source in each.sources[:1]:
        line = row(source_button(source, typeface="small"))
        line.addStretch(1)
        words.addLayout(line)
    across = row(icon, gap=10)
    across.addLayout(words, 1)
    return holder(across)


def _rests(each: RestRow) -> QWidget:
    said = column(label(each.label, "small", tone="muted"), label(each.say), gap=2)
    if each.too_old:
        said.addWidget(label("Published for an earlier start", "small_strong", tone="ask"))
    if each.unverified:
        said.addWidget(label("Unverified", "small_strong", tone="ask"))
    return holder(said)


def _fact(name: str, value: str, origin: str) -> QWidget:
    return holder(column(label(name, "small", tone="muted"), label(value), label(origin, "small", tone="muted"), gap=1))


def _rule(each: TraceRow) -> QWidget:
    drawing, role = _VERDICTS[each.verdict]
    icon = column(Icon(drawing, size=16, role=role), margins=(0, 2, 0, 0))
    icon.addStretch(1)
    words = column(label(f"{each.verdict[:1].upper()}{each.verdict[1:]}: {each.say}"), gap=2)
    if each.facts:
        words.addWidget(label(". ".join(each.facts), "small", tone="muted"))
    for source in each.sources:
        line = row(source_button(source, typeface="small"))
        line.addStretch(1)
        words.addLayout(line)
    across = row(icon, gap=8)
    across.addLayout(words, 1)
    return holder(across)
