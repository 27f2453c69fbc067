from types import SimpleNamespace

from npqdesk.rules import classes, conditions
from npqdesk.rules.classes import Alike


def test_a_class_is_the_same_whether_or_not_it_is_remembered(monkeypatch):
    rule = SimpleNamespace(when=conditions.When((conditions.Test("pupils", low=1, high=150),)))
    for most in (20_000, 0):
        monkeypatch.setattr(classes, "MOST_SEEN", most)
        alike = Alike([rule])
        assert [alike.of("pupils", number) for number in (10, 20, 300, 20, 400)] == [10, 10, 300, 10, 300]
