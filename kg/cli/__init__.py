"""`kg` on the command line; each module beside this one adds its commands to `app`.

Nothing heavy is imported before a command needs it, so that `kg --help` answers at once.
"""

from kg.cli import (  # noqa: F401  (they add their commands)
    actors,
    asking,
    changing,
    files,
    measuring,
    reading,
    reviewing,
    showing,
)
from kg.cli.app import app, main

__all__ = ["app", "main"]
