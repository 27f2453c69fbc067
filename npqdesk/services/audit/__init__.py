"""The audit file: everything that is kept of a person or of one answer, in a zip that explains and proves itself.

What goes in (`pieces`, `people`), how it is put together (`files`), the pages to read (`readable`), and checking such a
file again (`checking`).  Begin reading at `files`."""
