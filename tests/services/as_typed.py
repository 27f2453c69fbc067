"""How people type what they look for: rules that know a workplace and the English habit, and nothing of the search.

`as_typed(entry, chance, crowded=…)` gives one query for it.  `crowded` says that others of its name are in its town, so
that nobody would leave it at name and town."""

import random
import re
from collections.abc import Callable

from npqdesk.services.searching.entries import Entry

NEIGHBOURS = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "ax",
}  # fmt: skip
_SHORT = (
    (r"\bchurch of england\b", ("c of e", "cofe", "ce", "c.e.", "C of E")),
    (r"\bcofe\b", ("c of e", "church of england", "ce", "c.e")),
    (r"\broman catholic\b", ("rc", "catholic")),
    (r"\bcatholic\b", ("rc", "r.c.", "catholic", "cath")),
    (r"\brc\b", ("catholic", "roman catholic")),
    (r"\bsaint\b", ("st", "st.")),
    (r"\bst\b\.?", ("saint", "st.", "st")),
    (r"\bprimary\b", ("pri", "prim", "primary")),
    (r"\bschool\b", ("sch", "school", "")),
    (r"\bjunior\b", ("jr", "jun", "junior")),
    (r"\binfant\b", ("inf", "infants")),
    (r"\bacademy\b", ("acad", "academy")),
    (r"\bpupil referral unit\b", ("pru",)),
    (r"\bnursery\b", ("nursery", "nur")),
    (r"&", ("and",)),
    (r"\band\b", ("&", "and")),
)
_SMALL = {"the", "a", "of", "and", "at", "in", "for", "&"}


def _plain(name: str) -> str:
    """A name as it is typed: small letters, no apostrophes, nothing after a comma or in brackets."""
    name = re.sub(r"\(.*?\)|,.*", " ", name.lower())
    return " ".join(re.sub(r"['’]", "", name).replace("-", " ").split())


def _words(name: str) -> list[str]:
    return [word for word in _plain(name).split() if word not in _SMALL]


def typo(word: str, chance: random.Random) -> str:
    """A word with two letters swapped, one dropped, one doubled, or one taken for its neighbour on the keyboard."""
    at = chance.randrange(len(word) - 1)
    kind = chance.choice(("swap", "drop", "double", "neighbour"))
    if kind == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "neighbour" and word[at] in NEIGHBOURS:
        return word[:at] + chance.choice(NEIGHBOURS[word[at]]) + word[at + 1 :]
    return word[: at + 1] + word[at:]


def _mistype(text: str, chance: random.Random) -> str:
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if long:
        place = chance.choice(long)
        words[place] = typo(words[place], chance)
    return " ".join(words)


def _fragment(entry: Entry, chance: random.Random) -> str:
    words = _words(entry.name)
    return " ".join(words[: chance.choice((2, 2, 3))])


def _town(entry: Entry) -> str:
    return _plain(entry.town or entry.local_authority)


def _fragment_and_town(entry: Entry, chance: random.Random) -> str:
    return f"{_fragment(entry, chance)} {_town(entry)}"


def _town_first(entry: Entry, chance: random.Random) -> str:
    return f"{_town(entry)} {_fragment(entry, chance)}"


def _name_mistyped(entry: Entry, chance: random.Random) -> str:
    return f"{_mistype(_plain(entry.name), chance)} {_town(entry)}"


def _fragment_mistyped(entry: Entry, chance: random.Random) -> str:
    return _mistype(_fragment_and_town(entry, chance), chance)


def _abbreviated(entry: Entry, chance: random.Random) -> str:
    name = _plain(entry.name)
    for long, short in _SHORT:
        if chance.random() < 0.7:
            name = re.sub(long, lambda _found, short=short: chance.choice(short), name)
    return f"{' '.join(name.split())} {_town(entry)}"


def _whole_name(entry: Entry, _chance: random.Random) -> str:
    return f"{entry.name} {entry.town}"


