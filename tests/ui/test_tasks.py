"""Work beside the window always comes home: its result, its problem, its bug, or word that it stopped."""

import gc
import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.progress import Cancelled
from npqdesk.ui.tasks import finish_tasks, is_working, run_task


@pytest.fixture
def owner(show):
    return show(QWidget())


def test_the_result_comes_home_on_the_windows_thread(owner, qtbot):
    got = []

    def work(_task):
        return QThread.currentThread() is not owner.thread()

    run_task(owner, work, on_done=lambda elsewhere: got.append((elsewhere, QThread.currentThread() is owner.thread())))
    qtbot.waitUntil(lambda: got == [(True, True)])
    assert not is_working()


def test_what_can_be_let_go_of_is_looked_for_on_the_windows_thread_alone(owner, qtbot):
    usual, looked = gc.get_threshold(), set()

    def watch(_phase, _told):
        looked.add(threading.current_thread())

    def work(_task):
        while not looked:
            [].append([])
        for _each in range(2_000):
            round_and_round = []
            round_and_round.append(round_and_round)

    gc.callbacks.append(watch)
    try:
        task = run_task(owner, work)
        gc.set_threshold(10)
        qtbot.waitUntil(lambda: not is_working())
    finally:
        gc.callbacks.remove(watch)
        gc.set_threshold(*usual)
    assert looked == {threading.main_thread()}, task
    assert gc.isenabled()


@pytest.mark.parametrize("error", [Problem("No", "It is so.", "Do this."), KeyError("Amara")])
def test_an_error_comes_home_too(owner, qtbot, error):
    got = []

    def work(_task):
        raise error

    run_task(owner, work, on_failed=got.append)
    qtbot.waitUntil(lambda: got == [error])


def test_without_a_reader_the_window_shows_the_failure(qtbot, show):
    shown = []

    class Window(QWidget):
        def show_failure(self, error):
            shown.append(str(error))

    def work(_task):
        raise ValueError("odd")

    run_task(show(Window()), work)
    qtbot.waitUntil(lambda: shown == ["odd"])


def test_progress_is_told_a_few_times_a_second_and_the_last_one_always(owner, qtbot):
    told, done = [], []

    def work(task):
        for number in range(1, 200_001):
            task.progress(number, 200_000, "rows")

    run_task(owner, work, on_done=done.append, on_progress=lambda *how: told.append(how))
    qtbot.waitUntil(lambda: done == [None])
    assert told[-1] == (200_000, 200_000, "rows")
    assert len(told) <= 40


def test_cancel_stops_it_and_says_so(owner, qtbot):
    stopped, done = [], []
    begun = threading.Event()

    def work(task):
        begun.set()
        while not task.cancelled():
            QThread.msleep(1)
        raise Cancelled

    task = run_task(owner, work, on_done=done.append, on_cancelled=lambda: stopped.append(True))
    qtbot.waitUntil(begun.is_set)
    task.cancel()
    qtbot.waitUntil(lambda: stopped == [True])
    assert done == []


def test_closing_waits_for_what_is_running_and_tells_nothing_more(owner, qtbot):
    told, ended = [], []

    def work(task):
        while not task.cancelled():
            QThread.msleep(1)
        ended.append(True)

    run_task(owner, work, on_done=told.append)
    finish_tasks()
    assert ended == [True]
    assert not is_working()
    qtbot.wait(20)
    assert told == []


def test_an_owner_that_is_gone_is_told_nothing(qtbot):
    told, begun, go_on = [], threading.Event(), threading.Event()
    owner = QWidget()

    def work(_task):
        begun.set()
        go_on.wait(5)

    run_task(owner, work, on_done=told.append)
    qtbot.waitUntil(begun.is_set)
    owner.deleteLater()
    qtbot.wait(20)
    go_on.set()
    qtbot.waitUntil(lambda: not is_working())
    assert told == []
