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

  const told = (stop) => {
    const list = node("");
    stop.told.forEach((line) => list.append(node("", line)));
    return pb.tip(stop.name, list, stop.id === null ? undefined : stop.id);
  };

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
      this.marks = [];
      stops.forEach((stop) => this.drawStop(stop, places));
      ends.forEach((end) => this.drawEnd(end, stops));
      L.FeatureGroup.prototype.onAdd.call(this, map);
      this.names = new pb.WalkNames({ places, marks: this.marks, selected: null }).addTo(map);
    },
    onRemove: function (map) {
      this.names.remove();
      L.FeatureGroup.prototype.onRemove.call(this, map);
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
    drawStop: function (stop, places) {
      const text = stop.marks.join(" · ");
      const { made, icon: drawn } = icon("pb-stop", text, wide(text), 30, 0);
      made.style.background = stop.colour;
      if (places.some((place) => place.selected && place.id === stop.id)) {
        made.dataset.selected = "";
      }
      this.marks.push({ id: stop.id, at: stop.at, half: wide(text) / 2, down: 0 });
      const marker = L.marker(stop.at, { icon: drawn, pane: "stops", keyboard: false });
      marker.bindTooltip(told(stop), { direction: "top", offset: [0, -14] });
      this.addLayer(marker);
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
      this.addLayer(marker);
    },
  });
})(window.platsbild);
