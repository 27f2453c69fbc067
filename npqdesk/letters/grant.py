"""What does the office write about the Targeted Support Fund grant?  What was earned, or why there is none.

The fund paid for courses that started in the academic years 2022 to 2023 and 2023 to 2024, and in no other year."""

from dataclasses import dataclass
from datetime import date

from npqdesk.letters.basis import Addressee, Basis, Signatory
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Column,
    Glance,
    Heading,
    Letter,
    Letterhead,
    Mark,
    Paragraph,
    Run,
    SignOff,
    Status,
    Steps,
    Subject,
    Table,
    Text,
    words,
)
from npqdesk.letters.phrase import capital, say_count, say_date, say_list, say_money
from npqdesk.letters.wording import Wording, step

FIRST_YEAR, LAST_YEAR = 2022, 2023  # the autumns of the two academic years that the fund paid for
CONDITIONS_AT = (
    "https://www.gov.uk/government/publications/targeted-support-funding-for-national-professional-qualifications"
)


@dataclass(frozen=True, slots=True)
class Participant:
    """One person and course: initial and family name, course, month of the start; whole pounds earned and received;
    whether the records show that the course began."""

    name: str
    course: str
    started: str
    earned: int
    received: int = 0
    began: bool = True


@dataclass(frozen=True, slots=True)
class GrantLetter:
    """All that a grant letter is made of. `autumn` is the year in which the academic year began; `band` says which
    schools earn this rate, `rate_rule` why in sentences, `pupils` how many there were and `pupils_source` who says so.
    `recorded` is False where nobody has noted whether anything was paid: nothing is then said to be missing.
    `received_in_all` is what was paid where it is known only for all people together."""

    letterhead: Letterhead
    addressee: Addressee
    signatory: Signatory
    basis: Basis
    reference: str
    written: date
    school: str
    urn: str
    autumn: int
    participants: tuple[Participant, ...]
    band: str = ""
    rate_rule: str = ""
    pupils: str = ""
    pupils_source: str = "school register"
    look_by: date | None = None
    recorded: bool = True
    received_in_all: int | None = None

    @property
    def year(self) -> str:
        """2023 to 2024."""
        return f"{self.autumn} to {self.autumn + 1}"

    @property
    def earned(self) -> int:
        return sum(person.earned for person in self.participants)

    @property
    def received(self) -> int:
        if self.received_in_all is not None:
            return self.received_in_all
        return sum(person.received for person in self.participants)

    @property
    def balance(self) -> int:
        return self.earned - self.received

    @property
    def rate(self) -> str:
        """£800 where everyone earned the same, else nothing."""
        rates = {person.earned for person in self.participants}
        return say_money(rates.pop()) if len(rates) == 1 else ""


def grant_letter(facts: GrantLetter, wording: Wording) -> Letter:
    """The summary for a year the fund paid for and a school that earned something; otherwise the refusal in words."""
    if FIRST_YEAR <= facts.autumn <= LAST_YEAR and facts.earned:
        return _summary(facts, wording)
    return _refusal(facts, wording)


def _summary(facts: GrantLetter, wording: Wording) -> Letter:
    why = (
        wording.line("grant.why", rate=facts.rate)
        if facts.rate
        else wording.line("grant.why_varies")
    )  # fmt: skip
    blocks: list[Block] = [
        Status((("pound", wording.line("grant.status", total=say_money(facts.earned))), _money_status(facts, wording))),
        Paragraph(_answer(facts, wording)),
        *facts.basis.warning(),
        Heading(wording.line("grant.glance")),
        _glance(facts, wording),
        Heading(wording.line("grant.made_up")),
        _table(facts, wording),
        *_unconfirmed(facts, wording),
        Heading(why),
        Paragraph(words(facts.rate_rule)),
        Heading(wording.line("grant.came")),
        Paragraph(_came(facts, wording)),
        *_to_do(facts, wording),
        SignOff(facts.signatory.name, facts.signatory.role),
    ]
    return _letter(facts, wording, "grant.subject", blocks)


