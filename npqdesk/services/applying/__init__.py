"""Where does an application stand, and what may come next?  Pure: no records, no clock.

Begin with `steps.py`, the table of all that can happen."""
