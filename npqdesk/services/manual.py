"""The manual as paper: the chapters, questions and words of the help as one tagged PDF, web page or text.

Pictures of screens are given by whoever has taken them; without them it is the words alone."""

from collections.abc import Iterator, Mapping

from npqdesk import __version__
from npqdesk.letters.letter import (
    Block,
    Column,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    Picture,
    Run,
    Shown,
    Steps,
    Subject,
    Table,
    words,
)
from npqdesk.letters.phrase import say_date
from npqdesk.services.desk import RuleDesk
from npqdesk.services.help_files import help_texts
from npqdesk.services.help_texts import Chapter, Help, Question, Source
from npqdesk.services.letter_files import file_name
from npqdesk.services.made_letter import MadePaper, made_paper

TITLE = "npqdesk: the manual"
FIRST_START = "first"
"""The name of the picture that is taken before anything has been loaded; the others are named by their pages."""
_ABOUT = "How to find out whether an NPQ is funded, why, and what to do next. Made from the help of the program itself."


def manual_pictures() -> tuple[str, ...]:
    """The names of the pages of which the manual shows a picture."""
    return tuple(each.picture for chapter in help_texts().chapters for each in chapter.sections if each.picture)


def make_manual(desk: RuleDesk, pictures: Mapping[str, bytes] | None = None, *, large: bool = False) -> MadePaper:
    """The manual as PDF, and as the value that other forms are made of; `pictures` are PNGs by the names of pages."""
    fitted = {name: _fitted(pictures[name]) for name in manual_pictures() if pictures and name in pictures}
    today = desk.today()
    letter = Letter(
        title=TITLE, reference=f"Manual {__version__}", letterhead=Letterhead("npqdesk"), address=(), written=today,
        salutation="", running=TITLE, footer=f"npqdesk {__version__}", paper="summary",
        beside=(f"Version {__version__}", say_date(today)), blocks=tuple(_blocks(help_texts(), fitted)),
    )  # fmt: skip
    name = file_name(f"npqdesk {__version__} manual")
    return made_paper(letter, name, large=large)


def _blocks(texts: Help, pictures: Mapping[str, tuple[bytes, int, int]]) -> Iterator[Block]:
    yield Subject(TITLE)
    yield Paragraph(words(_ABOUT))
    for chapter in texts.chapters:
        yield from _chapter(chapter, pictures)
    group = ""
    for question in texts.questions:
        if question.group != group:
            group = question.group
            yield Heading(f"Questions: {group}")
        yield from _question(question)
    yield Heading("Words")
    columns = (Column("Word", 55), Column("What it means", 115))
    yield Table("The words of the field, each with what it means", columns,
                tuple((term.name, term.says) for term in texts.terms), setting="close")  # fmt: skip


def _chapter(chapter: Chapter, pictures: Mapping[str, tuple[bytes, int, int]]) -> Iterator[Block]:
    yield Heading(chapter.title)
    for section in chapter.sections:
        yield Heading(section.heading, under=True)
        yield from (Paragraph(words(text)) for text in section.text)
        if section.steps:
            yield Steps(tuple(map(words, section.steps)))
        if section.picture in pictures:
            picture = Picture(*pictures[section.picture], f"A picture of the window: {chapter.title}")
            yield Shown(picture, section.picture_says)


def _question(question: Question) -> Iterator[Block]:
    yield Heading(question.ask, under=True)
    yield from (Paragraph(words(text)) for text in question.answer)
    runs = [Run("Source: " if len(question.sources) == 1 else "Sources: ", italic=True)]
    for number, source in enumerate(question.sources):
        runs += [Run("; ")] if number else []
        runs.append(_source(source))
    yield Paragraph((*runs, Run(".")))


def _source(source: Source) -> Run:
    return Run(f"{source.title}{f', {source.date}' if source.date else ''}", link=source.address)


def _fitted(png: bytes) -> tuple[bytes, int, int]:
    """An opaque PNG of eight bits a colour, which is what paper takes, with its width and height."""
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(png)) as opened:
        plain = opened.convert("RGB")
    written = BytesIO()
    plain.save(written, "PNG", optimize=True)
    return written.getvalue(), plain.width, plain.height
