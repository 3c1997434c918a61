// Draws the explorer's charts in place: a new picture replaces the old one only when it is complete.

function element(kind, text) {
  const made = document.createElement(kind);
  if (text !== undefined) made.textContent = text;
  return made;
}

function table(head, rows) {
  const made = element("table");
  const top = made.createTHead().insertRow();
  for (const word of head) {
    const cell = element("th", word);
    cell.scope = "col";
    top.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const word of row) line.insertCell().textContent = word;
  }
  return made;
}

class Figure {
  constructor(key) {
    this.node = element("figure");
    this.node.className = "wb-figure";
    this.node.dataset.key = key;
    this.title = element("h3");
    this.canvas = element("div");
    this.canvas.className = "wb-canvas";
    this.details = element("details");
    this.details.append(element("summary", "Show as table"), element("div"));
    this.node.append(this.title, this.canvas, this.details);
    this.latest = 0;
    this.drawn = null;
  }

  async show(card) {
    const turn = ++this.latest;
    let fresh, api = null;
    if (card.spec) {
      fresh = element("div");
      api = await vegaEmbed(fresh, card.spec, { actions: false, renderer: "svg", ast: false });
      const picture = fresh.querySelector("svg");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", card.spec.description);
    } else {
      fresh = element("p", card.note);
      fresh.className = "wb-note";
    }
    if (turn !== this.latest) {
      api?.finalize();
      return;
    }
    this.drawn?.finalize();
    this.drawn = api;
    this.title.textContent = card.title;
    this.canvas.replaceChildren(fresh);
    this.details.hidden = card.rows.length === 0;
    this.details.lastChild.replaceChildren(table(card.head, card.rows));
  }
}

// Sliders do not know their own label, and a text that changes is not announced unless it is said to be live.
function introduce(page) {
  for (const control of page.querySelectorAll(".widget-inline-hbox")) {
    const label = control.querySelector(".widget-label");
    const parts = control.querySelectorAll(".noUi-handle, .widget-readout");
    if (!label || parts.length === 0) continue;
    label.id ||= `wb-label-${Math.random().toString(36).slice(2)}`;
    for (const part of parts) part.setAttribute("aria-labelledby", label.id);
    const readout = control.querySelector(".widget-readout");
    if (!readout) continue;
    readout.setAttribute("role", "textbox");
    control.querySelector(".noUi-handle").setAttribute("aria-valuetext", readout.textContent);
  }
  page.querySelectorAll(".wb-live").forEach((node) => node.setAttribute("aria-live", "polite"));
  page.querySelectorAll(".wb-panel").forEach((node) => {
    node.setAttribute("role", "group");
    node.setAttribute("aria-label", "Controls");
  });
}

function render({ model, el }) {
  const figures = new Map();
  const charts = element("div");
  charts.className = "wb-charts";
  el.append(charts);

  const show = () => {
    for (const card of model.get("cards")) {
      if (!figures.has(card.key)) {
        figures.set(card.key, new Figure(card.key));
        charts.append(figures.get(card.key).node);
      }
      figures.get(card.key).show(card).catch((error) => console.error(error));
    }
  };
  const wait = () => charts.classList.toggle("wb-waiting", model.get("waiting"));
  model.on("change:cards", show);
  model.on("change:waiting", wait);
  show();

  // The wide chart is drawn as wide as its place, so that its words keep their size.
  const measure = () => {
    const page = el.closest(".wb-explorer");
    const room = page && page.clientWidth >= 1240 ? 560 : charts.clientWidth;
    const width = Math.max(420, Math.min(666, Math.floor(room / 20) * 20));
    if (charts.clientWidth === 0 || width === model.get("width")) return;
    model.set("width", width);
    model.save_changes();
  };
  const sizes = new ResizeObserver(measure);
  sizes.observe(charts);

  const observer = new MutationObserver(() => introduce(el.closest(".wb-explorer")));
  let gone = false;
  const whenPlaced = () => {
    const page = el.closest(".wb-explorer");
    if (page) {
      introduce(page);
      observer.observe(page, { childList: true, subtree: true });
    } else if (!gone) requestAnimationFrame(whenPlaced);
  };
  whenPlaced();
  return () => {
    gone = true;
    observer.disconnect();
    sizes.disconnect();
    figures.forEach((figure) => figure.drawn?.finalize());
    model.off("change:cards", show);
    model.off("change:waiting", wait);
  };
}

export default { render };