def _refusal(facts: GrantLetter, wording: Wording) -> Letter:
    count = len(facts.participants)
    if facts.autumn > LAST_YEAR:
        cause, only = wording.line("no_grant.ended"), "no_grant.only_ended"
    elif facts.autumn < FIRST_YEAR:
        cause, only = wording.line("no_grant.not_begun"), "no_grant.only_not_begun"
    else:
        cause, only = "", "no_grant.only_facts"
    answer = wording.text(
        "no_grant.answer_one" if count == 1 else "no_grant.answer",
        school=facts.school, year=facts.year, count=say_count(count), cause=f"{cause} " if cause else "",
        name=say_list([person.name for person in facts.participants]),
    )  # fmt: skip
    starts = [
        wording.text("no_grant.start", name=person.name, started=person.started, year=facts.year)
        for person in facts.participants
    ]
    blocks: list[Block] = [
        Status((("cross", wording.line("no_grant.status")),)),
        Paragraph(answer),
        *facts.basis.warning(),
        Heading(wording.line("no_grant.why")),
        Bullets((wording.text("no_grant.years"), *starts) if cause else (words(facts.rate_rule), *starts)),
        Heading(wording.line("no_grant.not_affect")),
        Bullets((wording.text("no_grant.scholarship"), wording.text("no_grant.earlier"))),
        Heading(wording.line("no_grant.change")),
        Paragraph(wording.text(only)),
        SignOff(facts.signatory.name, facts.signatory.role),
    ]
    return _letter(facts, wording, "no_grant.subject", blocks)


def _letter(facts: GrantLetter, wording: Wording, subject_key: str, blocks: list[Block]) -> Letter:
    subject = wording.line(subject_key, year=facts.year)
    return Letter(
        title=subject, reference=facts.reference, letterhead=facts.letterhead, address=facts.addressee.address,
        written=facts.written, salutation=facts.addressee.salutation, running=facts.school,
        footer=facts.basis.footer(), urn=facts.urn,
        blocks=(Subject(subject), *blocks, facts.basis.paragraph(wording, "", facts.written)),
    )  # fmt: skip


def _money_status(facts: GrantLetter, wording: Wording) -> tuple[Mark, str]:
    money = _money(facts)
    if not facts.recorded:
        return "clock", wording.line("grant.status_unrecorded")
    if facts.balance == 0:
        return "tick", wording.line("grant.status_paid", total=money["total"])
    if facts.balance < 0:
        return "question", wording.line("grant.status_over", received=money["received"], balance=money["balance"])
    if not facts.received:
        return "clock", wording.line("grant.status_none_yet", balance=money["balance"])
    return "clock", wording.line("grant.status_part", received=money["received"], balance=money["balance"])


def _money(facts: GrantLetter) -> dict[str, str]:
    sums = {"total": facts.earned, "received": facts.received, "balance": abs(facts.balance)}
    return {name: say_money(pounds) for name, pounds in sums.items()}


def _answer(facts: GrantLetter, wording: Wording) -> Text:
    count, money = len(facts.participants), _money(facts)
    people = (
        wording.line("grant.one_person")
        if count == 1
        else wording.line("grant.people", count=capital(say_count(count)))
    )
    rate_key = "rate_varies" if not facts.rate else "rate_one" if count == 1 else "rate_each"
    rate = wording.line(f"grant.{rate_key}", rate=facts.rate)
    answer = wording.text(
        "grant.answer", school=facts.school, year=facts.year, people=people, rate=rate, total=money["total"]
    )  # fmt: skip
    if not facts.recorded:
        return (*answer, *wording.text("grant.books_unrecorded"))
    state = "all" if facts.balance == 0 else "over" if facts.balance < 0 else "part" if facts.received else "none"
    return (*answer, *wording.text(f"grant.books_{state}", **money))


