"""A Maths Hubs project worked out, as a letter of the office's.  Made anew each time, so not kept itself."""

import json
from dataclasses import asdict, dataclass, fields

from npqdesk import __version__
from npqdesk.letters.basis import Addressee
from npqdesk.letters.quotation import Quotation, QuotedPart, quotation
from npqdesk.problem import Problem
from npqdesk.services.choice_papers import only_school
from npqdesk.services.desk import Desk
from npqdesk.services.hubs.catalogue import Project
from npqdesk.services.hubs.costing import cost
from npqdesk.services.hubs.costs import STANDING_SAYS, Asked, Cost
from npqdesk.services.hubs.shipped import catalogue
from npqdesk.services.letter_files import file_name
from npqdesk.services.letterheads import YOUR_SCHOOL, paper_for, sign
from npqdesk.services.made_letter import MadePaper, made_paper
from npqdesk.services.wordings import letter_wording
from npqdesk.store.tables import Setting

_KEY, _HEAD = "hubs.quotation", "The headteacher"
LONGEST = 100
ASKS = (
    "What is paid for this project in this school year, and to whom?",
    "Is there a place for our school, and when does it begin?",
    "On which days do our colleagues take part, and is their cover paid?",
)


@dataclass(frozen=True, slots=True)
class QuotationForm:
    """Whom the letter is for, as it was typed last: `lines` are those of the address; `large` is large print."""

    name: str = _HEAD
    role: str = ""
    lines: str = ""
    greeting: str = "colleague"
    large: bool = False


def quotation_form(desk: Desk) -> QuotationForm:
    """What was typed last."""
    with desk.store.reading() as session:
        row = session.get(Setting, _KEY)
    kept = json.loads(row.value) if row else {}
    known = {field.name for field in fields(QuotationForm)}
    return QuotationForm(**{name: value for name, value in kept.items() if name in known})


def keep_quotation_form(desk: Desk, form: QuotationForm) -> None:
    """Keep what stands there now."""
    with desk.store.writing() as session:
        session.merge(Setting(key=_KEY, value=json.dumps(asdict(form), ensure_ascii=False)))


def make_quotation(desk: Desk, project: Project, asked: Asked, form: QuotationForm) -> MadePaper:
    """The letter as PDF.  Raises Problem for a number that cannot be, or for words that are too many."""
    wording, _hash = letter_wording(desk)
    ours = only_school(desk)
    paper = paper_for(desk, ours, ours.name if ours else YOUR_SCHOOL)
    today, code = desk.today(), project.short_code
    facts = Quotation(
        letterhead=paper.letterhead,
        addressee=_addressee(form),
        signatory=paper.signatory,
        version=__version__,
        reference=f"NCP/{code}/{today.isoformat()}",
        written=today,
        code=code,
        title=project.title,
        year=catalogue().year,
        catalogue=catalogue().title,
        purpose=project.purpose,
        audience=project.audience,
        needs=tuple(_sentence(each) for each in (*project.needs, *project.one_of)),
        parts=tuple(_part(made) for made in cost(project, asked)),
        money_says=tuple(_sentence(each) for each in project.money_say),
        asks=ASKS,
    )
    letter = sign(quotation(facts, wording), paper)
    name = file_name(f"{today.isoformat()} Maths Hubs quotation", f"NCP {'-'.join(project.codes)}")
    return made_paper(letter, name, large=form.large)


def _addressee(form: QuotationForm) -> Addressee:
    lines = tuple(" ".join(line.split()) for line in form.lines.splitlines() if line.strip())
    if len(lines) > 6 or any(len(each) > LONGEST for each in (form.name, form.role, form.greeting, *lines)):
        raise Problem(
            "The address is too long",
            "It has more than six lines, or a line is too long.",
            f"Use at most six lines of {LONGEST} letters.",
        )
    name = " ".join(form.name.split()) or _HEAD
    return Addressee(name, "", " ".join(form.role.split()), lines, " ".join(form.greeting.split()))


def _part(made: Cost) -> QuotedPart:
    each = (f"Each school of the group receives £{made.each_school:,} of it.",) if made.each_school else ()
    standing = STANDING_SAYS[made.standing]
    return QuotedPart(
        title=made.title,
        payee=made.payee,
        lines=tuple((item.say, item.working, item.amount) for item in made.items),
        total=made.total,
        notes=(" ".join((*each, standing, *made.notes)),),
        in_pounds=made.low is not None,
        caution=standing if made.is_extrapolated else "",
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
