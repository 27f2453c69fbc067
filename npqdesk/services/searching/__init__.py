"""How is any workplace in England found in a few keystrokes, out of 123,000?  Pure: rows come in as values, places
that fit come out, best first; no clock, disk or SQL.

Begin with `index.py`; `entries.py` says what a row is.  A habit of spelling is added in `spellings.py`."""
