"""What does a project cost or pay?  Every money rule worked out, line by line, in exact pounds.

A figure is printed in the catalogue, worked out by a rule that it prints, extrapolated beyond the sizes that it speaks
of, or rests on a rate that the office gave; each part of the answer says which."""

from dataclasses import replace
from decimal import Decimal

from npqdesk.letters.phrase import say_count, say_money
from npqdesk.problem import Problem
from npqdesk.services.hubs.catalogue import Project, school_lines
from npqdesk.services.hubs.costs import MOST, Asked, Cost, Input, Item, Standing, days_words
from npqdesk.services.hubs.finance import (
    ByRole,
    BySchools,
    CoFunded,
    Composite,
    DayRate,
    Days,
    Flat,
    Line,
    PersonYear,
    Release,
    Rule,
)


def inputs(project: Project) -> tuple[Input, ...]:
    """What can be said to work out this project, most telling first."""
    wanted: dict[type, tuple[Input, ...]] = {
        BySchools: ("schools", "groups"),
        Composite: ("groups",),
        Flat: ("groups",),
        CoFunded: ("groups",),
        PersonYear: ("people", "years"),
        Release: ("people",),
        DayRate: ("days",),
        ByRole: ("role",),
    }
    return tuple(dict.fromkeys(each for rule in project.money for each in wanted.get(type(rule), _days_inputs(rule))))


def cost(project: Project, asked: Asked) -> tuple[Cost, ...]:
    """Every money rule of a project for what is asked.  Raises Problem for a number that cannot be."""
    _check(project, asked)
    return tuple(_cost(rule, asked) for rule in project.money)


def _days_inputs(rule: Rule) -> tuple[Input, ...]:
    return ("people" if isinstance(rule, Days) and rule.by_person else "groups", "rate")


def _check(project: Project, asked: Asked) -> None:
    for name, most in MOST.items():
        number = getattr(asked, name)
        if not 0 <= number <= most or (name in ("groups", "people") and not number):
            raise Problem(
                "This number cannot be", f"{name.capitalize()} must be between 1 and {most:,}.", "Give another number."
            )
    for rule in project.money:
        if isinstance(rule, Composite) and asked.schools not in (0, rule.schools):
            raise Problem(
                "A group of this project has a fixed size",
                f"A {rule.per} of {project.code} always has {say_count(rule.schools)} schools; nothing is printed for "
                "another number.",
                f"Ask for groups of {say_count(rule.schools)} schools.",
            )
        if isinstance(rule, PersonYear) and asked.years > rule.years:
            raise Problem(
                "It is not paid for so many years",
                f"{project.code}: {say_count(rule.years)} years at most.",
                "Give fewer years.",
            )
        if isinstance(rule, ByRole) and asked.role and asked.role.casefold() not in _names(rule):
            raise Problem("There is no such part", f"“{asked.role}” is none of them.", f"One of: {_list(rule)}.")


def _cost(rule: Rule, asked: Asked) -> Cost:
    match rule:
        case Flat():
            return _each_unit(rule, asked, rule.pounds, ())
        case CoFunded():
            return _co_funded(rule, asked)
        case BySchools():
            return _by_schools(rule, asked)
        case Composite():
            made = _each_unit(rule, asked, rule.pounds, _lines(rule.lines, rule.schools, asked.groups))
            return _with_school_share(made, rule)
        case PersonYear():
            return _person_year(rule, asked)
        case Release():
            each = rule.pounds / Decimal(rule.days)
            note = f"{say_money(rule.pounds)} covers {days_words(rule.days, rule.days)}: {say_money(each)} a day."
            total = rule.pounds * asked.people
            item = Item(f"For each {rule.per}", f"{asked.people} × {say_money(rule.pounds)}", total)
            return Cost(rule.payee, "Release", (item,), _worked(asked.people), total, total, notes=(note,))
        case DayRate():
            return _day_rate(rule, asked)
        case ByRole():
            return _by_role(rule, asked)
        case Days():
            return _days(rule, asked)


def _each_unit(rule: Flat | Composite | CoFunded, asked: Asked, pounds: int, lines: tuple[Item, ...]) -> Cost:
    total, many = pounds * asked.groups, asked.groups
    items = lines or (Item(f"{many} × {rule.per}" if many > 1 else f"One {rule.per}", *_working(many, pounds)),)
    notes: tuple[str, ...] = ()
    if isinstance(rule, Flat | CoFunded) and asked.schools:
        notes = ("The number of schools does not change this grant.",)
    return Cost(rule.payee, f"Grant for each {rule.per}", items, _worked(many), total, total, notes=notes)


def _co_funded(rule: CoFunded, asked: Asked) -> Cost:
    plain = _each_unit(rule, asked, rule.pounds, ())
    parts = (
        Item("From the Maths Hub’s grant", *_working(asked.groups, rule.pounds)),
        Item(f"From {rule.partner}", *_working(asked.groups, rule.partner_pounds)),
    )
    total = rule.whole * asked.groups
    return Cost(rule.payee, "Co-funded", parts, plain.standing, total, total, notes=plain.notes)