def _glance(facts: GrantLetter, wording: Wording) -> Glance:
    money, count = _money(facts), len(facts.participants)
    rate = (
        wording.line("grant.rate_value", rate=facts.rate, band=facts.band)
        if facts.rate
        else wording.line("grant.rate_value_varies")
    )
    sum_shown = f"{count} × {facts.rate} = " if facts.rate and count > 1 else ""
    rows: list[tuple[str, Text]] = [
        ("year", words(facts.year)),
        ("started", words(str(count))),
        ("rate", words(rate)),
        ("earned", (Run(sum_shown), Run(money["total"], bold=True))),
    ]
    if facts.recorded:
        rows.append(("received", words(money["received"])))
        rows.append(("balance_over" if facts.balance < 0 else "balance", words(money["balance"], bold=True)))
    else:
        rows.append(("received", wording.text("grant.unrecorded")))
    if facts.pupils:
        rows.insert(3, ("pupils", wording.text("grant.pupils_value", pupils=facts.pupils, source=facts.pupils_source)))
    return Glance(tuple((wording.line(f"grant.{label}"), value) for label, value in rows))


def _table(facts: GrantLetter, wording: Wording) -> Table:
    names = [("staff", 30), ("course", 47), ("started", 32), ("earned", 17)]
    if facts.received_in_all is None:
        names += [("received", 17), ("balance", 17)]
    columns = tuple(
        Column(wording.line(f"grant.head_{name}"), share, figures=name in ("earned", "received", "balance"))
        for name, share in names
    )

    def figures(earned: int, received: int) -> tuple[str, ...]:
        if facts.received_in_all is not None:
            return (say_money(earned),)
        if not facts.recorded:
            return say_money(earned), "–", "–"
        return say_money(earned), say_money(received), say_money(earned - received)

    people = facts.participants
    rows = tuple((one.name, one.course, capital(one.started), *figures(one.earned, one.received)) for one in people)
    count = len(rows)
    courses = wording.line("grant.one_course") if count == 1 else wording.line("grant.courses", count=str(count))
    total = (wording.line("grant.total"), courses, "–", *figures(facts.earned, facts.received))
    return Table(wording.line("grant.made_up_summary"), columns, rows, total)


def _unconfirmed(facts: GrantLetter, wording: Wording) -> tuple[Block, ...]:
    """Whose start nobody has noted: eligible is not started, and only a start earns the grant."""
    names = [person.name for person in facts.participants if not person.began]
    many = "one" if len(names) == 1 else "many"
    return (Paragraph(wording.text(f"grant.unconfirmed_{many}", names=say_list(names))),) if names else ()


def _came(facts: GrantLetter, wording: Wording) -> Text:
    paid = wording.line(f"grant.paid_{facts.autumn}")
    text = wording.text("grant.nobody_applies", paid=paid)
    if facts.recorded and facts.balance > 0:
        text = (*text, *wording.text("grant.unless", balance=say_money(facts.balance)))
    return text


def _to_do(facts: GrantLetter, wording: Wording) -> tuple[Block, ...]:
    conditions = wording.text("grant.conditions", address=CONDITIONS_AT)
    if facts.balance == 0:
        return (Paragraph((*wording.text("grant.nothing"), *conditions)),)
    by = say_date(facts.look_by) if facts.look_by else ""
    if facts.balance < 0:
        steps: tuple[Text, ...] = (step(wording.text("grant.over"), by),)
    else:
        look = wording.text(f"grant.look_{facts.autumn}", balance=say_money(facts.balance))
        write = wording.text("grant.write", urn=facts.urn)
        steps = (step(look, by), wording.text("grant.ask"), write)
    said = (Run(conditions[0].text.lstrip()), *conditions[1:])
    return Heading(wording.line("grant.do")), Steps(steps), Paragraph(said)
