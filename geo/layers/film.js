(function (pb) {
  "use strict";
  const NO_PLACE = 255;

  /* Unpacking ---------------------------------------------------------------------------- */

  const bytesOf = (text) => pb.inflate(text.replace(/-/g, "/"));

  const unpackPoints = async (text, step) => {
    const bytes = text ? await bytesOf(text) : new Uint8Array(0);
    const count = bytes.length / 9;
    const east = pb.sums(bytes, 0, count);
    const north = pb.sums(bytes, 4 * count, count);
    for (let i = 0; i < count; i += 1) { east[i] *= step; north[i] *= step; }
    return { count, east, north, kind: bytes.subarray(8 * count) };
  };

  const unpack = async (reel) => {
    const cells = reel.places.length * reel.periods.length;
    const bytes = await bytesOf(reel.table);
    const numbers = [1, 5, 9].map((at) => pb.sums(bytes, at * cells, cells));
    const points = await Promise.all(reel.points.map((text) => unpackPoints(text, reel.step)));
    // The oldest periods may have come without points.
    const missing = reel.periods.length - points.length;
    return { codes: bytes.subarray(0, cells), count: numbers[0], low: numbers[1],
      high: numbers[2], points, missing };
  };

  /* Places: restyled only where a period differs from the one before ----------------------- */

  const Places = L.LayerGroup.extend({
    initialize: function (reel, selected) {
      L.LayerGroup.prototype.initialize.call(this, []);
      this.reel = reel;
      this.selected = selected;
      this.codes = new Uint8Array(reel.places.length).fill(NO_PLACE);
    },
    onAdd: function (map) {
      const places = this.reel.places;
      this.outlines = places.map((place, i) => {
        const text = document.createElement("span");
        const outline = L.polygon(place.rings.map((ring) => [ring]), { opacity: 0,
          fillOpacity: 0, weight: place.id === this.selected ? 4 : 2 });
        // Heard before the tooltip opens: what it says is written when it is asked for.
        outline.on("mouseover", () => { text.textContent = this.words(i); });
        outline.say = () => { text.textContent = this.words(i); outline.getTooltip().update(); };
        return outline.bindTooltip(pb.tip(place.name, text, place.id), { sticky: true });
      });
      // Small places lie over those that hold them, so that each can be pointed at.
      places.map((_, i) => i).sort((a, b) => places[b].size - places[a].size)
        .forEach((i) => this.addLayer(this.outlines[i]));
      L.LayerGroup.prototype.onAdd.call(this, map);
      this.names = new Names({ places, selected: this.selected }).addTo(map);
      this.codes.forEach((code, i) => this.restyle(i, code));
    },
    onRemove: function (map) {
      this.names.remove();
      L.LayerGroup.prototype.onRemove.call(this, map);
    },
    show: function (film, at) {
      this.film = film;
      this.at = at;
      this.outlines.forEach((outline, i) => {
        const code = film.codes[i * this.reel.periods.length + at];
        if (code !== this.codes[i]) this.restyle(i, code);
        this.codes[i] = code;
        if (outline.isTooltipOpen()) outline.say();
      });
    },
    restyle: function (i, code) {
      const outline = this.outlines[i];
      const look = this.reel.looks[code];
      outline.getElement().style.display = look ? "" : "none";
      this.names.mark(i, look);
      if (!look) return;
      const dashed = look.pattern === "dashed";
      const hatched = look.pattern === "hatched";
      outline.setStyle({
        color: look.colour, opacity: 1, dashArray: dashed ? "5 5" : null,
        fillColor: hatched ? "url(#" + this.hatch(outline, look.colour) + ")" : look.colour,
        fillOpacity: hatched ? 1 : dashed ? 0.07 : 0.16,
      });
    },
    hatch: function (outline, colour) {
      const made = this.hatches = this.hatches || {};
      made[colour] = made[colour] || pb.hatch(outline.getElement().ownerSVGElement, colour);
      return made[colour];
    },
    words: function (i) {
      const look = this.film && this.reel.looks[this.codes[i]];
      if (!look) return "";
      const cell = i * this.reel.periods.length + this.at;
      const [count, low, high] = [this.film.count, this.film.low, this.film.high]
        .map((each) => each[cell]);
      const normal = low < 0 ? "för kort historik för att säga vad som är normalt"
        : "normalt " + number(low) + (high === low ? "" : "–" + number(high));
      const noun = count === 1 ? " händelse, " : " händelser, ";
      return look.symbol + " " + look.word + ": " + number(count) + noun + normal;
    },
  });

  const number = (value) => value.toLocaleString("sv-SE");

  const Names = pb.Names.extend({
    onAdd: function (map) {
      pb.Names.prototype.onAdd.call(this, map);
      // Room of one width for every symbol, so that no name moves when a verdict changes.
      this.marks = this.nodes.map((node) => {
        const mark = document.createElement("span");
        mark.className = "pb-film-mark";
        node.prepend(mark);
        return mark;
      });
      this.arrange();
    },
    mark: function (i, look) {
      this.marks[i].textContent = look ? look.symbol : "";
      this.nodes[i].style.visibility = look ? "" : "hidden";
    },
  });

  /* The film ------------------------------------------------------------------------------- */

  // What is kept while the page runs again: the unpacked film, and where it stood.
  let last = { key: null, now: null };

  pb.Film = L.Layer.extend({
    initialize: function (reel, shown) {
      this.reel = reel;
      this.shown = shown;
    },
    onAdd: function (map) {
      const { reel, shown } = this;
      if (last.key !== reel.key) last = { key: reel.key, now: null, film: unpack(reel) };
      if (last.now !== shown.now) {
        const now = reel.periods.findIndex((period) => period.code === shown.now);
        Object.assign(last, { now: shown.now, at: now < 0 ? reel.periods.length - 1 : now });
      }
      this.drawn = [];
      // The bar first: its style tells how wide the names are.
      this.bar = this.add(new pb.FilmBar(reel, shown, this));
      if (shown.places) this.places = this.add(new Places(reel, shown.selected));
      if (shown.points) this.points = this.add(new pb.FilmPoints(reel));
      last.film.then((film) => {
        if (!this._map) return;
        this.film = film;
        this.show(last.at);
      });
      map.getContainer().classList.add("pb-filming");
      if (this.places) this.uncover(map);
    },
    /* Where all places were seen, the bar hides none of them. */
    uncover: function (map) {
      const all = L.latLngBounds(this.reel.places.flatMap((place) => place.rings.flat()));
      const bar = this.bar.box.offsetHeight;
      if (!all.isValid() || !map.getBounds().contains(all)) return;
      if (map.latLngToContainerPoint(all.getSouthWest()).y < map.getSize().y - bar) return;
      map.fitBounds(all, { paddingTopLeft: [24, 24], paddingBottomRight: [24, bar + 24],
        animate: false });
    },
    onRemove: function (map) {
      this.drawn.forEach((each) => each.remove());
      map.getContainer().classList.remove("pb-filming");
    },
    add: function (layer) {
      this.drawn.push(layer.addTo(this._map));
      return layer;
    },
    show: function (at) {
      last.at = at;
      if (this.places) this.places.show(this.film, at);
      if (this.points) this.points.show(this.film.points[at - this.film.missing]);
      this.bar.show(at, at < this.film.missing && this.points);
      this._map.getContainer().dataset.period = this.reel.periods[at].code;
    },
    at: function () { return last.at; },
    open: function () {
      // The way back to the page is the tooltip of what was clicked: see map_view.
      const node = document.createElement("span");
      const code = this.reel.periods[last.at].code;
      node.toString = () => "period:" + code;
      this._tooltip = L.tooltip().setContent(node);
      this.fire("click", { latlng: this._map.getCenter() });
    },
  });
})(window.platsbild);
