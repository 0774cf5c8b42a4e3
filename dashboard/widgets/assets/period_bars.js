const element = (tag, attributes = {}) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -4, PageDown: 4, Home: -1e6, End: 1e6 };

export default function ({ data, parentElement, setTriggerValue }) {
  const hadFocus = parentElement.activeElement?.classList?.contains("bars");
  parentElement.querySelector(".scrubber")?.remove();

  const last = data.bars.length - 1;
  const pick = (index) => {
    const bar = data.bars[Math.min(last, Math.max(0, index))];
    if (bar && bar.code !== data.current) setTriggerValue("picked", bar.code);
  };
  const now = data.bars.findIndex((bar) => bar.code === data.current);
  const bars = element("div", {
    class: "bars", role: "slider", tabindex: "0", "aria-label": data.label, "aria-valuemin": 0,
    "aria-valuemax": last, "aria-valuenow": now, "aria-valuetext": data.bars[now]?.title ?? "",
  });
  const top = Math.max(1, ...data.bars.map((bar) => bar.count));
  data.bars.forEach((bar, index) => {
    const column = element("div", { class: index === now ? "bar now" : "bar", title: bar.title });
    const fill = element("span", { style: `height: ${Math.max(4, (bar.count / top) * 100)}%` });
    column.append(fill);
    column.addEventListener("click", () => pick(index));
    bars.append(column);
  });
  bars.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    pick(now + STEPS[event.key]);
  });

  const ends = element("div", { class: "ends" });
  for (const text of [data.bars[0]?.label ?? "", data.hint, data.bars[last]?.label ?? ""]) {
    const span = element("span");
    span.textContent = text;
    ends.append(span);
  }
  const scrubber = element("div", { class: "scrubber" });
  scrubber.append(bars, ends);
  parentElement.append(scrubber);
  if (hadFocus) bars.focus();
}
