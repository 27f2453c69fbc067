"""What does the person see?  The only room that knows Qt.

May import `services`, `rules` and `enquiry`, never `store`.  Begin with `shell.py`."""
