"""What do we keep?  Typed tables, engines, and safe upgrades.

May import `npqdesk.rules`.  Begin with `tables.py`."""
