(function (pb) {
  "use strict";
  const DECIMETRES = 10;
  const OVER = 0.3; // Neighbours overlap by this part of a pixel, so that no line shows between.
  const TILE = 6;

  /** A tile of hatching or dots. */
  const pattern = (pen, kind, ratio) => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = TILE * ratio;
    const ink = tile.getContext("2d");
    ink.scale(ratio, ratio);
    ink.fillStyle = ink.strokeStyle = "#1b2430";
    if (kind === "dotted") {
      ink.arc(TILE / 2, TILE / 2, 0.9, 0, 2 * Math.PI);
      ink.fill();
    } else {
      for (const at of [-TILE, 0, TILE]) {
        ink.moveTo(at - 1, TILE + 1);
        ink.lineTo(at + TILE + 1, -1);
      }
      ink.lineWidth = 0.9;
      ink.stroke();
    }
    const made = pen.createPattern(tile, "repeat");
    made.setTransform(new DOMMatrix().scale(1 / ratio));
    return made;
  };

  pb.Cells = pb.Canvas.extend({
    pointed: "mousemove click",
    tips: { direction: "bottom", offset: [0, 12] },
    laid: function (map) {
      const canvas = L.DomUtil.create("canvas", "pb-cells leaflet-zoom-animated",
        map.getPane(pb.pane(map, "cells", 340)));
      canvas.style.opacity = this.data.opacity;
      return canvas;
    },
    unpack: async function () {
      const { count, corners, facts, packed } = this.data;
      const bytes = await pb.inflate(packed);
      let from = 0;
      const next = (length) => {
        from += 4 * length;
        return pb.sums(bytes, from - 4 * length, length);
      };
      this.east = next(corners[0] * corners[1]);
      this.north = next(corners[0] * corners[1]);
      this.cell = next(count);
      this.told = facts.map(() => next(count));
      this.kind = bytes.subarray(from);
      if (this._map) this.draw();
    },
    /** Where a corner (column u, row v) lies, in decimetres, and how it moves with u and v. */
    corner: function (u, v) {
      const { step, corners: [high, wide] } = this.data;
      const c = Math.max(0, Math.min(Math.floor(u / step), wide - 2));
      const r = Math.max(0, Math.min(Math.floor(v / step), high - 2));
      const s = u / step - c;
      const t = v / step - r;
      const i = r * wide + c;
      const at = (of) => {
        const [a, b, d, e] = [of[i], of[i + 1], of[i + wide], of[i + wide + 1]];
        const [low, top] = [a + (b - a) * s, d + (e - d) * s];
        return [low + (top - low) * t, ((b - a) * (1 - t) + (e - d) * t) / step,
          (top - low) / step];
      };
      return [at(this.east), at(this.north)];
    },
    draw: function () {
      if (!this.kind || !this._map) return;
      const size = this._map.getSize();
      const ratio = window.devicePixelRatio || 1;
      const pen = this.cleared(ratio);
      pen.scale(ratio, ratio);
      const tiles = {};
      this.outlines(size).forEach((outline, k) => {
        const [, colour, kind] = this.data.classes[k];
        pen.fillStyle = colour;
        pen.fill(outline);
        if (kind === "plain") return;
        tiles[kind] = tiles[kind] || pattern(pen, kind, ratio);
        pen.fillStyle = tiles[kind];
        pen.fill(outline);
      });
      this.painted(this.data.count);
    },
    /** One path per class; cells side by side are one piece, up to the next corner that was sent. */
    outlines: function (size) {
      const { classes, columns, count, step } = this.data;
      const { perMetre, x, y } = this.frame();
      const scale = perMetre / DECIMETRES;
      const paths = classes.map(() => new Path2D());
      const pixel = (u, v) => {
        const [[east], [north]] = this.corner(u, v);
        return [east * scale + x, y - north * scale];
      };
      for (let i = 0, j = 1; i < count; i = j, j += 1) {
        const row = Math.floor(this.cell[i] / columns);
        const column = this.cell[i] - row * columns;
        const most = Math.min(step - (column % step), columns - column);
        while (j < count && j - i < most && this.cell[j] === this.cell[j - 1] + 1 &&
          this.kind[j] === this.kind[i]) j += 1;
        const [west, south] = pixel(column, row);
        const [east, low] = pixel(column + j - i, row);
        const [right, north] = pixel(column + j - i, row + 1);
        const [left, top] = pixel(column, row + 1);
        if (Math.max(east, right) < 0 || Math.min(west, left) > size.x ||
          Math.max(south, low) < 0 || Math.min(north, top) > size.y) continue;
        const path = paths[this.kind[i] - 1];
        path.moveTo(west - OVER, south + OVER);
        path.lineTo(east + OVER, low + OVER);
        path.lineTo(right + OVER, north - OVER);
        path.lineTo(left - OVER, top - OVER);
        path.closePath();
      }
      return paths;
    },
    /** The position of the drawn cell at a place, -1 if there is none. */
    find: function (latlng) {
      const { columns, step, corners } = this.data;
      const aim = this._map.options.crs.project(latlng).multiplyBy(DECIMETRES);
      let u = (step * corners[1]) / 2;
      let v = (step * corners[0]) / 2;
      for (let turn = 0; turn < 6; turn += 1) { // Newton: nearly linear, so a few steps do.
        const [[east, eu, ev], [north, nu, nv]] = this.corner(u, v);
        const [de, dn] = [aim.x - east, aim.y - north];
        const area = eu * nv - ev * nu;
        u += (de * nv - dn * ev) / area;
        v += (dn * eu - de * nu) / area;
      }
      if (u < 0 || v < 0 || u >= columns) return -1;
      const wanted = Math.floor(v) * columns + Math.floor(u);
      let [low, high] = [0, this.cell.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.cell[middle] < wanted) low = middle + 1;
        else high = middle;
      }
      return this.cell[low] === wanted ? low : -1;
    },
    point: function (event) {
      const found = this.kind ? this.find(event.latlng) : -1;
      if (found < 0) { this.unpoint(); return; }
      const lines = document.createDocumentFragment();
      this.data.facts.forEach(([label, unit, decimals, words], k) => {
        const value = this.told[k][found];
        const line = document.createElement("div");
        const told = words.length ? words[value] : (value / 10 ** decimals).toLocaleString("sv-SE",
          { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
        line.textContent = [label, told, unit].filter(Boolean).join(" ");
        lines.append(line);
      });
      const [word] = this.data.classes[this.kind[found] - 1];
      const text = pb.tip(word, lines);
      text.style.whiteSpace = "nowrap";
      text.style.maxWidth = "none";
      this.tell(text, event.latlng);
    },
  });
})(window.platsbild);
