const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const cell = (content) => {
  const td = element("td", { class: content.kind });
  if (content.word) {
    const word = element("span", { class: "hidden" });
    word.textContent = `${content.word}, `;
    const symbol = element("span", { "aria-hidden": "true" });
    symbol.textContent = `${content.symbol} `;
    td.append(word, symbol);
  }
  td.append(document.createTextNode(content.text));
  return td;
};

/* A table of rows that can be chosen: each row begins with a button that holds its name. */
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
    const name = element("button", { type: "button", "data-id": row.id });
    name.textContent = row.name;
    tr.append(element("td", { class: "name" }, name), ...row.cells.map(cell));
    tr.addEventListener("click", () => setTriggerValue("picked", row.id));
    body.append(tr);
  }
  const box = element("div", { class: "box" },
    element("table", {}, caption, element("thead", {}, header), body));
  parentElement.append(box);
  box.scrollTop = scrolled;
  if (focused) parentElement.querySelector(`button[data-id="${focused}"]`)?.focus();
}
