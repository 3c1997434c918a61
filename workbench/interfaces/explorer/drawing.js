// Draws charts in place: what changes is put into the chart that stands; a new one replaces it when complete.

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

// A chart is built once for its shape; after that only its rows, its spans and its words change.
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
    this.built = null;
  }

  async show(card, shape) {
    const turn = ++this.latest;
    const wanted = card.chart && JSON.stringify(shape);
    if (card.chart && this.built?.shape === wanted) {
      await this.fill(this.built.api.view, card.chart);
    } else {
      const fresh = card.chart ? await this.build(card.chart, shape, wanted) : null;
      if (turn !== this.latest) {
        fresh?.api.finalize();
        return;
      }
      this.finalize();
      this.built = fresh;
      this.canvas.replaceChildren(fresh ? fresh.node : note(card.note));
    }
    if (turn === this.latest) this.tell(card);
  }

  async build(chart, shape, wanted) {
    const params = shape.params.map(({ name }) => ({ name, value: chart.spans[name] }));
    const node = element("div");
    const spec = { ...shape, params, datasets: chart.rows };
    const api = await vegaEmbed(node, spec, { actions: false, renderer: "svg", ast: false });
    return { node, api, shape: wanted };
  }

  async fill(view, chart) {
    for (const [name, span] of Object.entries(chart.spans)) view.signal(name, span);
    for (const [name, rows] of Object.entries(chart.rows)) view.data(name, rows);
    await view.runAsync();
  }

  tell(card) {
    const picture = this.canvas.querySelector("svg");
    picture?.setAttribute("role", "img");
    picture?.setAttribute("aria-label", card.chart.description);
    // Marks would be pictures without words inside one that has them.
    for (const mark of picture?.querySelectorAll("[aria-roledescription]") ?? []) {
      for (const said of ["role", "aria-roledescription", "aria-label"]) mark.removeAttribute(said);
    }
    this.title.textContent = card.title;
    this.details.hidden = card.rows.length === 0;
    this.details.lastChild.replaceChildren(table(card.head, card.rows));
  }

  finalize() {
    this.built?.api.finalize();
    this.built = null;
  }
}

function note(text) {
  const made = element("p", text);
  made.className = "wb-note";
  return made;
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
  for (const number of page.querySelectorAll(".wb-in-table")) {
    number.querySelector("input")?.setAttribute("aria-label", number.querySelector(".widget-label").textContent);
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

  // The wide chart is drawn as wide as its place, so that its words keep their size.
  const measure = () => {
    const page = el.closest(".wb-explorer");
    // The promised dates stand beside other charts where there is room; whatever else is wide stands alone.
    const beside = page && page.clientWidth >= 1240 && figures.has("dates");
    const room = beside ? 560 : charts.clientWidth;
    const width = Math.max(420, Math.min(666, Math.floor(room / 20) * 20));
    if (charts.clientWidth === 0 || width === model.get("width")) return;
    model.set("width", width);
    model.save_changes();
  };

  const show = () => {
    const cards = model.get("figures");
    const shapes = model.get("shapes");
    const keys = cards.map((card) => card.key);
    for (const [key, figure] of figures) {
      if (keys.includes(key)) continue;
      figure.latest++;
      figure.finalize();
      figure.node.remove();
      figures.delete(key);
    }
    cards.forEach((card, place) => {
      if (!figures.has(card.key)) figures.set(card.key, new Figure(card.key));
      const figure = figures.get(card.key);
      // Moved only when it has to be: what has the focus inside would lose it.
      if (charts.children[place] !== figure.node) charts.insertBefore(figure.node, charts.children[place] ?? null);
      figure.show(card, shapes[card.key]).catch((error) => console.error(error));
    });
    measure();
  };
  const wait = () => charts.classList.toggle("wb-waiting", model.get("waiting"));
  model.on("change:figures", show);
  model.on("change:waiting", wait);
  show();

  const sizes = new ResizeObserver(measure);
  sizes.observe(charts);

  const observer = new MutationObserver(() => {
    // What changes last is that the page is taken away.
    const page = el.closest(".wb-explorer");
    if (page) introduce(page);
  });
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
    figures.forEach((figure) => {
      figure.latest++;
      figure.finalize();
    });
    model.off("change:figures", show);
    model.off("change:waiting", wait);
  };
}

export default { render };
