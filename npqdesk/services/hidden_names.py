"""Names of people as others in the room may see them: initials in their place, while the screen is shared.

Whoever stands in the records is known by the name as it is written there, by “Okafor, Amara” and “Okafor A”, and by
TRN; an address of e-mail is hidden whoever it is of.  What somebody wrote in notes cannot be told, and is not shown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select, union

from npqdesk.store.choosing import Choosing
from npqdesk.store.tables import Determination, Enquiry, Person

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_BREAK = "\u200b"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|{_BREAK})*")
_MAIL = re.compile(r"[^\s<>(),;:]+@[^\s<>(),;:]+\.\w+")
_BETWEEN = 3
"""How many signs may stand between two words of a name, as in “Okafor, Amara”."""
HIDDEN = "•••••••"


@dataclass(frozen=True, slots=True)
class _Sign:
    """The words after the first by which somebody is known, and what is shown instead."""

    rest: tuple[str, ...]
    shown: str


class Signs:
    """What is hidden.  `seen` gives any text as it may be seen; the same texts are asked for again and again."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str]) -> None:
        self._by_first: dict[str, list[_Sign]] = {}
        for name in sorted({" ".join(each.split()) for each in names}):
            self._learn(name)
        for number in numbers:
            self._by_first.setdefault(number, []).append(_Sign((), HIDDEN))
        for known in self._by_first.values():
            known.sort(key=lambda each: -len(each.rest))
        self.seen = lru_cache(maxsize=20_000)(self._seen)

    def _learn(self, name: str) -> None:
        parts = [[word.casefold() for word in _WORD.findall(part)] for part in name.split()]
        parts = [part for part in parts if part]
        if len(parts) < 2:
            if len(name) > 1:  # as it is written: “Will” is a name, “will” is not
                self._add(_WORD.findall(name), initials(name))
            return
        given, last = parts[0], parts[-1]
        for form in (
            parts,
            [*parts[1:], given],
            [last, *parts[:-1]],
            [last, [given[0][0]]],
            [*parts[1:], [given[0][0]]],
        ):
            self._add([word for part in form for word in part], initials(name))

    def _add(self, words: list[str], shown: str) -> None:
        for first, *rest in (words,) if words else ():
            self._by_first.setdefault(first, []).append(_Sign(tuple(rest), shown))

    def _seen(self, text: str) -> str:
        text = _MAIL.sub(HIDDEN, text) if "@" in text else text
        pieces, at = [], 0
        for start, end, shown in self._found(text, list(_WORD.finditer(text))):
            pieces += [text[at:start], shown]
            at = end
        return "".join((*pieces, text[at:]))

    def _found(self, text: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
        """Each name: where it begins and ends, and what is shown instead."""
        plain = [word[0].replace(_BREAK, "") for word in words]
        folded = [word.casefold() for word in plain]
        place = 0
        while place < len(words):
            known = (*self._by_first.get(folded[place], ()), *self._by_first.get(plain[place], ()))
            found = ((each, _length(each.rest, folded, words, place, text)) for each in known)
            sign, length = next(((each, length) for each, length in found if length), (None, 0))
            if sign is not None:
                yield words[place].start(), words[place + length - 1].end(), sign.shown
            place += max(length, 1)


def _length(rest: tuple[str, ...], folded: list[str], words: list[re.Match[str]], place: int, text: str) -> int:
    """How many words from `place` on are this name, with next to nothing between them; 0 when they are not.

    Where the text breaks off with “…”, the beginning of a name is enough."""
    for count, word in enumerate(rest, start=1):
        at = place + count
        if text[words[at - 1].end() :][:1] == "…":
            return count
        if at >= len(words) or words[at].start() - words[at - 1].end() > _BETWEEN:
            return 0
        if folded[at] != word:
            return count + 1 if word.startswith(folded[at]) and text[words[at].end() :][:1] == "…" else 0
    return 1 + len(rest)


def initials(name: str) -> str:
    """“Amara Okafor” as “A. O.”."""
    return " ".join(f"{word[0].upper()}." for word in _WORD.findall(name)) or HIDDEN


def hidden_names(desk: "Desk") -> Signs:
    """Everybody who stands in the records now, whoever was removed included."""
    with desk.store.reading() as session:
        people = session.execute(select(Person.name, Person.trn)).all()
        others = session.scalars(union(select(Enquiry.name), select(Choosing.name), select(Determination.name))).all()
    return Signs([*(one.name for one in people), *others], {one.trn for one in people if one.trn})
