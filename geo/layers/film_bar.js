(function (pb) {
  "use strict";
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const BEAT = CALM ? 1200 : 400;
  const PLAY = "M7 4v16l13-8z";
  const PAUSE = "M6 4h4v16H6zM14 4h4v16h-4z";

  const STYLE = [
    ".pb-film { position: absolute; left: 0; right: 0; bottom: 0; z-index: 1000; height: 72px;",
    " box-sizing: border-box; padding: 6px 16px 6px 10px; display: grid; gap: 0 12px;",
    " grid-template: 'play said open' auto 'play range open' auto / auto 1fr auto;",
    " align-items: center; background: #fff; border-top: 1px solid #dfe3e8; color: #1b2430;",
    " font: 15px/1.35 system-ui, sans-serif; font-variant-numeric: tabular-nums; }",
    ".pb-film button { box-sizing: border-box; min-width: 44px; height: 44px; border-radius: 8px;",
    " border: 1px solid #c3cad3; background: #fff; color: #1f4e79; cursor: pointer;",
    " font: 600 15px system-ui, sans-serif; padding: 0 14px; }",
    ".pb-film button:hover { background: #f1f3f5; }",
    ".pb-film button:disabled { color: #5b6875; background: #f6f7f9; cursor: default; }",
    ".pb-film button:focus-visible, .pb-film input:focus-visible { outline: 2px solid #1f4e79;",
    " outline-offset: 2px; }",
    ".pb-film .pb-film-play { grid-area: play; padding: 0 10px; }",
    ".pb-film-play svg { display: block; width: 22px; height: 22px; fill: currentColor; }",
    ".pb-film-said { grid-area: said; min-width: 0; white-space: nowrap; overflow: hidden;",
    " text-overflow: ellipsis; }",
    ".pb-film-said b { margin-right: 8px; }",
    ".pb-film input { grid-area: range; width: 100%; margin: 0; height: 26px; cursor: pointer;",
    " accent-color: #1f4e79; }",
    ".pb-film-open { grid-area: open; }",
    ".pb-filming .pb-tip { width: max-content; }",
    ".pb-film-mark { display: inline-block; width: 1.15em; }",
    ".pb-filming .leaflet-bottom { bottom: 72px; }",
    "@media (max-width: 560px) {",
    " .pb-film { height: 164px; padding: 8px 12px; font-size: 14px;",
    "  grid-template: 'said said' auto 'range range' auto 'play open' auto / auto 1fr; }",
    " .pb-film-said { white-space: normal; height: 60px; } .pb-film-said b { display: block; }",
    " .pb-filming .leaflet-bottom { bottom: 164px; } }",
  ].join("\n");

  const button = (className, parent) => {
    const made = L.DomUtil.create("button", className, parent);
    made.type = "button";
    return made;
  };

  const icon = (parent) => {
    const ns = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(ns, "svg");
    const path = document.createElementNS(ns, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(path);
    parent.append(svg);
    return path;
  };

  // Which control had the keyboard when the page ran again.
  let focused = null;

  /* Play, the slider, what the period says, and the way to its page. */
  pb.FilmBar = L.Layer.extend({
    initialize: function (reel, shown, film) {
      this.reel = reel;
      this.shown = shown;
      this.film = film;
      this.missing = reel.periods.length - reel.points.length;
    },
    onAdd: function (map) {
      if (!document.getElementById("pb-film-style")) {
        const style = L.DomUtil.create("style", "", document.head);
        style.id = "pb-film-style";
        style.textContent = STYLE;
      }
      const periods = this.reel.periods;
      const box = this.box = L.DomUtil.create("div", "pb-film", map.getContainer());
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", this.reel.many + " efter varandra");
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);

      this.play = button("pb-film-play", box);
      this.icon = icon(this.play);
      this.said = L.DomUtil.create("div", "pb-film-said", box);
      this.name = L.DomUtil.create("b", "", this.said);
      this.text = L.DomUtil.create("span", "", this.said);
      this.range = L.DomUtil.create("input", "pb-film-range", box);
      Object.assign(this.range, { type: "range", min: 0, max: periods.length - 1, step: 1 });
      this.range.setAttribute("aria-label", this.reel.many + ", en i taget");
      this.open = button("pb-film-open", box);
      this.open.textContent = "Öppna " + this.reel.one;

      L.DomEvent.on(this.play, "click", () => { if (this.playing) this.stop(); else this.start(); });
      L.DomEvent.on(this.range, "input", () => { this.stop(); this.go(Number(this.range.value)); });
      L.DomEvent.on(this.open, "click", () => { this.stop(); this.film.open(); });
      this.stop();
      if (focused) box.querySelector(focused).focus();
      focused = null;
    },
    onRemove: function () {
      const active = document.activeElement;
      // The way to a page has been gone when the page is there: the slider takes over.
      if (active === this.open) focused = ".pb-film-range";
      else if (this.box.contains(active)) focused = "." + active.className;
      this.stop();
      cancelAnimationFrame(this.waiting);
      this.box.remove();
    },
    /* Draw once per frame however many events the slider sends. */
    go: function (at) {
      this.wanted = at;
      if (this.waiting) return;
      this.waiting = requestAnimationFrame(() => {
        this.waiting = null;
        if (this.film.film) this.film.show(this.wanted);
      });
    },
    show: function (at, pointless) {
      const period = this.reel.periods[at];
      this.range.value = at;
      this.range.setAttribute("aria-valuetext", period.label + ": " + period.count);
      this.name.textContent = period.label;
      this.text.textContent = period.headline + (pointless
        ? " · punkterna visas från " + this.reel.periods[this.missing].label.toLowerCase() : "");
      this.open.disabled = period.code === this.shown.now;
    },
    start: function () {
      const end = this.reel.periods.length - 1;
      if (this.film.at() >= end) this.go(0);
      this.sign("Pausa", PAUSE);
      this.playing = setInterval(() => {
        const next = this.film.at() + 1;
        if (next <= end) this.go(next);
        if (next >= end) this.stop();
      }, BEAT);
    },
    stop: function () {
      clearInterval(this.playing);
      this.playing = null;
      this.sign("Spela upp", PLAY);
    },
    sign: function (label, path) {
      this.play.setAttribute("aria-label", label);
      this.play.title = label;
      this.icon.setAttribute("d", path);
    },
  });
})(window.platsbild);
