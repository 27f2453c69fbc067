"""How does a letter read as a page of HTML?  One file that asks for nothing from outside, fit to e-mail and print.

Each part has the tag of what it is; its words and their order are those of the plain text. All that was typed is
escaped, and the page itself forbids scripts and anything fetched."""

import base64
from collections.abc import Iterable
from html import escape
from typing import assert_never

from npqdesk.letters.icons import mark_as_svg
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Chart,
    Glance,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    Picture,
    ReplySlip,
    RestsOn,
    Run,
    Shown,
    SignOff,
    Status,
    Steps,
    Subject,
    Table,
    Text,
)
from npqdesk.letters.opening import address_lines, labelled
from npqdesk.letters.phrase import bind, printable
from npqdesk.letters.sheet import GREY, HAIRLINE, INK, readable

_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_LINKS = ("https://", "http://", "mailto:")
_STYLE = """
@page { size: A4; margin: 20mm 25mm }
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 42rem; color: %(ink)s; background: #fff;
  font: 1rem/1.4 "Source Sans 3", "Source Sans Pro", "Noto Sans", "Segoe UI", Arial, sans-serif }
h1, h2, .name { color: %(colour)s; font-weight: 600; line-height: 1.25; break-after: avoid }
h1 { font-size: 1.45rem; margin: 1.2rem 0 .6rem } h2 { font-size: 1.15rem; margin: 1.4rem 0 .4rem }
p, ul, ol, dl { margin: 0 0 .6rem } li { margin-bottom: .4rem }
header { border-bottom: .12rem solid %(colour)s; margin-bottom: 1.5rem; display: flex; gap: 1.2rem; align-items: start }
header img { max-width: 40mm; max-height: 18mm } .name { font-size: 1.6rem } .contact, dt, .rests { color: %(grey)s }
.sent { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem } dd { margin: 0 }
.status { display: flex; gap: .6rem; font-size: 1.08rem; font-weight: 600; margin-bottom: .3rem }
.status svg { width: 1.4rem; height: 1.4rem; flex: none }
table { border-collapse: collapse; width: 100%%; border-top: .12rem solid %(colour)s; margin-bottom: .8rem }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .3rem 0; border-bottom: .05rem solid %(hair)s }
tbody th { font-weight: 400 } .glance th { width: 11rem; color: %(grey)s } tr { break-inside: avoid }
thead th, tfoot th, tfoot td { font-weight: 600 } thead th { vertical-align: bottom }
thead, tfoot { border: solid %(colour)s } thead { border-width: 0 0 .07rem } tfoot { border-width: .07rem 0 0 }
tbody:last-child tr:last-child > *, tfoot tr > * { border-bottom: .08rem solid %(colour)s }
.bar { display: inline-block; height: .7rem; background: %(colour)s; margin-right: .5rem }
.figure { text-align: right; font-variant-numeric: tabular-nums } .signed { margin-top: 1rem; break-inside: avoid }
.signed img { max-width: 50mm; max-height: 15mm; display: block } .hand { height: 3rem }
.rule { display: inline-block; border-top: .08rem solid %(ink)s; margin-top: 2.5rem; width: 60%% }
figure { margin: .8rem 0 } figure img { max-width: 100%% } figcaption { color: %(grey)s; font-size: .9rem }
h3 { font-size: 1rem; margin: 1rem 0 .3rem }
.rule + .rule { width: 28%%; margin-left: 6%% } .rests { font-size: .9rem; margin-top: 1.4rem }
@media print { body { padding: 0; max-width: none; font-size: 12pt } }
"""


def as_html(letter: Letter) -> str:
    """The letter as one page of HTML."""
    style = _STYLE % {"ink": INK, "grey": GREY, "hair": HAIRLINE, "colour": readable(letter.letterhead.colour)}
    address = "<br>\n".join(_text(line) for line in address_lines(letter))
    dated = "".join(f"<dt>{_said(label)}</dt><dd>{_said(said)}</dd>\n" for label, said in labelled(letter))
    blocks = "\n".join(_block(block) for block in letter.blocks)
    sent = f'<div class="sent">\n<p>{address}</p>\n<dl>\n{dated}</dl>\n</div>\n' if dated else ""
    greeting = f"<p>{_said(letter.salutation)}</p>\n" if letter.salutation else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(letter.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_said(letter.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_letterhead(letter.letterhead, letter.beside)}\n<main>\n"
        f"{sent}{greeting}{blocks}\n</main>\n</body>\n</html>\n"
    )


def _letterhead(head: Letterhead, beside: Iterable[str]) -> str:
    lines = "".join(f'\n<p class="contact">{_said(line)}</p>' for line in (*head.lines(), *beside))
    return f'<header>{_picture(head.logo)}<div>\n<p class="name">{_said(head.name)}</p>{lines}\n</div></header>'


