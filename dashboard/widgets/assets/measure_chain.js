const element = (tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
};

const button = (name, label, id) => {
  const node = element("button", name);
  node.type = "button";
  node.dataset.id = id;
  if (label !== undefined) node.setAttribute("aria-label", label);
  return node;
};

const linked = (title, items, none) => {
  const box = element("div");
  box.append(element("h4", "", title));
  if (!items.length) {
    box.append(element("p", "none", none));
    box.lastChild.style.margin = "0";
    return box;
  }
  const list = element("ul");
  list.append(...items);
  box.append(list);
  return box;
};

/* A problem or a cause: its words, where they are from, and a way to do something about it. */
const ground = (each, send) => {
  const item = element("li", "", each.text);
  if (each.under) item.append(element("small", "", each.under));
  if (each.wanted) {
    const suggest = button("quiet", `Föreslå åtgärd: ${each.text}`, each.wanted);
    suggest.textContent = "Föreslå åtgärd";
    suggest.addEventListener("click", () => send("wanted", each.wanted));
    item.append(suggest);
  }
  return item;
};

const measure = (each, send) => {
  const item = element("li");
  const open = button("measure", undefined, each.key);
  if (each.chosen) open.setAttribute("aria-current", "true");
  open.append(element("strong", "", each.name));
  if (each.text) open.append(` ${each.text}`);
  open.append(element("small", each.warns ? "warns" : "", `${each.symbol} ${each.state}`));
  if (each.owner) open.append(element("small", "", each.owner));
  open.addEventListener("click", () => send("picked", each.key));
  item.append(open, element("div", "effect", each.effect));
  return item;
};

const place = (each, send) => {
  const section = element("section");
  const title = element("h3", "", each.name);
  title.id = `place-${each.id}`;
  section.setAttribute("aria-labelledby", title.id);
  const links = element("div", "links");
  const own = linked("Åtgärd → effekt", each.measures.map((m) => measure(m, send)), "Ingen åtgärd.");
  own.querySelector("ul")?.classList.add("measures");
  links.append(
    linked("Problem", each.problems.map((p) => ground(p, send)), "Inget tydligt just nu."),
    linked("→ Orsak", each.causes.map((c) => ground(c, send)), "Ingen angiven."),
    own,
  );
  section.append(title, links);
  return section;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const focused = parentElement.activeElement?.dataset?.id;
  parentElement.querySelector(".chain")?.remove();
  const chain = element("div", "chain");
  chain.append(...data.places.map((each) => place(each, setTriggerValue)));
  parentElement.append(chain);
  if (focused) {
    [...chain.querySelectorAll("button")].find((each) => each.dataset.id === focused)?.focus();
  }
}
