"""Backups: all records of an office in one file that proves itself, and bringing them back, here or on a new computer.

May import what services may.  Begin reading with `making.py`, then `checking.py` and `restoring.py`."""
