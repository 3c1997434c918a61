// A form of controls, with its sections and lists; control.js stands before it.

class Page {
  constructor(model, el) {
    this.model = model;
    this.el = element("div", "wb-form");
    this.search = ownKeys(element("input", "wb-search"));
    this.search.type = "search";
    this.search.placeholder = "Find a control";
    this.search.setAttribute("aria-label", "Find a control");
    this.search.addEventListener("input", () => this.filter());
    this.count = element("div", "wb-note");
    this.count.setAttribute("role", "status");
    this.body = element("div", "wb-fields");
    this.el.append(this.search, this.count, this.body);
    el.append(this.el);
    this.opened = new Map();
    this.rebuild();
  }

  rebuild() {
    const focused = document.activeElement?.closest?.(".wb-control, .wb-list");
    const inside = focused && this.el.contains(focused) ? focused.dataset.name : null;
    const nodes = this.model.get("nodes");
    this.controls = new Map();
    this.parts = [];
    this.folds = [];
    this.problems = new Map();
    this.tooMany = count(nodes) > this.model.get("many");
    this.search.hidden = this.count.hidden = !this.tooMany;
    this.body.replaceChildren(...nodes.map((one) => this.build(one, "")));
    this.show();
    this.filter();
    if (inside) this.el.querySelector(`[data-name="${CSS.escape(inside)}"] :is(input, select, button, summary)`)?.focus();
  }

  build(one, path) {
    if (one.part === "control") return this.control(one, path);
    return one.part === "list" ? this.list(one, path) : this.section(one, path);
  }

  control(spec, path) {
    const control = new Control(spec, (said) => this.model.send(said));
    this.controls.set(spec.name, control);
    this.parts.push({ node: control.node, words: `${path} ${control.words_}` });
    return control.node;
  }

  section(one, path) {
    const inside = `${path} ${one.title.toLowerCase()}`;
    const key = inside;
    const fold = element("details", "wb-section");
    fold.open = this.opened.get(key) ?? (!this.tooMany || one.open);
    fold.addEventListener("toggle", () => {
      if (!this.search.value) this.opened.set(key, fold.open);
    });
    const summary = ownKeys(element("summary", "", one.title));
    const changes = element("span", "wb-changes");
    summary.append(changes);
    fold.append(summary);
    this.folds.push({ fold, changes });
    if (one.about) fold.append(element("div", "wb-note", one.about));
    const held = element("div", "wb-fields");
    held.append(...one.nodes.map((node) => this.build(node, inside)));
    fold.append(held);
    this.parts.push({ node: fold, words: null, key, open: !this.tooMany || one.open });
    return fold;
  }

  list(one, path) {
    const set = element("fieldset", "wb-list");
    set.dataset.name = one.name;
    const title = element("legend", "", one.title);
    title.title = one.tip;
    set.append(title);
    const problem = element("p", "wb-wrong");
    problem.hidden = true;
    this.problems.set(one.name, problem);
    const inside = `${path} ${one.title.toLowerCase()} ${one.tip.toLowerCase()}`;
    if (one.rows.length === 0) set.append(element("div", "wb-note", "none"));
    for (const row of one.rows) {
      const item = element("div", "wb-item");
      item.setAttribute("role", "group");
      item.setAttribute("aria-label", row.title);
      const head = element("div", "wb-item-head");
      head.append(element("b", "", row.title));
      head.append(this.button("Remove", `Remove ${row.title} of ${one.title}`, { remove: one.name, row: row.key }));
      const held = element("div", "wb-fields");
      held.append(...row.nodes.map((node) => this.build(node, inside)));
      item.append(head, held);
      set.append(item);
    }
    const adds = element("div", "wb-adds");
    adds.append(...one.adds.map((add) => this.button(add.label, `${add.label}: ${one.title}`, { add: one.name, kind: add.kind })));
    set.append(adds, problem);
    this.parts.push({ node: set, words: inside });
    return set;
  }

  button(text, said, message) {
    const node = ownKeys(element("button", "jupyter-button widget-button", text));
    node.type = "button";
    node.setAttribute("aria-label", said);
    node.addEventListener("click", () => this.model.send(message));
    return node;
  }

  show() {
    const states = this.model.get("states");
    for (const [name, control] of this.controls) if (states[name]) control.show(states[name]);
    // A folded part says what is in it that is not as today, or cannot be.
    for (const { fold, changes } of this.folds) {
      const inside = [...fold.querySelectorAll(".wb-control")].map((node) => states[node.dataset.name] ?? {});
      const moved = inside.filter((state) => state.changed).length;
      const wrong = inside.filter((state) => state.problem).length;
      changes.textContent = [moved && `${moved} changed`, wrong && `${wrong} cannot be`].filter(Boolean).join(", ");
    }
    for (const [name, problem] of this.problems) {
      const sentence = states[name]?.problem ?? "";
      problem.textContent = sentence;
      problem.hidden = !sentence;
    }
  }

  filter() {
    const asked = this.tooMany ? this.search.value.trim().toLowerCase().split(/\s+/).filter(Boolean) : [];
    let found = 0;
    for (const part of this.parts) {
      if (part.words === null) continue;
      const fits = asked.every((word) => part.words.includes(word));
      part.node.hidden = !fits;
      if (fits && part.node.classList.contains("wb-control")) found += 1;
    }
    // A list or a section stands while anything in it does.
    for (const part of this.parts) {
      if (part.node.classList.contains("wb-control")) continue;
      const any = part.node.querySelector(".wb-control:not([hidden])");
      if (part.node.classList.contains("wb-list")) part.node.hidden = part.node.hidden && !any;
    }
    for (const part of this.parts) {
      if (part.words !== null) continue;
      part.node.hidden = asked.length > 0 && !part.node.querySelector(".wb-control:not([hidden]), .wb-list:not([hidden])");
      part.node.open = asked.length > 0 ? !part.node.hidden : this.opened.get(part.key) ?? part.open;
    }
    this.count.textContent = asked.length === 0 ? "" : found === 0 ? "no control of that name" : `${found} found`;
  }
}

function count(nodes) {
  let sum = 0;
  for (const one of nodes) {
    if (one.part === "control") sum += 1;
    else if (one.part === "list") for (const row of one.rows) sum += count(row.nodes);
    else sum += count(one.nodes);
  }
  return sum;
}

function render({ model, el }) {
  const page = new Page(model, el);
  const rebuild = () => page.rebuild();
  const show = () => page.show();
  model.on("change:nodes", rebuild);
  model.on("change:states", show);
  return () => {
    model.off("change:nodes", rebuild);
    model.off("change:states", show);
  };
}

export default { render };
