"""What do the official files say?  Readers for the schools register and the eligibility lists.

May import `npqdesk.rules`.  Works on bytes and lines handed to it, never on the disk.  Begin with `table.py`."""
