const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
};

const text = (className, content) => (content ? element("div", { class: className }, content) : null);

/* What can be done with a stop: sign, name for those who cannot see it, and what is sent. */
const TOOLS = [
  ["lock", "Lås", "Släpp låset", (stop) => stop.locked],
  ["earlier", "↑", "Tidigare", null],
  ["later", "↓", "Senare", null],
  ["shorter", "−5", "Fem minuter kortare", null],
  ["longer", "+5", "Fem minuter längre", null],
  ["drop", "Ta bort", "Ta bort stoppet", null],
];

const tools = (stop, send) => {
  const row = element("div", { class: "tools", role: "group", "aria-label": `Ändra ${stop.name}` });
  for (const [what, sign, name, pressed] of TOOLS) {
    const on = pressed ? pressed(stop) : null;
    const shown = what === "lock" && on ? "Låst" : sign;
    const button = element("button", {
      type: "button", class: what, "data-id": `${stop.patrol}-${stop.at}-${what}`,
      "aria-label": `${what === "lock" ? "Lås" : name}: ${stop.name} ${stop.time}`,
      "aria-pressed": on === null ? null : String(on),
      title: what === "lock" ? (on ? name : "Ska vara med när planen görs om") : name,
      disabled: stop.off.includes(what),
    }, shown);
    button.addEventListener("click", () => send({ what, patrol: stop.patrol, at: stop.at,
      place: stop.place, turn: stop.turn }));
    row.append(button);
  }
  return row;
};

/* The tools of a stop are shown when they are asked for, and stay shown while the list changes. */
const opener = (stop, row, opened) => {
  const id = `${stop.patrol}-${stop.place ?? stop.mark}-${stop.turn}`;
  const button = element("button", { type: "button", class: "change", "data-id": `${id}-change`,
    "aria-label": `Ändra: ${stop.name} ${stop.time}` }, "Ändra");
  const show = (on) => {
    row.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
    if (on) opened.add(id); else opened.delete(id);
  };
  button.addEventListener("click", () => show(row.hidden));
  show(opened.has(id));
  return button;
};

const stopRow = (stop, send, opened) => {
  const when = element("div", { class: "when" }, element("b", {}, stop.time),
    element("span", {}, stop.minutes));
  const mark = element("span", { class: `mark ${stop.kind}`, style: `--walk: ${stop.colour}` },
    stop.mark);
  const name = element("div", { class: "name" }, mark, element("b", {}, stop.name));
  const what = element("div", { class: "what" }, name, text("why", stop.why),
    text("doing", stop.doing), text("last", stop.last));
  const side = element("div", { class: "side" });
  if (stop.logged) {
    side.append(element("span", { class: "done", title: "Besöket finns i loggen" }, "✓ loggat"));
  } else if (stop.log) {
    side.append(element("a", { class: "log", href: stop.log, target: "_self",
      "aria-label": `Logga besök: ${stop.name} ${stop.time}` }, "Logga"));
  }
  if (stop.editable) {
    const row = tools(stop, send);
    what.append(row);
    side.append(opener(stop, row, opened));
  }
  return element("li", { class: stop.logged ? "stop seen" : "stop" }, when, what, side);
};

const line = (walk) => {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("width", 44);
  svg.setAttribute("height", 8);
  svg.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS(ns, "line");
  for (const [key, value] of Object.entries({ x1: 3, x2: 41, y1: 4, y2: 4, "stroke-width": 4,
    stroke: walk.colour, "stroke-linecap": "round", "stroke-dasharray": walk.dash })) {
    if (value) drawn.setAttribute(key, value);
  }
  svg.append(drawn);
  return svg;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const focused = parentElement.activeElement?.dataset?.id;
  const scrolled = parentElement.querySelector(".box")?.scrollTop ?? 0;
  const opened = parentElement.opened ??= new Set();
  parentElement.querySelector(".box")?.remove();
  const send = (told) => setTriggerValue("picked", told);

  const box = element("div", { class: "box" });
  for (const walk of data.walks) {
    if (walk.name) box.append(element("h3", {}, walk.name, line(walk)));
    const list = element("ol", { "aria-label": walk.name || "Stoppen i ordning" });
    walk.stops.forEach((stop) => list.append(stopRow(stop, send, opened)));
    box.append(list, element("p", { class: "back" }, walk.summary));
  }
  parentElement.append(box);
  box.scrollTop = scrolled;
  if (focused) parentElement.querySelector(`button[data-id="${focused}"]`)?.focus();
}
