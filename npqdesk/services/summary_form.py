"""What the office says for a summary, as typed: kept until the next one, and read into what is wanted."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from npqdesk.letters.phrase import say_date
from npqdesk.services.desk import Desk
from npqdesk.services.letter_form import LONGEST, FormError, read_day, read_pounds
from npqdesk.services.summaries import Wanted
from npqdesk.store.tables import Setting

_KEY = "summary.typed"
_MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class SummaryForm:
    """Each field as it stands on the page; `subject` is "governors 902114" or "trust Westmere Learning Trust", and
    `changed` what changed since the kept summary that this one replaces."""

    subject: str = ""
    cohort: str = ""
    meeting: str = ""
    on: str = ""
    cover_days: str = ""
    cover_rate: str = ""
    names: bool = False
    large: bool = False
    changed: str = ""


def summary_form(desk: Desk) -> SummaryForm:
    """What was typed last."""
    with desk.store.reading() as session:
        row = session.get(Setting, _KEY)
    known = {field.name for field in fields(SummaryForm)}
    kept = json.loads(row.value) if row else {}
    return SummaryForm(**{name: value for name, value in kept.items() if name in known})


def keep_summary_form(desk: Desk, form: SummaryForm) -> None:
    """Keep what stands there now."""
    with desk.store.writing() as session:
        session.merge(Setting(key=_KEY, value=json.dumps(asdict(form), ensure_ascii=False)))


def form_of(typed: Mapping[str, Any]) -> SummaryForm:
    """What a kept summary was made with, as it was typed."""
    on = date.fromisoformat(typed["on"]) if typed["on"] else None
    return SummaryForm(
        subject=f"{typed['kind']} {typed['of']}",
        cohort=typed["cohort"],
        meeting=typed["meeting"],
        on=say_date(on).replace("\u00a0", " ") if on else "",
        cover_days=str(typed["cover_days"] or ""),
        cover_rate=str(typed["cover_rate"] or ""),
        names=typed["names"],
        large=typed["large"],
    )


def read_summary_form(form: SummaryForm) -> Wanted:
    """What is wanted.  Raises FormError for a day that is none, or a number that is none."""
    kind, _space, of = form.subject.partition(" ")
    for name in ("meeting", "changed"):
        if len(getattr(form, name)) > LONGEST:
            raise FormError(name, f"Use at most {LONGEST} letters")
    try:
        on = read_day(form.on) if form.on.strip() else None
    except FormError as error:
        raise FormError("on", error.what_happened.removesuffix(".")) from error
    days = form.cover_days.strip() or "0"
    if not days.isdecimal() or int(days) > _MOST_DAYS:
        raise FormError("cover_days", f"Enter a whole number up to {_MOST_DAYS}")
    return Wanted(
        kind="trust" if kind == "trust" else "governors",
        of=of,
        cohort=form.cohort,
        meeting=" ".join(form.meeting.split()),
        on=on,
        cover_days=int(days),
        cover_rate=read_pounds(form.cover_rate, "cover_rate") or 0,
        names=form.names and kind != "trust",
    )
