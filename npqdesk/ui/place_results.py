"""Places that a search found, each as a row: a school, a childcare provider, a trust or a local authority.

What was typed is in bold; the second line says what tells it from the others found; chips stand at the right."""

from npqdesk.services.finder import Found
from npqdesk.services.groups import Group
from npqdesk.services.providers import ChildcareProvider
from npqdesk.services.school_marks import Mark, SchoolMarks, found_parts
from npqdesk.services.schools import School
from npqdesk.services.workplaces import day_words
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.results import Result

MARKS: dict[Mark, Status] = {
    "listed": Status("good", "On list"),
    "not_listed": Status("bad", "Not on list"),
    "rise": Status("good", "RISE list"),
    "type": Status("bad", "Type not eligible"),
    "abroad": Status("bad", "Not in England"),
    "closed": Status("none", "Closed", "circle-slash"),
}
_ON, _NOT_ON = Status("good", "Early Years Register"), Status("bad", "Not on Early Years Register")
_ENDED = Status("none", "Not in the newest file", "circle-slash")
_GROUP = {
    "trust": Status("none", "Trust or group", "building-2"),
    "local_authority": Status("none", "Local authority", "landmark"),
}


def place_result(found: Found, marks: SchoolMarks, text: str) -> Result:
    """A place as a row; `text` is what was typed."""
    similar = found.fit == "similar"
    if isinstance(found.place, School):
        return school_result(found.place, marks, text, where=found.where, similar=similar)
    if isinstance(found.place, Group):
        return _group_result(found.place, text, where=found.where, similar=similar)
    return _provider_result(found, found.place, text, similar=similar)


def school_result(school: School, marks: SchoolMarks, text: str, *, where: str = "", similar: bool = False) -> Result:
    """A school as a row, its address as the office reads addresses.

    `where` is what tells it from the others shown, as `tell_apart` says it; its town, if nothing is said."""
    near, _, status = (where or school.town).partition(" · ")
    place = ", ".join(part for part in dict.fromkeys((*near.split(", "), school.postcode)) if part)
    urn, phase = f"URN {school.urn}", "" if school.phase == "Not applicable" else school.phase
    pupils = f"{school.pupils:,} pupils" if school.pupils is not None else ""
    closed = f"Closed {day_words(school.close_date)}" if school.close_date and not school.is_open else ""
    details = (place, closed, urn) if closed else (place, status, school.type_name, phase, pupils, urn)
    return Result(
        key=school.urn,
        title=school.name,
        details=tuple(part for part in details if part),
        found=found_parts(school.name, text),
        chips=tuple(MARKS[mark] for mark in marks.of(school)),
        spare=tuple(part for part in (pupils, phase) if part),
        similar=similar,
    )


def _provider_result(found: Found, there: ChildcareProvider, text: str, *, similar: bool) -> Result:
    """Where it is, its kind, its number, and whether it is on the Early Years Register."""
    where = [part for part in dict.fromkeys((*found.where.split(", "), there.said.postcode)) if part]
    kind = there.said.subtype or there.said.type_name
    return Result(
        key=found.key,
        title=there.title,
        details=tuple(part for part in (", ".join(where), kind, f"Ofsted number {there.number}") if part),
        found=found_parts(there.said.name, text),
        chips=(_chip(there),),
        spare=(kind,),
        similar=similar,
    )


def _group_result(group: Group, text: str, *, where: str, similar: bool) -> Result:
    """Its kind, how many schools it has, and where most of them are."""
    schools, number = how_many(group.size, group), group.number_in_words
    about = group.about if group.kind == "trust" else ""
    return Result(
        key=group.key,
        title=group.name,
        details=tuple(part for part in (about, where if group.kind == "trust" else "", schools, number) if part),
        found=found_parts(group.name, text),
        chips=(_GROUP[group.kind],),
        spare=(number,) if number else (),
        similar=similar,
    )


def how_many(count: int, group: Group) -> str:
    """How many open schools a group has; a local authority has children's centres and colleges among them."""
    if not count:
        return "no open school known"
    what = "schools and other places" if group.kind == "local_authority" else "schools"
    return f"{count:,} {'school' if count == 1 else what}"


def provider_about(there: ChildcareProvider) -> str:
    """The second line of a provider that was chosen."""
    said = there.said
    place = ", ".join(part for part in (said.town or said.local_authority, said.postcode) if part)
    register = "on the Early Years Register" if there.on_early_years_register else "not on the Early Years Register"
    on = f"{register} on {day_words(there.as_at)}" if there.counts else f"last seen {day_words(there.as_at)}"
    return " · ".join(part for part in (place, said.type_name, f"Ofsted number {there.number}", on) if part)


def _chip(there: ChildcareProvider) -> Status:
    if not there.counts:
        return _ENDED
    return _ON if there.on_early_years_register else _NOT_ON
