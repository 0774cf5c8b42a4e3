const SVG = "http://www.w3.org/2000/svg";
const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -4, PageDown: 4, Home: -1e6, End: 1e6 };
const LINES = ["without", "compared", "place"];
const LEFT = 34;
const RIGHT = 12;
const TOP = 22;
const HIGH = 190;

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

/* Steps of 1, 2 or 5 times a power of ten, at most five of them; rates may be below one. */
const step = (top) => {
  const rough = Math.max(top, 0.1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].find((times) => times * power >= rough) * power;
};

const label = (value, by) => value.toFixed(by < 1 ? 1 : 0).replace(".", ",");

const draw = (data, width) => {
  const points = data.points;
  const wide = (width - LEFT - RIGHT) / points.length;
  const x = (i) => LEFT + (i + 0.5) * wide;
  const most = Math.max(...points.flatMap((p) => LINES.map((name) => p[name] ?? 0)));
  const by = step(most);
  const top = Math.max(by, Math.ceil(most / by) * by);
  const y = (value) => TOP + HIGH - (value / top) * HIGH;
  const first = points.findIndex((p) => p.after);
  const parts = [];
  const edge = LEFT + (first < 0 ? points.length : first) * wide;
  parts.push(shape("rect", { class: "after", x: edge, y: TOP, width: Math.max(0, width - RIGHT - edge), height: HIGH }));
  for (let at = 0; at * by <= top + by / 2; at += 1) {
    const value = at * by;
    parts.push(shape("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }));
    parts.push(words(LEFT - 6, y(value) + 4, label(value, by), { class: "quiet", "text-anchor": "end" }));
  }
  LINES.forEach((name) => {
    if (points.some((p) => p[name] === null)) return;
    parts.push(shape("polyline", { class: name, points: points.map((p, i) => `${x(i)},${y(p[name])}`).join(" ") }));
  });
  points.forEach((p, i) => parts.push(shape("circle", { class: "dot", cx: x(i), cy: y(p.place), r: 2.4 })));
  parts.push(shape("line", { class: "start", x1: edge, x2: edge, y1: TOP - 6, y2: TOP + HIGH }));
  const room = width - edge > 120;
  parts.push(words(room ? edge + 4 : edge - 4, TOP - 8, data.started, { "text-anchor": room ? "start" : "end" }));
  const every = Math.max(1, Math.ceil(84 / wide));
  for (let i = points.length - 1; i >= 0; i -= every) {
    const end = i === points.length - 1;
    if (x(i) < LEFT + 30) break;
    parts.push(words(end ? width - RIGHT : x(i), TOP + HIGH + 18, points[i].first,
      { class: "quiet", "text-anchor": end ? "end" : "middle" }));
  }
  const cursor = shape("line", { class: "cursor", y1: TOP, y2: TOP + HIGH, visibility: "hidden" });
  parts.push(cursor);
  const height = TOP + HIGH + 24;
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, height, "aria-hidden": "true" }, ...parts);
  const nearest = (left) => Math.min(points.length - 1, Math.max(0, Math.floor((left - LEFT) / wide)));
  return { svg, cursor, x, nearest };
};

const legend = (data) => {
  const box = element("div", { class: "keys" });
  [...LINES].reverse().forEach((name) => {
    if (data.points.some((p) => p[name] === null)) return;
    const mark = shape("svg", { viewBox: "0 0 26 12", "aria-hidden": "true" },
      shape("line", { class: name, x1: 0, x2: 26, y1: 6, y2: 6 }));
    const span = element("span", {}, mark);
    span.append(data.names[name]);
    box.append(span);
  });
  return box;
};

export default function ({ data, parentElement }) {
  parentElement.querySelector(".chart")?.remove();
  if (!data.points.length) return undefined;
  const last = data.points.length - 1;
  const plot = element("div", { class: "plot", role: "slider", tabindex: "0",
    "aria-label": data.label, "aria-valuemin": 0, "aria-valuemax": last });
  const said = element("p", { class: "said", "aria-hidden": "true" });
  const chart = element("div", { class: "chart" }, plot, said, legend(data));
  parentElement.append(chart);
  let drawn;
  let at = last;
  const tell = (index) => {
    at = Math.min(last, Math.max(0, index));
    said.textContent = data.points[at].text;
    plot.setAttribute("aria-valuenow", at);
    plot.setAttribute("aria-valuetext", data.points[at].text);
    drawn.cursor.setAttribute("x1", drawn.x(at));
    drawn.cursor.setAttribute("x2", drawn.x(at));
    drawn.cursor.setAttribute("visibility", at === last ? "hidden" : "visible");
  };
  const lay = (width) => {
    drawn = draw(data, width);
    plot.replaceChildren(drawn.svg);
    tell(at);
  };
  const where = (event) => drawn.nearest(event.clientX - plot.getBoundingClientRect().left);
  plot.addEventListener("pointermove", (event) => tell(where(event)));
  plot.addEventListener("pointerleave", () => tell(last));
  plot.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    tell(at + STEPS[event.key]);
    event.preventDefault();
  });
  let width = 0;
  const watch = new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now && now !== width) lay((width = now));
  });
  lay((width = Math.round(plot.clientWidth) || 600));
  watch.observe(plot);
  return () => watch.disconnect();
}
