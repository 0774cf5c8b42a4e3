const element = (tag, attributes = {}, text = "") => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text) node.textContent = text;
  return node;
};

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -1e6, End: 1e6 };

// One stop for the tab key a chart; the arrow keys walk among its bars.
const walk = (event, buttons) => {
  if (!(event.key in STEPS)) return;
  event.preventDefault();
  const now = buttons.indexOf(event.target);
  const next = buttons[Math.min(buttons.length - 1, Math.max(0, now + STEPS[event.key]))];
  buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
  next.focus();
};

const drawn = (chart, send) => {
  const box = element("div", { class: `chart ${chart.name}` });
  const head = element("div", { class: "title", id: `title-${chart.name}` }, chart.title);
  const all = chart.bars.every((bar) => bar.chosen);
  const group = element("div", { class: "group", role: "group",
    "aria-labelledby": `title-${chart.name}` });
  const top = Math.max(1, ...chart.bars.map((bar) => bar.count));
  const buttons = chart.bars.map((bar, index) => {
    const on = bar.chosen && !all;
    const button = element("button", { type: "button", title: bar.told, "aria-label": bar.told,
      "aria-pressed": on, "data-code": bar.code, tabindex: index ? -1 : 0,
      class: bar.chosen ? "bar in" : "bar" });
    button.append(element("span", { class: "label", "aria-hidden": "true" }, bar.label));
    const track = element("span", { class: "track", "aria-hidden": "true" });
    const share = bar.count ? Math.max(3, (bar.count / top) * 100) : 0;
    track.append(element("span", { class: "fill", style: `--share: ${share}%` }));
    button.append(track, element("span", { class: "count", "aria-hidden": "true" },
      bar.count.toLocaleString("sv")));
    button.addEventListener("click", (event) => send({
      chart: chart.name, code: bar.code, through: event.shiftKey, at: Date.now(),
    }));
    return button;
  });
  group.append(...buttons);
  group.addEventListener("keydown", (event) => walk(event, buttons));
  box.append(head, group);
  if (chart.name === "vecka" && chart.bars.length) {
    const ends = element("div", { class: "ends", "aria-hidden": "true" });
    ends.append(element("span", {}, chart.bars[0].label),
      element("span", {}, chart.bars[chart.bars.length - 1].label));
    box.append(ends);
  }
  if (chart.name === "timme") {
    const ends = element("div", { class: "ends", "aria-hidden": "true" });
    for (const hour of ["00", "06", "12", "18", "24"]) ends.append(element("span", {}, hour));
    box.append(ends);
  }
  return box;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const active = parentElement.activeElement;
  const focused = active?.dataset?.code;
  const within = active?.closest?.(".chart")?.className;
  parentElement.querySelector(".charts")?.remove();
  const charts = element("div", { class: "charts" });
  charts.append(...data.charts.map((chart) => drawn(chart, (v) => setTriggerValue("picked", v))));
  charts.append(element("p", { class: "hint" }, data.hint));
  parentElement.append(charts);
  if (focused === undefined || !within) return;
  const chart = [...charts.children].find((each) => each.className === within);
  const again = [...(chart?.querySelectorAll("button") ?? [])]
    .find((button) => button.dataset.code === focused);
  if (again) { again.tabIndex = 0; again.focus(); }
}
