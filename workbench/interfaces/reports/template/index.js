"use strict";
// Complete without this: it only sorts within groups and filters.
for (const table of document.querySelectorAll("table.wb-site")) {
  const heads = [...table.querySelectorAll("th[data-key]")];
  for (const head of heads) {
    const words = head.firstChild.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    head.firstChild.replaceWith(button);
    button.addEventListener("click", () => sortBy(table, heads, head));
  }
}
function sortBy(table, heads, head) {
  const down = head.getAttribute("aria-sort") !== "descending";
  for (const other of heads) {
    other.removeAttribute("aria-sort");
    other.querySelector("small")?.remove();
  }
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const said = document.createElement("small");
  said.textContent = down ? "sorted ▾" : "sorted ▴";
  head.append(said);
  const value = (row) => {
    const text = row.cells[head.cellIndex].dataset.value;
    return text === undefined ? (down ? -Infinity : Infinity) : Number(text);
  };
  for (const body of table.tBodies) {
    const rows = [...body.querySelectorAll("tr.wb-row")];
    rows.sort((a, b) => (down ? value(b) - value(a) : value(a) - value(b)));
    body.append(...rows);
  }
}
for (const bar of document.querySelectorAll(".wb-filter")) {
  bar.hidden = false;
  const field = bar.querySelector("input");
  const buttons = [...bar.querySelectorAll("button")];
  let only = "";
  const show = () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of document.querySelectorAll("table.wb-site tr.wb-row")) {
      const named = row.querySelector("th").textContent.toLowerCase().includes(wanted);
      row.hidden = !named || (only !== "" && !row.hasAttribute(`data-${only}`));
    }
    for (const head of document.querySelectorAll("table.wb-site tr.wb-group")) {
      head.hidden = !head.parentElement.querySelector("tr.wb-row:not([hidden])");
    }
  };
  field.addEventListener("input", show);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      only = button.dataset.show;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      show();
    });
  }
}
