"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const form = document.querySelector("form.filter");
  const chunks = [...document.querySelectorAll(".chunk")].map((node) => ({ node, items: [], isEmpty: false }));
  const chunkOf = new Map(chunks.map((chunk) => [chunk.node, chunk]));
  const items = [...document.querySelectorAll(".item")].map((node) => ({
    node,
    source: (node.dataset.sources || "").split(" "),
    voice: (node.dataset.voices || "").split(" "),
    subject: (node.dataset.subjects || "").split("\n"),
    severity: [node.dataset.severity],
    state: [node.dataset.state],
    text: "",
    chunk: chunkOf.get(node.parentElement),
    folded: node.parentElement.closest("details.folded"),
    fits: true,
    isHidden: false,
  }));
  for (const item of items) if (item.chunk) item.chunk.items.push(item);
  const names = ["text", "voice", "source", "subject", "severity", "state"];
  const inputs = names.map((name) => $("filter-" + name));
  form.hidden = $("theme").hidden = false;

  // --- filters, which are in the address as well: #dispute-3&text=dead&severity=error

  // what is accepted is folded, but for what a filter looks for
  const unfolded = new Set();
  const unfold = (isFiltered) => {
    for (const item of isFiltered ? items : []) {
      if (item.fits && item.folded && !item.folded.open) unfolded.add(item.folded);
    }
    for (const folded of unfolded) folded.open = isFiltered;
    if (!isFiltered) unfolded.clear();
  };
  const apply = (item) => {
    if (item.isHidden === item.fits) item.node.hidden = item.isHidden = !item.fits;
  };
  // a chunk in which nothing fits is passed over as a whole: to hide all within it takes long
  const applyChunk = (chunk) => {
    const isEmpty = !chunk.items.some((item) => item.fits);
    if (isEmpty !== chunk.isEmpty) chunk.node.classList.toggle("empty", (chunk.isEmpty = isEmpty));
    if (!isEmpty) chunk.items.forEach(apply);
  };
  const fitting = (item, wanted, words) => {
    if (words.length && !item.text) item.text = item.node.textContent.toLowerCase();
    return wanted.every(([name, value]) => item[name].includes(value)) && words.every((word) => item.text.includes(word));
  };
  const filter = () => {
    const [text, ...chosen] = inputs.map((input) => input.value);
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = chosen.map((value, number) => [names[number + 1], value]).filter(([, value]) => value);
    let shown = 0;
    for (const item of items) {
      item.fits = fitting(item, wanted, words);
      shown += item.fits;
      if (!item.chunk) apply(item);
    }
    chunks.forEach(applyChunk);
    unfold(shown < items.length);
    $("filter-count").textContent = shown === items.length ? "" : shown + " of " + items.length + " shown";
  };
  const itemOf = new Map(items.map((item) => [item.node, item]));
  // an address leads to what a filter has hidden, too
  const reveal = (node) => {
    const item = itemOf.get(node);
    if (!item || item.fits) return;
    item.fits = true;
    if (item.chunk) applyChunk(item.chunk);
    else apply(item);
  };
  const parts = () => location.hash.slice(1).split("&");
  const anchor = () => parts().find((part) => part && !part.includes("=")) || "";
  const sorts = new Map();
  const remember = () => {
    const told = inputs.map((input, number) => input.value && names[number] + "=" + encodeURIComponent(input.value));
    for (const [table, order] of sorts) told.push("sort=" + encodeURIComponent(table + " " + order));
    const hash = [anchor(), ...told].filter(Boolean).join("&");
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  };
  const recall = () => {
    const wanted = new URLSearchParams(parts().filter((part) => part.includes("=")).join("&"));
    names.forEach((name, number) => {
      const value = wanted.get(name);
      if (value !== null) inputs[number].value = value;
    });
    for (const sort of wanted.getAll("sort")) {
      const [id, column, direction] = sort.split(" ");
      const table = $(id);
      const cell = table && table.tHead && table.tHead.rows[0].cells[Number(column)];
      if (cell && cell.querySelector("button")) sortBy(table, cell, direction === "down");
    }
  };
  // beside each value of a filter, how many entries it would leave: counted when somebody turns to it
  const recount = (select) => {
    const own = names.indexOf(select.id.replace("filter-", ""));
    const [text, ...chosen] = inputs.map((input) => input.value);
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = chosen.map((value, number) => [names[number + 1], value]).filter(([name, value]) => value && name !== names[own]);
    const counts = new Map();
    for (const item of items) {
      if (!fitting(item, wanted, words)) continue;
      for (const value of new Set(item[names[own]])) counts.set(value, (counts.get(value) || 0) + 1);
    }
    for (const option of select.options) if (option.value) option.label = option.textContent + " (" + (counts.get(option.value) || 0) + ")";
  };
  for (const select of form.querySelectorAll("select")) select.addEventListener("focus", () => recount(select));
  // a browser takes long to change the address of a large page: not while somebody types
  const isLarge = document.body.classList.contains("many");
  let due = 0;
  const rememberNow = () => {
    if (due) clearTimeout(due);
    due = 0;
    remember();
  };
  const changed = () => {
    filter();
    if (!isLarge) return remember();
    if (due) clearTimeout(due);
    due = setTimeout(rememberNow, 150);
  };
  addEventListener("pagehide", () => due && rememberNow());
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
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => event.preventDefault());

  // --- addresses

  const follow = () => {
    let target = null;
    try {
      target = anchor() && $(decodeURIComponent(anchor()));
    } catch {
      /* no address of ours */
    }
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
      reveal(node);
    }
    // what was not laid out yet may turn out larger than it was taken for
    target.scrollIntoView();
    requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()));
  };
  addEventListener("hashchange", () => {
    recall();
    filter();
    follow();
  });
  addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    if (due) rememberNow();
    const told = parts().filter((part) => part.includes("="));
    if (link.hash.slice(1) === anchor()) setTimeout(follow); // a filter may have hidden what is there
    else if (told.length) {
      event.preventDefault();
      location.hash = [link.hash.slice(1), ...told].join("&");
    }
  });

  // --- keys

  const move = (step) => {
    const open = items.filter((item) => item.node.matches("article") && !item.node.hidden);
    if (!open.length) return;
    const before = document.querySelector(".current");
    if (before) before.classList.remove("current");
    const at = open.findIndex((item) => item.node === before);
    const node = open[Math.max(0, Math.min(open.length - 1, at + step))].node;
    const folded = node.closest("details");
    if (folded) folded.open = true;
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

  // --- tables: sorting

  const number = (text) => {
    const found = /-?\d[\d,]*(\.\d+)?/.exec(text);
    return found ? parseFloat(found[0].replace(/,/g, "")) : NaN;
  };
  const sortedBy = (cell) => {
    const text = cell.textContent.trim();
    return { text, amount: cell.dataset.sort ? Number(cell.dataset.sort) : number(text) };
  };
  const sortBy = (table, cell, down) => {
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows];
    rows.sort((one, other) => {
      const [a, b] = [one, other].map((row) => sortedBy(row.cells[cell.cellIndex]));
      const order = a.amount - b.amount || a.text.localeCompare(b.text);
      return down ? -order : order;
    });
    table.tBodies[0].append(...rows);
  };
  document.querySelectorAll("table.sortable").forEach((table, index) => {
    if (!table.id) table.id = "table-" + index;
    for (const cell of table.tHead.rows[0].cells) {
      if (cell.classList.contains("w")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        sortBy(table, cell, down);
        sorts.set(table.id, cell.cellIndex + (down ? " down" : " up"));
        remember();
      });
    }
  });

  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.classList.contains("dark") || (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
    root.classList.toggle("dark", !dark);
    root.classList.toggle("light", dark);
  });

  recall();
  filter();
  follow();
  addEventListener("pageshow", (event) => {
    if (event.persisted) filter(); // a browser may have kept what was chosen
  });
})();
