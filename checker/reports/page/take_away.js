// What can be taken along: tables as CSV, charts as pictures, findings as text.
(() => {
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

  const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-style", "vector-effect", "paint-order", "stroke-linejoin", "display", "text-decoration", "unicode-bidi"];
  const measure = document.createElement("canvas").getContext("2d");
  // what stands in an element of its own direction keeps it by marks where there is none
  const plain = (node) => {
    const clone = node.cloneNode(true);
    for (const name of clone.querySelectorAll("bdi")) name.textContent = "\u200e" + name.textContent + "\u200e";
    return clone.textContent.replace(/\s+/g, " ").trim();
  };
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
      inLines(plain(item)).map((text, at) => [at ? null : item.querySelector("svg"), text]),
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
    write(plain(figure.closest("section").querySelector("h3,h4")), 12, 22, 16, 600);
    write(plain(document.querySelector("h1")) + ": " + document.querySelector(".extent").textContent, 12, 40, 12, 400);
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
})();
