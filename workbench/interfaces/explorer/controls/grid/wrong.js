// Cells that cannot be: why stands under their line, in sight of whoever looks at one; above the table is how many.
// grid.js follows.

const READ = 3; // cells whose reason is read out at once

class Wrongs {
  constructor(model, table) {
    this.model = model;
    this.table = table;
    this.above = element("div", "wb-grid-problems");
    this.said = element("div", "wb-said"); // for ears only
    this.said.setAttribute("role", "status");
  }

  show() {
    this.all = this.model.get("wrong");
    this.titles = new Map(this.model.get("columns").map((column) => [column.key, column.title]));
    this.clear();
    this.mark();
    const said = this.model.get("said");
    const left = this.model.get("left");
    const lines = [said && element("p", "wb-note", said), this.all.length && this.count(), left.length && this.left(left)];
    this.above.replaceChildren(...lines.filter(Boolean));
    const more = this.all.length > READ ? `${this.all.length - READ} more cannot be.` : "";
    const first = this.all.slice(0, READ).map((one) => `${this.named(one)}: ${one.sentence}`);
    this.said.textContent = [said, ...first, more].filter(Boolean).join(" ");
  }

  named(one) {
    return `${one.project}, ${this.titles.get(one.column)}`;
  }

  clear() {
    for (const input of this.table.body.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      input.title = input.dataset.before;
    }
    for (const row of this.table.body.querySelectorAll(".wb-grid-why")) row.remove();
  }

  mark() {
    const whys = new Map();
    this.all.forEach((one, place) => {
      const input = this.table.cells.get(one.project)?.find((cell) => cell.dataset.column === one.column);
      if (!input) return;
      const why = element("p", "wb-wrong", `${this.titles.get(one.column)}: ${one.sentence}`);
      why.id = `${this.table.id}-wrong-${place}`;
      whys.set(one.project, [...(whys.get(one.project) ?? []), why]);
      const typing = input === document.activeElement && input.dataset.dirty;
      if (one.text !== null && input.type === "text" && !typing) input.value = one.text;
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", why.id);
      input.title = one.sentence;
    });
    for (const [project, sentences] of whys) {
      const row = element("tr", "wb-grid-why");
      const cell = row.insertCell();
      const held = element("div");
      cell.colSpan = this.table.heads.length;
      held.append(...sentences);
      cell.append(held);
      this.table.cells.get(project)[0].closest("tr").after(row);
    }
  }

  count() {
    const line = element("p", "wb-wrong");
    const one = this.all.length === 1;
    const words = one ? "1 cell cannot be: why stands under it." : `${this.all.length} cells cannot be: why stands under each.`;
    this.onward = button("", () => {
      const next = this.next();
      this.table.go(next.project, next.column);
    });
    line.append(element("span", "", words), this.onward);
    this.point();
    return line;
  }

  // The wrong cell after the one that has the focus, in the order in which they were found.
  next() {
    const { at } = this.table;
    const on = this.all.findIndex((one) => at && one.project === at[0] && one.column === at[1]);
    return this.all[(on + 1) % this.all.length];
  }

  point() {
    if (this.all.length) this.onward.textContent = `Go to ${this.named(this.next())}`;
  }

  // Whoever comes to a wrong cell sees why.
  reached(input) {
    this.point();
    const why = input.getAttribute("aria-describedby");
    if (why) document.getElementById(why)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  left(lines) {
    const text = element("pre", "wb-grid-left", lines.join("\n"));
    text.tabIndex = 0;
    text.setAttribute("aria-label", "What found no place in the table");
    return ownKeys(text);
  }
}
