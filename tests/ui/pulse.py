"""Whether the window answers while work goes on beside it."""

from time import perf_counter, process_time

from PySide6.QtCore import QTimer


class Pulse(QTimer):
    """How long the window did not answer, at the longest, in seconds: by the clock, or by the processor time that the
    whole program took meanwhile where that is less, because other programs do not lengthen it."""

    def __init__(self) -> None:
        super().__init__(interval=5)
        self.longest = 0.0
        self._last = process_time(), perf_counter()
        self.timeout.connect(self._beat)
        self.start()

    def _beat(self) -> None:
        now = process_time(), perf_counter()
        self.longest = max(self.longest, min(now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now
