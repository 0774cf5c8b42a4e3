/* Very many incidents: marks are written into the picture's bytes, a tenth of the time of drawing. */
(function (pb) {
  "use strict";

  /** The pixels of a mark that can be seen: where, in what colour, and how opaque. */
  const pixels = (mark, wide) => {
    const { width, height } = mark;
    const { data } = mark.getContext("2d").getImageData(0, 0, width, height);
    const found = { at: [], red: [], green: [], blue: [], alpha: [] };
    for (let i = 0; i < width * height; i += 1) {
      if (!data[4 * i + 3]) continue;
      found.at.push(4 * (Math.floor(i / width) * wide + (i % width)));
      found.red.push(data[4 * i]);
      found.green.push(data[4 * i + 1]);
      found.blue.push(data[4 * i + 2]);
      found.alpha.push(data[4 * i + 3]);
    }
    return found;
  };

  /** Marks that look alike share their pixels, and one on the same spot is written once. */
  const looks = (data, marks, wide, high) => {
    const words = data.colours.map((colour, i) => colour + data.shapes[i]);
    const known = {};
    return words.map((word, i) => {
      known[word] = known[word] ||
        { ...pixels(marks[i], wide), taken: new Uint8Array(wide * high) };
      return known[word];
    });
  };

  pb.Incidents.include({
    stamp: function (pen, marks, { perMetre, x, y, ratio }) {
      const side = marks.length ? marks[0].width : 0;
      // A rim around the picture, so that a mark at its edge needs no care.
      const wide = pen.canvas.width + 2 * side;
      const high = pen.canvas.height + 2 * side;
      const picture = new Uint8ClampedArray(4 * wide * high);
      const kinds = looks(this.data, marks, wide, high);
      for (let i = 0; i < this.kind.length; i += 1) {
        const left = Math.round((this.east[i] * perMetre + x) * ratio) + side;
        const top = Math.round((y - this.north[i] * perMetre) * ratio) + side;
        if (left < 0 || top < 0 || left >= wide - side || top >= high - side) continue;
        const { at, red, green, blue, alpha, taken } = kinds[this.kind[i]];
        const spot = top * wide + left;
        if (taken[spot]) continue;
        taken[spot] = 1;
        for (let k = 0, n = at.length; k < n; k += 1) {
          const to = 4 * spot + at[k];
          const over = alpha[k];
          if (over === 255 || !picture[to + 3]) {
            picture[to] = red[k];
            picture[to + 1] = green[k];
            picture[to + 2] = blue[k];
            picture[to + 3] = over;
          } else {
            const share = over / 255;
            picture[to] += (red[k] - picture[to]) * share;
            picture[to + 1] += (green[k] - picture[to + 1]) * share;
            picture[to + 2] += (blue[k] - picture[to + 2]) * share;
            picture[to + 3] = Math.max(picture[to + 3], over);
          }
        }
      }
      pen.putImageData(new ImageData(picture, wide, high), -side, -side);
    },
  });
})(window.platsbild);
