(function (pb) {
  "use strict";
  /* Tonight's walk: places, the way of each patrol, numbered stops, and where it begins and ends. */

  const node = (className, text) => {
    const made = document.createElement("div");
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const style = () => {
    if (document.getElementById("pb-walk-style")) return;
    const sheet = document.createElement("style");
    sheet.id = "pb-walk-style";
    sheet.textContent = [
      ".pb-stop { box-sizing: border-box; display: flex; align-items: center;",
      " justify-content: center; white-space: nowrap; border: 2px solid #fff; border-radius: 15px;",
      " color: #fff; font: 700 14px/1 system-ui, sans-serif; padding: 0 6px;",
      " font-variant-numeric: tabular-nums; box-shadow: 0 1px 3px rgb(27 36 48 / .45); }",
      ".pb-where { font-weight: 600; margin-top: 4px; }",
      ".pb-stop[data-selected] { outline: 3px solid #1b2430; outline-offset: 1px; }",
      ".pb-end { box-sizing: border-box; display: flex; align-items: center;",
      " justify-content: center; white-space: nowrap; background: #fff; color: #1b2430;",
      " border: 2px solid #1b2430; border-radius: 4px; font: 600 12px/1 system-ui, sans-serif; }",
    ].join("\n");
    document.head.append(sheet);
  };

  const wide = (text) => Math.max(30, 18 + 7.5 * text.length);

  const icon = (className, text, width, height, down) => {
    const made = node(className, text);
    made.style.width = width + "px";
    made.style.height = height + "px";
    return { made, icon: L.divIcon({ className: "", html: made, iconSize: [width, height],
      iconAnchor: [width / 2, height / 2 - down] }) };
  };

  const told = (stops) => {
    const list = node("");
    stops.forEach((stop) => {
      if (stops.length > 1) list.append(node("pb-where", stop.name));
      stop.told.forEach((line) => list.append(node("", line)));
    });
    const many = stops.length > 1;
    return pb.tip(many ? stops.length + " platser, zooma in" : stops[0].name, list,
      many || stops[0].id === null ? undefined : stops[0].id);
  };

  /* Many numbers in few letters. */
  const short = (marks) => (marks.length > 5
    ? marks.slice(0, 3).join(" · ") + " … (" + marks.length + ")" : marks.join(" · "));

  /* Names lie around the number of a stop, and never on one. */
  pb.WalkNames = pb.Names.extend({
    spots: function (place, across, high) {
      const boxes = this.data.marks.map(({ at, half, down }) => {
        const { x, y } = this._map.latLngToLayerPoint(at);
        return [x - half, y + down - 15, x + half, y + down + 15];
      });
      return this.around(place, across, high).filter(([x, y]) => !boxes.some((box) =>
        x < box[2] && x + across > box[0] && y < box[3] && y + high > box[1]));
    },
    around: function (place, across, high) {
      const mark = this.data.marks.find((each) => each.id === place.id);
      if (!mark) return pb.Names.prototype.spots.call(this, place, across, high);
      const m = this._map.latLngToLayerPoint(mark.at);
      const left = m.x - across / 2;
      const beside = mark.half + 4;
      return [[left, m.y + 16], [left, m.y - high - 16], [m.x + beside, m.y - high / 2],
        [m.x - across - beside, m.y - high / 2], [m.x - 10, m.y + 16], [m.x + 10 - across, m.y + 16],
        [m.x - 10, m.y - high - 16], [m.x + 10 - across, m.y - high - 16], [left, m.y + 32],
        [left, m.y - high - 32]];
    },
  });

  pb.Walk = L.FeatureGroup.extend({
    initialize: function (data) {
      L.FeatureGroup.prototype.initialize.call(this, []);
      this.data = data;
    },
    onAdd: function (map) {
      style();
      pb.pane(map, "ways", 440);
      pb.pane(map, "stops", 650);
      const { places, walks, stops, ends, ink, view, bounds } = this.data;
      if (map.pbWalk !== view) {
        map.pbWalk = view;
        map.fitBounds(bounds, { padding: [48, 48], maxZoom: 16, animate: false });
      }
      this.drawPlaces(places, ink);
      walks.forEach((walk) => this.drawWay(walk));
      L.FeatureGroup.prototype.onAdd.call(this, map);
      this.numbers = L.layerGroup().addTo(map);
      this.arrange(map);
      map.on("zoomend", this.rearrange, this);
    },
    onRemove: function (map) {
      map.off("zoomend", this.rearrange, this);
      this.names.remove();
      this.numbers.remove();
      L.FeatureGroup.prototype.onRemove.call(this, map);
    },
    rearrange: function (event) { this.arrange(event.target); },
    /* Numbers that would lie over each other at this zoom are drawn as one. */
    arrange: function (map) {
      const { places, stops, ends } = this.data;
      this.numbers.clearLayers();
      if (this.names) this.names.remove();
      const heaps = [];
      stops.forEach((stop) => {
        const spot = map.latLngToLayerPoint(stop.at);
        const half = wide(stop.marks.join(" · ")) / 2;
        const near = heaps.find((heap) => Math.abs(heap.spot.x - spot.x) < heap.half + half - 6 &&
          Math.abs(heap.spot.y - spot.y) < 24);
        if (near) { near.stops.push(stop); return; }
        heaps.push({ spot, half, stops: [stop] });
      });
      this.marks = [];
      heaps.forEach((heap) => this.drawStops(heap.stops, places));
      ends.forEach((end) => this.drawEnd(end, stops));
      this.names = new pb.WalkNames({ places, marks: this.marks, selected: null }).addTo(map);
    },
    drawPlaces: function (places, ink) {
      places.slice().sort((a, b) => b.size - a.size).forEach((place) => {
        const outline = L.polygon(place.rings.map((ring) => [ring]), {
          color: place.seen ? ink : "#5b6875", weight: place.selected ? 4 : place.seen ? 1.6 : 1.2,
          dashArray: place.seen ? null : "4 5", fillColor: ink, fillOpacity: place.seen ? 0.06 : 0.01,
        });
        outline.bindTooltip(pb.tip(place.name, place.summary, place.id), { sticky: true });
        this.addLayer(outline);
      });
    },
    drawWay: function (walk) {
      const look = { pane: "ways", interactive: false, lineCap: "round", lineJoin: "round" };
      walk.legs.forEach(({ line, driven }) => {
        this.addLayer(L.polyline(line, { ...look, color: "#fff", weight: driven ? 6 : 9,
          opacity: 0.9 }));
      });
      walk.legs.forEach(({ line, driven }) => {
        this.addLayer(L.polyline(line, { ...look, color: walk.colour, weight: driven ? 2.5 : 5,
          dashArray: walk.dash || null, className: "pb-way" }));
      });
    },
    drawStops: function (stops, places) {
      const [first] = stops;
      const text = short(stops.flatMap((stop) => stop.marks));
      const { made, icon: drawn } = icon("pb-stop", text, wide(text), 30, 0);
      const one = stops.every((stop) => stop.colour === first.colour);
      made.style.background = one ? first.colour : this.data.ink;
      const chosen = places.find((place) => place.selected);
      if (chosen && stops.some((stop) => stop.id === chosen.id)) made.dataset.selected = "";
      this.marks.push({ id: first.id, at: first.at, half: wide(text) / 2, down: 0 });
      const marker = L.marker(first.at, { icon: drawn, pane: "stops", keyboard: false });
      marker.bindTooltip(told(stops), { direction: "top", offset: [0, -14] });
      this.numbers.addLayer(marker);
    },
    /* Where a stop lies at the start, the start is written beside it. */
    drawEnd: function (end, stops) {
      const meets = stops.some(({ at }) =>
        Math.abs(at[0] - end.at[0]) < 3e-4 && Math.abs(at[1] - end.at[1]) < 6e-4);
      const across = 14 + 7 * end.word.length;
      const down = meets ? -28 : 0;
      const { icon: drawn } = icon("pb-end", end.word, across, 22, down);
      this.marks.push({ id: null, at: end.at, half: across / 2, down });
      const marker = L.marker(end.at, { icon: drawn, pane: "stops", keyboard: false,
        zIndexOffset: -100 });
      if (end.name) marker.bindTooltip(pb.tip(end.word, end.name), { direction: "top" });
      this.numbers.addLayer(marker);
    },
  });
})(window.platsbild);
