"""Reads a catalogue of Maths Hubs projects: TOML to a `Catalogue`, or one Problem with file, line and key.

Whatever can be added up is added up: a breakdown that does not give its own total is refused."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar, get_args

from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.toml_file import Table, TomlFile, read_each
from npqdesk.services.hubs.catalogue import Catalogue, Event, Group, Kind, OpenTo, Phase, Project, Required
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
    Stretch,
)

T = TypeVar("T")
W = TypeVar("W", bound=str)
_CODE = re.compile(r"\d\d-\d\d")


def read_catalogue(text: str, file_name: str) -> Catalogue:
    """The catalogue that a file states.  Raises Problem where its form, its words or its sums are wrong."""
    return _Reader(TomlFile(text, file_name, kind="catalogue of Maths Hubs")).catalogue()


class _Reader:
    """Holds how many of the tables below a project were read, so that a message finds its line."""

    def __init__(self, file: TomlFile) -> None:
        self.file = file
        self.read = {"event": 0, "money": 0, "line": 0, "role": 0}

    def catalogue(self) -> Catalogue:
        top = self.file.top
        edition, words = top.table("edition"), top.table("words")
        projects = top.tables("project")
        catalogue = Catalogue(
            id=edition.name("id"),
            year=edition.text("year"),
            title=edition.text("title"),
            source=edition.text("source"),
            banner=edition.text("banner"),
            notes=edition.words("notes", []),
            words={short: words.text(short) for short in words},
            projects=read_each(projects, self._project),
        )
        edition.done()
        top.done()
        _check_codes(catalogue, projects)
        return catalogue

    def _project(self, table: Table) -> Project:
        return Project(
            codes=_codes(table),
            title=table.text("title"),
            own_title=table.text("own_title", ""),
            phases=_closed(table, "phases", get_args(Phase)),
            kind=table.one_of("kind", get_args(Kind)),  # type: ignore[arg-type]
            year=table.text("year"),
            required=table.one_of("required", get_args(Required)),  # type: ignore[arg-type]
            required_say=table.text("required_say", ""),
            open_to=_closed(table, "open_to", get_args(OpenTo)),
            purpose=table.text("purpose"),
            audience=table.text("audience"),
            needs=table.words("needs", []),
            one_of=table.words("one_of", []),
            exclusions=table.words("exclusions", []),
            group=_group(table),
            model=table.text("model"),
            time=table.words("time", []),
            online=table.words("online", []),
            events=self._below(table, "event", _event),
            money=self._below(table, "money", self._money),
            money_say=table.words("money_say", []),
            nothing_to_schools=table.take("nothing_to_schools", bool, default=False),
            notes=table.words("notes", []),
            linked=table.words("linked", []),
        )

    def _below(self, table: Table, name: str, read: Callable[[Table], T]) -> tuple[T, ...]:
        tables, self.read[name] = table.nested(name, self.read[name])
        return read_each(tables, read)

    def _money(self, table: Table) -> Rule:
        kinds: Mapping[str, Callable[[Table], Rule]] = {
            "flat": lambda table: Flat(*_payee_per(table), _whole(table, "pounds")),
            "co_funded": _co_funded,
            "by_schools": self._by_schools,
            "composite": self._composite,
            "person_year": _person_year,
            "release": lambda table: Release(*_payee_per(table), _whole(table, "pounds"), _whole(table, "days")),
            "day_rate": lambda table: DayRate(table.text("payee"), table.text("who"), _whole(table, "pounds")),
            "by_role": lambda table: ByRole(table.text("payee"), self._below(table, "role", _role)),
            "days": self._days,
        }
        return kinds[table.one_of("kind", kinds)](table)

    def _by_schools(self, table: Table) -> BySchools:
        rule = BySchools(
            payee=table.text("payee"),
            schools=_whole(table, "schools"),
            pounds=_whole(table, "pounds"),
            each_more=_whole(table, "each_more"),
            smallest=_whole(table, "smallest"),
            largest=_whole(table, "largest"),
            printed=_printed(table),
            lines=self._below(table, "line", _line),
        )
        for schools, pounds in rule.printed.items():
            if rule.total(schools) != pounds:
                raise table.problem(f"{schools} schools make £{rule.total(schools):,}, not £{pounds:,}.", "printed")
        if rule.lines:
            _check_sum(table, rule.lines, rule.schools, rule.pounds)
            each = sum(line.pounds * line.each_school for line in rule.lines)
            if each != rule.each_more:
                raise table.problem(f"Its lines make £{each:,} for each school.", "each_more")
        return rule

    def _composite(self, table: Table) -> Composite:
        payee, per = _payee_per(table)
        pounds, schools = _whole(table, "pounds"), _whole(table, "schools")
        rule = Composite(payee, per, pounds, schools, self._below(table, "line", _line))
        _check_sum(table, rule.lines, schools, pounds)
        return rule

    def _days(self, table: Table) -> Days:
        """One part may be what remains of the whole."""
        low, high = _whole(table, "low"), _whole(table, "high")
        tables, self.read["line"] = table.nested("line", self.read["line"])
        found = [(line.text("item"), _stretch(line)) for line in tables]
        for line in tables:
            line.done()
        told = [stretch for _item, stretch in found if stretch is not None]
        rest = (low - sum(top for _low, top in told), high - sum(bottom for bottom, _high in told))
        parts = tuple(Stretch(item, *(stretch or rest)) for item, stretch in found)
        if len(told) == len(found) and (low, high) != (sum(part.low for part in parts), sum(p.high for p in parts)):
            raise table.problem("Its lines do not make this many days.", "low")
        by_person = table.take("by_person", bool, default=False)
        return Days(table.text("payee"), by_person, parts, low, high, table.text("plus", ""))


def _codes(table: Table) -> tuple[str, ...]:
    codes = table.words("codes")
    for code in codes:
        if not _CODE.fullmatch(code):
            raise table.problem(f"{code!r} is no code: write it as 19-09.", "codes")
    if not codes:
        raise table.problem("A project has at least one code.", "codes")
    return codes


def _closed(table: Table, key: str, choices: tuple[W, ...]) -> tuple[W, ...]:
    """A list of words from a closed set, at least one."""
    words = table.words(key)
    if not words:
        raise table.problem(f"“{key}” must name at least one.", key)
    for word in words:
        if word not in choices:
            raise table.problem(f"“{key}” cannot have {word!r}{did_you_mean(word, choices)}.", key)
    return words  # type: ignore[return-value]


def _whole(table: Table, key: str) -> int:
    return table.fitting(key, int, range(1, 1_000_000).__contains__, "must be a whole number from 1")


def _group(table: Table) -> Group:
    sizes = {name: _size(table, f"group_{name}") for name in ("smallest", "largest", "planned")}
    return Group(**sizes, unit=table.text("group_unit", ""), say=table.text("group_say", ""))


def _size(table: Table, key: str) -> int | None:
    return _whole(table, key) if key in table else None


def _event(table: Table) -> Event:
    return Event(
        what=table.text("what"),
        when=table.text("when", ""),
        where=table.text("where", ""),
        who=table.text("who", ""),
        count=table.take("count", int, 0),
        days=table.text("days", ""),
    )


def _payee_per(table: Table) -> tuple[str, str]:
    return table.text("payee"), table.text("per")


def _co_funded(table: Table) -> CoFunded:
    payee, per = _payee_per(table)
    rule = CoFunded(payee, per, _whole(table, "pounds"), table.text("partner"), _whole(table, "partner_pounds"))
    whole = _whole(table, "whole")
    if rule.whole != whole:
        raise table.problem(f"The two parts make £{rule.whole:,}.", "whole")
    return rule


def _person_year(table: Table) -> PersonYear:
    return PersonYear(table.text("payee"), _whole(table, "pounds"), _whole(table, "years"), _whole(table, "days"))


def _role(table: Table) -> tuple[str, int]:
    return table.text("name"), _whole(table, "pounds")


def _line(table: Table) -> Line:
    line = Line(
        item=table.text("item"),
        pounds=_whole(table, "pounds"),
        quantity=table.take("quantity", int, 0),
        each_school=table.take("each_school", int, 0),
        to_school=table.take("to_school", bool, default=False),
    )
    if not line.quantity and not line.each_school:
        raise table.problem("A line needs “quantity” or “each_school”.")
    return line


def _stretch(table: Table) -> tuple[int, int] | None:
    """The lowest and highest number of days; None for what remains."""
    if table.take("rest", bool, default=False):
        return None
    return _whole(table, "low"), _whole(table, "high")


def _printed(table: Table) -> dict[int, int]:
    printed = table.mapping("printed")
    if not all(size.isdecimal() and type(pounds) is int for size, pounds in printed.items()):
        raise table.problem("“printed” must be such as { 7 = 17800 }.", "printed")
    return {int(size): pounds for size, pounds in printed.items()}


def _check_sum(table: Table, lines: tuple[Line, ...], schools: int, pounds: int) -> None:
    made = sum(line.pounds * line.count(schools) for line in lines)
    if made != pounds:
        raise table.problem(f"Its lines make £{made:,}.", "pounds")


def _check_codes(catalogue: Catalogue, tables: list[Table]) -> None:
    """No code twice, and every link leads somewhere."""
    seen: set[str] = set()
    for project, table in zip(catalogue.projects, tables, strict=True):
        for code in project.codes:
            if code in seen:
                raise table.problem(f"{code} is there twice.", "codes")
            seen.add(code)
        for code in project.linked:
            if code not in catalogue.codes:
                raise table.problem(f"There is no project {code}.", "linked")
