"""What can a script do?  The same services without a window.

May import `services`, `rules` and `enquiry`, never `store`.  Begin with `main.py`."""