def _block(block: Block) -> str:
    match block:
        case Subject(text) | Heading(text):
            tag = "h1" if isinstance(block, Subject) else "h3" if block.under else "h2"
            return f"<{tag}>{_said(text)}</{tag}>"
        case Shown(picture, caption):
            return f"<figure>{_picture(picture)}<figcaption>{_said(caption)}</figcaption></figure>"
        case Status(lines):
            return "\n".join(
                f'<p class="status">{mark_as_svg(mark)} <span>{_said(line)}</span></p>' for mark, line in lines
            )
        case Paragraph(text):
            return f"<p>{_text(text)}</p>"
        case RestsOn(text):
            return f'<p class="rests">{_text(text)}</p>'
        case Glance(rows):
            return _glance(rows)
        case Chart():
            return _chart(block)
        case Table():
            return _table(block)
        case Bullets(items) | Steps(items):
            return _list("ul" if isinstance(block, Bullets) else "ol", items)
        case SignOff():
            return _sign_off(block)
        case ReplySlip(heading, lines):
            return _reply_slip(heading, lines)
        case _:
            assert_never(block)


def _glance(rows: Iterable[tuple[str, Text]]) -> str:
    body = "".join(f'<tr><th scope="row">{_said(label)}</th> <td>{_text(value)}</td></tr>\n' for label, value in rows)
    return f'<table class="glance" aria-label="The main facts of this letter"><tbody>\n{body}</tbody></table>'


def _table(block: Table) -> str:
    figures = [' class="figure"' if column.figures else "" for column in block.columns]
    heads = " ".join(
        f'<th scope="col"{figure}>{_said(column.title)}</th>'
        for column, figure in zip(block.columns, figures, strict=True)
    )

    def row(cells: tuple[str, ...]) -> str:
        first, *others = (_said(cell) for cell in cells)
        rest = "".join(f" <td{figure}>{cell}</td>" for cell, figure in zip(others, figures[1:], strict=True))
        return f'<tr><th scope="row"{figures[0]}>{first}</th>{rest}</tr>\n'

    body = "".join(map(row, block.rows))
    total = f"<tfoot>\n{row(block.total)}</tfoot>" if block.total else ""
    head = f"<thead>\n<tr>{heads}</tr>\n</thead>"
    return f'<table aria-label="{_said(block.summary)}">{head}<tbody>\n{body}</tbody>{total}</table>'


def _chart(block: Chart) -> str:
    most = max((number for _, number in block.bars), default=0) or 1
    rows = "".join(
        f'<tr><th scope="row">{_said(label)}</th> <td>{_bar(number / most)}{number:,}</td></tr>\n'
        for label, number in block.bars
    )
    return f'<table class="glance" aria-label="{_said(block.summary)}"><tbody>\n{rows}</tbody></table>'


def _bar(share: float) -> str:
    return f'<span class="bar" style="width: {share * 60:.1f}%"></span>'


def _list(tag: str, items: Iterable[Text]) -> str:
    return f"<{tag}>\n" + "".join(f"<li>{_text(item)}</li>\n" for item in items) + f"</{tag}>"


def _sign_off(block: SignOff) -> str:
    signature = _picture(block.signature) or '<div class="hand"></div>'
    role = f"<br>\n{_said(block.role)}" if block.role else ""
    return (
        f'<div class="signed">\n<p>{_said(block.close)}</p>\n{signature}\n'
        f"<p><strong>{_said(block.name)}</strong>{role}</p>\n</div>"
    )


def _reply_slip(heading: str, lines: Iterable[str]) -> str:
    said = "".join(f"<p>{_said(line)}</p>\n" for line in lines)
    places = "\n".join(f'<span class="rule contact">{word}</span>' for word in ("Signature", "Date"))
    return f'<section class="signed">\n<h2>{_said(heading)}</h2>\n{said}<p>{places}</p>\n</section>'


def _picture(picture: Picture | None) -> str:
    if picture is None:
        return ""
    return f'<img src="data:image/png;base64,{base64.b64encode(picture.png).decode()}" alt="{_said(picture.says)}">'


def _text(text: Text) -> str:
    return "".join(_run(run, last=number == len(text)) for number, run in enumerate(text, 1))


def _run(run: Run, *, last: bool) -> str:
    said = escape(bind(printable(run.text), last=last))
    if run.link.startswith(_LINKS):
        said = f'<a href="{escape(run.link)}" rel="noreferrer">{said}</a>'
    if run.italic:
        said = f"<em>{said}</em>"
    return f"<strong>{said}</strong>" if run.bold else said


def _said(text: str) -> str:
    return escape(bind(printable(text)))
