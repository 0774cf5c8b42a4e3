/* The ground: water, green, roads and names on one canvas under everything else. */
(function (pb) {
  "use strict";
  const PAD = 0.2; // Of the map's size, drawn outside each edge: seen while the map is dragged.
  const WIDEST = 14;
  const HALO = 3;

  /** Shapes, their rings and corners out of a file; see geo/terrain/packing.py. */
  const unpack = (bytes) => {
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    let from = 4 + length;
    const next = (count) => {
      from += 4 * count;
      return pb.sums(bytes, from - 4 * count, count);
    };
    const [rings, lengths] = [ends(next(head.shapes)), ends(next(head.rings))];
    const [east, north] = [next(head.corners), next(head.corners)];
    const level = bytes.subarray(from, from + head.corners);
    const groups = {};
    let shape = 0;
    head.groups.forEach(([kind, count]) => {
      groups[kind] = [shape, shape + count];
      shape += count;
    });
    const found = { groups, rings, lengths, east, north, level, names: head.names,
      zooms: head.zooms };
    return { ...found, boxes: boxes(found, shape) };
  };

  /** Where each thing begins and the next one does, from how many each has. */
  const ends = (counts) => {
    const found = new Int32Array(counts.length + 1);
    counts.forEach((count, i) => { found[i + 1] = found[i] + count; });
    return found;
  };

  const boxes = ({ rings, lengths, east, north }, count) => {
    const found = new Int32Array(4 * count);
    for (let shape = 0; shape < count; shape += 1) {
      const at = lengths[rings[shape]];
      let [west, south, right, top] = [east[at], north[at], east[at], north[at]];
      for (let i = at + 1; i < lengths[rings[shape + 1]]; i += 1) {
        west = Math.min(west, east[i]);
        right = Math.max(right, east[i]);
        south = Math.min(south, north[i]);
        top = Math.max(top, north[i]);
      }
      found.set([west, south, right, top], 4 * shape);
    }
    return found;
  };

  const Attribution = L.Control.extend({
    options: { position: "bottomright" },
    initialize: function (text) { this.text = text; },
    onAdd: function () {
      const node = L.DomUtil.create("div", "pb-attribution");
      node.style.cssText = "margin: 0; padding: 0 6px; background: rgba(255, 255, 255, .8);" +
        " color: #4a5560; font: 11px/16px system-ui, sans-serif";
      node.textContent = this.text;
      return node;
    },
  });

  pb.Ground = L.Layer.extend({
    initialize: function (data) { this.data = data; },
    onAdd: function (map) {
      this.canvas = L.DomUtil.create("canvas", "pb-ground leaflet-zoom-animated",
        map.getPane(pb.pane(map, "ground", 250)));
      map.on("moveend viewreset resize pbnames", this.soon, this);
      map.on("zoomanim", this.follow, this);
      map.on("zoom", this.pinched, this);
      this.ask();
    },
    onRemove: function (map) {
      map.off("moveend viewreset resize pbnames", this.soon, this);
      map.off("zoomanim", this.follow, this);
      map.off("zoom", this.pinched, this);
      this.canvas.remove();
      if (this.attribution) this.attribution.remove();
    },
    /** Fetch the file; a map without it is plain, as a map without an extract is. */
    ask: async function () {
      const answer = await fetch(this.data.url);
      if (!answer.ok) return;
      const bytes = await pb.inflated(new Uint8Array(await answer.arrayBuffer()));
      if (!this._map) return;
      this.ground = unpack(bytes);
      this.attribution = new Attribution(this.data.attribution).addTo(this._map);
      this.soon();
    },
    /** Draw before the next picture, once for all that has happened until then. */
    soon: function () {
      if (!this.ground || this.waiting) return;
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        if (this._map) this.draw();
      });
    },
    follow: function (event) { this.move(event.center, event.zoom); },
    pinched: function () { this.move(this._map.getCenter(), this._map.getZoom()); },
    move: function (center, zoom) {
      if (!this.corner) return;
      const offset = this._map._latLngToNewLayerPoint(this.corner, zoom, center);
      L.DomUtil.setTransform(this.canvas, offset, this._map.getZoomScale(zoom, this.zoom));
    },
    draw: function () {
      const view = this.laid();
      const { pen, zoom } = view;
      const { areas, lines, casing } = this.data;
      const shown = (looks) => Object.entries(looks).filter(([kind, look]) =>
        zoom >= look.zoom && this.ground.groups[kind]);
      shown(areas).forEach(([kind, look]) => {
        pen.fillStyle = look.colour;
        pen.fill(this.path(kind, view, true));
      });
      const roads = shown(lines).map(([kind, look]) => ({ look, path: this.path(kind, view, false),
        wide: Math.min(WIDEST, Math.max(look.width * view.perMetre, 0.35 * Math.sqrt(look.width)))
      }));
      pen.lineJoin = pen.lineCap = "round";
      const stroke = (path, colour, wide) => {
        pen.strokeStyle = colour;
        pen.lineWidth = wide;
        pen.stroke(path);
      };
      // All edges first, so that none lies across another road.
      roads.filter(({ look }) => look.cased).forEach(({ path, wide }) =>
        stroke(path, casing, wide > 2 ? wide + 1.5 : wide));
      roads.filter(({ look, wide }) => !look.cased || wide > 2).forEach(({ look, path, wide }) => {
        pen.setLineDash(look.dashed && wide > 0.8 ? [3 * wide, 2.5 * wide] : []);
        if (look.dashed) pen.lineCap = "butt";
        stroke(path, look.colour, wide);
        pen.setLineDash([]);
        pen.lineCap = "round";
      });
      this.write(view);
      this.canvas.dataset.painted = zoom;
    },
    /** Lay the canvas over the map and a little more; return what is drawn with and where. */
    laid: function () {
      const map = this._map;
      const ratio = window.devicePixelRatio || 1;
      const pad = map.getSize().multiplyBy(PAD).round();
      const size = map.getSize().add(pad.multiplyBy(2));
      const origin = map.containerPointToLayerPoint(pad.multiplyBy(-1));
      Object.assign(this.canvas, { width: size.x * ratio, height: size.y * ratio });
      Object.assign(this.canvas.style, { width: size.x + "px", height: size.y + "px" });
      this.zoom = map.getZoom();
      this.corner = map.layerPointToLatLng(origin);
      L.DomUtil.setTransform(this.canvas, origin, 1);
      const pen = this.canvas.getContext("2d");
      pen.scale(ratio, ratio);
      const scale = map.options.crs.scale(this.zoom);
      const shift = map.getPixelOrigin().add(origin);
      const perUnit = scale / (2 * Math.PI * 6378137);
      return { pen, size, origin, zoom: this.zoom, perUnit,
        // Mercator's metres grow with the latitude.
        perMetre: perUnit / Math.cos((map.getCenter().lat * Math.PI) / 180),
        x: scale / 2 - shift.x, y: scale / 2 - shift.y };
    },
    path: function (kind, view, closed) {
      const { groups, rings, lengths, east, north, level, boxes: box, zooms } = this.ground;
      const { perUnit, x, y, size, zoom } = view;
      const sharp = zooms.findIndex((each) => zoom < each);
      const [west, right] = [-x / perUnit, (size.x - x) / perUnit];
      const [top, south] = [y / perUnit, (y - size.y) / perUnit];
      const path = new Path2D();
      const [first, last] = groups[kind];
      for (let shape = first; shape < last; shape += 1) {
        if (box[4 * shape] > right || box[4 * shape + 2] < west || box[4 * shape + 1] > top ||
          box[4 * shape + 3] < south) continue;
        for (let ring = rings[shape]; ring < rings[shape + 1]; ring += 1) {
          let drawn = 0;
          for (let i = lengths[ring]; i < lengths[ring + 1]; i += 1) {
            if (level[i] > sharp) continue;
            if (drawn) path.lineTo(east[i] * perUnit + x, y - north[i] * perUnit);
            else path.moveTo(east[i] * perUnit + x, y - north[i] * perUnit);
            drawn += 1;
          }
          if (closed && drawn) path.closePath();
        }
      }
      return path;
    },
    /** Write names where they lie over neither each other nor the names of places. */
    write: function (view) {
      const { pen, perUnit, x, y, size, zoom, origin } = view;
      const taken = (this._map.pbTaken || []).map((box) =>
        [box[0] - origin.x, box[1] - origin.y, box[2] - origin.x, box[3] - origin.y]);
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.lineWidth = HALO;
      pen.strokeStyle = this.data.land;
      this.ground.names.forEach(([text, kind, east, north, angle, room]) => {
        const look = this.data.names[kind];
        if (!look || zoom < look.zoom) return;
        const [left, top] = [east * perUnit + x, y - north * perUnit];
        if (left < 0 || top < 0 || left > size.x || top > size.y) return;
        pen.font = look.style + " " + look.size + "px system-ui, sans-serif";
        const [wide, high] = [pen.measureText(text).width / 2 + 4, look.size / 2 + 3];
        if (room && room * perUnit < 2 * wide) return;
        const turn = (-angle * Math.PI) / 180;
        const [cos, sin] = [Math.cos(turn), Math.abs(Math.sin(turn))];
        const [across, along] = [wide * cos + high * sin, wide * sin + high * cos];
        const box = [left - across, top - along, left + across, top + along];
        if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]))
          return;
        taken.push(box);
        pen.save();
        pen.translate(left, top);
        pen.rotate(turn);
        pen.fillStyle = look.colour;
        pen.strokeText(text, 0, 0);
        pen.fillText(text, 0, 0);
        pen.restore();
      });
    },
  });
})(window.platsbild);
