"""The files that a page is made of, and the colours in them, which the plots share."""

import re
from functools import cache
from importlib.resources import files


@cache
def asset(package: str, path: str) -> str:
    """The text of a file that ships with `package`."""
    return files(package).joinpath(path).read_text("utf-8")


@cache
def colours() -> dict[str, str]:
    """The colours of the page on a light ground, by name: kinds of claims and of actors, `ink`, `sheet` …"""
    light = asset("kg.view", "page/page.css").partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
