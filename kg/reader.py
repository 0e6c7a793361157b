"""A process that reads articles for another: started and spoken to by `kg.crew`, and nobody else.

Pickled lists of articles, each with the least confidence asked for, come in by standard input, and their outcomes go
out by standard output.
"""

import os
import pickle
import sys
from functools import partial

from kg import pipeline


def main() -> None:
    """Answer until the input closes."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    while True:
        try:
            articles, least = pickle.load(sys.stdin.buffer)  # from the process that started this one
        except (EOFError, pickle.UnpicklingError):
            return
        try:
            answer: object = pipeline.outcomes(articles, partial(pipeline.extract, least=least))
        except Exception as error:
            answer = error
        try:
            pickle.dump(answer, answers)
            answers.flush()
        except BrokenPipeError:
            return