def _postcode(entry: Entry, chance: random.Random) -> str:
    return chance.choice((entry.postcode, entry.postcode.replace(" ", ""))).lower()


def _postcode_and_name(entry: Entry, chance: random.Random) -> str:
    """The first half of the postcode, or one figure more, and how the name begins."""
    part = entry.postcode[: chance.choice((-3, -2))].strip().lower()
    return chance.choice((f"{_fragment(entry, chance)} {part}", f"{part} {_fragment(entry, chance)}"))


def _street_and_town(entry: Entry, chance: random.Random) -> str:
    street = re.sub(r"^[\d\s/a-c-]*\b", "", _plain(entry.street)) or _plain(entry.name)
    return f"{_words(entry.name)[0]} {street} {_town(entry)}" if chance.random() < 0.5 else f"{street} {_town(entry)}"


def _number(entry: Entry, chance: random.Random) -> str:
    number = chance.choice([number for number in entry.numbers if number])
    return chance.choice((number, number.lower(), number.replace("/", "")))


def _half_typed(entry: Entry, chance: random.Random) -> str:
    """Each word begun only, as by somebody who waits for the list: "harrow prim grant"."""
    return " ".join(word[: max(4, len(word) - 3)] for word in (*_words(entry.name)[:3], *_town(entry).split()))


def _joined(entry: Entry, chance: random.Random) -> str:
    """The first two words as one, or the first as two."""
    words = _words(entry.name)[:3]
    if len(words) > 1 and chance.random() < 0.5 and words[0].isalpha() and words[1].isalpha():
        words[:2] = [words[0] + words[1]]
    elif len(words[0]) >= 8:
        words[0] = f"{words[0][:-4]} {words[0][-4:]}"
    return f"{' '.join(words)} {_town(entry)}"


def _two_slips(entry: Entry, chance: random.Random) -> str:
    return _mistype(_mistype(f"{' '.join(_words(entry.name)[:4])} {_town(entry)}", chance), chance)


def _authority(entry: Entry, chance: random.Random) -> str:
    """The local authority in place of the town, as by somebody who works for it."""
    return f"{' '.join(_words(entry.name)[:3])} {_plain(entry.local_authority)}"


def _from_habit(entry: Entry, chance: random.Random) -> str:
    """The kind of place as one would say it, whatever the register calls it."""
    kind = "nursery" if entry.kind == "early_years" else chance.choice(("school", "primary school", "sch", "academy"))
    return f"{' '.join(_words(entry.name)[:2])} {kind} {_town(entry)}"


def _without_s(entry: Entry, _chance: random.Random) -> str:
    """ "St Mary" for "St Mary's", "Queens" for "Queen's": with or without the s that is hard to hear."""
    name = re.sub(r"['’]s\b", "", entry.name)
    return f"{' '.join(_words(name)[:3])} {_town(entry)}"


RULES: dict[str, Callable[[Entry, random.Random], str]] = {
    "fragment and town": _fragment_and_town,
    "town first": _town_first,
    "name mistyped": _name_mistyped,
    "fragment mistyped": _fragment_mistyped,
    "abbreviated": _abbreviated,
    "whole name": _whole_name,
    "postcode": _postcode,
    "postcode and name": _postcode_and_name,
    "street and town": _street_and_town,
    "number": _number,
    "half typed": _half_typed,
    "joined or split": _joined,
    "two slips": _two_slips,
    "local authority": _authority,
    "from habit": _from_habit,
    "without s": _without_s,
}


def as_typed(entry: Entry, rule: str, chance: random.Random, *, crowded: bool) -> str:
    """What is typed for a workplace by one of `RULES`; with part of the postcode where name and town are not enough."""
    typed = RULES[rule](entry, chance)
    if crowded and rule not in ("number", "postcode", "postcode and name"):
        typed = f"{typed} {entry.postcode.split(' ')[0].lower()}"
    return typed
