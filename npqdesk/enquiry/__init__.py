"""What must we still ask?  Questions, answers, and the route between them.

May import `npqdesk.rules`.  Begin with `route.py`; the questions themselves are in `resources/questions/`."""
