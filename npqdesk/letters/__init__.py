"""What do we put on paper?  Contents of each letter, and one renderer that draws them as tagged PDF.

May import `npqdesk.rules`.  Begin with `letter.py` (the value), then `staff.py` (a content) and `render.py`, which
hands everything to ReportLab."""
