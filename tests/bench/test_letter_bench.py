"""How long finished letters take, beside bare platypus documents of the same text in the same run.

The floor has no structure, no tables, no finishing: plain paragraphs in the same typeface."""

import gc
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from multiprocessing import active_children
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from xml.sax.saxutils import escape

import pikepdf
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from npqdesk.letters.letter import Letter, Run
from npqdesk.letters.letter import Paragraph as Said
from npqdesk.letters.render import render
from npqdesk.services.letter_press import Print, print_all
from tests.letters.sample_letters import FONTS, samples

ROOT = Path(__file__).parents[2]
MANY = 500
MOST_LEFT = 800_000
"""Bytes that forty letters may leave behind: half of what they weigh."""

ROUNDS = 15
FIRST_NAMES = ("Siân", "Ayşe", "Tunde", "Olena", "Marek", "Gwenllian", "Priya", "Jo", "Hạnh", "Zoë")


def bare(letter: Letter) -> bytes:
    """The same words as plain paragraphs in the same typeface."""
    style = ParagraphStyle("body", fontName="SourceSans3-Regular", fontSize=12, leading=16)
    out = BytesIO()
    SimpleDocTemplate(out).build([Paragraph(escape(text), style) for _, text in letter.texts() if text])
    return out.getvalue()


def letters(count: int) -> list[Letter]:
    """Two-page letters to so many people, each with words of its own on every page."""
    kinds = [samples()[kind] for kind in ("eligible", "not_eligible")]
    made = []
    for number in range(count):
        name = f"{FIRST_NAMES[number % len(FIRST_NAMES)]} Person{number}"
        letter = kinds[number % 2]
        years = Run(f"keep it for {number % 9 + 2} years.", bold=True)
        said = (Run(f"{name}, this is letter {number:,} of today: "), years)
        made.append(replace(
            letter, reference=f"NPQ/999142/2026/{number:03}", running=name, salutation=f"Dear {name}",
            address=(name, *letter.address[1:]), blocks=(*letter.blocks[:3], Said(said), *letter.blocks[3:]),
        ))  # fmt: skip
    return made


def taken(work: Callable[[], object]) -> float:
    """Seconds of this process alone, so that a busy machine does not decide."""
    start = process_time()
    work()
    return process_time() - start


def register() -> None:
    """Make the typeface known to ReportLab, as a bare document needs it."""
    pdfmetrics.registerFont(TTFont("SourceSans3-Regular", BytesIO(FONTS.read("SourceSans3-Regular.ttf"))))


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    register()
    for letter in letters(2):
        render(letter, FONTS)
        bare(letter)


@pytest.mark.benchmark(group="letter")
@pytest.mark.parametrize("kind", ["eligible", "not_eligible", "grant"])
def test_a_letter_takes_no_longer_than_a_bare_document(benchmark, kind: str) -> None:
    letter = samples()[kind]
    pairs = [(taken(lambda: render(letter, FONTS)), taken(lambda: bare(letter))) for _ in range(ROUNDS)]
    benchmark(lambda: render(letter, FONTS))
    assert median(ours / floor for ours, floor in pairs) <= 1.2, pairs


def test_five_hundred_letters_on_disk_take_at_most_1_4_times_bare_documents(tmp_path: Path) -> None:
    """In turns of fifty, so that whatever else the machine does falls on both."""
    all_letters, ours, floor = letters(MANY), 0.0, 0.0

    def write(make: Callable[[Letter], bytes], some: list[Letter], ending: str) -> None:
        for letter in some:
            (tmp_path / f"{letter.reference.replace('/', '-')}{ending}").write_bytes(make(letter))

    for start in range(0, MANY, 50):
        some = all_letters[start : start + 50]
        ours += taken(lambda some=some: write(lambda letter: render(letter, FONTS), some, ".pdf"))
        floor += taken(lambda some=some: write(bare, some, ".bare.pdf"))
    files = sorted(tmp_path.glob("*.pdf"))
    assert len(files) == 2 * MANY
    assert all(len(pikepdf.open(file).pages) == 2 for file in files if ".bare" not in file.name)
    print(f"\n{MANY} letters: {ours:.2f} s, bare documents {floor:.2f} s, {ours / floor:.2f} times")
    assert ours / floor <= 1.4


def test_two_processes_are_no_slower_than_bare_documents_on_one() -> None:
    """Seconds of both processes, since a second processor may be busy: what each does must be less than the floor."""
    all_letters = letters(MANY)
    start, here, before = perf_counter(), process_time(), os.times()
    made = sum(1 for _ in print_all(((n, Print(each)) for n, each in enumerate(all_letters)), many=MANY))
    wall, here = perf_counter() - start, process_time() - here
    for child in active_children():
        child.join()  # only then are its seconds known
    beside = sum(os.times()[2:4]) - sum(before[2:4])
    floor = taken(lambda: [bare(letter) for letter in all_letters])
    print(f"\non two: {here:.2f} s here, {beside:.2f} s beside, {wall:.2f} s in all; bare on one {floor:.2f} s")
    assert made == MANY
    assert max(here, beside) <= floor


def grown(make: Callable[[Letter], object], some: list[Letter]) -> int:
    """Bytes that are held after these letters and were not before: what only waits to be let go of does not count."""
    gc.collect()
    before, _ = tracemalloc.get_traced_memory()
    for letter in some:
        make(letter)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    return after - before


def test_memory_is_flat() -> None:
    """The lines of some texts are kept for the next letter; letters that are kept, to see it, are far more."""
    some, leak = letters(200), []
    tracemalloc.start()
    try:
        grown(lambda letter: render(letter, FONTS), some[:120])  # fills what is kept on purpose
        flat = grown(lambda letter: render(letter, FONTS), some[120:160])
        leaking = grown(lambda letter: leak.append(render(letter, FONTS)), some[160:])
    finally:
        tracemalloc.stop()
    print(f"\nforty letters leave {flat / 1000:,.0f} kB, with their bytes kept {leaking / 1000:,.0f} kB")
    assert flat < MOST_LEFT < leaking, "what is kept between letters has an end, and this would see it grow"


FIRST = """
from time import process_time
from tests.bench.test_letter_bench import FONTS, bare, register, samples
letter = samples()["eligible"]
start = process_time()
{work}
print(process_time() - start)
"""
BARE = "register(); bare(letter)"
OURS = "from npqdesk.letters.render import render; render(letter, FONTS)"


def test_the_first_letter_takes_at_most_300_ms_more_than_a_bare_one() -> None:
    def first(work: str) -> float:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        program = [sys.executable, "-c", FIRST.format(work=work)]
        return float(subprocess.run(program, capture_output=True, text=True, check=True, env=env, cwd=ROOT).stdout)

    ours, floor = min(first(OURS) for _ in range(3)), min(first(BARE) for _ in range(3))
    print(f"\nfirst letter {1000 * ours:.0f} ms, bare {1000 * floor:.0f} ms")
    assert ours - floor <= 0.3
