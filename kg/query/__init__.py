"""Questions to a graph of claims, and free SPARQL: rows of plain values, the same from every engine."""

from kg.query.asking import ask
from kg.query.catalogue import Parameter, Question, questions
from kg.query.free import sparql
from kg.query.rows import Rows

__all__ = ["Parameter", "Question", "Rows", "ask", "questions", "sparql"]
