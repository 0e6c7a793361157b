"use strict";
// The table rows hold all that is said of each claim; filters hide rows and arrows, the panel shows copies of rows.
// Nothing here makes markup from text: only textContent and copies of nodes that stand in the page.
(() => {
  const find = (id) => document.getElementById(id);
  const body = document.querySelector("#claims tbody");
  const data = JSON.parse(find("data").textContent);
  const list = (text) => text.split(" ").filter(Boolean);
  const claims = [...body.rows].map((row) => ({
    row,
    kind: row.dataset.kind,
    claimant: row.dataset.claimant,
    actors: [row.dataset.claimant, ...list(row.dataset.targets)],
    confidence: Number(row.dataset.confidence),
    date: row.dataset.date,
    text: row.textContent.toLowerCase(),
  }));
  let passing = new Set(claims.keys());
  let graph = null;
  document.documentElement.classList.add("js");

  // ---- filters

  const form = find("filters");
  function passes(claim, want) {
    return (
      want.kinds.has(claim.kind) &&
      claim.confidence >= want.confidence &&
      (!want.actors.length || claim.actors.some((actor) => want.actors.includes(actor))) &&
      (!want.from || claim.date >= want.from) &&
      (!want.to || (claim.date && claim.date <= want.to)) &&
      want.words.every((word) => claim.text.includes(word))
    );
  }
  function filter() {
    const want = {
      kinds: new Set([...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value)),
      confidence: Number(find("confidence").value),
      actors: list(find("actor").value),
      from: find("from").value,
      to: find("to").value,
      words: list(find("search").value.toLowerCase()),
    };
    passing = new Set([...claims.keys()].filter((number) => passes(claims[number], want)));
    claims.forEach((claim, number) => { claim.row.hidden = !passing.has(number); });
    find("least").textContent = want.confidence.toFixed(2);
    find("count").textContent = `${passing.size} of ${claims.length} claims`;
    find("none").hidden = passing.size > 0;
    graph?.filter();
    if (panel && !panel.classList.contains("open")) overview();
  }
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("reset", () => setTimeout(filter));
  find("more").addEventListener("click", (event) => {
    event.target.setAttribute("aria-expanded", form.classList.toggle("all"));
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  const orders = {
    oldest: (a, b) => a - b,
    newest: (a, b) => claims[b].date.localeCompare(claims[a].date) || a - b,
    surest: (a, b) => claims[b].confidence - claims[a].confidence || a - b,
    claimant: (a, b) => name(a).localeCompare(name(b)) || a - b,
  };
  const name = (number) => claims[number].row.querySelector(".name").textContent;
  find("order").addEventListener("change", (event) => {
    body.append(...[...claims.keys()].sort(orders[event.target.value]).map((number) => claims[number].row));
  });

  // ---- panel

  const panel = find("panel");
  let opener = null;
  function make(tag, className, text = "") {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }
  function card(number) {
    const { row, kind } = claims[number];
    const element = make("article", `card ${kind}`);
    for (const cell of row.cells) {
      const part = make("div", cell.className);
      part.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      element.append(part);
    }
    return element;
  }
  function show(subject, groups) {
    find("subject").textContent = subject;
    const parts = groups.filter(([, numbers]) => numbers.length).flatMap(([heading, numbers]) => {
      const most = 200; // as many cards as a panel shows at once
      const more = numbers.length > most ? [make("p", "", `… and ${numbers.length - most} more: see the table.`)] : [];
      return [...(heading ? [make("h3", "", heading)] : []), ...numbers.slice(0, most).map(card), ...more];
    });
    find("chosen").replaceChildren(...(parts.length ? parts : [make("p", "", "No claim passes the filters.")]));
    panel.classList.add("open");
    panel.scrollTop = 0;
  }
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const label = (id) => byId.get(id).label.replaceAll("\n", " ");
  function showActor(id) {
    const among = [...passing];
    const node = byId.get(id);
    const drawn = new Set(data.edges.filter((edge) => edge.to === id).flatMap((edge) => edge.claims));
    show(label(id), [
      ["Says", among.filter((n) => claims[n].claimant === id)],
      [node.kind === "proposition" ? "Who says or denies it" : "What is said of it",
        among.filter((n) => drawn.has(n) || claims[n].actors.slice(1).includes(id))],
    ]);
  }
  function showArrow(id) {
    const edge = data.edges.find((each) => each.id === id);
    show(`${label(edge.from)} → ${label(edge.to)}`, [["", edge.claims.filter((n) => passing.has(n))]]);
  }
  function showClaim(number) {
    show("One claim", [["", [number]]]);
    graph?.select(number);
  }
  function overview() {
    panel.classList.remove("open");
    find("subject").textContent = "Arrows with most claims";
    const count = (edge) => edge.claims.filter((n) => passing.has(n)).length;
    const most = data.edges.filter(count).sort((a, b) => count(b) - count(a)).slice(0, 40);
    const items = most.map((edge) => {
      const item = document.createElement("li");
      const button = make("button", edge.kind, `${label(edge.from)} → ${label(edge.to)} `);
      button.append(make("small", "", `${edge.kind}${count(edge) > 1 ? ` × ${count(edge)}` : ""}`));
      button.addEventListener("click", () => { opener = find("subject"); graph.choose(edge.id); opener.focus(); });
      item.append(button);
      return item;
    });
    const all = make("ul", "arrows");
    all.append(...items);
    find("chosen").replaceChildren(all);
  }
  function close() {
    overview();
    graph.select(null);
    opener?.focus();
    opener = null;
  }
  if (panel) {
    find("close").addEventListener("click", close);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel.classList.contains("open")) close(); });
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.('a[href^="#claim-"]');
      if (!link) return;
      event.preventDefault();
      opener = link;
      showClaim(Number(link.getAttribute("href").slice("#claim-".length)));
      panel.scrollIntoView({ block: "nearest" });
      find("subject").focus({ preventScroll: true });
    });
  }

  // ---- network

  const sheet = getComputedStyle(document.documentElement);
  const colour = (variable) => sheet.getPropertyValue(`--${variable}`).trim();
  const ends = { denial: "bar", endorsement: "circle" };
  const dashes = { denial: [9, 6], statement: [2, 5] };

  function network() {
    const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, title: node.label.replaceAll("\n", " ") })));
    const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, title: edge.label.replaceAll("\n", " ") })));
    let chosen = null; // the ids that stay bright
    let pointed = null; // the arrow under the pointer
    paint();
    const view = new vis.Network(find("graph"), { nodes, edges }, {
      physics: false,
      interaction: { hover: true, tooltipDelay: 150, keyboard: { enabled: true, bindToWindow: false }, hideEdgesOnDrag: data.edges.length > 800 },
      nodes: { borderWidth: 1.3, scaling: { label: { drawThreshold: data.nodes.length > 150 ? 11 : 5 } } },
      edges: { arrows: { to: { enabled: true, scaleFactor: 0.7 } }, selectionWidth: 1.5, scaling: { label: { drawThreshold: 6 } } },
    });
    // few arrows bear their words all the time; of many, the one pointed at, and those chosen if they are few
    function lettered(id) {
      return id === pointed || (chosen ? chosen.has(id) && (data.labelled || chosen.size <= 12) : data.labelled);
    }
    function words(edge, back) {
      if (!lettered(edge.id)) return { label: " ", font: { background: "none" } };
      return { label: edge.label, font: { size: 13, color: colour(edge.kind), strokeWidth: 0, background: back } };
    }
    function paint() {
      const ink = colour("ink"), back = colour("sheet"), line = colour("edge"), said = {};
      for (const edge of data.edges) {
        const seen = edge.claims.some((n) => passing.has(n));
        said[edge.from] ||= seen;
        said[edge.to] ||= seen;
      }
      const dim = (id) => chosen && !chosen.has(id);
      edges.update(data.edges.map((edge) => ({
        id: edge.id,
        hidden: !edge.claims.some((n) => passing.has(n)),
        color: { color: colour(edge.kind), highlight: colour(edge.kind), hover: colour(edge.kind), opacity: dim(edge.id) ? 0.16 : 0.9 },
        dashes: dashes[edge.kind] ?? false,
        arrows: { to: { type: ends[edge.kind] ?? "arrow" } },
        smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) } : { enabled: false },
        ...words(edge, back),
      })));
      nodes.update(data.nodes.map((node) => ({
        id: node.id,
        hidden: !said[node.id],
        opacity: dim(node.id) ? 0.2 : 1,
        color: { background: colour(node.kind), border: line, highlight: { background: colour(node.kind), border: ink }, hover: { background: colour(node.kind), border: ink } },
        font: {
          size: Math.round(node.kind === "proposition" ? 13 : Math.max(14, node.size * 0.6)),
          color: dim(node.id) ? colour("rule") : ink,
          strokeWidth: node.kind === "proposition" ? 0 : 3,
          strokeColor: back,
        },
      })));
    }
    function brighten(nodeIds, edgeIds) {
      chosen = nodeIds.length || edgeIds.length ? new Set([...nodeIds, ...edgeIds]) : null;
      for (const id of edgeIds) view.getConnectedNodes(id).forEach((end) => chosen.add(end));
      paint();
    }
    function choose(id) {
      view.setSelection({ nodes: [], edges: [id] });
      brighten([], [id]);
      showArrow(id);
    }
    view.on("click", ({ nodes: [node], edges: touched }) => {
      if (node !== undefined) {
        brighten([node], view.getConnectedEdges(node));
        showActor(node);
      } else if (touched.length) {
        choose(touched[0]);
      } else {
        close();
      }
    });
    if (!data.labelled) {
      const point = (id) => {
        for (const edge of [pointed, id].filter((each) => each !== null)) {
          pointed = id;
          edges.update({ id: edge, ...words(data.edges.find((each) => each.id === edge), colour("sheet")) });
        }
        pointed = id;
      };
      view.on("hoverEdge", ({ edge }) => point(edge));
      view.on("blurEdge", () => point(null));
    }
    const whole = () => view.fit({ maxZoomLevel: 1.1 });
    const zoom = (factor) => view.moveTo({ scale: view.getScale() * factor, animation: { duration: 200 } });
    find("closer").addEventListener("click", () => zoom(1.35));
    find("farther").addEventListener("click", () => zoom(1 / 1.35));
    find("fit").addEventListener("click", whole);
    // the wheel scrolls the page, as everywhere; with Ctrl (or two fingers) it zooms
    find("graph").addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, { capture: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
    whole();
    return {
      view,
      filter: paint,
      choose,
      select(number) {
        const touched = number === null ? [] : data.edges.filter((edge) => edge.claims.includes(number)).map((edge) => edge.id);
        const lone = number !== null && nodes.get(claims[number].claimant) ? [claims[number].claimant] : [];
        view.setSelection({ nodes: [], edges: touched });
        brighten(touched.length ? [] : lone, touched);
      },
    };
  }

  if (panel) graph = network();
  filter();
  const wanted = /^#claim-(\d+)$/.exec(location.hash);
  if (panel && wanted && claims[wanted[1]]) showClaim(Number(wanted[1]));
  window.kgGraph = graph?.view; // for tests and for the curious
})();
