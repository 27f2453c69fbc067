"""What is a page made of?  Cards, buttons, fields, chips, panels: each with its accessible name, none with a colour.

May import `npqdesk.ui.theme` and its neighbours, no services.  Begin with `text.py` and `frames.py`."""
