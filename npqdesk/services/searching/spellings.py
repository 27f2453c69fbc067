"""Habits of spelling: one word for each thing that English schools are called in several ways.

Names and queries pass through the same door, so "St. Mary's C of E Jr & Inf Sch" and "saint marys church of england
junior and infant school" are the same words.  To add a habit: a phrase in `_PHRASES`, or a word in `_USUAL`; where the
long form is typed letter by letter, give its words in `BESIDE` too."""

from collections.abc import Iterable, Mapping

from npqdesk.registers.folding import NAME_ENDS, fold_lines

_PHRASES = (
    (" church of england ", " cofe "),
    (" c of e ", " cofe "),
    (" c e ", " cofe "),
    (" roman catholic ", " catholic "),
    (" r c ", " catholic "),
    (" pupil referral unit ", " pru "),
    (" university technical college ", " utc "),
    (" multi academy trust ", " mat "),
    (" alternative provision ", " ap "),
    (" voluntary aided ", " va "),
    (" voluntary controlled ", " vc "),
    (" pre school ", " preschool "),
    (" play group ", " playgroup "),
    (" day care ", " daycare "),
    (" child care ", " childcare "),
    (" co op ", " coop "),
    (" of ", " "),
    (" the ", " "),
    (" and ", " "),
)
_USUAL = {
    "saint": "st",
    "ce": "cofe",
    "coe": "cofe",
    "rc": "catholic",
    "jr": "junior",
    "jnr": "junior",
    "jun": "junior",
    "inf": "infant",
    "infants": "infant",
    "sch": "school",
    "schl": "school",
    "schools": "school",
    "pri": "primary",
    "prim": "primary",
    "sec": "secondary",
    "acad": "academy",
    "nur": "nursery",
    "nurs": "nursery",
    "coll": "college",
    "comm": "community",
    "meth": "methodist",
    "rd": "road",
    "ave": "avenue",
    "ln": "lane",
    "gdns": "gardens",
    "cres": "crescent",
    "upon": "on",
    "mt": "mount",
    "gt": "great",
    "1st": "first",
    "6th": "sixth",
    "lancs": "lancashire",
    "yorks": "yorkshire",
    "notts": "nottinghamshire",
    "herts": "hertfordshire",
    "bucks": "buckinghamshire",
    "beds": "bedfordshire",
    "cambs": "cambridgeshire",
    "hants": "hampshire",
    "wilts": "wiltshire",
    "glos": "gloucestershire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "oxon": "oxfordshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "worcs": "worcestershire",
    "berks": "berkshire",
}
BESIDE: Mapping[str, tuple[str, ...]] = {
    "st": ("saint",),
    "cofe": ("church", "england"),
    "catholic": ("roman",),
    "pru": ("pupil", "referral", "unit"),
    "utc": ("university", "technical", "college"),
    "mat": ("multi", "academy", "trust"),
    "ap": ("alternative", "provision"),
    "va": ("voluntary", "aided"),
    "vc": ("voluntary", "controlled"),
    "preschool": ("pre", "school"),
    "playgroup": ("play", "group"),
    "coop": ("co", "op"),
}
HABITUAL = frozenset({"school", "primary", "academy", "community", "college"})
GENERIC = HABITUAL | frozenset(
    {"junior", "infant", "nursery", "secondary", "high", "special", "preschool", "playgroup"}
    | {"cofe", "catholic", "va", "vc", "voluntary", "aided", "controlled"}
)


def spelt(texts: Iterable[str]) -> list[list[str]]:
    """Each text as the words it is compared by, in order, without "of", "the" and "and"."""
    return [[usual(word) for word in line.split()] for line in spelt_lines(texts)]


def spelt_lines(texts: Iterable[str]) -> list[str]:
    """Each text folded, its phrases as one word; every word is still to be made the `usual` one."""
    lines = " \n ".join(["", *fold_lines(list(texts)), ""]).replace(NAME_ENDS, " ")
    for phrase, word in _PHRASES:
        lines = lines.replace(phrase, word)
    return lines.split("\n")[1:-1]


def usual(word: str) -> str:
    """The word that stands for all ways of writing it: "saint" is "st"."""
    return _USUAL.get(word, word)
