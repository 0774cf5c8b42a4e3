(function (pb) {
  "use strict";
  const MANY = 1500;
  const NONE = { count: 0, east: new Int32Array(0), north: new Int32Array(0),
    kind: new Uint8Array(0) };

  /* The pixels of a mark that are not empty: where they lie, and what they are. */
  const stamp = (shape, colour, ratio, edge) => {
    const canvas = pb.sprite(shape, colour, ratio, edge);
    const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const words = new Uint32Array(image.data.buffer);
    const at = [...words.keys()].filter((i) => words[i] >>> 24);
    return {
      x: Int16Array.from(at, (i) => i % canvas.width),
      y: Int16Array.from(at, (i) => Math.floor(i / canvas.width)),
      colour: Uint32Array.from(at, (i) => words[i]), side: canvas.width,
    };
  };

  const mix = (above, below) => {
    const a = above >>> 24;
    if (!(below >>> 24)) return above;
    const part = (shift) => ((above >> shift & 255) * a + (below >> shift & 255) * (255 - a)) / 255;
    return (Math.max(a, below >>> 24) << 24 | part(16) << 16 | part(8) << 8 | part(0)) >>> 0;
  };

  /* The points of one period at a time. They are stamped into an array of pixels: five thousand
     drawImage take a whole frame, five thousand stamps a tenth of it. */
  pb.FilmPoints = pb.Incidents.extend({
    unpack: function () { Object.assign(this, NONE); },
    show: function (points) {
      Object.assign(this, points || NONE);
      this.draw();
    },
    draw: function () {
      if (!this._map) return;
      const ratio = window.devicePixelRatio || 1;
      const pixels = this.blank(ratio);
      const stamps = this.stamps(ratio);
      const { perMetre, x, y } = this.frame();
      const { width, height } = this.canvas;
      for (let i = 0; i < this.count; i += 1) {
        const mark = stamps[this.kind[i]];
        const left = Math.round((this.east[i] * perMetre + x) * ratio - mark.side / 2);
        const top = Math.round((y - this.north[i] * perMetre) * ratio - mark.side / 2);
        if (left <= -mark.side || top <= -mark.side || left >= width || top >= height) continue;
        const whole = left >= 0 && top >= 0 && left + mark.side <= width &&
          top + mark.side <= height;
        for (let k = 0; k < mark.colour.length; k += 1) {
          const column = left + mark.x[k];
          const row = top + mark.y[k];
          if (!whole && (column < 0 || column >= width || row < 0 || row >= height)) continue;
          const colour = mark.colour[k];
          const cell = row * width + column;
          pixels[cell] = colour >>> 24 === 255 ? colour : mix(colour, pixels[cell]);
        }
      }
      this.pen.putImageData(this.image, 0, 0);
      this.painted(this.count);
    },
    /* An empty picture as large as the map, at the map's corner. */
    blank: function (ratio) {
      const size = this._map.getSize();
      const canvas = this.canvas;
      const [wide, high] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
      if (!this.image || canvas.width !== wide || canvas.height !== high) {
        Object.assign(canvas, { width: wide, height: high });
        Object.assign(canvas.style, { width: size.x + "px", height: size.y + "px" });
        this.pen = canvas.getContext("2d", { willReadFrequently: true });
        this.image = this.pen.createImageData(wide, high);
        this.pixels = new Uint32Array(this.image.data.buffer);
      }
      L.DomUtil.setPosition(canvas, this._map.containerPointToLayerPoint([0, 0]));
      return this.pixels.fill(0);
    },
    stamps: function (ratio) {
      const edge = this.count > MANY ? 1 : 2.5;
      const key = ratio + " " + edge;
      this.made = this.made || {};
      this.made[key] = this.made[key] || this.data.colours.map((colour, i) =>
        stamp(this.data.shapes[i], colour, ratio, edge));
      return this.made[key];
    },
  });
})(window.platsbild);
