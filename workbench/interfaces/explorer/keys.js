// What the page needs beyond its widgets: keys for undo and redo, tabs that arrow keys move in, a way to the answer.

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, [contenteditable=true]";

function asked(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}

// A row of buttons that is read and moved in as tabs are: one stop for the Tab key, arrows between them.
function asTabs(row) {
  const buttons = [...row.querySelectorAll("button")];
  if (buttons.length === 0) return;
  const list = buttons[0].parentElement;
  if (list.getAttribute("role") !== "tablist") {
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", row.dataset.label || "Views");
  }
  for (const button of buttons) {
    const chosen = button.classList.contains("mod-active");
    const said = String(chosen);
    if (button.getAttribute("role") === "tab" && button.getAttribute("aria-selected") === said) continue;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-selected", said);
    button.removeAttribute("aria-pressed");
    button.tabIndex = chosen ? 0 : -1;
  }
}

function moveIn(row, event) {
  const buttons = [...row.querySelectorAll("button")];
  const at = buttons.indexOf(event.target);
  const last = buttons.length - 1;
  const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
  if (at < 0 || to === undefined) return false;
  buttons[to].focus();
  buttons[to].click();
  return true;
}

function render({ model, el }) {
  el.style.display = "none";
  let page = null;
  let gone = false;

  const press = (event) => {
    if (!page || !page.contains(event.target)) return;
    const row = event.target.closest(".wb-tabs");
    let done = row !== null && moveIn(row, event);
    const move = asked(event);
    if (!done && move && !event.target.closest(TYPING)) {
      model.send({ move });
      done = true;
    }
    if (!done) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const skip = (event) => {
    if (!event.target.closest(".wb-skip")) return;
    event.preventDefault();
    const answer = page.querySelector(".wb-main .wb-answer");
    if (!answer) return;
    answer.tabIndex = -1;
    answer.focus();
    answer.scrollIntoView({ block: "nearest" });
  };
  // Who pins something sees the table of all that is pinned, also from further down the page.
  let pins = 0;
  let wanted = false;
  const pinned = () => {
    const now = page.querySelectorAll(".wb-pin").length;
    wanted = now > pins || (wanted && now === pins);
    pins = now;
    const table = wanted && page.querySelector(".wb-scroll:has(.wb-pinned)");
    if (!table) return;
    table.scrollIntoView({ block: "nearest" });
    wanted = false;
  };
  let head = null;
  const look = () => {
    const now = page.querySelector(".wb-head");
    if (now && now !== head) {
      sizes.disconnect();
      sizes.observe(head = now);
    }
    if (head?.offsetHeight === 0) measure();
    pinned();
    page.querySelectorAll(".wb-tabs").forEach(asTabs);
    page.querySelectorAll(".wb-said").forEach((node) => {
      if (node.getAttribute("aria-live") !== "polite") node.setAttribute("aria-live", "polite");
    });
  };
  // What is gone to stands below the answer, which stays in sight.
  const measure = () => {
    const high = page.querySelector(".wb-head")?.offsetHeight || page.querySelector(".wb-head .wb-answer")?.offsetHeight || 0;
    page.style.setProperty("--wb-head", `${high}px`);
  };
  const sizes = new ResizeObserver(measure);
  const observer = new MutationObserver(look);
  const whenPlaced = () => {
    page = el.closest(".wb-explorer");
    if (page) {
      look();
      observer.observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
      page.addEventListener("click", skip);
    } else if (!gone) requestAnimationFrame(whenPlaced);
  };
  // Before the notebook, which has keys of its own.
  window.addEventListener("keydown", press, true);
  whenPlaced();
  return () => {
    gone = true;
    observer.disconnect();
    sizes.disconnect();
    window.removeEventListener("keydown", press, true);
    page?.removeEventListener("click", skip);
  };
}

export default { render };
