"""Doc → the actors of an article."""

from kg.actors.resolve import Resolver

__all__ = ["Resolver"]
