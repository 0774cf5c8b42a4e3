const element = (tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
};

const line = (row, picked) => {
  const item = element("li", row.done ? "done" : "");
  if (row.lead) {
    const when = element("span", "when");
    when.append(element("strong", "", row.lead), element("small", "", row.under));
    item.append(when);
  }
  const what = element("span", "what");
  what.append(element("strong", "", row.name), element("small", "", row.text));
  const button = element("button", row.done ? "tick" : row.quiet ? "quiet" : "", row.label);
  button.type = "button";
  button.dataset.id = row.id;
  button.setAttribute("aria-label", row.aria);
  button.disabled = Boolean(row.done);
  button.addEventListener("click", () => picked(row.id));
  item.append(what, button);
  return item;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const focused = parentElement.activeElement?.dataset?.id;
  parentElement.querySelector("ul")?.remove();
  const list = element("ul");
  list.setAttribute("aria-label", data.caption);
  list.append(...data.rows.map((row) => line(row, (id) => setTriggerValue("picked", id))));
  parentElement.append(list);
  if (focused) {
    const again = [...list.querySelectorAll("button")].find((each) => each.dataset.id === focused);
    again?.focus();
  }
}
