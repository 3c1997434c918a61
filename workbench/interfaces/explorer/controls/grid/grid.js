// Projects as a table of inputs: arrow keys and Enter move, Escape takes back, a block from a spreadsheet is laid over it.
// wrong.js stands before it.

const PAGE = 50; // rows that are drawn at once
const STILL = 'Arrow keys move from cell to cell, Enter goes down, Escape takes back what was typed. ' +
  'Several cells can be pasted from a spreadsheet.';

function element(kind, name, text) {
  const node = document.createElement(kind);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

function ownKeys(node) {
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

function button(text, clicked) {
  const node = ownKeys(element("button", "jupyter-button widget-button", text));
  node.type = "button";
  node.addEventListener("click", clicked);
  return node;
}

// Numbers by size, dates and words by letters; what is empty comes last either way.
function rank(text, kind) {
  if (kind !== "number") return text.toLowerCase();
  return text === "" ? "" : Number(text.replaceAll(",", "").replace("−", "-"));
}

const own = Math.random().toString(36).slice(2); // as in control.js
let made = 0;

class Table {
  constructor(model, el) {
    this.model = model;
    this.id = `wb-grid-${own}-${++made}`;
    this.page = 0;
    this.sorted = null;
    this.at = null;
    this.node = element("div", "wb-form wb-grid");
    this.head();
    this.wrongs = new Wrongs(model, this);
    this.scroll = element("div", "wb-grid-scroll");
    this.table = element("table");
    this.table.setAttribute("aria-label", "Projects");
    this.scroll.append(this.table);
    this.node.append(this.wrongs.above, this.wrongs.said, this.scroll, this.foot());
    el.append(this.node);
    this.columns();
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.table.addEventListener("focusin", (event) => this.focused(event.target));
    this.table.addEventListener("change", (event) => this.changed(event.target));
    this.table.addEventListener("focusout", (event) => this.changed(event.target));
    this.table.addEventListener("input", (event) => { event.target.dataset.dirty = "yes"; });
    this.draw();
  }

  head() {
    this.search = ownKeys(element("input", "wb-search"));
    this.search.type = "search";
    this.search.placeholder = "Find projects";
    this.search.setAttribute("aria-label", "Find projects");
    this.search.addEventListener("input", () => {
      this.page = 0;
      this.draw();
    });
    this.node.append(this.search, element("div", "wb-note", STILL));
  }

  foot() {
    const foot = element("div", "wb-grid-foot");
    this.back = button("Back", () => this.turn(-1));
    this.next = button("Next", () => this.turn(1));
    this.where = element("span", "wb-note");
    this.where.setAttribute("role", "status");
    foot.append(this.back, this.next, this.where);
    return foot;
  }

  turn(by) {
    this.page += by;
    this.draw();
    this.cell(0, 0)?.focus();
  }

  columns() {
    const head = element("thead");
    const row = head.insertRow();
    this.heads = [];
    const all = [{ key: "", title: "Project", unit: "", tip: "short key of the project" }, ...this.model.get("columns")];
    all.forEach((column, place) => {
      const cell = element("th");
      cell.scope = "col";
      cell.title = column.tip;
      const sort = ownKeys(element("button", "wb-sort"));
      sort.type = "button";
      sort.append(element("span", "", column.title));
      if (column.unit) sort.append(element("span", "wb-unit", column.unit));
      sort.append(element("span", "wb-sorted"));
      sort.addEventListener("click", () => this.sort(place));
      cell.append(sort);
      row.append(cell);
      this.heads.push(cell);
    });
    this.body = element("tbody");
    this.lines = [];
    this.table.replaceChildren(head, this.body);
  }

  sort(place) {
    const down = this.sorted?.place === place && !this.sorted.down;
    this.sorted = this.sorted?.place === place && this.sorted.down ? null : { place, down };
    this.page = 0;
    this.draw();
  }

  order() {
    const asked = this.search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const columns = this.model.get("columns");
    const rows = this.model.get("rows").filter((row) => {
      const words = `${row.id} ${row.cells.join(" ")}`.toLowerCase();
      return asked.every((word) => words.includes(word));
    });
    if (!this.sorted) return rows;
    const { place, down } = this.sorted;
    const of = (row) => (place === 0 ? row.id.toLowerCase() : rank(row.cells[place - 1], columns[place - 1].kind));
    return [...rows].sort((one, other) => {
      const [a, b] = [of(one), of(other)];
      if (a === "" || b === "") return (a === "") - (b === "");
      return (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1);
    });
  }

  draw() {
    this.shown = this.order();
    const pages = Math.max(1, Math.ceil(this.shown.length / PAGE));
    this.page = Math.max(0, Math.min(this.page, pages - 1));
    const first = this.page * PAGE;
    const rows = this.shown.slice(first, first + PAGE);
    // Lines stay and are filled anew: to make 700 inputs takes far longer than to write into them.
    while (this.lines.length < rows.length) this.lines.push(this.line());
    this.lines.slice(rows.length).forEach((line) => line.node.remove());
    this.cells = new Map();
    rows.forEach((row, place) => {
      const line = this.lines[place];
      if (!line.node.isConnected) this.body.append(line.node);
      this.occupy(line, row);
    });
    this.grid = rows.map((row) => this.cells.get(row.id));
    this.heads.forEach((cell, place) => {
      const is = this.sorted?.place === place;
      cell.setAttribute("aria-sort", is ? (this.sorted.down ? "descending" : "ascending") : "none");
      cell.querySelector(".wb-sorted").textContent = is ? (this.sorted.down ? "sorted ▾" : "sorted ▴") : "";
    });
    const all = this.model.get("rows").length;
    const which = rows.length === 0 ? "no project of that name" : `${first + 1} to ${first + rows.length} of ${this.shown.length}`;
    this.where.textContent = this.shown.length < all && rows.length ? `${which} (${all} in all)` : which;
    this.back.disabled = this.page === 0;
    this.next.disabled = this.page >= pages - 1;
    this.back.hidden = this.next.hidden = pages === 1;
    this.warn();
    this.rove();
  }

  line() {
    const node = element("tr");
    const head = element("th");
    head.scope = "row";
    node.append(head);
    const inputs = this.model.get("columns").map((column) => {
      const cell = node.insertCell();
      const input = ownKeys(this.input(column));
      input.dataset.column = column.key;
      cell.className = `wb-cell-${column.kind}`;
      cell.append(input);
      return input;
    });
    return { node, head, inputs };
  }

  // What somebody was typing is said first: the line may be given to another project.
  occupy(line, row) {
    for (const input of line.inputs) if (input.dataset.dirty) this.send(input);
    line.head.textContent = row.id;
    line.inputs.forEach((input, k) => {
      input.dataset.project = row.id;
      input.setAttribute("aria-label", `${row.id} ${this.model.get("columns")[k].title}`);
      this.fill(input, row.cells[k], row.before[k]);
    });
    this.cells.set(row.id, line.inputs);
  }

  input(column) {
    if (column.kind === "choice") {
      const select = element("select");
      for (const [value, words] of column.options) select.append(new Option(words, value));
      return select;
    }
    const input = element("input");
    input.type = column.kind === "flag" ? "checkbox" : "text";
    input.autocomplete = "off";
    if (column.kind === "number") input.inputMode = "decimal";
    return input;
  }

  fill(input, text, before) {
    input.dataset.stands = text;
    input.dataset.dirty = "";
    input.title = input.dataset.before = before;
    input.parentElement.classList.toggle("wb-changed", Boolean(before));
    if (input.type === "checkbox") input.checked = text === "yes";
    else if (input.value !== text) input.value = text;
  }

  // New values into the inputs that are there; what somebody is typing stays.
  update() {
    const rows = new Map(this.model.get("rows").map((row) => [row.id, row]));
    this.shown = this.shown.map((row) => rows.get(row.id)).filter(Boolean);
    if (this.shown.length < rows.size && !this.search.value) return this.draw();
    for (const [id, inputs] of this.cells) {
      const row = rows.get(id);
      if (!row) return this.draw();
      inputs.forEach((input, k) => {
        if (input === document.activeElement && input.dataset.dirty) return;
        this.fill(input, row.cells[k], row.before[k]);
      });
    }
    this.warn();
  }

  warn() {
    this.wrongs.show();
  }

  go(project, column) {
    if (!this.cells.has(project)) {
      this.search.value = "";
      this.page = Math.floor(this.order().findIndex((row) => row.id === project) / PAGE);
      this.draw();
    }
    this.cells.get(project)?.find((cell) => cell.dataset.column === column)?.focus();
  }

  // One cell is reached by Tab, the others from it by arrow keys.
  rove() {
    const all = [...this.cells.values()].flat();
    const kept = all.find((one) => this.at && one.dataset.project === this.at[0] && one.dataset.column === this.at[1]);
    for (const one of all) one.tabIndex = -1;
    if (all.length) (kept ?? all[0]).tabIndex = 0;
  }

  focused(input) {
    if (!input.dataset.column) return;
    for (const one of this.body.querySelectorAll('[tabindex="0"]')) one.tabIndex = -1;
    input.tabIndex = 0;
    this.at = [input.dataset.project, input.dataset.column];
    if (input.type === "text") input.select();
    this.wrongs.reached(input);
  }

  cell(row, column) {
    return this.grid[row]?.[column];
  }

  key(event) {
    const input = event.target;
    if (!input.dataset.column || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const wasWrong = input.getAttribute("aria-invalid");
      this.fill(input, input.dataset.stands, input.dataset.before);
      if (wasWrong) this.send(input);
      if (input.type === "text") input.select();
      return;
    }
    const row = this.grid.findIndex((inputs) => inputs.includes(input));
    const column = this.grid[row].indexOf(input);
    const typed = input.type === "text";
    const whole = !typed || (input.selectionStart === 0 && input.selectionEnd === input.value.length);
    const steps = {
      Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowUp: input.tagName === "SELECT" ? null : [-1, 0],
      ArrowDown: input.tagName === "SELECT" ? null : [1, 0],
      ArrowLeft: whole || input.selectionEnd === 0 ? [0, -1] : null,
      ArrowRight: whole || input.selectionStart === input.value.length ? [0, 1] : null,
    }[event.key];
    if (!steps) return;
    const next = this.cell(row + steps[0], column + steps[1]);
    event.preventDefault();
    if (next) next.focus();
    else if (event.key === "Enter") {
      this.changed(input);
      if (typed) input.select();
    }
  }

  text(input) {
    return input.type === "checkbox" ? (input.checked ? "yes" : "no") : input.value;
  }

  changed(input) {
    if (!input.dataset.column || !input.dataset.dirty) return;
    this.send(input);
  }

  send(input) {
    input.dataset.dirty = "";
    this.model.send({ cell: [input.dataset.project, input.dataset.column], text: this.text(input) });
  }

  paste(event) {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!input.dataset.column || !/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    input.dataset.dirty = "";
    const from = this.shown.findIndex((row) => row.id === input.dataset.project);
    const lines = text.split(/\r\n|\r|\n/).length + 1;
    const projects = this.shown.slice(from, from + lines).map((row) => row.id);
    this.model.send({ paste: text, projects, column: input.dataset.column });
  }
}

function render({ model, el }) {
  const table = new Table(model, el);
  const columns = () => { table.columns(); table.draw(); };
  const update = () => table.update();
  const warn = () => table.warn();
  model.on("change:columns", columns);
  model.on("change:rows", update);
  for (const one of ["wrong", "said", "left"]) model.on(`change:${one}`, warn);
  return () => {
    model.off("change:columns", columns);
    model.off("change:rows", update);
    for (const one of ["wrong", "said", "left"]) model.off(`change:${one}`, warn);
  };
}

export default { render };
