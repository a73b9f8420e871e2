"""The demonstration plan: forty invented households, written as the files that a plan's feeds bring.

`write(directory, today=…)` writes the demonstration; `write_many(directory, members=…, …)` writes as many members with
small claims as a benchmark wants. Both are deterministic and hold no password.
"""

from wellkept.site.demonstration.many import write_many
from wellkept.site.demonstration.sign_ins import SignIn
from wellkept.site.demonstration.writing import Demonstration, write

__all__ = ["Demonstration", "SignIn", "write", "write_many"]
