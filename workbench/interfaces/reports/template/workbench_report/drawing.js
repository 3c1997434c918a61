"use strict";
// Each static picture gives way to the live chart when that is drawn; if it is not, the picture stays.
for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const still = figure.querySelector(".wb-static");
  const live = figure.querySelector(".wb-live");
  const spec = JSON.parse(figure.querySelector("script.wb-spec").textContent);
  live.hidden = false;
  live.style.position = "absolute";
  live.style.visibility = "hidden";
  workbenchEmbed(live, spec, { mode: "vega-lite", renderer: "svg", actions: false, ast: false })
    .then(() => {
      live.removeAttribute("style");
      still.remove();
      figure.dataset.drawn = "yes";
    })
    .catch((problem) => {
      live.remove();
      figure.dataset.drawn = "no";
      console.warn("static picture kept:", problem.message);
    });
}
