const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const words = (tag, text, attributes = {}) => {
  const node = element(tag, attributes);
  node.textContent = text;
  return node;
};

const square = (kind, count) => words("span", count, { class: kind, "aria-hidden": "true" });

const cell = (content, week, now) => {
  const classes = [week === now && "now", content.close && "close"].filter(Boolean).join(" ");
  const td = element("td", classes ? { class: classes } : {});
  if (!content.made && !content.planned) return td;
  if (content.made) td.append(square("made", content.made));
  if (content.planned) td.append(square("planned", content.planned));
  td.append(words("span", content.text + (content.close ? ", tätt" : ""), { class: "hidden" }));
  return td;
};

const head = (data) => {
  const months = element("tr", {}, element("td"));
  for (const month of data.months) {
    months.append(words("th", month.weeks > 1 ? month.name : "", { colspan: month.weeks,
      scope: "colgroup", class: "month" }));
  }
  const weeks = element("tr", {}, words("th", "Plats", { scope: "col", class: "place" }));
  data.weeks.forEach((week, at) => {
    const th = words("th", "", { scope: "col", title: week.title });
    if (at === data.now) {
      th.setAttribute("class", "now");
      th.setAttribute("aria-current", "date");
    }
    th.append(words("span", week.number), words("span", at === data.now ? ", nu" : "",
      { class: "hidden" }));
    weeks.append(th);
  });
  return element("thead", {}, months, weeks);
};

const row = (place, data) => {
  const name = words("th", "", { scope: "row", class: "place" });
  name.append(words("span", place.name), words("small", place.never ? "✕ aldrig besökt" : place.sum));
  const tr = element("tr", {}, name);
  place.cells.forEach((content, week) => {
    const td = cell(content, week, data.now);
    if (td.firstChild) td.title = `${place.name}, ${data.weeks[week].title}: ${content.text}`;
    tr.append(td);
  });
  return tr;
};

const sums = (data) => {
  const tr = element("tr", {}, words("th", "Alla", { scope: "row", class: "place" }));
  data.all.forEach(([made, planned], week) => {
    const td = element("td", week === data.now ? { class: "now" } : {});
    td.textContent = made + planned || "";
    tr.append(td);
  });
  return element("tfoot", {}, tr);
};

const key = () => {
  const line = element("p", { class: "key", "aria-hidden": "true" });
  line.append(square("made", "2"), " gjorda besök  ", square("planned", "1"),
    " planerade  ", words("span", "", { class: "mark" }), " tätt: minst tre på en vecka  ",
    words("span", "", { class: "nowkey" }), " den här veckan");
  return line;
};

export default function ({ data, parentElement }) {
  const scrolled = parentElement.querySelector(".box")?.scrollLeft;
  parentElement.querySelector(".box")?.remove();
  parentElement.querySelector(".key")?.remove();
  const caption = words("caption", data.caption);
  const body = element("tbody");
  for (const place of data.rows) body.append(row(place, data));
  const table = element("table", {}, caption, head(data), body, sums(data));
  const box = element("div", { class: "box", tabindex: "0", role: "region",
    "aria-label": "Årets besök, rullas i sidled" }, table);
  parentElement.append(key(), box);
  const now = box.querySelector("thead th.now");
  const open = now ? now.offsetLeft - box.clientWidth * 0.6 : 0;
  box.scrollLeft = scrolled ?? Math.max(0, open);
}
