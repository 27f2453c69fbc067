"""What adding a policy would do, before it is kept: what it is, what changes, which kept answers; or why it cannot."""

from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.added_policies import NotProven, PolicyPreview
from npqdesk.services.counting import counted
from npqdesk.services.recheck import Differing
from npqdesk.services.workplaces import day_words
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.pages.compared_cards import ComparedCards
from npqdesk.ui.widgets.chip import Chip
from npqdesk.ui.widgets.facts import FactList
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.text import Icon, label

_ALREADY = {
    "shipped": "This very text comes with npqdesk, so there is nothing to add.",
    "added": "This very text was added before, so there is nothing to add.",
}


class PreviewCards(QWidget):
    """A sound policy file: cards one under another."""

    def __init__(self, preview: PolicyPreview) -> None:
        super().__init__()
        cards: list[QWidget] = [_about(preview)]
        if not preview.already:
            cards.append(_flips(preview.flips))
        for each in preview.comparisons:
            cards += [label(f"What changes against {each.old}", "h2"), ComparedCards(each)]
        self.setLayout(column(*cards, gap=16))


class RefusedCard(Card):
    """A file with mistakes: each with its line, and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.title, about=problem.what_to_do)
        single = f"{problem.place}: {problem.what_happened}" if problem.place else problem.what_happened
        findings = problem.findings if isinstance(problem, NotProven) else (single,)
        for each in findings:
            line = row(Icon("circle-alert", role="bad"), gap=10)
            line.addWidget(label(each), 1)
            self.add_row(line)


def _about(preview: PolicyPreview) -> Card:
    row_of, policy = preview.row, preview.edition.policy
    card = Card(row_of.title, about=f"For those who start in {' and '.join(row_of.starts)}.")
    facts = [
        ("Edition", f"{row_of.edition}, {row_of.status}, decided from {day_words(row_of.decided_from)}"),
        ("Rules", f"{len(policy.scholarship)} on the scholarship, {len(policy.grants)} on the grant"),
        ("File", preview.file_name),
        ("Fingerprint", f"{preview.edition.hash[:16]} (SHA-256)"),
    ]
    card.body.addWidget(FactList(facts, width=96))
    card.body.addWidget(label(f"Courses: {', '.join(preview.courses)}.", tone="muted"))
    for note in (_ALREADY.get(preview.already, ""), *preview.notes):
        if note:
            line = row(Icon("info", role="ask"), gap=10, margins=(0, 8, 0, 0))
            line.addWidget(label(note, "strong", tone="ask"), 1)
            card.body.addWidget(holder(line))
    return card


def _flips(flips: tuple[Differing, ...]) -> Card:
    if not flips:
        return Card("Answers that were kept", about="It would change none of them.")
    many = counted(len(flips), "kept answer")
    card = Card("Answers that were kept", about=f"{many} would be another. Nothing kept is rewritten.")
    for each in flips:
        card.add_row(_flip(each))
    return card


def _flip(each: Differing) -> QWidget:
    words = column(label(each.name, "strong"), label(f"{each.course}, {each.cohort}", tone="muted"), gap=2)
    across = row(gap=8)
    across.addLayout(words, 1)
    for part in (Chip(OUTCOMES[each.was.outcome]), Icon("arrow-right", size=16), Chip(OUTCOMES[each.now.outcome])):
        across.addWidget(part)
    item = holder(column(across, label(f"Would be: {each.now.words}. {each.why}", "small", tone="muted"), gap=4))
    item.setAccessibleName(f"{each.name}, {each.course}, {each.cohort}: {each.was.words}, would be {each.now.words}")
    return item
