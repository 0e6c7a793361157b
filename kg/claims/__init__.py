"""Doc and actors → claims."""

from kg.claims.drafts import Cast
from kg.claims.read import read

__all__ = ["Cast", "read"]
