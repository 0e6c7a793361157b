"""Doc and actors → claims."""

from kg.claims.confidence import DEFAULT
from kg.claims.drafts import Cast
from kg.claims.read import read

__all__ = ["DEFAULT", "Cast", "read"]
