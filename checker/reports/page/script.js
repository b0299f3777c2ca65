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
  const filter = () => {
    const [text, ...chosen] = inputs.map((input) => input.value);
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = chosen.map((value, number) => [names[number + 1], value]).filter(([, value]) => value);
    let shown = 0;
    for (const item of items) {
      if (words.length && !item.text) item.text = item.node.textContent.toLowerCase();
      item.fits = wanted.every(([name, value]) => item[name].includes(value)) && words.every((word) => item.text.includes(word));
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

  // --- tables: sorting, and as CSV

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

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const named = (node, ending) => {
    const table = node.querySelector("table[id]:not([id^=table-])"); // one of those that there is once
    const holder = table || node.closest("[id]");
    return (holder ? holder.id : "table").replace(/[^\w-]+/g, "_") + ending;
  };
  const cellText = (cell) => {
    const clone = cell.cloneNode(true);
    for (const node of clone.querySelectorAll("svg,.sr,.place")) node.remove();
    for (const node of clone.querySelectorAll("q")) node.textContent = "“" + node.textContent + "”";
    const entries = [...clone.querySelectorAll("li,.pair")].map((item) => item.textContent.trim());
    const text = entries.length ? entries.join("; ") : clone.textContent.trim();
    const plain = text.replace(/\s+/g, " ");
    const harmless = /^[=+\-@]/.test(plain) ? "'" + plain : plain; // a spreadsheet takes it for a formula
    return '"' + harmless.replace(/"/g, '""') + '"';
  };
  const asCsv = (table) =>
    [...table.rows].map((row) => [...row.cells].filter((cell) => !cell.classList.contains("w")).map(cellText).join(",")).join("\r\n") + "\r\n";

  // --- charts as pictures

  const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-style", "vector-effect", "paint-order", "stroke-linejoin", "display", "text-decoration"];
  const measure = document.createElement("canvas").getContext("2d");
  const inLines = (text) => {
    measure.font = "12px sans-serif";
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = (lines[lines.length - 1] + " " + word).trim();
      if (lines[lines.length - 1] && measure.measureText(longer).width > 745) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  };
  const picture = (figure) => {
    const chart = figure.querySelector("svg.chart");
    const space = "http://www.w3.org/2000/svg";
    const clone = chart.cloneNode(true);
    const from = chart.querySelectorAll("*");
    clone.querySelectorAll("*").forEach((node, index) => {
      const style = getComputedStyle(from[index]);
      for (const name of PAINT) node.style.setProperty(name, style.getPropertyValue(name));
    });
    const lines = [...figure.querySelectorAll(".legend li")].flatMap((item) =>
      inLines(item.textContent.replace(/\s+/g, " ").trim()).map((text, at) => [at ? null : item.querySelector("svg"), text]),
    );
    const height = Number(chart.getAttribute("height")) + 70 + 20 * lines.length;
    const svg = document.createElementNS(space, "svg");
    const set = (node, values) => {
      for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
      return node;
    };
    set(svg, { xmlns: space, width: 800, height, viewBox: "0 0 800 " + height });
    const colours = getComputedStyle(document.body);
    svg.append(set(document.createElementNS(space, "rect"), { width: 800, height, fill: colours.backgroundColor }));
    const write = (text, x, y, size, weight) => {
      const node = set(document.createElementNS(space, "text"), { x, y, fill: colours.color, "font-size": size, "font-weight": weight, "font-family": "sans-serif" });
      node.textContent = text;
      svg.append(node);
    };
    write(figure.closest("section").querySelector("h3,h4").textContent, 12, 22, 16, 600);
    write(document.querySelector("h1").textContent + ": " + document.querySelector(".extent").textContent, 12, 40, 12, 400);
    const name = chart.querySelector(".name"), width = name && getComputedStyle(name).display !== "none" ? 550 : 700;
    const frame = set(document.createElementNS(space, "svg"), { x: 76, y: 54, width, overflow: "visible" });
    set(clone, { width, overflow: "visible", "font-family": "sans-serif" });
    frame.append(clone);
    svg.append(frame);
    lines.forEach(([key, text], index) => {
      const y = height - 20 * (lines.length - index);
      if (key) {
        const small = key.cloneNode(true);
        [...small.querySelectorAll("*")].forEach((node, at) => {
          const style = getComputedStyle(key.querySelectorAll("*")[at]);
          for (const name of PAINT) node.style.setProperty(name, style.getPropertyValue(name));
        });
        svg.append(set(small, { x: 12, y }));
      }
      write(text, 36, y + 12, 12, 400);
    });
    return new XMLSerializer().serializeToString(svg);
  };
  const asPng = (text, name) => {
    const image = new Image();
    const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = image.width * 2;
      canvas.height = image.height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob((blob) => blob && save(blob, name));
    };
    image.src = address;
  };
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };
  const takeaway = (after, ...buttons) => {
    const box = document.createElement("div");
    box.className = "takeaway";
    box.append(...buttons);
    after.after(box);
  };
  // made when a figure is opened: a large page has thousands
  const equip = (holder) => {
    if (holder.dataset.equipped) return;
    holder.dataset.equipped = "1";
    for (const figure of holder.querySelectorAll("figure.course")) {
      takeaway(
        figure,
        button("Chart as SVG", () => save(new Blob([picture(figure)], { type: "image/svg+xml" }), named(figure, ".svg"))),
        button("Chart as PNG", () => asPng(picture(figure), named(figure, ".png"))),
      );
    }
    for (const table of holder.querySelectorAll("table.values, table.agreement, table.calls")) {
      if (table.rows.length > 2) takeaway(table.parentElement, button("Table as CSV", () => save(new Blob([asCsv(table)], { type: "text/csv" }), named(table.parentElement, ".csv"))));
    }
  };
  for (const holder of document.querySelectorAll("article.dispute, section.verdict, section[aria-labelledby=voices]")) equip(holder);
  for (const holder of document.querySelectorAll("details.item")) holder.addEventListener("toggle", () => holder.open && equip(holder));

  // what can be pasted: the command that accepts a finding, and its sentence with its address
  const copyButton = (text, what) => {
    const made = button(text, () => {
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(what()).then(
        () => (made.textContent = "Copied"),
        () => {},
      );
    });
    return made;
  };
  for (const details of document.querySelectorAll("details.more")) {
    details.addEventListener("toggle", () => {
      if (!details.open || details.dataset.equipped) return;
      details.dataset.equipped = "1";
      const finding = details.closest(".finding");
      const told = () => {
        const clone = finding.querySelector("p").cloneNode(true);
        for (const quote of clone.querySelectorAll(".quote")) quote.textContent = "(" + quote.textContent + ")";
        return clone.textContent.trim().replace(/\s+/g, " ");
      };
      const sentence = () => told() + " " + location.href.split("#")[0] + "#" + finding.id;
      const command = () => details.querySelector(".take code").textContent;
      const note = () => "# " + told() + " [" + finding.id.replace("finding-", "") + "]";
      details.querySelector(".take").append(copyButton("Copy", command), copyButton("Copy the sentence", sentence), copyButton("Copy as a note for the file", note));
    });
  }

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
