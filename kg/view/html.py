"""One HTML file that shows the claims: a network to click, a panel with the sentences, a table to search.

The file holds all that it needs and asks for nothing: vis-network (as pyvis ships it) and the data stand in it, and its
Content-Security-Policy forbids any request, and any script but the two whose hashes it names. So nothing that comes
from an article can run, even if it were not escaped. Without JavaScript the table stands alone.

Same claims, same bytes.
"""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup
from rdflib import Dataset

from kg.view.assets import asset
from kg.view.cards import cards
from kg.view.drawing import LABELLED, actor_network, drawing
from kg.view.read import claim_rows
from kg.view.rows import ActorRow, ClaimRow, by_name, select
from kg.vocab import ACTOR_KINDS, CLAIM_KINDS, STATUSES

MAX_CLAIMS = 5000
"""Claims on one page; with more, browsers become slow."""
MAX_ACTORS = 1500
"""Actors that are drawn."""


def html(dataset: Dataset, *, title: str | None = None, min_confidence: float = 0.0) -> str:
    """A page about the dataset's claims with a confidence of at least `min_confidence` (0 to 1)."""
    return page(claim_rows(dataset), title=title, min_confidence=min_confidence)


def frame(text: str, *, height: int = 720) -> str:
    """A page as an element for a notebook: an iframe of `height` pixels, out of which no script can reach."""
    # the div keeps IPython from warning of a bare iframe
    element = '<div><iframe sandbox="allow-scripts allow-popups" style="{}" srcdoc="{}"></iframe></div>'
    return str(Markup(element).format(f"width:100%;height:{height}px;border:0", text))


def page(claims: Sequence[ClaimRow], *, title: str | None = None, min_confidence: float = 0.0) -> str:
    """A page about these claims.

    It lists at most `MAX_CLAIMS` claims, the surest, and draws at most `MAX_ACTORS` actors, those with the most claims;
    it says what it leaves out.
    """
    found = select(claims, min_confidence=min_confidence, statuses=STATUSES, nested=True)
    surest = {claim.iri for claim in sorted(found, key=lambda claim: (-claim.confidence, claim.iri))[:MAX_CLAIMS]}
    shown = [claim for claim in found if claim.iri in surest]
    actors = sorted({actor for claim in shown for actor in (claim.claimant, *claim.targets)}, key=by_name)
    ids = {actor.iri: f"a{number}" for number, actor in enumerate(actors)}
    graph = actor_network(shown, claims, most=MAX_ACTORS)
    drawn = drawing(graph, ids, {claim.iri: number for number, claim in enumerate(shown)})
    dates = sorted(claim.article.published for claim in shown if claim.article.published)
    vis, script, style = asset("pyvis", "lib/vis-9.1.2/vis-network.min.js"), _own("page.js"), _own("page.css")
    text = _template().render(
        title=title or "Who said what of whom",
        cards=cards(shown, ids),
        kinds=[(kind, sum(claim.kind == kind for claim in shown)) for kind in CLAIM_KINDS],
        actor_kinds=[kind for kind in (*ACTOR_KINDS, "proposition") if any(n["kind"] == kind for n in drawn.nodes)],
        names=_names(actors, ids),
        articles=len({claim.article.iri for claim in shown}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        left_out=len(found) - len(shown),
        undrawn=graph.graph["left_out"],
        data=_json({"nodes": drawn.nodes, "edges": drawn.edges, "labelled": len(drawn.edges) <= LABELLED}),
        drawn=len(drawn.nodes),
        vis=Markup(vis),
        script=Markup(script),
        style=Markup(style),
        policy=(
            "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
            f"script-src {_hash(vis)} {_hash(script)}; style-src {_hash(style)}"
        ),
    )
    return text.encode("utf-8", "replace").decode()


def _names(actors: Sequence[ActorRow], ids: dict[str, str]) -> list[tuple[str, str]]:
    """Each name with the ids of the actors that bear it: many articles have "officials" of their own."""
    names: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        names[actor.name].append(ids[actor.iri])
    return [(name, " ".join(bearers)) for name, bearers in names.items()]


def _json(data: object) -> Markup:
    """JSON that can stand in a script element whatever its strings hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_own("page.html"))


def _own(name: str) -> str:
    return asset("kg.view", f"page/{name}")


def _hash(source: str) -> str:
    """A script or style as a Content-Security-Policy names it; browsers read line ends as plain newlines."""
    digest = hashlib.sha256(source.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
