"use strict";
// The filters of the page, so that several hold at once; without this script each link shows one.
(() => {
  const main = document.querySelector("main");
  const filters = document.getElementById("filters");
  const takes = [...main.querySelectorAll(".take")];
  const chosen = new Set();
  const words = document.createElement("input");
  const said = document.createElement("p");
  const matches = (element) => element.textContent.toLowerCase().includes(words.value.trim().toLowerCase());
  const shows = (choice) => [...chosen].every((tag) => choice.classList.contains(tag)) && matches(choice);

  function apply() {
    let shown = 0;
    const filtered = chosen.size > 0 || words.value.trim() !== "";
    for (const take of takes) {
      // words that the recommendation itself says keep all its choices
      const named = chosen.size === 0 && matches(take.querySelector("h3"));
      const choices = [...take.querySelectorAll(".choice")];
      choices.forEach((choice) => { choice.hidden = filtered && !named && !shows(choice); });
      take.hidden = filtered && !named && choices.every((choice) => choice.hidden);
      // a stage that the address names leaves out the others
      shown += take.getClientRects().length ? 1 : 0;
    }
    said.textContent = `${shown} of ${takes.length} recommendations are shown.`;
  }

  function button(link) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = link.textContent;
    made.setAttribute("aria-pressed", "false");
    made.addEventListener("click", () => {
      const tag = link.dataset.filter;
      if (!chosen.delete(tag)) chosen.add(tag);
      made.setAttribute("aria-pressed", String(chosen.has(tag)));
      apply();
    });
    link.replaceWith(made);
    if (location.hash === link.hash) made.click();
  }

  filters.querySelectorAll("a[data-filter]").forEach(button);
  filters.querySelectorAll(".noscript").forEach((element) => element.remove());
  const label = document.createElement("label");
  words.type = "search";
  words.addEventListener("input", apply);
  label.append("Search ", words);
  said.setAttribute("role", "status");
  filters.append(label, said);
  addEventListener("hashchange", apply);
  apply();
})();
