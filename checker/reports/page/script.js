"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const form = document.querySelector("form.filter");
  const items = [...document.querySelectorAll(".item")].map((node) => ({
    node,
    sources: (node.dataset.sources || "").split(" "),
    subjects: (node.dataset.subjects || "").split("\n"),
    severity: node.dataset.severity,
    state: node.dataset.state,
    text: "",
  }));
  const inputs = ["text", "source", "subject", "severity", "state"].map((name) => $("filter-" + name));
  const chunks = [...document.querySelectorAll(".chunk")];
  form.hidden = $("theme").hidden = false;

  const filter = () => {
    const [text, source, subject, severity, state] = inputs.map((input) => input.value);
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const left = new Map(chunks.map((chunk) => [chunk, 0]));
    let shown = 0;
    for (const item of items) {
      if (words.length && !item.text) item.text = item.node.textContent.toLowerCase();
      const fits =
        (!source || item.sources.includes(source)) &&
        (!subject || item.subjects.includes(subject)) &&
        (!severity || item.severity === severity) &&
        (!state || item.state === state) &&
        words.every((word) => item.text.includes(word));
      if (item.node.hidden === fits) item.node.hidden = !fits;
      shown += fits;
      if (fits && left.has(item.node.parentElement)) left.set(item.node.parentElement, 1);
    }
    for (const [chunk, any] of left) chunk.classList.toggle("empty", !any); // to hide it would have all within it looked at
    $("filter-count").textContent = shown === items.length ? "" : shown + " of " + items.length + " shown";
  };
  // the texts are gathered while nothing else is to be done
  const gather = (deadline) => {
    for (const item of items) {
      if (!item.text) {
        if (deadline.timeRemaining() < 2) return requestIdleCallback(gather);
        item.text = item.node.textContent.toLowerCase();
      }
    }
  };
  if (window.requestIdleCallback) requestIdleCallback(gather);
  addEventListener("pageshow", filter); // a browser may have kept what was chosen
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  const follow = () => {
    let target = null;
    try {
      target = location.hash && $(decodeURIComponent(location.hash.slice(1)));
    } catch {
      /* no address of ours */
    }
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
      node.hidden = false;
    }
    // what was not laid out yet may turn out larger than it was taken for
    target.scrollIntoView();
    requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()));
  };
  addEventListener("hashchange", follow);
  // a link to where one is already changes no address, but a filter may have hidden what is there
  addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) setTimeout(follow);
  });
  follow();

  const move = (step) => {
    const open = items.filter((item) => item.node.matches("article") && !item.node.hidden);
    if (!open.length) return;
    const before = document.querySelector(".current");
    if (before) before.classList.remove("current");
    const at = open.findIndex((item) => item.node === before);
    const node = open[Math.max(0, Math.min(open.length - 1, at + step))].node;
    node.classList.add("current");
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "start" });
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      form.reset();
      event.target.blur();
    } else if (!typing && event.key === "/") {
      event.preventDefault();
      inputs[0].focus();
    } else if (!typing && (event.key === "j" || event.key === "k")) {
      move(event.key === "j" ? 1 : -1);
    }
  });

  const sortedBy = (cell) => {
    const text = cell.textContent.trim();
    const amount = cell.dataset.sort ? Number(cell.dataset.sort) : number(text);
    return { text, amount };
  };
  const number = (text) => {
    const found = /-?\d[\d,]*(\.\d+)?/.exec(text);
    return found ? parseFloat(found[0].replace(/,/g, "")) : NaN;
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((one, other) => {
          const [a, b] = [one, other].map((row) => sortedBy(row.cells[column]));
          const order = a.amount - b.amount || a.text.localeCompare(b.text);
          return down ? -order : order;
        });
        table.tBodies[0].append(...rows);
      });
    });
  }

  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.classList.contains("dark") || (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
    root.classList.toggle("dark", !dark);
    root.classList.toggle("light", dark);
  });
  addEventListener("beforeprint", () => {
    for (const node of document.querySelectorAll("details")) node.open = true;
  });
})();
