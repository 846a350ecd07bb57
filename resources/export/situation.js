"use strict";
/* Shows the data blocks of this page. Every text goes in by textContent, as data, never as markup. */
(() => {
  const el = (id) => document.getElementById(id);
  const read = (node) => JSON.parse(node.textContent);
  const put = (parent, tag, text) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    parent.appendChild(node);
    return node;
  };
  const head = read(el("situation")), said = head.said, map = map_situation;
  const draw = Symbols(head.colours), LISTED = 200, CELL = 52, WORLD = 256, SINGLES_FROM = 17;

  /* Columns of all blocks one after the other. */
  const blocks = Array.from(document.querySelectorAll("script.cases"), read);
  const total = blocks.reduce((sum, b) => sum + b.id.length, 0);
  const column = (Kind, name) => {
    const out = new Kind(total);
    let at = 0;
    for (const b of blocks) { out.set(b[name], at); at += b.id.length; }
    return out;
  };
  const lon = column(Float64Array, "lon"), lat = column(Float64Array, "lat");
  const state = column(Uint8Array, "state"), severity = column(Uint8Array, "severity");
  const priority = column(Uint8Array, "priority"), number = column(Float64Array, "id");
  const starts = [];
  blocks.reduce((at, b) => { starts.push(at); return at + b.id.length; }, 0);
  const of = (i, name) => {
    let b = starts.length - 1;
    while (starts[b] > i) b -= 1;
    return blocks[b][name][i - starts[b]];
  };
  const project = (east, north) => {
    const s = Math.sin((Math.max(-85.0511287798, Math.min(85.0511287798, north)) * Math.PI) / 180);
    return [WORLD * (east / 360 + 0.5), WORLD * (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI))];
  };
  const projected = (easts, norths) => {
    const x = new Float64Array(easts.length), y = new Float64Array(easts.length);
    for (let i = 0; i < x.length; i += 1) [x[i], y[i]] = project(easts[i], norths[i]);
    return [x, y];
  };
  const [cx, cy] = projected(lon, lat), [ux, uy] = projected(head.units.lon, head.units.lat);

  /* What is drawn: places of one zoom, counted by cells of CELL pixels that are fixed to the ground. */
  const inView = (x, y, pad) => {
    const scale = 2 ** map.getZoom(), size = map.getSize();
    const corner = map.project(map.containerPointToLatLng([0, 0]), map.getZoom());
    const west = (corner.x - pad) / scale, north = (corner.y - pad) / scale;
    const east = (corner.x + size.x + pad) / scale, south = (corner.y + size.y + pad) / scale;
    const found = [];
    for (let i = 0; i < x.length; i += 1) {
      if (x[i] >= west && x[i] <= east && y[i] >= north && y[i] <= south) found.push(i);
    }
    return [found, scale, corner];
  };
  let drawn = [];
  const gather = () => {
    const [found, scale, corner] = inView(cx, cy, CELL);
    const cells = new Map(), alone = map.getZoom() >= SINGLES_FROM;
    for (const i of found) {
      const x = cx[i] * scale, y = cy[i] * scale;
      const key = alone ? i : Math.floor(x / CELL) * 4294967296 + Math.floor(y / CELL);
      const cell = cells.get(key);
      if (!cell) { cells.set(key, { x, y, count: 1, bad: severity[i] >= 5 ? 1 : 0, worst: severity[i], first: i }); continue; }
      cell.x += x; cell.y += y; cell.count += 1; cell.bad += severity[i] >= 5 ? 1 : 0;
      if (severity[i] > cell.worst) { cell.worst = severity[i]; cell.first = i; }
    }
    drawn = Array.from(cells.values(), (c) => ({
      ...c, x: c.x / c.count - corner.x, y: c.y / c.count - corner.y,
    })).sort((a, b) => a.worst - b.worst);
    return found;
  };
  const names = (c, scale, corner) => {
    const taken = [], zoom = map.getZoom();
    for (const area of head.base ? head.places.concat(head.base.names) : head.places) {
      if (zoom < (area.large ? 9 : 13)) continue;
      const [px, py] = project(area.lon, area.lat);
      const x = px * scale - corner.x, y = py * scale - corner.y;
      const half = area.name.length * (/[\u2e80-\uffff]/.test(area.name) ? 8 : 4.5) + 5;
      if (taken.some(([l, t, r]) => x - half < r && x + half > l && Math.abs(y - t) < 22)) continue;
      taken.push([x - half, y, x + half]);
      draw.name(c, x, y, area.name, area.large);
    }
  };
  const paint = (c) => {
    const [units, scale, corner] = inView(ux, uy, 10);
    for (const i of units) {
      draw.unit(c, ux[i] * scale - corner.x, uy[i] * scale - corner.y, head.units.kind[i], head.units.age[i], head.units.case[i] > 0);
    }
    names(c, scale, corner);
    for (const one of drawn) {
      if (one.count > 1) draw.cluster(c, one.x, one.y, one.count, one.worst, one.bad);
      else draw.oneCase(c, one.x, one.y, head.shapes[state[one.first]], one.worst, priority[one.first] === 1);
    }
  };
  const surface = document.createElement("canvas");
  const Layer = L.Layer.extend({
    onAdd() { surface.className = "leaflet-zoom-hide"; map.getPanes().overlayPane.appendChild(surface); map.on("moveend resize", this.redraw, this); this.redraw(); },
    redraw() {
      const size = map.getSize(), ratio = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(surface, map.containerPointToLayerPoint([0, 0]));
      surface.width = size.x * ratio; surface.height = size.y * ratio;
      surface.style.width = size.x + "px"; surface.style.height = size.y + "px";
      const c = surface.getContext("2d");
      c.scale(ratio, ratio);
      const found = gather();
      paint(c);
      list(found);
    },
  });

  /* The panel beside the map: what was chosen, and the worst of what is in view. */
  const clock = new Intl.DateTimeFormat(head.language.replace("_", "-"), {
    dateStyle: "short", timeStyle: "short", hourCycle: "h23", timeZone: head.zone,
  });
  const time = (ms) => (ms ? clock.format(ms) : "–");
  const choose = (i) => {
    const names = (column) => head.names[column][of(i, column)] || "";
    const rows = {
      number: String(number[i]), title: of(i, "title"), category: names("category"),
      state: head.states[state[i]], clock: head.severities[severity[i]],
      priority: head.priorities[priority[i]] || String(priority[i]), area: names("area"),
      village: names("village"), address: of(i, "address"), department: names("department"),
      reported: time(of(i, "reported")), due: time(of(i, "due")),
      doubt: of(i, "doubt") ? head.doubts[of(i, "doubt")] || of(i, "doubt") : "",
    };
    tell(rows);
  };
  const chooseUnit = (i) => {
    const of = head.units;
    tell({
      unit: of.call_sign[i], kind: head.kinds[of.kind[i]], position: time(of.fix[i]),
      position_note: head.ages[of.age[i]], at_case: of.case[i] ? String(of.case[i]) : "",
    });
  };
  const tell = (rows) => {
    el("hint").textContent = "";
    el("chosen").replaceChildren();
    for (const [key, value] of Object.entries(rows)) {
      if (!value) continue;
      put(el("chosen"), "dt", head.columns[key]);
      put(el("chosen"), "dd", value);
    }
  };
  const worse = (a, b) => severity[b] - severity[a] || priority[a] - priority[b] || number[a] - number[b];
  const list = (near) => {
    const size = map.getSize(), scale = 2 ** map.getZoom();
    const corner = map.project(map.containerPointToLatLng([0, 0]), map.getZoom());
    const found = near.filter((i) => {
      const x = cx[i] * scale - corner.x, y = cy[i] * scale - corner.y;
      return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
    });
    el("count").textContent = said.in_view.replace("{n}", found.length.toLocaleString("en")).replace("{all}", total.toLocaleString("en"));
    const worst = found.length > LISTED ? found.filter((i) => severity[i] >= 4) : found;
    const shown = (worst.length ? worst : found).sort(worse).slice(0, LISTED);
    const box = el("list");
    box.replaceChildren();
    for (const i of shown) {
      const button = put(put(box, "li"), "button");
      button.type = "button";
      put(button, "span", number[i] + " · " + head.severities[severity[i]] + " · ");
      put(button, "bdi", of(i, "title") || head.names.category[of(i, "category")] || "");
      button.addEventListener("click", () => { map.setView([lat[i], lon[i]], Math.max(16, map.getZoom())); choose(i); });
    }
  };
  map.on("click", (event) => {
    const at = event.containerPoint;
    let best = null, least = 20 * 20;
    for (const one of drawn) {
      const far = (one.x - at.x) ** 2 + (one.y - at.y) ** 2;
      if (far <= least) { best = one; least = far; }
    }
    if (!best) {
      const [units, scale, corner] = inView(ux, uy, 10);
      const far = (i) => Math.hypot(ux[i] * scale - corner.x - at.x, uy[i] * scale - corner.y - at.y);
      const near = units.filter((i) => far(i) <= 10).sort((a, b) => far(a) - far(b));
      if (near.length) chooseUnit(near[0]);
      return;
    }
    if (best.count === 1) choose(best.first);
    else map.setZoomAround(at, Math.min(SINGLES_FROM, map.getZoom() + 2));
  });

  /* Words, legend, ground. */
  document.documentElement.lang = head.language.replace("_", "-");
  document.title = head.title;
  el("title").textContent = head.title;
  for (const line of head.lines) put(el("lines"), "p", line);
  if (head.stale) el("stale").textContent = "▲ " + head.stale;
  for (const key of ["chosen", "list", "legend"]) el(key + "-title").textContent = said[key];
  el("hint").textContent = said.hint;
  el("foot").textContent = said.foot;
  const ratio = window.devicePixelRatio || 1;
  for (const [text, sign] of head.legend) {
    const row = put(el("legend"), "tr");
    if (!sign) { const cell = put(row, "th", text); cell.colSpan = 2; continue; }
    const picture = put(put(row, "td"), "canvas");
    picture.width = 40 * ratio; picture.height = 22 * ratio;
    const c = picture.getContext("2d");
    c.scale(ratio, ratio);
    if (sign.kind === "case") draw.oneCase(c, 20, 11, sign.shape, sign.severity, sign.emergency);
    else if (sign.kind === "cluster") draw.cluster(c, 20, 11, 19, sign.severity, sign.bad);
    else draw.unit(c, 20, 11, sign.unit, sign.age, sign.busy);
    put(row, "td", text);
  }
  const ground = { town: [head.colours.town_line, 1.4], city: [head.colours.town_line, 1.4], village: [head.colours.village_line, 1] };
  const base = head.base, pane = (name, above) => { map.createPane(name).style.zIndex = above; return name; };
  const over = pane("over", 380), land = L.canvas({ padding: 0.3, pane: pane("land", 370) });
  if (base && base.under) L.imageOverlay(base.under, base.bounds, { pane: pane("under", 360) }).addTo(map);
  if (base && base.over) L.imageOverlay(base.over, base.bounds, { pane: over }).addTo(map);
  if (base && base.credit) {
    const credit = L.control({ position: "bottomright" });
    credit.onAdd = () => { const node = L.DomUtil.create("div", "credit"); node.textContent = base.credit; return node; };
    credit.addTo(map);
  }
  const renderer = L.canvas({ padding: 0.3 });
  for (const area of head.areas) {
    const [color, weight] = ground[area.level];
    const rings = area.rings.map((ring) => ring.map(([east, north]) => [north, east]));
    const filled = (area.level === "city" || !head.has_city && area.level === "town") && !(base && base.under);
    if (filled) L.polygon(rings, { renderer: land, pane: "land", interactive: false, stroke: false, fillColor: head.colours.land, fillOpacity: 1, fillRule: "evenodd" }).addTo(map);
    L.polygon(rings, { renderer, interactive: false, color, weight, fill: false }).addTo(map);
  }
  map.getContainer().setAttribute("aria-label", said.map);
  map.options.zoomSnap = 0.5;
  L.control.scale({ imperial: false }).addTo(map);
  const [west, south, east, north] = head.bounds;
  map.fitBounds([[south, west], [north, east]], { maxZoom: 17, animate: false });
  new Layer().addTo(map);
  const asked = /^#case-(\d+)$/.exec(location.hash); // a link to one case of this file
  const at = asked ? number.indexOf(Number(asked[1])) : -1;
  if (at >= 0) { map.setView([lat[at], lon[at]], SINGLES_FROM, { animate: false }); choose(at); }
  document.documentElement.dataset.cases = String(total);
  document.documentElement.dataset.units = String(ux.length);
  document.documentElement.dataset.ready = "yes";
})();
