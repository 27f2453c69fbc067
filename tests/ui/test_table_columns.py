"""The room of a table's columns and of a footer's halves, whatever the type's width."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF

from npqdesk.ui.theme import font
from npqdesk.ui.widgets.buttons import primary
from npqdesk.ui.widgets.cell_delegate import _lines, cell_widths
from npqdesk.ui.widgets.header import FooterBar
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable

NAME = Cell("Maria-Magdalena Featherstonehaugh-Cholmondeley", "St Mary Magdalene Church of England School")
DAY, STEP = Cell("30 September 2026", "20 weeks ago"), Cell("Ask the provider for an answer about the place")


@pytest.fixture
def table(show):
    columns = (("Person", NAME, 200), ("Since", DAY, 90), ("Next step", STEP, 160))
    model = RowsModel([Column(head, lambda _row, cell=cell: cell, width) for head, cell, width in columns])
    made = RowsTable(model, name="A table of three columns")
    model.show_rows(range(3))
    return show(made, width=900)


def test_every_column_has_what_its_cells_need_where_there_is_room(table):
    table.resize(sum(cell_widths(cell)[1] for cell in (NAME, DAY, STEP)) + 120, 300)
    assert [table.columnWidth(at) >= cell_widths(cell)[1] for at, cell in enumerate((NAME, DAY, STEP))] == [True] * 3


def test_a_day_is_never_cut_and_a_column_is_not_narrowed_by_a_filter(table):
    table.resize(300, 300)
    assert table.columnWidth(1) >= cell_widths(DAY)[0]
    before = [table.columnWidth(at) for at in range(3)]
    table.rows.show_rows(())
    assert [table.columnWidth(at) for at in range(3)] == before


def test_paper_says_what_a_table_is_sorted_by(table):
    assert table.printed()().notes == ()
    for order, words in ((Qt.SortOrder.AscendingOrder, ""), (Qt.SortOrder.DescendingOrder, ", backwards")):
        table.sortByColumn(1, order)
        assert table.printed()().notes == (f"Sorted by “Since”{words}.",)


def test_words_go_on_to_a_second_line_where_one_is_too_short(look):
    metrics = QFontMetricsF(font("body"))
    narrow = round(metrics.horizontalAdvance(STEP.text) * 0.7)
    high, low = round(metrics.height() * 2.2), round(metrics.height() * 1.2)
    assert len(_lines(STEP, metrics, QRect(0, 0, narrow, high))) == 2
    assert " ".join(_lines(STEP, metrics, QRect(0, 0, narrow, high))) == STEP.text
    assert _lines(STEP, metrics, QRect(0, 0, narrow, low)) == [STEP.text]
    assert _lines(NAME, metrics, QRect(0, 0, narrow, high)) == [NAME.text]


def test_the_note_of_a_footer_goes_beneath_where_the_buttons_need_the_room(show):
    button = primary("Record what happened…")
    bar = show(FooterBar(button, note="Three years from the appointment, counted from the first of that month."))
    bar.resize(button.sizeHint().width() + 800, 100)
    assert bar.note.mapTo(bar, bar.note.rect().topLeft()).x() > button.width()
    bar.resize(button.sizeHint().width() + 80, 200)
    bar.layout().activate()
    assert bar.note.mapTo(bar, bar.note.rect().topLeft()).y() >= button.height()
