// Cards are boxes without a role, sliders do not know their label, and only the answer that somebody asked for
// is to be announced.
function name(page) {
  for (const card of page.querySelectorAll(".wb-card")) {
    const title = card.querySelector("h3");
    if (!title) continue;
    card.setAttribute("role", "region");
    card.setAttribute("aria-label", title.textContent);
    const label = card.querySelector(".wb-card-control .widget-label");
    const handle = card.querySelector(".noUi-handle");
    const value = card.querySelector(".wb-card-value .widget-html-content");
    if (handle && label && value) {
      label.id ||= `wb-card-label-${Math.random().toString(36).slice(2)}`;
      handle.setAttribute("aria-labelledby", label.id);
      handle.setAttribute("aria-valuetext", value.textContent);
    }
    const open = card.querySelector(".wb-card-foot button");
    if (open) open.setAttribute("aria-label", `Open: ${title.textContent}`);
  }
}

function render({ model, el }) {
  let waits = false;
  const later = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      const page = el.closest(".wb-start");
      if (page) name(page);
    });
  };
  const listen = (event) => {
    const card = event.target.closest?.(".wb-card");
    if (!card) return;
    const cards = card.closest(".wb-cards") ?? card;
    for (const one of cards.querySelectorAll(".wb-card-answer")) one.removeAttribute("aria-live");
    card.querySelector(".wb-card-answer")?.setAttribute("aria-live", "polite");
  };
  // A browser stands still for seconds over a field of so many lines: what would be refused is not laid into it.
  const weigh = (event) => {
    const text = event.target.closest?.("textarea") ? event.clipboardData?.getData("text/plain") ?? "" : "";
    const rows = text.split("\n").length;
    if (rows <= model.get("most")) return;
    event.preventDefault();
    model.send({ rows });
  };
  let watcher = null;
  const begin = () => {
    const page = el.closest(".wb-start");
    if (!page) return void setTimeout(begin, 50);
    watcher = new MutationObserver(later);
    watcher.observe(page, { childList: true, subtree: true, characterData: true });
    page.addEventListener("pointerdown", listen);
    page.addEventListener("keydown", listen);
    page.addEventListener("paste", weigh);
    later();
  };
  begin();
  return () => watcher?.disconnect();
}

export default { render };
