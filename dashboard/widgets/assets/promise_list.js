const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const text = (tag, content, attributes = {}) => {
  const node = element(tag, attributes);
  node.textContent = content;
  return node;
};

const bar = ({ done, now }) => {
  const node = element("span", { class: "bar", "aria-hidden": "true" },
    element("i"), element("b"));
  node.style.setProperty("--done", done);
  node.style.setProperty("--now", now);
  return node;
};

const row = (promise, selected, picked) => {
  const item = element("li");
  const button = element("button", { type: "button", "data-id": promise.id });
  if (promise.id === selected) button.setAttribute("aria-current", "true");
  const what = element("span", { class: "what" },
    text("strong", promise.text), text("small", promise.who));
  const how = element("span", { class: "how" });
  if (promise.bar) how.append(bar(promise.bar));
  const words = element("span", { class: "words" });
  if (promise.mark) {
    words.append(text("span", `${promise.mark} `, { "aria-hidden": "true" }),
      text("span", `${promise.word}: `, { class: "hidden" }));
  }
  words.append(document.createTextNode(promise.words));
  how.append(words);
  button.append(what, how);
  button.addEventListener("click", () => {
    picked(promise.id);
    // In one column what explains the promise lies below the list.
    if (window.innerWidth <= 640) document.querySelector(".st-key-pb_promise")?.scrollIntoView();
  });
  item.append(button);
  return item;
};

/* Documents with their promises under the documents' own headings; each promise is a button. */
export default function ({ data, parentElement, setTriggerValue }) {
  const focused = parentElement.activeElement?.dataset?.id;
  const before = new Map([...parentElement.querySelectorAll("details")]
    .map((each) => [each.dataset.name, each.open]));
  parentElement.querySelector(".groups")?.remove();
  const groups = element("div", { class: "groups" });
  for (const group of data.groups) {
    const name = `${group.title} ${group.note}`;
    const details = element("details", { "data-name": name });
    details.open = before.get(name) ?? group.open;
    const summary = element("summary", {}, text("h2", group.title),
      text("small", `${group.note} ${group.rows.length} löften.`));
    details.append(summary);
    let part = null;
    let list = null;
    for (const promise of group.rows) {
      if (list === null || promise.part !== part) {
        part = promise.part;
        if (part) details.append(text("h3", part));
        list = element("ul");
        details.append(list);
      }
      list.append(row(promise, data.selected, (id) => setTriggerValue("picked", id)));
    }
    groups.append(details);
  }
  parentElement.append(groups);
  if (focused) {
    const again = [...groups.querySelectorAll("button")].find((each) => each.dataset.id === focused);
    again?.focus({ preventScroll: true });
  }
}
