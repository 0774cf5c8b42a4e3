const SVG = "http://www.w3.org/2000/svg";
const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -4, PageDown: 4, Home: -1e6, End: 1e6 };
const LEFT = 30;
const RIGHT = 16;
const TOP = 26;
const HIGH = 140;
const MARK = 12;
const MOST_ROWS = 3;
const NARROW = 640;
const SHOWN_NARROW = 52;

const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const shape = (tag, attributes = {}, ...children) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const words = (x, y, text, attributes = {}) => {
  const node = shape("text", { x, y, ...attributes });
  node.textContent = text;
  return node;
};

/* A ticked square; filled where the visit had a measure. */
const tick = (x, y, measure) => {
  const half = MARK / 2;
  return shape("g", { class: measure ? "visit measure" : "visit" },
    shape("rect", { x: x - half, y: y - half, width: MARK, height: MARK, rx: 2.5 }),
    shape("path", { d: `M${x - 3} ${y + 0.3}l2.2 2.4 3.8-5` }));
};

/* Occasions of periods beside each other join into one line. */
const stretch = (x, y, wide) =>
  shape("rect", { class: "stretch", x: x - wide / 2, y: y - 1.5, width: wide, height: 3 });

/* A flag on a pole: here a measure began. */
const flag = (x, top, foot) => shape("g", { class: "began" },
  shape("line", { x1: x, x2: x, y1: top, y2: foot }),
  shape("path", { d: `M${x} ${top}h9l-2.5 3.5 2.5 3.5h-9z` }));

/* Whole steps of 1, 2 or 5 times a power of ten, at most five of them. */
const step = (top) => {
  const rough = Math.max(1, top / 5);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].find((times) => times * power >= rough) * power;
};

const bands = (points, x, y, wide) => {
  const parts = [];
  let run = [];
  const close = () => {
    if (run.length) {
      const edge = (key) => run.flatMap((i) =>
        [[x(i) - wide / 2, y(points[i][key])], [x(i) + wide / 2, y(points[i][key])]]);
      // A band of one single number is still to be seen.
      const low = edge("low").map(([a, b]) => [a, b + 1.5]);
      const high = edge("high").map(([a, b]) => [a, b - 1.5]);
      parts.push(shape("polygon", { class: "band",
        points: [...high, ...low.reverse()].map((p) => p.join(",")).join(" ") }));
    }
    run = [];
  };
  points.forEach((point, i) => (point.low === null ? close() : run.push(i)));
  close();
  return parts;
};

/* Visits beside each other go to rows of their own. */
const visits = (points, x, wide, top) => {
  const ends = [];
  const marks = [];
  points.forEach((point, i) => point.visits.forEach((visit) => {
    const at = x(i) + (visit.at - 0.5) * wide;
    let row = ends.findIndex((end) => at - end >= MARK + 1);
    if (row < 0) row = ends.length < MOST_ROWS ? ends.length : MOST_ROWS - 1;
    ends[row] = at;
    marks.push(tick(at, top + row * (MARK + 3), visit.measure));
  }));
  return [marks, ends.length];
};

const named = (points, x, last) => {
  const parts = [];
  let free = -Infinity;
  points.forEach((point, i) => {
    if (!point.mark) return;
    const half = point.mark.length * 3.4;
    const at = Math.min(Math.max(x(i), LEFT + half), last - half);
    if (at - half < free) return;
    free = at + half + 6;
    parts.push(shape("line", { class: "occasion", x1: x(i), x2: x(i), y1: TOP - 8, y2: TOP + HIGH }));
    parts.push(words(at, 12, point.mark, { class: "quiet", "text-anchor": "middle" }));
  });
  return parts;
};

const draw = (points, width) => {
  const wide = (width - LEFT - RIGHT) / points.length;
  const x = (i) => LEFT + (i + 0.5) * wide;
  const most = Math.max(1, ...points.map((p) => Math.max(p.count, p.high ?? 0)));
  const by = step(most);
  const top = Math.ceil(most / by) * by;
  const y = (value) => TOP + HIGH - (value / top) * HIGH;
  const last = points.length - 1;
  const parts = [];
  for (let value = 0; value <= top; value += by) {
    parts.push(shape("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }));
    parts.push(words(LEFT - 8, y(value) + 4, value, { class: "quiet", "text-anchor": "end" }));
  }
  parts.push(...bands(points, x, y, wide), ...named(points, x, width - RIGHT));
  parts.push(shape("polyline", { class: "line",
    points: points.map((p, i) => `${x(i)},${y(p.count)}`).join(" ") }));
  points.forEach((point, i) => {
    if (i === last) return;
    parts.push(shape("circle", { class: "dot", cx: x(i), cy: y(point.count), r: wide > 9 ? 2.4 : 1.7 }));
  });
  points.forEach((point, i) => {
    if (!point.symbol) return;
    parts.push(words(x(i), y(point.count) - 8, point.symbol,
      { class: "symbol", "text-anchor": "middle", style: `--verdict: ${point.colour}` }));
  });
  parts.push(shape("circle", { class: "now", cx: x(last), cy: y(points[last].count), r: 6,
    style: `--verdict: ${points[last].colour}` }));

  const lane = TOP + HIGH + 10;
  points.forEach((point, i) => { if (point.occasion) parts.push(stretch(x(i), lane, wide)); });
  const [marks, rows] = visits(points, x, wide, lane + 14);
  parts.push(...marks);
  const foot = lane + 12 + Math.max(1, rows) * (MARK + 3) + 12;
  const every = Math.max(1, Math.ceil(96 / wide));
  for (let i = last; i >= 0; i -= every) {
    const anchor = i === last ? "end" : "middle";
    if (x(i) < LEFT + 24) break;
    parts.push(words(i === last ? width - RIGHT : x(i), foot, points[i].short,
      { class: "quiet", "text-anchor": anchor }));
  }
  points.forEach((point, i) => point.began.forEach((at) =>
    parts.push(flag(x(i) + (at - 0.5) * wide, TOP - 4, TOP + HIGH))));
  const cursor = shape("line", { class: "cursor", y1: TOP - 4, y2: TOP + HIGH, visibility: "hidden" });
  parts.push(cursor);
  const height = foot + 6;
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, height, "aria-hidden": "true" }, ...parts);
  const nearest = (left) => Math.min(last, Math.max(0, Math.floor((left - LEFT) / wide)));
  return { svg, cursor, x, nearest };
};

