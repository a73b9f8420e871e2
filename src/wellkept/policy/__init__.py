"""What the plan promised, as one finite table: vocabulary, table, decisions.

Pure and standard library only: no Django, database, clock, socket or logging. Time is an argument.
The meaning of every name here is fixed in `docs/semantics.md`.
"""