def _by_schools(rule: BySchools, asked: Asked) -> Cost:
    schools = asked.schools or rule.schools
    total, standing = rule.total(schools), _standing(rule, schools)
    if total <= 0:
        raise Problem(
            "There is no grant for so few schools",
            f"The rule of {say_money(rule.each_more)} a school leaves nothing for {schools}.",
            f"The catalogue speaks of groups of {rule.smallest} to {rule.largest} schools.",
        )
    size = _size_of(schools)
    made = Cost(
        rule.payee,
        f"{asked.groups} groups of {size} each" if asked.groups > 1 else f"A group of {size}",
        _school_lines(rule, schools, asked.groups),
        "worked_out" if standing == "printed" and asked.groups > 1 else standing,
        total * asked.groups,
        total * asked.groups,
        notes=_school_notes(rule, schools, standing),
    )
    return _with_school_share(made, rule)


def _size_of(schools: int) -> str:
    """ "One school" in figures: "1 school", "7 schools"."""
    return f"{schools} {'school' if schools == 1 else 'schools'}"


def _standing(rule: BySchools, schools: int) -> Standing:
    if schools in rule.printed:
        return "printed"
    return "worked_out" if rule.smallest <= schools <= rule.largest else "extrapolated"


def _school_lines(rule: BySchools, schools: int, groups: int) -> tuple[Item, ...]:
    if rule.lines:
        return _lines(rule.lines, schools, groups)
    more = (schools - rule.schools) * groups
    base = Item(f"For {rule.schools} schools", *_working(groups, rule.pounds))
    if not more:
        return (base,)
    words = f"{abs(more)} {'school' if abs(more) == 1 else 'schools'} {'more' if more > 0 else 'fewer'}"
    return base, Item(words, f"{abs(more)} × {say_money(rule.each_more)}", more * rule.each_more)


def _school_notes(rule: BySchools, schools: int, standing: Standing) -> tuple[str, ...]:
    size = f"{rule.smallest} or {rule.largest}" if rule.largest - rule.smallest == 1 else (
        f"{rule.smallest} to {rule.largest}"
    )  # fmt: skip
    notes = [f"{size} schools; each school more or less changes the grant by {say_money(rule.each_more)}."]
    others = [f"{_size_of(many)} {say_money(pounds)}" for many, pounds in rule.printed.items() if many != schools]
    if others:
        notes.append(f"The catalogue prints: {', '.join(others)}.")
    if standing == "extrapolated":
        notes.append(
            f"The catalogue speaks of groups of {size} schools and not of {schools}. The same rule is carried on: ask "
            "the Maths Hub before you count on it."
        )
    return tuple(notes)


def _person_year(rule: PersonYear, asked: Asked) -> Cost:
    years = asked.years or rule.years
    total = rule.pounds * years * asked.people
    rate = rule.pounds / Decimal(rule.days)
    working = f"{asked.people} × {years} {'year' if years == 1 else 'years'} × {say_money(rule.pounds)}"
    note = f"{say_money(rule.pounds)} a year covers {rule.days} days: {say_money(rate)} a day."
    items = (Item("For each person and year", working, total),)
    standing, notes = _worked(asked.people * years), (f"{note} Paid for {say_count(rule.years)} years.",)
    return Cost(rule.payee, "Each person, each year", items, standing, total, total, notes=notes)


def _day_rate(rule: DayRate, asked: Asked) -> Cost:
    days = asked.days or 1
    total = rule.pounds * days
    item = Item("Day rate", f"{days_words(days, days)} × {say_money(rule.pounds)}", total)
    return Cost(rule.payee, rule.who, (item,), _worked(days), total, total)


def _by_role(rule: ByRole, asked: Asked) -> Cost:
    roles = [
        (name, pounds) for name, pounds in rule.roles if not asked.role or name.casefold() == asked.role.casefold()
    ]
    items = tuple(Item(name, "", pounds) for name, pounds in roles)
    sums = [pounds for _name, pounds in roles]
    standing: Standing = "printed" if asked.role else "choose"
    return Cost(rule.payee, "By the part that the hub plays", items, standing, min(sums), max(sums))


def _days(rule: Days, asked: Asked) -> Cost:
    many = asked.people if rule.by_person else asked.groups
    items = [Item(part.item, "", days=(part.low * many, part.high * many)) for part in rule.parts]
    low, high = rule.low * many, rule.high * many
    working = f"{many} × {days_words(rule.low, rule.high)}" if many > 1 else ""
    items.append(Item("Days in all", working, days=(low, high)))
    notes = (f"On top, and not counted here: {rule.plus}.",) if rule.plus else ()
    if not asked.rate:
        return Cost(rule.payee, "Days without pounds", tuple(items), "days_only", None, None, notes=notes)
    items.append(Item("Your own rate for a day", "", asked.rate))
    total = (low * asked.rate, high * asked.rate)
    return Cost(rule.payee, "Days at your own rate", tuple(items), "own_rate", *total, notes=notes)


def _lines(lines: tuple[Line, ...], schools: int, groups: int) -> tuple[Item, ...]:
    return tuple(Item(line.item, *_working(line.count(schools) * groups, line.pounds)) for line in lines)


def _working(count: int, pounds: int) -> tuple[str, int]:
    """How a line is worked out, and what it makes."""
    return (f"{count} × {say_money(pounds)}" if count > 1 else ""), count * pounds


def _with_school_share(made: Cost, rule: BySchools | Composite) -> Cost:
    each = sum(line.pounds * line.each_school for line in school_lines(rule))
    return replace(made, each_school=each)


def _worked(count: int) -> Standing:
    return "printed" if count == 1 else "worked_out"


def _names(rule: ByRole) -> list[str]:
    return [name.casefold() for name, _pounds in rule.roles]


def _list(rule: ByRole) -> str:
    return "; ".join(name for name, _pounds in rule.roles)
