// One control as plain inputs: label, tooltip, note and problem belong to their field for every reader. form.js follows.

// Every form loads this file anew, so that a count alone would name two controls of a page alike.
const own = Math.random().toString(36).slice(2);
let made = 0;

function element(kind, name, text) {
  const node = document.createElement(kind);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

// Else arrow keys would be JupyterLab's, which moves to the next cell; it asks whatever has the focus.
function ownKeys(node) {
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

const PAUSE = 40; // milliseconds between two steps of a slider that is dragged

class Control {
  constructor(spec, send) {
    this.spec = spec;
    this.send = send;
    this.turn = 0;
    this.id = `wb-control-${own}-${++made}`;
    this.node = element("div", `wb-control wb-of-${spec.kind}`);
    this.node.dataset.name = spec.name;
    this.label = element(spec.kind === "picks" ? "span" : "label", "wb-label", spec.label);
    this.label.id = `${this.id}-label`;
    this.label.title = spec.tip;
    this.tip = element("span", "wb-unseen", spec.tip);
    this.tip.id = `${this.id}-tip`;
    this.note = element("div", "wb-note", spec.note);
    this.note.id = `${this.id}-note`;
    this.note.hidden = !spec.note;
    this.problem = element("p", "wb-wrong");
    this.problem.id = `${this.id}-problem`;
    this.problem.hidden = true;
    this.advice = element("p", "wb-advice");
    this.advice.id = `${this.id}-advice`;
    this.advice.setAttribute("role", "status");
    this.entry = element("div", "wb-entry");
    this.inputs = this.build();
    for (const input of this.inputs) this.introduce(input);
    if (this.inputs[0].id) this.label.htmlFor = this.inputs[0].id;
    const first = spec.kind === "flag" ? [this.entry] : [this.label, this.entry];
    this.node.append(...first, this.note, this.problem, this.advice, this.tip);
  }

  introduce(input) {
    ownKeys(input);
    if (input !== this.inputs[0] || this.spec.kind === "picks") input.setAttribute("aria-label", this.spec.label);
    input.setAttribute("aria-describedby", this.described);
    input.title = this.spec.tip;
  }

  get described() {
    return `${this.note.id} ${this.advice.id} ${this.tip.id}`;
  }

  build() {
    return { number: () => this.number(), choice: () => this.choice(), day: () => this.day(),
             flag: () => this.flag(), words: () => this.words(), picks: () => this.picks() }[this.spec.kind]();
  }

  tell(text) {
    this.stands = text;
    this.send({ set: this.spec.name, text, turn: ++this.turn });
  }

  // What stands there already need not be said again: Enter, leaving the field and its own event say the same.
  commit() {
    if (this.typed.value !== this.stands) this.tell(this.typed.value);
  }

  field(type) {
    const input = element("input", "wb-field");
    input.type = type;
    input.id = `${this.id}-field`;
    input.autocomplete = "off";
    input.addEventListener("change", () => this.commit());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.commit();
      if (event.key === "Escape" && this.state) this.show(this.state, true);
    });
    return input;
  }

  number() {
    const { slider, unit, step } = this.spec;
    this.typed = this.field("text");
    this.typed.inputMode = "decimal";
    this.unit = element("span", "wb-unit", unit);
    if (slider) {
      this.slider = element("input", "wb-slider");
      this.slider.id = `${this.id}-slider`;
      Object.assign(this.slider, { type: "range", min: slider.low, max: slider.high, step });
      const track = element("span", "wb-track");
      this.tick = element("span", "wb-tick");
      track.append(this.slider, this.tick);
      this.place(slider.tick);
      this.entry.append(track, this.typed, this.unit);
      this.slider.addEventListener("input", () => this.slide());
      this.slider.addEventListener("change", () => this.flush());
      this.slider.addEventListener("keydown", (event) => this.page(event));
      this.entry.classList.add("wb-slides");
      return [this.slider, this.typed];
    }
    this.typed.addEventListener("keydown", (event) => this.nudge(event));
    this.entry.append(this.typed, this.unit);
    return [this.typed];
  }

  place(value) {
    const { low, high } = this.spec.slider;
    this.tick.hidden = value === null || value < low || value > high || high <= low;
    if (!this.tick.hidden) this.tick.style.setProperty("--wb-at", (value - low) / (high - low));
  }

  written(value) {
    const text = value.toLocaleString("en-GB", { maximumFractionDigits: 8 }).replace("-", "−");
    return this.spec.signed && value > 0 ? `+${text}` : text;
  }

  said(text) {
    const unit = /^[+−]?1$/.test(text) ? this.spec.unit_of_one : this.spec.unit;
    return unit ? `${text}\u00a0${unit}` : text;
  }

  slide() {
    this.typed.value = this.written(Number(this.slider.value));
    this.slider.setAttribute("aria-valuetext", this.said(this.typed.value));
    if (this.waiting) return;
    this.waiting = setTimeout(() => this.flush(), PAUSE);
  }

  flush() {
    if (!this.waiting) return;
    clearTimeout(this.waiting);
    this.waiting = null;
    this.tell(this.slider.value);
  }

  // Browsers go a tenth of the way; here a page is ten steps.
  page(event) {
    const pages = { PageUp: 10, PageDown: -10 }[event.key];
    if (!pages) return;
    event.preventDefault();
    this.slider.value = Number(this.slider.value) + pages * this.spec.step;
    this.slide();
    this.flush();
  }

  nudge(event) {
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    const now = Number(this.typed.value.replace("−", "-").replaceAll(",", ""));
    if (!steps || this.typed.value.trim() === "" || Number.isNaN(now)) return;
    event.preventDefault();
    this.typed.value = this.written(Number((now + steps * this.spec.step).toPrecision(12)));
    this.tell(this.typed.value);
  }

  choice() {
    const select = element("select", "wb-field");
    select.id = `${this.id}-field`;
    for (const [value, words] of this.spec.options) select.append(new Option(words, value));
    select.addEventListener("change", () => this.tell(select.value));
    this.typed = select;
    this.entry.append(select);
    return [select];
  }

  day() {
    this.typed = this.field("date");
    Object.assign(this.typed, { min: this.spec.low, max: this.spec.high });
    this.entry.append(this.typed);
    return [this.typed];
  }

  words() {
    this.typed = this.field("text");
    this.entry.append(this.typed);
    return [this.typed];
  }

  flag() {
    this.box = element("input");
    this.box.type = "checkbox";
    this.box.id = `${this.id}-field`;
    this.box.addEventListener("change", () => this.tell(this.box.checked ? "yes" : "no"));
    this.entry.append(this.box, this.label);
    return [this.box];
  }

  picks() {
    const fold = element("details", "wb-picks");
    this.chosen = ownKeys(element("summary"));
    const set = element("div", "wb-options");
    set.setAttribute("role", "group");
    this.boxes = this.spec.options.map(([value, words]) => {
      const line = element("label");
      const box = ownKeys(element("input"));
      box.type = "checkbox";
      box.value = value;
      box.addEventListener("change", () => {
        this.tell(this.boxes.filter((one) => one.checked).map((one) => one.value).join("\n"));
      });
      line.append(box, element("span", "", words));
      set.append(line);
      return box;
    });
    fold.append(this.chosen, set);
    this.entry.append(fold);
    return [set];
  }

  // Where the page has sent something later than this answer knows of, what stands here is newer.
  show(state, anyway) {
    if (!anyway && (this.waiting || state.turn < this.turn)) return;
    this.turn = Math.max(this.turn, state.turn);
    this.state = state;
    if (this.box) this.box.checked = state.text === "yes";
    else if (this.boxes) {
      const picked = new Set(state.text.split("\n"));
      for (const box of this.boxes) box.checked = picked.has(box.value);
      this.chosen.textContent = state.said;
    } else {
      this.stands = state.text;
      if (this.typed.value !== state.text) this.typed.value = state.text;
      if (this.spec.kind !== "choice") this.typed.placeholder = this.spec.empty || "";
    }
    if (this.slider && state.at !== null) {
      const { low, high } = this.spec.slider;
      this.slider.min = Math.min(low, state.at);
      this.slider.max = Math.max(high, state.at);
      this.slider.value = state.at;
      this.slider.setAttribute("aria-valuetext", state.said);
    }
    this.warn(state.problem);
    // Said anew only where it is new: a screen reader reads out every change.
    if (this.advice.textContent !== (state.advice ?? "")) this.advice.textContent = state.advice ?? "";
  }

  warn(sentence) {
    this.problem.textContent = sentence;
    this.problem.hidden = !sentence;
    this.node.classList.toggle("wb-is-wrong", Boolean(sentence));
    for (const input of this.inputs) {
      if (sentence) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      input.setAttribute("aria-describedby", sentence ? `${this.problem.id} ${this.described}` : this.described);
    }
  }

  get words_() {
    return `${this.spec.label} ${this.spec.tip}`.toLowerCase();
  }
}
