// Asks questions, a perspective at a time: each is a group of radio buttons, with a sentence for whole levels.
// Turning over is done here, so that it waits for nothing.

function element(kind, name, text) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

// Else arrow keys would be JupyterLab's, which moves to the next cell; it asks whatever has the focus.
function ownKeys(node) {
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

// Level, class, what stands beside it, what a screen reader says.
function choices(ladder) {
  const found = [];
  ladder.forEach((sentence, place) => {
    const level = place + 1;
    found.push([level, "wb-whole", sentence, `${level}: ${sentence}`]);
    if (level < ladder.length) {
      found.push([level + 0.5, "wb-half", `between ${level} and ${level + 1}`, `${level + 0.5}: between the two`]);
    }
  });
  found.push([null, "wb-unknown", "do not know", "do not know"]);
  return found;
}

function render({ model, el }) {
  const group = `wb-${Math.random().toString(36).slice(2)}`;
  const page = element("div", "wb-asking");
  const title = ownKeys(element("h3"));
  const asked = element("div");
  const turns = element("div", "wb-turns");
  const back = ownKeys(element("button", "jupyter-button widget-button", "Back"));
  const next = ownKeys(element("button", "jupyter-button widget-button", "Next"));
  title.tabIndex = -1;
  turns.append(back, next);
  page.append(title, asked, turns);
  el.append(page);

  const answer = (id, level) => {
    model.set("answers", { ...model.get("answers"), [id]: level });
    model.save_changes();
  };

  const question = (one) => {
    const field = element("fieldset");
    field.append(element("legend", "", `${one.id} ${one.text}`));
    for (const [level, name, words, said] of choices(one.ladder)) {
      const line = element("label", name);
      const input = ownKeys(element("input"));
      input.type = "radio";
      input.name = `${group}-${one.id}`;
      input.dataset.id = one.id;
      input.dataset.level = String(level);
      input.setAttribute("aria-label", said);
      input.addEventListener("change", () => answer(one.id, level));
      const number = name === "wb-whole" ? String(level) : "";
      line.append(input, element("b", "", number), element("span", "", words));
      field.append(line);
    }
    return field;
  };

  const mark = () => {
    const answers = model.get("answers");
    for (const input of asked.querySelectorAll("input")) {
      const { id, level } = input.dataset;
      input.checked = id in answers && String(answers[id]) === level;
    }
  };
  const show = () => {
    const groups = model.get("groups");
    const step = model.get("step");
    title.textContent = `${groups[step].title}, ${step + 1} of ${groups.length}`;
    asked.replaceChildren(...groups[step].questions.map(question));
    back.disabled = step === 0;
    next.disabled = step === groups.length - 1;
    mark();
  };
  const turn = (by) => {
    model.set("step", model.get("step") + by);
    model.save_changes();
    title.focus();
  };
  back.addEventListener("click", () => turn(-1));
  next.addEventListener("click", () => turn(1));
  model.on("change:step", show);
  model.on("change:answers", mark);
  show();
  return () => {
    model.off("change:step", show);
    model.off("change:answers", mark);
  };
}

export default { render };