const key = (mark, text) => {
  const span = element("span", {}, mark);
  span.append(text);
  return span;
};

const small = (...shapes) => shape("svg", { viewBox: "0 0 16 14", "aria-hidden": "true" }, ...shapes);

const legend = (keys, points) => {
  const box = element("div", { class: "keys" });
  if (points.some((p) => p.low !== null)) {
    box.append(key(small(shape("rect", { class: "band", y: 2, width: 16, height: 10, rx: 2 })), keys.band));
  }
  keys.verdicts.forEach((verdict) => box.append(key(
    small(words(8, 12, verdict.symbol,
      { class: "symbol", "text-anchor": "middle", style: `--verdict: ${verdict.colour}` })),
    verdict.word)));
  const seen = points.flatMap((p) => p.visits);
  if (seen.some((v) => !v.measure)) box.append(key(small(tick(8, 7, false)), keys.visit));
  if (seen.some((v) => v.measure)) box.append(key(small(tick(8, 7, true)), keys.measure));
  if (points.some((p) => p.began.length)) box.append(key(small(flag(4, 1, 13)), keys.began));
  if (points.some((p) => p.occasion)) box.append(key(small(stretch(8, 7, 14)), keys.occasion));
  return box;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const hadFocus = parentElement.activeElement?.classList?.contains("plot");
  parentElement.querySelector(".chart")?.remove();

  const plot = element("div", { class: "plot", role: "slider", tabindex: "0",
    "aria-label": data.label, "aria-valuemin": 0 });
  const said = element("p", { class: "said", "aria-hidden": "true" });
  const chart = element("div", { class: "chart" }, plot, said);
  parentElement.append(chart);

  let points = data.points;
  let drawn;
  let at = points.length - 1;
  const standing = () => {  // where the reader stood before the same series was drawn again
    const last = points.length - 1;
    const kept = parentElement.stood;
    const index = kept?.of === points[last].code ? points.findIndex((p) => p.code === kept.at) : -1;
    return index < 0 ? last : index;
  };
  const tell = (index) => {
    at = Math.min(points.length - 1, Math.max(0, index));
    parentElement.stood = { at: points[at].code, of: points[points.length - 1].code };
    said.textContent = points[at].text;
    plot.setAttribute("aria-valuenow", at);
    plot.setAttribute("aria-valuetext", points[at].text);
    drawn.cursor.setAttribute("x1", drawn.x(at));
    drawn.cursor.setAttribute("x2", drawn.x(at));
    drawn.cursor.setAttribute("visibility", at === points.length - 1 ? "hidden" : "visible");
  };
  const lay = (width) => {
    points = width < NARROW ? data.points.slice(-SHOWN_NARROW) : data.points;
    drawn = draw(points, width);
    plot.replaceChildren(drawn.svg);
    plot.setAttribute("aria-valuemax", points.length - 1);
    tell(standing());
  };
  const pick = () => {
    if (at < points.length - 1) setTriggerValue("picked", points[at].code);
  };
  const where = (event) => drawn.nearest(event.clientX - plot.getBoundingClientRect().left);
  plot.addEventListener("pointermove", (event) => tell(where(event)));
  plot.addEventListener("pointerleave", () => tell(points.length - 1));
  plot.addEventListener("click", (event) => { tell(where(event)); pick(); });
  plot.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") pick();
    else if (event.key in STEPS) tell(at + STEPS[event.key]);
    else return;
    event.preventDefault();
  });

  let width = 0;
  const watch = new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now && now !== width) lay((width = now));
  });
  lay((width = Math.round(plot.clientWidth) || 600));
  chart.append(legend(data.keys, data.points));
  watch.observe(plot);
  if (hadFocus) plot.focus();
  return () => watch.disconnect();
}
