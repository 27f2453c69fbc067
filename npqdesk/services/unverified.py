"""A workplace that no register loaded here has, since it was entered by hand: that it is unverified, and what to check.

What the office typed stands as it is; whatever is made of it (result, letters, tables, files) says so."""

from dataclasses import dataclass

from npqdesk.enquiry.known import Known, KnownFact
from npqdesk.enquiry.route import LOOKED_UP
from npqdesk.registers.identifiers import plain_ofsted_number
from npqdesk.rules.facts import Vocabulary

UNVERIFIED = "unverified"
"""The one word for it everywhere."""
_OF_SCHOOLS = ("establishment_type", "phase", "pupils")
_OF_PROVIDERS = ("on_ofsted_early_years_register",)
_LISTS_BY_OFSTED = ("on_childminders_list", "on_disadvantaged_early_years_list")


@dataclass(frozen=True, slots=True)
class Unverified:
    """What the office calls the workplace, which register it was not found on, and what to check where, in
    sentences."""

    place: str
    register: str
    check: str

    @property
    def say(self) -> str:
        """All of it in a few sentences."""
        said = f"“{self.place}” is {UNVERIFIED}: it was not found on {self.register}."
        return f"{said} Before anyone relies on this answer: {self.check}"


def unverified(vocabulary: Vocabulary, known: Known) -> Unverified | None:
    """Whether the workplace of a case, by all that is known of it, is on no register; None where it is, or where there
    is none that any register has."""
    place, name, number = (known.get(fact) for fact in ("workplace", "workplace_name", "ofsted_urn"))
    if place and not (name and name.origin in LOOKED_UP):
        look = "find it on Get Information about Schools and check its name, that it is open and in England"
        return Unverified(str(place.value), "the school register", _check(vocabulary, known, look, _OF_SCHOOLS))
    if number and not place and not any(_vouches(fact, each) for fact, each in known.items()):
        look = "find its number on Ofsted’s website and check its name, that it is registered now"
        called = str(name.value) if name else f"Ofsted number {plain_ofsted_number(str(number.value))}"
        return Unverified(called, "the Ofsted register", _check(vocabulary, known, look, _OF_PROVIDERS))
    return None


def _vouches(name: str, fact: KnownFact) -> bool:
    """Whether a fact shows that an Ofsted number is a real one."""
    return fact.origin == "ofsted" or (fact.origin == "list" and fact.value == "yes" and name in _LISTS_BY_OFSTED)


def _check(vocabulary: Vocabulary, known: Known, look: str, of_register: tuple[str, ...]) -> str:
    """Where to look the workplace up, and which facts the office entered that must be so there and on the lists."""
    entered = [name for name in vocabulary.facts if name in known and known[name].origin == "answer"]
    there = [_told(vocabulary, known, name) for name in entered if name in of_register]
    listed = [_told(vocabulary, known, name) for name in entered if name.endswith("_list")]
    said = f"{look}, and what was entered of it ({'; '.join(there)})." if there else f"{look}."
    return f"{said} Check on DfE’s lists what was entered of them ({'; '.join(listed)})." if listed else said


def _told(vocabulary: Vocabulary, known: Known, name: str) -> str:
    return f"{vocabulary.facts[name].label}: {vocabulary.value_name(name, known[name].value)}"
