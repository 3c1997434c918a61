// Where the keyboard is when what had it is taken away: at the heading of what stands there now, not nowhere.

const CAN = "button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea, a[href], summary";
const HEADINGS = "h2, h3";
const WAITS = "wb-card-waits"; // every other class of a card that begins so names its question

function up(node, frame) {
  const path = [];
  for (let one = node; one && one !== frame; one = one.parentElement) path.push(one);
  return path;
}

function seen(node) {
  return node.getClientRects().length > 0;
}

function render({ el }) {
  el.style.display = "none";
  let frame = null;
  let path = []; // what has the focus, and what it lies in
  let card = ""; // the card whose page was opened last
  let gone = false;

  const came = (event) => {
    path = up(event.target, frame);
  };
  const nowhere = () => {
    const now = document.activeElement;
    return !now || now === document.body || now.contains(frame);
  };
  // The way back ends where it began.
  const place = (kept) => {
    if (card && kept === frame && frame.querySelector(".wb-start")) {
      return frame.querySelector(`.${card} .wb-card-foot button`);
    }
    return [...kept.querySelectorAll(HEADINGS), ...kept.querySelectorAll(CAN)].find(seen) ?? null;
  };
  const look = () => {
    if (path.length === 0 || path[0].isConnected) return;
    if (!nowhere()) {
      path = [];
      return;
    }
    const kept = path.find((one) => one.isConnected) ?? frame;
    const found = place(kept);
    if (!found) return; // the new page is still being built
    if (kept === frame) {
      const opened = path.find((one) => one.classList.contains("wb-card"));
      card = opened ? [...opened.classList].find((name) => name.startsWith("wb-card-") && name !== WAITS) : "";
    }
    if (found.matches(HEADINGS)) found.tabIndex = -1;
    found.focus();
  };
  const observer = new MutationObserver(look);
  const begin = () => {
    frame = el.closest(".wb-frame");
    if (frame) {
      frame.addEventListener("focusin", came);
      observer.observe(frame, { childList: true, subtree: true });
    } else if (!gone) requestAnimationFrame(begin);
  };
  begin();
  return () => {
    gone = true;
    observer.disconnect();
    frame?.removeEventListener("focusin", came);
  };
}

export default { render };
