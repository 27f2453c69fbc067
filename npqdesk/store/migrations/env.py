"""Alembic's entry: runs the steps on the connection and in the transaction that `upgrade.migrate` opened."""

from alembic import context

from npqdesk.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
