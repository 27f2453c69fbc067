"""Every colleague against every course of a start.  Begin reading at `whole`.

Who is in it (`colleagues`), what is answered (`answering`), one cell told (`one_cell`), as a table or on paper
(`table`, `paper`)."""
