// A table of many rows: sorted by its header buttons, filtered by text and kind, a row opened by its name.

function element(kind, text, name) {
  const made = document.createElement(kind);
  if (text !== undefined) made.textContent = text;
  if (name) made.className = name;
  return made;
}

function cellOf(cell) {
  const made = element("td", undefined, cell.look);
  for (const [place, text] of cell.text.entries()) {
    const line = element("span", text);
    if (cell.tip[place]) line.title = cell.tip[place];
    if (cell.range[place]) line.append(element("small", cell.range[place]));
    made.append(line);
  }
  return made;
}

function compared(one, other) {
  if (one === null || other === null) return (one === null) - (other === null);
  return typeof one === "string" ? one.localeCompare(other) : one - other;
}

function render({ model, el }) {
  const root = element("div", undefined, "wb-listing");
  const tools = element("div", undefined, "wb-listing-tools");
  const textLabel = element("label", "Find ");
  const text = element("input");
  text.type = "search";
  textLabel.append(text);
  const kindLabel = element("label", "Show ");
  const kind = element("select");
  kindLabel.append(kind);
  const told = element("span", "", "wb-note");
  told.setAttribute("role", "status");
  tools.append(textLabel, kindLabel, told);
  const scroll = element("div", undefined, "wb-scroll");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Table of projects");
  const table = element("table");
  const caption = element("p", "", "wb-note");
  const head = element("thead");
  const body = element("tbody");
  table.append(head, body);
  scroll.append(table);
  root.append(tools, caption, scroll);
  el.append(root);
  let sorted = { column: model.get("sorted"), up: true };

  const arrange = () => {
    const rows = [...body.rows];
    const way = sorted.up ? 1 : -1;
    const key = (row) => row.content.cells[sorted.column].key;
    rows.sort((a, b) => {
      const [one, other] = [key(a), key(b)];
      // What is not known stands last, whichever way the rest goes.
      if (one === null || other === null) return compared(one, other) || a.place - b.place;
      return way * compared(one, other) || a.place - b.place;
    });
    body.append(...rows);
    for (const [place, cell] of [...head.rows[0].cells].entries()) {
      const own = place === sorted.column;
      cell.setAttribute("aria-sort", own ? (sorted.up ? "ascending" : "descending") : "none");
      cell.querySelector("i").textContent = own ? (sorted.up ? " ▴" : " ▾") : "";
    }
  };

  const filter = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const row of body.rows) {
      const fits = row.content.find.includes(wanted);
      row.hidden = !(fits && (kind.value === "" || row.content.kinds.includes(kind.value)));
      shown += !row.hidden;
    }
    told.textContent = `${shown} of ${body.rows.length} projects`;
  };

  const mark = () => {
    for (const row of body.rows) {
      row.querySelector("button").setAttribute("aria-expanded", String(row.content.id === model.get("chosen")));
      row.classList.toggle("wb-chosen", row.content.id === model.get("chosen"));
    }
  };

  const open = (id) => {
    model.set("chosen", id === model.get("chosen") ? "" : id);
    model.save_changes();
  };

  const fill = () => {
    const focused = document.activeElement?.closest?.("tr")?.content?.id;
    caption.textContent = model.get("caption");
    table.setAttribute("aria-label", model.get("caption"));
    const top = element("tr");
    for (const [place, column] of model.get("columns").entries()) {
      const cell = element("th");
      cell.scope = "col";
      if (column.tip) cell.title = column.tip;
      const button = element("button", column.title);
      button.append(element("i"));
      button.addEventListener("click", () => {
        sorted = { column: place, key: column.key, up: sorted.column === place ? !sorted.up : true };
        arrange();
      });
      cell.append(button);
      top.append(cell);
    }
    // Another answer may have other columns: the order stays that of the same one.
    const same = model.get("columns").findIndex((column) => column.key === sorted.key);
    if (sorted.key !== undefined) sorted = { ...sorted, column: Math.max(same, 0) };
    const again = head.contains(document.activeElement) ? sorted.column : -1;
    head.replaceChildren(top);
    body.replaceChildren(
      ...model.get("rows").map((content, place) => {
        const row = element("tr");
        row.content = content;
        row.place = place;
        const name = element("th");
        name.scope = "row";
        const button = element("button", content.cells[0].text[0]);
        button.addEventListener("click", (event) => {
          event.stopPropagation();
          open(content.id);
        });
        name.append(button);
        row.append(name, ...content.cells.slice(1).map(cellOf));
        row.addEventListener("click", () => open(content.id));
        return row;
      }),
    );
    const kinds = model.get("kinds");
    const before = kind.value;
    kind.replaceChildren(...kinds.map(([key, title]) => new Option(title, key, false, key === before)));
    arrange();
    filter();
    mark();
    if (focused !== undefined) [...body.rows].find((row) => row.content.id === focused)?.querySelector("button").focus();
    if (again >= 0) top.cells[again].querySelector("button").focus();
  };

  text.addEventListener("input", filter);
  kind.addEventListener("change", filter);
  model.on("change:rows", fill);
  model.on("change:chosen", mark);
  fill();
  return () => {
    model.off("change:rows", fill);
    model.off("change:chosen", mark);
  };
}

export default { render };
