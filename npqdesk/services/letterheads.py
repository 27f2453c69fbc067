"""The paper that a school's letters are printed on: letterhead, badge, colour, and who signs.

Chosen once in the settings; the office's own stands on the letters of every school without one of its own. Letters that
were kept stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from npqdesk.letters.basis import Signatory
from npqdesk.letters.letter import Letter, Letterhead, Picture, SignOff
from npqdesk.letters.phrase import say_telephone
from npqdesk.letters.sample import sample_letter
from npqdesk.letters.sheet import readable
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.own_schools import own_schools
from npqdesk.services.pictures import PictureKind, fit_picture, picture_of, size_words
from npqdesk.services.schools import School, school
from npqdesk.services.settings import give_letterhead, own_letterheads, read_settings, setting, why_not
from npqdesk.services.undo import act
from npqdesk.services.wordings import letter_wording
from npqdesk.store import papers

YOUR_SCHOOL = "Your school"
_CALLED = {"logo": "badge", "signature": "signature"}
_SAYS = {"logo": "Badge of {name}", "signature": "Signature of {name}"}


@dataclass(frozen=True, slots=True)
class Paper:
    """What a letter is printed on and who signs it; `signature` is a scan of the signatory's own hand."""

    letterhead: Letterhead
    signatory: Signatory
    signature: Picture | None = None


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A badge or a signature in the settings: the name of the file it came from, and the size it is printed at."""

    file_name: str
    says: str
    png: bytes


def paper_for(desk: Desk, found: School | None, name: str) -> Paper:
    """The paper of a school, or of a workplace that the register does not have, by its name."""
    return _paper(desk, read_settings(desk, of=found.urn if found else ""), found, name)


def sign(letter: Letter, paper: Paper) -> Letter:
    """The letter with the signatory's scanned signature, where that very person signs it."""
    if paper.signature is None or not paper.signatory.name:
        return letter
    signed = tuple(
        replace(each, signature=paper.signature)
        if isinstance(each, SignOff) and each.name == paper.signatory.name
        else each
        for each in letter.blocks
    )
    return replace(letter, blocks=signed)


def sample_page(desk: Desk, typed: Mapping[str, str], *, of: str = "", large: bool = False) -> bytes:
    """One page on the paper of what is typed now, as PDF.  What cannot be used yet is left as it was.

    Raises Problem for a character that cannot be printed."""
    from npqdesk.letters.render import render  # slow libraries, first wanted here
    from npqdesk.services.fonts import fonts

    used = {key: value for key, value in typed.items() if not why_not(setting(key), " ".join(value.split()))}
    found = school(desk, of or next(iter(sorted(own_schools(desk))), ""))
    paper = _paper(desk, {**read_settings(desk, of=of), **used}, found, YOUR_SCHOOL, of=of)
    wording, _hash = letter_wording(desk)
    letter = sample_letter(paper.letterhead, paper.signatory, desk.today(), wording)
    return render(sign(letter, paper), fonts(), large=large)


def darkened(colour: str) -> str:
    """The darker shade that is printed where a colour is too pale to read on white; empty where it is not."""
    shade = readable(colour)
    return "" if shade.upper() == colour.upper() else shade


def schools_without(desk: Desk) -> tuple[tuple[str, str], ...]:
    """URN and name of the office's schools that have no letterhead of their own, by name."""
    return _named(desk, own_schools(desk) - {*own_letterheads(desk)})


def schools_with(desk: Desk) -> tuple[tuple[str, str], ...]:
    """URN and name of the schools that have one."""
    return _named(desk, frozenset(own_letterheads(desk)))


def give_own(desk: Desk, urn: str) -> None:
    """Give a school a letterhead of its own: the one it had before, else one that is signed as the office's is."""
    signature = kept_picture(desk, "signature")
    sign = partial(_put_picture, _key("signature", urn), signature, desk.now()) if signature is not None else None
    give_letterhead(desk, urn, begin=sign)


def kept_picture(desk: Desk, kind: PictureKind, *, of: str = "") -> KeptPicture | None:
    """The badge or the signature of the office, or of a school with a letterhead of its own."""
    with desk.store.reading() as session:
        row = session.get(papers.Picture, _key(kind, of))
    if row is None:
        return None
    return KeptPicture(row.file_name, size_words(picture_of(row.png, ""), kind), row.png)


def choose_picture(desk: Desk, kind: PictureKind, file: Path, *, of: str = "") -> KeptPicture:
    """Take the badge or the signature from a file.  Raises Problem when it is no picture fit for paper."""
    try:
        with file.open("rb") as stream:
            content = stream.read(20_000_000)
    except OSError as error:
        raise Problem(
            "This picture cannot be read",
            f"The system says: {error.strerror or error}.",
            "Check that the file is still there and that you may read it. What you had stays.",
        ) from error
    fitted = fit_picture(content, kind, says="")
    made = KeptPicture(file.name, fitted.says, fitted.picture.png)
    keep_picture(desk, kind, made, of=of)
    return made


def keep_picture(desk: Desk, kind: PictureKind, picture: KeptPicture | None, *, of: str = "") -> None:
    """Keep a picture in the settings; None takes it away."""
    with act(desk, f"change the {_CALLED[kind]} of a letterhead") as session:
        row = session.get(papers.Picture, _key(kind, of))
        if picture is not None:
            _put_picture(_key(kind, of), picture, desk.now(), session)
        elif row is not None:
            session.delete(row)


def _put_picture(key: str, picture: KeptPicture, now: datetime, session: Session) -> None:
    session.merge(papers.Picture(key=key, file_name=picture.file_name, kept_at=now, png=picture.png))


def _paper(desk: Desk, chosen: Mapping[str, str], found: School | None, name: str, *, of: str | None = None) -> Paper:
    """`of` is whose letterhead it is, "" for the office's; None: that of the school, if it has one."""
    if of is None:
        of = found.urn if found and found.urn in own_letterheads(desk) else ""
    own = chosen["letterhead.name"]
    named = own or (found.name if found else name)
    signed = chosen["signatory.name"]
    letterhead = Letterhead(
        named,
        chosen["letterhead.address"] or ("" if own or not found else ", ".join(found.address)),
        chosen["letterhead.telephone"] or ("" if own or not found else say_telephone(found.telephone)),
        chosen["letterhead.email"],
        found.urn if found and (of or not own) else "",
        head=chosen["letterhead.head"],
        trust=found.trust if found and found.trust != named else "",
        colour=chosen["letterhead.colour"],
        logo=_picture(desk, "logo", of, named),
        preprinted=chosen["letterhead.paper"] == "preprinted",
    )
    return Paper(
        letterhead,
        Signatory(signed, chosen["signatory.role"]),
        _picture(desk, "signature", of, signed) if signed else None,
    )


def _picture(desk: Desk, kind: PictureKind, of: str, name: str) -> Picture | None:
    kept = kept_picture(desk, kind, of=of)
    return picture_of(kept.png, _SAYS[kind].format(name=name)) if kept else None


def _named(desk: Desk, urns: frozenset[str]) -> tuple[tuple[str, str], ...]:
    found = ((urn, school(desk, urn)) for urn in urns)
    named = ((urn, each.name if each else f"URN {urn}") for urn, each in found)
    return tuple(sorted(named, key=lambda each: each[1].casefold()))


def _key(kind: PictureKind, of: str) -> str:
    return f"{kind}@{of}" if of else kind
