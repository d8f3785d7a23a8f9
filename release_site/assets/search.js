"use strict";
// The form of the search and its results. What is searched is in the address, so that it can be
// shared and the browser goes back to it. Pagefind does the searching; without a web server it
// cannot be loaded, and the page goes on saying so. The filters are loaded when they are opened.
(async () => {
  const PAGE = 20;
  const script = document.currentScript.src;
  const form = document.getElementById("search");
  const words = document.getElementById("words");
  const filters = document.getElementById("filters");
  const status = document.getElementById("status");
  const results = document.getElementById("results");
  const more = document.getElementById("more");
  const selects = [...filters.querySelectorAll("select")];
  let pagefind, all, found = [], shown = 0, latest = 0;

  try {
    const bundle = new URL("../pagefind/", script);
    pagefind = await import(new URL("0/pagefind.js", bundle));
    const others = Array.from({ length: form.dataset.parts - 1 }, (_, part) => new URL(`${part + 1}/`, bundle).pathname);
    await Promise.all(others.map((part) => pagefind.mergeIndex(part)));
  } catch {
    return;
  }

  // the address -> the form
  function read() {
    const asked = new URLSearchParams(location.search);
    words.value = asked.get("q") ?? "";
    for (const select of selects) select.value = asked.get(select.name) ?? "";
    return Number(asked.get("shown")) || PAGE;
  }

  // the form -> the address
  function address(count) {
    const asked = new URLSearchParams();
    if (words.value.trim()) asked.set("q", words.value.trim());
    for (const select of selects) if (select.value) asked.set(select.name, select.value);
    if (count > PAGE) asked.set("shown", count);
    const query = asked.toString();
    return location.pathname + (query ? `?${query}` : "");
  }

  async function load() {
    all = await pagefind.filters();
    for (const select of selects) fill(select, all, all);
  }

  function fill(select, counts, totals) {
    const chosen = select.value;
    const values = Object.keys(all[select.name] ?? {}).sort((a, b) => a.localeCompare(b, "en"));
    select.replaceChildren(new Option("any", ""));
    for (const value of values) {
      const count = (chosen ? totals : counts)?.[select.name]?.[value] ?? 0;
      const option = new Option(`${value} (${count.toLocaleString("en")})`, value);
      option.disabled = count === 0 && value !== chosen;
      select.append(option);
    }
    select.value = chosen;
    select.classList.toggle("chosen", select.value !== "");
  }

  function item(record) {
    const entry = document.createElement("li");
    const title = document.createElement("p");
    const link = document.createElement("a");
    link.href = record.url;
    link.textContent = record.meta.title;
    title.append(link);
    const line = document.createElement("p");
    line.className = "m";
    line.textContent = `${record.filters.kind[0]} · ${record.meta.line}`;
    entry.append(title, line);
    return entry;
  }

  async function show(count, ticket) {
    const next = await Promise.all(found.slice(shown, count).map((result) => result.data()));
    if (ticket !== latest) return null;
    const entries = next.map(item);
    results.append(...entries);
    shown += entries.length;
    more.hidden = shown >= found.length;
    return entries[0] ?? null;
  }

  async function search(count = PAGE) {
    const ticket = ++latest;
    const chosen = Object.fromEntries(selects.filter((each) => each.value).map((each) => [each.name, each.value]));
    const term = words.value.trim() || null;
    const options = term ? { filters: chosen } : { filters: chosen, sort: { score: "desc" } };
    const slow = setTimeout(() => { status.textContent = "Searching …"; }, 400);
    const answer = await pagefind.search(term, options);
    clearTimeout(slow);
    if (ticket !== latest) return;
    found = answer.results;
    shown = 0;
    results.replaceChildren();
    if (all) for (const select of selects) fill(select, answer.filters, answer.totalFilters);
    await show(count, ticket);
    if (ticket !== latest) return;
    const number = found.length.toLocaleString("en");
    status.textContent = `${number} ${found.length === 1 ? "record" : "records"}${term ? ` for “${term}”` : ""}`;
  }

  function ask(remember) {
    history[remember ? "pushState" : "replaceState"](null, "", address(PAGE));
    return search();
  }

  let typing;
  words.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => ask(false), 200);
  });
  form.addEventListener("change", (event) => { if (event.target !== words) ask(true); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(typing); ask(true); });
  more.addEventListener("click", async () => {
    const first = await show(shown + PAGE, latest);
    history.replaceState(null, "", address(shown));
    first?.querySelector("a").focus();
  });
  addEventListener("popstate", () => search(read()));

  const asked = new URLSearchParams(location.search);
  const roomy = filters.dataset.open === "wide" && matchMedia("(min-width: 46rem)").matches;
  filters.open = roomy || selects.some((select) => asked.get(select.name));
  filters.hidden = false;
  if (filters.open) await load();
  filters.addEventListener("toggle", async () => {
    if (!filters.open || all) return;
    await load();
    await search(Math.max(shown, PAGE));
  });
  await search(read());
})();
