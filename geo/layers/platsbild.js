window.platsbild = (function () {
  "use strict";
  const pb = {};
  const SMALL = 8;
  const MANY = 1500;

  const pane = (map, name, zIndex) => {
    if (!map.getPane(name)) {
      const made = map.createPane(name);
      made.style.zIndex = zIndex;
      made.style.pointerEvents = "none";
    }
    return name;
  };

  pb.start = (map, data) => {
    map.getContainer().style.background = "#f1f3f5";
    map.fitBounds(data.bounds, { paddingTopLeft: [24, 24], paddingBottomRight: [24, 120],
      animate: false });
    L.control.zoom({ zoomInTitle: "Zooma in", zoomOutTitle: "Zooma ut" }).addTo(map);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    pane(map, "boundary", 350);
    pane(map, "incidents", 450);
    pane(map, "names", 460);
    pane(map, "visits", 470);
    if (data.ground) new pb.Ground(data.ground).addTo(map);
    const style = document.createElement("style");
    style.textContent = [
      ".pb-name { position: absolute; white-space: nowrap; font: 600 13px system-ui, sans-serif;",
      " color: #1b2430; text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff, 0 0 5px #fff; }",
      ".pb-name[data-selected] { font-weight: 800; text-decoration: underline; }",
      ".pb-visit { box-sizing: border-box; background: #fff; border: 2px solid #1f4e79;",
      " border-radius: 4px; color: #1f4e79; font: 700 12px/14px system-ui, sans-serif;",
      " text-align: center; }",
      ".pb-tip { font: 13px system-ui, sans-serif; color: #1b2430; max-width: 260px;",
      " white-space: normal; } .pb-tip b { display: block; }",
      ".leaflet-interactive:focus { outline: none; }",
    ].join("\n");
    document.head.append(style);
  };

  const tip = (title, text, id) => {
    const node = document.createElement("div");
    node.className = "pb-tip";
    const head = document.createElement("b");
    head.textContent = title;
    node.append(head, text);
    if (id !== undefined) node.toString = () => "place:" + id;
    return node;
  };

  /* Places ------------------------------------------------------------------------------- */

  const hatch = (svg, colour) => {
    const id = "pb-hatch-" + colour.slice(1);
    if (svg.querySelector("#" + id)) return id;
    const ns = "http://www.w3.org/2000/svg";
    const make = (tag, attributes, parent) => {
      const node = document.createElementNS(ns, tag);
      Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
      parent.append(node);
      return node;
    };
    const defs = make("defs", {}, svg);
    const pattern = make("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)" }, defs);
    make("rect", { width: 8, height: 8, fill: colour, "fill-opacity": 0.12 }, pattern);
    make("rect", { width: 2.5, height: 8, fill: colour, "fill-opacity": 0.3 }, pattern);
    return id;
  };

  pb.Places = L.FeatureGroup.extend({
    initialize: function (data) {
      L.FeatureGroup.prototype.initialize.call(this, []);
      this.data = data;
    },
    onAdd: function (map) {
      const drawer = map.getRenderer(this);
      // Small places lie over those that hold them, so that each can be pointed at.
      this.data.places.slice().sort((a, b) => b.size - a.size).forEach((place) => {
        const chosen = place.id === this.data.selected;
        const dashed = place.pattern === "dashed";
        const outline = L.polygon(place.rings.map((ring) => [ring]), {
          color: place.colour, weight: chosen ? 4 : 2, dashArray: dashed ? "5 5" : null,
          fillColor: place.colour, fillOpacity: { dashed: 0.07, bare: 0 }[place.pattern] ?? 0.16,
        });
        outline.pattern = place.pattern;
        outline.bindTooltip(tip(place.name, place.summary, place.id), { sticky: true });
        this.addLayer(outline);
      });
      L.FeatureGroup.prototype.onAdd.call(this, map);
      this.eachLayer((outline) => {
        if (outline.pattern !== "hatched" || !drawer._container) return;
        const id = hatch(drawer._container, outline.options.color);
        outline.setStyle({ fillColor: "url(#" + id + ")", fillOpacity: 1 });
      });
      this.names = new pb.Names(this.data).addTo(map);
    },
    onRemove: function (map) {
      this.names.remove();
      L.FeatureGroup.prototype.onRemove.call(this, map);
    },
  });

  pb.Names = L.Layer.extend({
    initialize: function (data) { this.data = data; },
    onAdd: function (map) {
      this.box = L.DomUtil.create("div", "", map.getPane("names"));
      this.nodes = this.data.places.map((place) => {
        const node = L.DomUtil.create("div", "pb-name", this.box);
        node.textContent = (place.symbol ? place.symbol + " " : "") + place.name;
        if (place.id === this.data.selected) node.dataset.selected = "";
        return node;
      });
      map.on("zoomend moveend viewreset", this.arrange, this);
      map.on("zoomstart", this.hide, this);
      this.arrange();
    },
    onRemove: function (map) {
      map.off("zoomend moveend viewreset", this.arrange, this);
      map.off("zoomstart", this.hide, this);
      this.box.remove();
    },
    hide: function () { this.box.style.opacity = 0; },
    arrange: function () {
      const taken = [];
      this.box.style.opacity = 1;
      const size = this._map.getSize();
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      this.data.places.forEach((place, i) => {
        const node = this.nodes[i];
        node.style.display = "";
        const wide = node.offsetWidth;
        const high = node.offsetHeight;
        const spot = this.spots(place, wide, high).find(([x, y]) => {
          const left = x - corner.x;
          const top = y - corner.y;
          return left > 2 && top > 2 && left + wide < size.x - 2 && top + high < size.y - 2 &&
            !taken.some((t) => x < t[2] && x + wide > t[0] && y < t[3] && y + high > t[1]);
        });
        if (!spot) { node.style.display = "none"; return; }
        taken.push([spot[0] - 4, spot[1] - 2, spot[0] + wide + 4, spot[1] + high + 2]);
        node.style.left = spot[0] + "px";
        node.style.top = spot[1] + "px";
      });
      // The ground writes its names around these.
      this._map.pbTaken = taken;
      this._map.fire("pbnames");
    },
    spots: function (place, wide, high) {
      const box = L.latLngBounds(place.rings.flat());
      const a = this._map.latLngToLayerPoint(box.getNorthWest());
      const b = this._map.latLngToLayerPoint(box.getSouthEast());
      const m = this._map.latLngToLayerPoint(place.middle);
      const centred = m.x - wide / 2;
      const inside = [[centred, m.y - high - 6], [centred, m.y + 8], [centred, m.y - high / 2]];
      const outside = [[b.x + 4, m.y - high / 2], [centred, a.y - high - 2], [centred, b.y + 2],
        [a.x - wide - 4, m.y - high / 2], [b.x + 2, a.y - high], [b.x + 2, b.y],
        [a.x - wide - 2, a.y - high], [a.x - wide - 2, b.y]];
      return wide < b.x - a.x ? inside.concat(outside) : outside.concat(inside);
    },
  });

  /* Incidents ---------------------------------------------------------------------------- */

  const inflated = async (bytes) => {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  const inflate = async (text) => {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
    return inflated(bytes);
  };

  const sums = (bytes, from, count) => {
    const values = new Int32Array(count);
    let last = 0;
    for (let i = 0; i < count; i += 1) {
      last += bytes[from + i] | (bytes[from + count + i] << 8) |
        (bytes[from + 2 * count + i] << 16) | (bytes[from + 3 * count + i] << 24);
      values[i] = last;
    }
    return values;
  };

  const sprite = (shape, colour, ratio, edge) => {
    const side = SMALL + 4;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const m = side / 2;
    const r = SMALL / 2;
    pen.beginPath();
    if (shape === "square") pen.rect(m - r + 0.5, m - r + 0.5, SMALL - 1, SMALL - 1);
    else if (shape === "triangle") {
      pen.moveTo(m, m - r - 0.5); pen.lineTo(m + r + 0.5, m + r - 0.5);
      pen.lineTo(m - r - 0.5, m + r - 0.5); pen.closePath();
    } else if (shape === "diamond") {
      pen.moveTo(m, m - r - 1); pen.lineTo(m + r + 1, m); pen.lineTo(m, m + r + 1);
      pen.lineTo(m - r - 1, m); pen.closePath();
    } else pen.arc(m, m, r, 0, 2 * Math.PI);
    pen.lineWidth = edge;
    pen.strokeStyle = "#fff";
    pen.stroke();
    pen.fillStyle = shape === "ring" ? "#fff" : colour;
    pen.fill();
    pen.lineWidth = shape === "ring" ? 2 : 0.01;
    pen.strokeStyle = colour;
    pen.stroke();
    return canvas;
  };

  /* A layer on one canvas that covers the map, painted anew when the map has moved. */
  pb.Canvas = L.Layer.extend({
    pointed: "mousemove",
    initialize: function (data) { this.data = data; },
    onAdd: function (map) {
      this.canvas = this.laid(map);
      this.tip = L.tooltip(this.tips);
      map.on("moveend viewreset resize", this.draw, this);
      map.on("zoomanim", this.follow, this);
      map.on(this.pointed, this.point, this);
      map.on("mouseout zoomstart", this.unpoint, this);
      this.unpack();
    },
    onRemove: function (map) {
      map.off("moveend viewreset resize", this.draw, this);
      map.off("zoomanim", this.follow, this);
      map.off(this.pointed, this.point, this);
      map.off("mouseout zoomstart", this.unpoint, this);
      this.unpoint();
      this.canvas.remove();
    },
    /* The pen of the canvas, empty and over the whole map. */
    cleared: function (ratio) {
      const size = this._map.getSize();
      const canvas = this.canvas;
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
      L.DomUtil.setPosition(canvas, this._map.containerPointToLayerPoint([0, 0]));
      return canvas.getContext("2d");
    },
    frame: function () {
      const map = this._map;
      const scale = map.options.crs.scale(map.getZoom());
      const perMetre = scale / (2 * Math.PI * 6378137);
      const shift = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
      return { perMetre, x: scale / 2 - shift.x, y: scale / 2 - shift.y };
    },
    painted: function (count) {
      this.canvas.dataset.painted = count;
      window.platsbildPainted = (window.platsbildPainted || 0) + 1;
    },
    follow: function (event) {
      const scale = this._map.getZoomScale(event.zoom);
      const corner = this._map.containerPointToLatLng([0, 0]);
      const offset = this._map._latLngToNewLayerPoint(corner, event.zoom, event.center);
      L.DomUtil.setTransform(this.canvas, offset, scale);
    },
    tell: function (text, latlng) {
      this.tip.setContent(text).setLatLng(latlng);
      if (!this.tip._map) this.tip.addTo(this._map);
    },
    unpoint: function () { this.tip.remove(); },
  });

  pb.Incidents = pb.Canvas.extend({
    tips: { direction: "top", offset: [0, -6] },
    laid: (map) => L.DomUtil.create("canvas", "pb-incidents leaflet-zoom-animated",
      map.getPane("incidents")),
    unpack: async function () {
      const count = this.data.count;
      const bytes = count ? await inflate(this.data.packed) : new Uint8Array(0);
      this.east = sums(bytes, 0, count);
      this.north = sums(bytes, 4 * count, count);
      this.kind = bytes.subarray(8 * count);
      if (this._map) this.draw();
    },
    draw: function () {
      if (!this.kind || !this._map) return;
      const size = this._map.getSize();
      const ratio = window.devicePixelRatio || 1;
      const pen = this.cleared(ratio);
      const marks = this.data.colours.map((colour, i) => sprite(
        this.data.shapes[i], colour, ratio, this.data.count > MANY ? 1 : 2.5));
      const { perMetre, x, y } = this.frame();
      const half = SMALL / 2 + 2;
      const side = SMALL + 4;
      if (this.data.count > MANY) {
        this.stamp(pen, marks, { perMetre, x: x - half, y: y - half, ratio });
        this.painted(this.data.count);
        return;
      }
      pen.scale(ratio, ratio);
      for (let i = 0; i < this.kind.length; i += 1) {
        const left = this.east[i] * perMetre + x - half;
        const top = y - this.north[i] * perMetre - half;
        if (left < -side || top < -side || left > size.x || top > size.y) continue;
        pen.drawImage(marks[this.kind[i]], left, top, side, side);
      }
      this.painted(this.data.count);
    },
    point: function (event) {
      if (!this.kind) return;
      const { perMetre, x, y } = this.frame();
      const at = event.containerPoint;
      let best = 49;
      let found = -1;
      for (let i = 0; i < this.kind.length; i += 1) {
        const dx = this.east[i] * perMetre + x - at.x;
        const dy = y - this.north[i] * perMetre - at.y;
        const distance = dx * dx + dy * dy;
        if (distance < best) { best = distance; found = i; }
      }
      if (found < 0) { this.unpoint(); return; }
      const text = document.createElement("span");
      text.textContent = this.data.labels[this.kind[found]];
      this.tell(text, event.latlng);
    },
  });

  /* Visits and boundary ------------------------------------------------------------------ */

  pb.Visits = L.FeatureGroup.extend({
    initialize: function (visits) {
      const icon = L.divIcon({ className: "pb-visit", iconSize: [18, 18], html: "\u2713" });
      L.FeatureGroup.prototype.initialize.call(this, visits.map((visit) =>
        L.marker(visit.at, { icon, pane: "visits", keyboard: false, interactive: false,
          alt: "" })));
    },
  });

  pb.Boundary = L.Polyline.extend({
    initialize: function (data) {
      L.Polyline.prototype.initialize.call(this, data.rings, { color: "#5b6875", weight: 1.5,
        opacity: 0.7, dashArray: "2 5", interactive: false, pane: "boundary" });
    },
  });

  /* Change of an outline ----------------------------------------------------------------- */

  pb.Change = L.FeatureGroup.extend({
    initialize: function (data) {
      const polygon = (rings, look) => L.polygon(rings.map((ring) => [ring]),
        { ...look, interactive: false });
      L.FeatureGroup.prototype.initialize.call(this, [
        // Evenodd: a ring within another is a hole.
        polygon(data.after, { color: data.colour, weight: 3, fillColor: data.colour,
          fillOpacity: 0.2, className: "pb-after" }),
        polygon(data.before, { color: data.ink, weight: 3, dashArray: "7 6", fill: false,
          className: "pb-before" }),
      ]);
    },
  });

  // What the scripts beside this one draw with.
  return Object.assign(pb, { pane, tip, hatch, inflate, inflated, sums, sprite });
})();
