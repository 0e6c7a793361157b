"""Doc and actors → claims."""

from kg.claims.confidence import DEFAULT
from kg.claims.read import Cast, read

__all__ = ["DEFAULT", "Cast", "read"]
