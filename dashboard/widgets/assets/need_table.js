const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const bar = (row) => {
  const label = row.parts.map((part) => part.label).join(", ");
  const box = element("span", { class: "bar", role: "img", "aria-label": label, title: label });
  for (const part of row.parts) {
    box.append(element("i", { style: `width: ${100 * part.share}%; background: ${part.colour}` }));
  }
  return box;
};

const line = (row) => {
  const name = element("button", { type: "button", "data-id": row.id });
  name.textContent = row.name;
  const place = [name];
  if (row.moved) place.push(" ", element("small", {}, row.moved));
  const tr = element("tr", {},
    element("td", { class: "rank" }, String(row.rank)),
    element("th", { scope: "row" }, ...place));
  for (const day of row.days) {
    tr.append(element("td", { class: "day", title: `${day.label} ${day.text}`,
      style: `--heat: ${day.heat}` }, day.text));
  }
  tr.append(element("td", { class: "when" }, row.when),
    element("td", { class: "need" }, row.need),
    element("td", { class: "barcell" }, bar(row)));
  return tr;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const focused = parentElement.activeElement?.dataset?.id;
  parentElement.querySelector("table")?.remove();
  const heads = [["Nr", "rank"], ["Plats", ""], ...data.days.map((day) => [day, "day"]),
    ["Störst", "when"], ["Behov", "need"], ["Vad det är", "barcell"]];
  const header = element("tr");
  for (const [text, kind] of heads) {
    header.append(element("th", { scope: "col", class: kind }, text));
  }
  const table = element("table", {}, element("caption", {}, data.caption),
    element("thead", {}, header));
  for (const row of data.rows) {
    const why = element("tr", { class: "why" }, element("td"),
      element("td", { colspan: String(heads.length - 1) }, bar(row), row.because));
    const body = element("tbody", {}, line(row), why);
    if (row.id === data.selected) body.setAttribute("aria-current", "true");
    body.addEventListener("click", () => setTriggerValue("picked", row.id));
    table.append(body);
  }
  parentElement.append(table);
  if (focused) parentElement.querySelector(`button[data-id="${focused}"]`)?.focus();
}
