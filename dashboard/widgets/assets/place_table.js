const SVG = "http://www.w3.org/2000/svg";

const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const shape = (tag, attributes) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

const picture = (width, height, label, ...shapes) => {
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
  svg.setAttribute("aria-label", label);
  svg.append(...shapes);
  return svg;
};

const band = (row, scale) => {
  const at = (value) => 6 + (value / scale) * 72;
  const shapes = [];
  if (row.low !== null) {
    shapes.push(shape("rect", {
      x: at(row.low) - 3, y: 6, height: 6, rx: 3, class: "band",
      width: at(row.high) - at(row.low) + 6,
    }));
  }
  shapes.push(shape("circle", { cx: at(row.count), cy: 9, r: 5, fill: row.colour }));
  return picture(84, 18, row.normal, ...shapes);
};

const spark = (row) => {
  const top = Math.max(1, ...row.series);
  const step = 60 / Math.max(1, row.series.length - 1);
  const points = row.series.map((value, i) => [3 + i * step, 16 - (value / top) * 13]);
  const [x, y] = points[points.length - 1];
  return picture(66, 20, `${row.series.join(", ")}`,
    shape("polyline", { points: points.map((p) => p.join(",")).join(" "), class: "spark" }),
    shape("circle", { cx: x, cy: y, r: 2.5, class: "now" }));
};

const cells = (row, scale) => {
  const name = element("button", { type: "button", "data-id": row.id });
  name.textContent = row.name;
  const symbol = element("span", { "aria-hidden": "true" });
  symbol.textContent = `${row.symbol} `;
  const verdict = element("span", { class: "verdict", style: `--verdict: ${row.colour}` }, symbol);
  verdict.append(row.word);
  const count = document.createTextNode(row.count);
  const visit = document.createTextNode(row.visit);
  return [["name", name], ["", verdict], ["number", count], ["bandcell", band(row, scale)],
    ["sparkcell", spark(row)], ["number", visit]];
};

export default function ({ data, parentElement, setTriggerValue }) {
  const focused = parentElement.activeElement?.dataset?.id;
  const scrolled = parentElement.querySelector(".box")?.scrollTop ?? 0;
  parentElement.querySelector(".box")?.remove();

  const caption = element("caption");
  caption.textContent = data.caption;
  const header = element("tr");
  for (const [label, kind] of data.headers) {
    const th = element("th", { scope: "col", class: kind });
    th.textContent = label;
    header.append(th);
  }
  const body = element("tbody");
  for (const row of data.rows) {
    const tr = element("tr");
    if (row.id === data.selected) tr.setAttribute("aria-current", "true");
    for (const [kind, content] of cells(row, data.scale)) {
      tr.append(element("td", { class: kind }, content));
    }
    tr.addEventListener("click", () => setTriggerValue("picked", row.id));
    body.append(tr);
  }
  const table = element("table", {}, caption, element("thead", {}, header), body);
  const box = element("div", { class: data.far ? "box far" : "box" }, table);
  parentElement.append(box);
  box.scrollTop = scrolled;
  const chosen = box.querySelector("tr[aria-current]");
  if (chosen && parentElement.lastSelected !== data.selected) {
    const low = chosen.offsetTop - chosen.offsetHeight;
    const high = chosen.offsetTop + chosen.offsetHeight - box.clientHeight;
    box.scrollTop = Math.min(low, Math.max(high, box.scrollTop));
  }
  parentElement.lastSelected = data.selected;
  if (focused) parentElement.querySelector(`button[data-id="${focused}"]`)?.focus();
}
