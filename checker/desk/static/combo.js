// A field that completes what is typed from a list: arrows choose, Enter takes.

const MOST = 40;
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

// While a button of the mouse is down nothing may move, or the click misses.
let isPressed = false;
let afterPress = [];
const released = () => {
  isPressed = false;
  const waiting = afterPress;
  afterPress = [];
  for (const act of waiting) act();
};
document.addEventListener("pointerdown", () => (isPressed = true), true);
document.addEventListener("click", released, true);
document.addEventListener("pointerup", () => setTimeout(released), true);

// How well an entry fits what was typed; 0: not at all.
const fits = (entry, wanted) => {
  if (!wanted) return 1;
  let best = 0;
  for (const [name, weight] of [[entry.value, 4], [entry.label, 4], ...entry.also.map((other) => [other, 2])]) {
    const text = plain(name);
    if (text === wanted) best = Math.max(best, 10 + weight);
    else if (text.startsWith(wanted)) best = Math.max(best, 5 + weight);
    else if (text.split(/[\s_-]+/).some((word) => word.startsWith(wanted))) best = Math.max(best, 3 + weight);
    else if (text.includes(wanted)) best = Math.max(best, weight);
  }
  return best;
};

export const complete = (input, entries, { taken, made = null }) => {
  const box = input.parentElement;
  let list = null;
  let shown = [];
  let at = 0;

  const close = () => {
    list?.remove();
    list = null;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = () => {
    [...list.children].forEach((row, number) => row.setAttribute("aria-selected", String(number === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (list.children[at]) input.setAttribute("aria-activedescendant", list.children[at].id);
  };

  const open = () => {
    const wanted = plain(input.value.trim());
    shown = entries()
      .map((entry) => [fits(entry, wanted), entry])
      .filter(([score]) => score)
      .sort((a, b) => b[0] - a[0])
      .slice(0, MOST)
      .map(([, entry]) => entry);
    const isKnown = shown.some((entry) => plain(entry.value) === wanted || plain(entry.label) === wanted);
    if (made && wanted && !isKnown) shown.push({ value: input.value.trim(), label: made.label(input.value.trim()), more: "new", isNew: true });
    list?.remove();
    list = document.createElement("ul");
    list.setAttribute("role", "listbox");
    list.id = `list-${input.dataset.list}`;
    list.setAttribute("aria-label", "what fits");
    shown.forEach((entry, number) => {
      const row = document.createElement("li");
      row.id = `${list.id}-${number}`;
      row.setAttribute("role", "option");
      row.textContent = entry.label;
      const more = document.createElement("small");
      more.textContent = entry.isNew ? "new" : entry.more;
      row.title = entry.value;
      row.append(more);
      row.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(number);
      });
      list.append(row);
    });
    at = 0;
    if (!shown.length) return close();
    box.append(list);
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", list.id);
    mark();
  };

  const take = (number, isLeft = false) => {
    const entry = shown[number];
    close();
    if (entry?.isNew) made.run(entry.value, isLeft);
    else taken(entry ? entry.value : input.value.trim(), entry?.label, isLeft);
  };

  input.addEventListener("input", open);
  // who goes on to something else takes what was typed so far; what they press stays where it is until they have
  const left = () => (list && input.value.trim() ? take(at, true) : close());
  input.addEventListener("blur", () => (isPressed ? afterPress.push(left) : left()));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!list) return open();
      at = (at + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length;
      mark();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      if (list) take(at);
      else taken(input.value.trim());
    } else if (event.key === "Enter" && list) {
      take(at, true); // and what is saved is saved with it
    } else if (event.key === "Escape" && list) {
      event.stopPropagation();
      close();
    }
  });
  return { open, close };
};
