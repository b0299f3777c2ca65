// The coding view: choose a mark, look at what is filled in, save; the keyboard is enough for all of it.
import { busy, byId, get, isReading, isTyping, post, tell, tellRefusal } from "./asking.js";
import { complete } from "./combo.js";
import { adjusted, findQuote, highlight, quoteOfPlaces, selected, words } from "./text.js";

const main = byId("main");
const address = main.dataset.address;
const story = main.dataset.story;
const side = byId("side");
let names = null;
let chosen = new URLSearchParams(location.search).get("spot") ?? "";
let isBusy = false;
let asked = 0;

const formNow = () => byId("claim-form");
const fieldOf = (key) => formNow()?.querySelector(`[data-field="${key}"]`);
const valueOf = (key) => formNow()?.elements[key]?.value ?? "";
const marks = () => [...byId("text").querySelectorAll("a.m")];
const known = async () => (names ??= await get(`${story}/names`));

// --- what is shown

const showChosen = (isScrolled = true) => {
  for (const mark of byId("text").querySelectorAll(".m")) mark.classList.toggle("chosen", Boolean(chosen) && mark.dataset.spot === chosen);
  const mark = marks().find((each) => each.dataset.spot === chosen);
  if (mark && isScrolled) {
    const { top, bottom } = mark.getBoundingClientRect();
    const isNarrow = innerWidth < 736;
    const room = side.classList.contains("has-form") && isNarrow ? innerHeight * 0.4 : innerHeight - 60;
    if (top < 70 || bottom > room) mark.scrollIntoView({ block: isNarrow ? "start" : "center" });
  }
  const query = chosen ? `?spot=${encodeURIComponent(chosen)}` : "";
  history.replaceState(null, "", `${address}${query}`);
};

const showForm = (html, { isFocused = true, isStep = false } = {}) => {
  byId("form").innerHTML = html;
  side.classList.toggle("has-form", Boolean(html));
  const form = formNow();
  if (!form) {
    highlight("");
    return;
  }
  chosen = form.dataset.spot;
  showQuote();
  refresh();
  const { newName, newKind } = form.dataset;
  if (newName !== undefined) makeEntity(newName, { isLeft: !isFocused, kind: newKind });
  else if (isStep) form.querySelector("[data-act=save]").focus({ preventScroll: true });
  else if (isFocused) goOn();
};

const showParts = (answer) => {
  byId("text").innerHTML = answer.text;
  byId("claims").innerHTML = answer.claims;
  byId("progress").innerHTML = answer.progress;
  document.documentElement.dataset.version = answer.version;
  for (const act of ["undo", "redo"]) {
    const button = document.querySelector(`.top [data-act=${act}]`);
    if (!button) continue;
    button.disabled = !answer[act];
    button.title = answer[act];
  }
};

const showQuote = () => {
  const form = formNow();
  if (!form) return;
  const quote = valueOf("quote");
  const isThere = highlight(quote, Number(form.dataset.start) || 0) !== false;
  const hint = form.querySelector("[data-hint=quote]");
  const count = quote.split(/\s+/u).filter(Boolean).length;
  hint.textContent = !isThere && byId("text").querySelector("p[data-start]") ? "these words are not in the text" : count > 8 ? `${count} words; 8 at most` : "";
  hint.classList.toggle("bad", Boolean(hint.textContent));
};

// How the value and the days are understood.
const refresh = () => busy(refreshing);
const refreshing = async () => {
  const form = formNow();
  if (!form) return;
  const turn = (asked += 1);
  const query = new URLSearchParams({ start: form.dataset.start, end: form.dataset.end });
  for (const key of ["subject", "property", "value", "as_of", "period"]) query.set(key, valueOf(key));
  if (isCompared()) for (const key of COMPARED) query.set(key, valueOf(key));
  try {
    const read = await get(`${address}/reading?${query}`);
    if (turn !== asked || form !== formNow()) return;
    const [value, when] = ["value", "when"].map((name) => form.querySelector(`[data-hint=${name}]`));
    value.textContent = read.told;
    value.classList.toggle("bad", read.is_wrong);
    when.textContent = read.when;
    when.classList.toggle("bad", read.when_is_wrong);
    if (read.values.length) offer("value", read.values);
    if (read.targets) showComparison(read);
  } catch (error) {
    tellRefusal(error);
  }
};
// How a figure compares with another one: in place of a value.
const COMPARED = ["compared", "claim", "compared_much", "compared_by", "compared_to", "compared_subject", "compared_property", "compared_at"];
const isCompared = () => valueOf("compared") === "yes";
const compare = () => {
  const form = formNow();
  form.elements.compared.value = isCompared() ? "" : "yes";
  fieldOf("compared").hidden = !isCompared();
  fieldOf("value").hidden = isCompared();
  if (!isCompared()) return goOn();
  if (!valueOf("compared_subject")) form.elements.compared_subject.value = valueOf("subject");
  form.elements.compared_much.select();
  refresh();
};
const showComparison = (read) => {
  const { compared_to: to, compared_subject: subject } = formNow().elements;
  const hint = fieldOf("compared").querySelector("[data-hint]");
  hint.textContent = read.compared;
  hint.classList.toggle("bad", read.compared_is_wrong);
  const chosenNow = to.selectedOptions[0];
  const last = to.lastElementChild;
  const made = read.targets.map((target) => {
    const option = document.createElement("option");
    [option.value, option.textContent] = [target.value, target.label];
    [option.dataset.subject, option.dataset.property] = [target.subject, target.property];
    return option;
  });
  if (![...made, to.firstElementChild, last].some((option) => option.value === chosenNow.value)) made.unshift(chosenNow);
  to.replaceChildren(to.firstElementChild, ...made, last);
  to.value = chosenNow.value;
  if (!subject.value) subject.value = valueOf("subject");
};
const comparedTo = (to) => {
  const isFigure = to.value === "figure";
  const { subject, property } = to.selectedOptions[0].dataset;
  for (const label of fieldOf("compared").querySelectorAll("[data-of]")) label.hidden = label.dataset.of === "figure" ? !isFigure : Boolean(to.value) && !isFigure;
  if (property) setValue("property", property, titleOf("properties", property));
  if (subject && !valueOf("subject") && !formNow().elements.new_name) setValue("subject", subject, titleOf("entities", subject));
  refreshSoon();
};
const titleOf = (list, value) => names?.[list].find((entry) => entry.value === value)?.label ?? value;
// Other answers for a field: those that fit what was chosen in another one.
const offer = (key, options) => {
  const chips = fieldOf(key).querySelector(".chips");
  const value = valueOf(key);
  for (const chip of chips.querySelectorAll(".chip[data-value]")) if (chip.dataset.value !== value || !value) chip.remove();
  for (const option of options) if (option.value !== value) chips.insertBefore(chipOf(option.value, option.label), chips.lastElementChild);
};
const chipOf = (value, label) => {
  const chip = document.createElement("button");
  chip.type = "button";
  chip.className = "chip";
  chip.dataset.value = value;
  chip.textContent = label;
  chip.setAttribute("aria-pressed", "false");
  return chip;
};
let waiting;
const refreshSoon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 140);
};

// --- choosing

const open = (query, options) => busy(() => opening(query, options));
const opening = async (query, options) => {
  try {
    const answer = await get(`${address}/form?${query}`);
    byId("result").innerHTML = answer.result;
    showForm(answer.form, options);
    showChosen(!options?.isSelection);
    side.scrollTop = 0;
    return true;
  } catch (error) {
    tellRefusal(error);
    return false;
  }
};
const choose = (key, options) => open(new URLSearchParams(options?.isNew ? { spot: key, new: "yes" } : { spot: key }), options);
const chooseClaim = (id) => open(new URLSearchParams({ claim: id }));

// Step by step nothing is typed into: the next key steps on.
const step = (by) => {
  const all = marks().filter((mark) => !mark.matches(".aside") || mark.dataset.spot === chosen);
  if (!all.length) return;
  const at = all.findIndex((mark) => mark.dataset.spot === chosen);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
  choose(next.dataset.spot, { isStep: true });
};

const nextWaiting = () => {
  const all = marks();
  const at = all.findIndex((mark) => mark.dataset.spot === chosen);
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((mark) => mark.matches(".open, .unsure"));
  if (next) choose(next.dataset.spot);
  else tell("Every figure of this text is done.");
};

const leave = () => {
  const mark = marks().find((each) => each.dataset.spot === chosen);
  showForm("");
  byId("result").innerHTML = "";
  chosen = "";
  showChosen(false);
  mark?.focus({ preventScroll: true });
};

// --- the form

const setValue = (key, value, label = value) => {
  const field = fieldOf(key);
  const form = formNow();
  if (!form?.elements[key]) return;
  form.elements[key].value = value;
  const typed = field?.querySelector("[data-input]");
  if (typed) typed.value = value;
  const chips = field?.querySelector(".chips");
  if (chips) {
    let chip = [...chips.querySelectorAll(".chip[data-value]")].find((each) => each.dataset.value === value);
    if (!chip && value) {
      chip = chipOf(value, label);
      chips.prepend(chip);
    }
    for (const each of chips.querySelectorAll(".chip[data-value]")) each.setAttribute("aria-pressed", String(each === chip));
    if (chip) chip.hidden = false;
  }
  if (key === "said_by" && form.elements.via && form.dataset.via === undefined) form.dataset.via = form.elements.via.value;
  if (key === "said_by" && form.elements.via) form.elements.via.value = value ? form.dataset.via : "";
  if (key === "quote") showQuote();
  if (key === "subject") {
    field.querySelector(".making")?.remove();
    for (const each of chips.querySelectorAll("[data-new]")) each.setAttribute("aria-pressed", "false");
  }
  if (key === "property" || key === "value" || key === "as_of" || key === "period") refreshSoon();
};

const cycle = (key) => {
  const chips = [...(fieldOf(key)?.querySelectorAll(".chip[data-value], .chip[data-new]") ?? [])];
  if (!chips.length) return type(key);
  const at = chips.findIndex((chip) => chip.getAttribute("aria-pressed") === "true");
  const next = chips[(at + 1) % chips.length];
  if (next.dataset.new) makeEntity(next.dataset.new);
  else setValue(key, next.dataset.value);
  byId("told").textContent = next.textContent;
};

const type = async (key) => {
  const field = fieldOf(key);
  const box = field?.querySelector(".combo");
  if (!box) {
    field?.querySelector("input")?.select();
    return;
  }
  box.hidden = false;
  const input = box.querySelector("[data-input]");
  input.select();
  const list = input.dataset.list;
  if (!list || input.dataset.ready) return;
  input.dataset.ready = "yes";
  const isName = key === "said_by";
  const made = isName
    ? { label: (text) => `“${text}”, in these words`, run: (text, isLeft) => take(key, text, text, isLeft) }
    : { label: (text) => `Make “${text}”`, run: (text, isLeft) => (key === "subject" ? makeEntity(text, { isLeft }) : makeNew(key, text)) };
  const completion = complete(input, () => likelyFirst(list), { taken: (value, label, isLeft) => take(key, value, label, isLeft), made });
  await known();
  if (document.activeElement === input) completion.open();
};

// Properties of the figure's own type stand first, where as much was typed of them.
const likelyFirst = (list) => {
  const all = names?.[list] ?? [];
  const kind = formNow()?.dataset.type;
  const isLikely = (entry) => list === "properties" && (kind === "words" ? ["category", "text"] : [kind]).includes(entry.more);
  return [...all.filter(isLikely), ...all.filter((entry) => !isLikely(entry))];
};

const take = (key, value, label, isLeft = false) => {
  setValue(key, value, label);
  const box = fieldOf(key)?.querySelector(".combo");
  if (box) box.hidden = true;
  if (!isLeft) goOnFrom(key);
};

// A new entity: its name and kind stand below the field, and it is made with the claim.
let lastKind = sessionStorage.getItem("kind") ?? "";
const makeEntity = async (text, { isLeft = false, kind = null } = {}) => {
  setValue("subject", "");
  const field = fieldOf("subject");
  for (const chip of field.querySelectorAll("[data-new]")) chip.setAttribute("aria-pressed", String(chip.dataset.new === text));
  field.querySelector(".combo").hidden = true;
  const made = byId("new-entity").content.cloneNode(true).firstElementChild;
  made.querySelector("[data-typed]").value = text;
  const input = made.querySelector("[name=new_kind]");
  input.value = kind || lastKind;
  made.querySelector(".chips").append(
    ...[...byId("kinds").querySelectorAll("option")].slice(0, 8).map((option) => {
      const made = chipOf("", option.textContent);
      delete made.dataset.value;
      made.dataset.kind = option.textContent;
      return made;
    }),
  );
  field.lastElementChild.append(made);
  if (!isLeft) goOn();
  if (kind !== null) return;
  const answer = await busy(() => get(`${address}/kind?${new URLSearchParams({ name: text, property: valueOf("property") })}`));
  if (answer.kind && input.value === lastKind) input.value = answer.kind;
};

// Which values there are to choose from depends on the property: they are looked up first.
const goOnFrom = async (key) => {
  if (key !== "property" || valueOf("value")) return goOn();
  const save = formNow().querySelector("[data-act=save]");
  save.focus({ preventScroll: true });
  clearTimeout(waiting);
  await refresh();
  if (document.activeElement === save) goOn();
};

// To the next thing that is still to say; else to what saves it.
const goOn = () => {
  const form = formNow();
  const isThere = (key) => valueOf(key) || (key === "subject" && form.elements.new_name) || (key === "value" && isCompared());
  const open = ["subject", "property", "value"].find((key) => !isThere(key));
  if (open && fieldOf(open).querySelectorAll(".chip[data-value]").length < 2) type(open);
  else form.querySelector("[data-act=save]").focus({ preventScroll: true });
};

// A new property, in place.
const makeNew = (key, text) => {
  const field = fieldOf(key);
  field.querySelector(".combo").hidden = true;
  field.querySelector(".making")?.remove();
  const made = byId("new-property").content.cloneNode(true).firstElementChild;
  made.classList.add("making");
  for (const input of made.querySelectorAll("[data-typed]")) input.value = text;
  const kind = formNow().dataset.type;
  const likely = { words: "category", vague: "count" }[kind] ?? kind;
  const types = made.querySelector("[name=type]");
  if ([...types.options].some((option) => option.value === likely)) types.value = likely;
  const close = () => {
    made.remove();
    formNow().querySelector("[data-act=save]").focus({ preventScroll: true });
  };
  const send = (more = {}) => busy(() => sendMade(more));
  const sendMade = async (more) => {
    const fields = { ...more };
    for (const input of made.querySelectorAll("input, select")) fields[input.name] = input.value;
    try {
      const answer = await post(made.dataset.to, fields);
      names = null;
      document.documentElement.dataset.version = answer.version;
      close();
      setValue(key, answer.value, answer.label);
    } catch (error) {
      tellRefusal(error, made.querySelector(".mistakes"), send);
    }
  };
  made.querySelector("[data-act=make]").addEventListener("click", () => send());
  made.querySelector("[data-act=unmake]").addEventListener("click", close);
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input, select")) {
      event.preventDefault();
      event.stopPropagation();
      send();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  field.lastElementChild.append(made);
  made.querySelector(text ? "input:not([data-typed]), select" : "[data-typed]").focus();
};

const send = (what, more = {}) => busy(() => sending(what, more));
const sending = async (what, more) => {
  const form = formNow();
  if (!form || isBusy) return;
  isBusy = true;
  const fields = new FormData(form);
  for (const [name, value] of Object.entries(more)) fields.append(name, value);
  form.querySelector(".mistakes").replaceChildren();
  try {
    let answer = await post(`${address}/${what}`, fields);
    if (answer.lost) tell(`${answer.lost}. Undo brings it back.`);
    if (answer.saved) {
      byId("result").innerHTML = answer.result;
      document.documentElement.dataset.version = answer.version;
      const { saved } = answer;
      const query = new URLSearchParams({ spot: valueOf("spot"), start: valueOf("start"), stay: more.stay ?? "" });
      answer = { ...(await get(`${address}/following?${query}`)), saved };
    }
    if (answer.saved && form.elements.new_name) {
      names = null;
      lastKind = form.elements.new_kind.value;
      sessionStorage.setItem("kind", lastKind);
      const own = [...byId("kinds").querySelectorAll("option")].filter((option) => option.textContent !== lastKind);
      byId("kinds").replaceChildren(...(lastKind ? [Object.assign(document.createElement("option"), { textContent: lastKind })] : []), ...own);
    }
    if (form !== formNow()) return showParts(answer);
    showParts(answer);
    if (more.stay && !form.dataset.spot) return another();
    chosen = answer.next ?? "";
    showForm(answer.form ?? "");
    showChosen();
    side.scrollTop = 0;
    if (!answer.form) {
      tell(byId("progress").textContent.trim() || "Saved.");
      byId("main").focus({ preventScroll: true });
    } else if (answer.saved) byId("told").textContent = `Saved. ${byId("result").textContent.replace(/\s+/gu, " ")}`;
  } catch (error) {
    tellRefusal(error, form.querySelector(".mistakes"), (again) => send(what, { ...more, ...again }));
  } finally {
    isBusy = false;
  }
};

// One more claim of the same words: all stays but whom it is about.
const another = () => {
  const form = formNow();
  form.elements.id.value = "";
  for (const chip of fieldOf("subject").querySelectorAll(".chip[data-value]")) chip.remove();
  setValue("subject", "");
  type("subject");
  showQuote();
};

const noClaim = () => {
  const form = formNow();
  const { start, end } = form.dataset;
  const found = quoteOfPlaces(Number(start), Number(end));
  send("none", { words: valueOf("quote") || found?.quote || "" });
};

const same = (() => {
  let at = -1;
  let of = null;
  return (chip = null) => {
    const form = formNow();
    const chips = [...(form?.querySelectorAll("[data-same]") ?? [])];
    if (!chips.length) return;
    form.querySelector(".same").hidden = false;
    if (of !== form) [of, at] = [form, -1];
    at = chip ? chips.indexOf(chip) : (at + 1) % chips.length;
    const fields = JSON.parse(chips[at].dataset.same);
    const labels = JSON.parse(chips[at].dataset.labels);
    for (const [key, value] of Object.entries(fields)) setValue(key, value, labels[key] ?? value);
    chips.forEach((each, number) => each.setAttribute("aria-pressed", String(number === at)));
    byId("told").textContent = `same as ${chips[at].textContent}`;
  };
})();

const further = (key) => {
  const box = formNow().querySelector("details.further");
  box.open = key ? true : !box.open;
  const input = box.querySelector(key ? `[name="${key}"]` : "input");
  if (box.open) input?.focus();
};

const takesBack = async () => {
  const input = formNow()?.elements.revises;
  if (!input) return;
  further("revises");
  const query = new URLSearchParams({ subject: valueOf("subject"), property: valueOf("property"), said_by: valueOf("said_by"), value: valueOf("value") });
  const { earlier } = await get(`${address}/earlier?${query}`);
  const at = earlier.indexOf(input.value);
  if (earlier.length) input.value = earlier[(at + 1) % earlier.length];
  input.select();
};

// --- disagreements

const accept = (item) => {
  const form = item?.querySelector("form.accept");
  if (!form) return;
  form.hidden = false;
  form.elements.reason.focus();
};

const onList = async (item) => {
  try {
    const answer = await post("/calls/new", { finding: item.dataset.finding });
    tell(answer.told, { act: { label: "Show the list", run: () => location.assign("/calls") } });
    document.documentElement.dataset.version = answer.version;
  } catch (error) {
    tellRefusal(error);
  }
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches("#claim-form")) {
    event.preventDefault();
    send("save");
  } else if (form.matches("form.accept")) {
    event.preventDefault();
    try {
      const answer = await post("/accept", { finding: form.dataset.finding, reason: form.elements.reason.value });
      tell(answer.told);
      form.closest("li").querySelector("small").textContent = `accepted: ${form.elements.reason.value}`;
      form.closest("li").querySelector(".acts").remove();
      form.remove();
      showParts(await get(`${address}/parts`));
      showChosen(false);
      showQuote();
      formNow()?.querySelector("[data-act=save]").focus({ preventScroll: true });
    } catch (error) {
      tellRefusal(error);
    }
  }
});

// --- mouse

document.addEventListener("click", (event) => {
  const target = event.target;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const mark = target.closest("#text .m");
  const claim = target.closest("#claims a[data-claim]");
  if (mark || claim) {
    event.preventDefault();
    if (mark && selected()) return;
    return mark ? choose(mark.dataset.spot) : chooseClaim(claim.dataset.claim);
  }
  const kind = target.closest("[data-kind]");
  if (kind) {
    formNow().elements.new_kind.value = kind.dataset.kind;
    return goOn();
  }
  const newOne = target.closest("[data-new]");
  if (newOne) return makeEntity(newOne.dataset.new);
  const chip = target.closest(".chip[data-value]");
  if (chip && chip.closest("#claim-form")) {
    const { field } = chip.closest("[data-field]").dataset;
    setValue(field, chip.dataset.value);
    return goOnFrom(field);
  }
  if (target.closest("[data-same]")) return same(target.closest("[data-same]"));
  const which = target.closest("[data-adjust]")?.dataset.adjust;
  if (which) return adjust(which);
  const act = target.closest("[data-act]");
  const item = target.closest("li[data-finding]");
  const acts = {
    type: () => type(act.closest("[data-field]").dataset.field),
    "new-property": () => makeNew("property", ""),
    none: noClaim,
    split: () => send("save", { stay: "yes" }),
    another: () => choose(chosen, { isNew: true }),
    compare,
    same: () => same(),
    remove: () => send("remove"),
    leave,
    accept: () => accept(item),
    call: () => onList(item),
  };
  if (act && act.type !== "submit") acts[act.dataset.act]?.();
});

document.addEventListener("input", (event) => {
  const target = event.target;
  if (target.name === "quote") showQuote();
  else if (target.matches("[data-input]") && !target.dataset.list) {
    formNow().elements[target.closest("[data-field]").dataset.field].value = target.value.trim();
    refreshSoon();
  }
  else if (target.name === "period" || target.name?.startsWith("compared_")) refreshSoon();
});
document.addEventListener("change", (event) => {
  if (event.target.name === "compared_to") comparedTo(event.target);
});

const adjust = (which) => {
  const made = adjusted(valueOf("quote"), Number(formNow()?.dataset.start) || 0, which);
  if (made) setValue("quote", made);
};

// Words that are selected: of the figure at hand they are its quote, elsewhere they are a claim of their own.
const takeSelection = () => {
  const found = selected();
  if (!found || isReading) return;
  const form = formNow();
  const all = form ? words() : [];
  const quote = form ? findQuote(valueOf("quote"), all, Number(form.dataset.start)) : null;
  const spans = form ? [[Number(form.dataset.start), Number(form.dataset.end)]] : [];
  if (quote) spans.push([all[quote.first].start, all[quote.last].end]);
  const made = quoteOfPlaces(found.start, found.end);
  if (!made) return;
  if (spans.some(([start, end]) => made.start < end && start < made.end)) {
    setValue("quote", made.quote);
    if (made.isCut) tell("A quote has 8 words at most.");
    form.querySelector("[data-act=save]").focus({ preventScroll: true });
  } else open(new URLSearchParams({ from: made.start, to: made.end }), { isSelection: true });
};
byId("text").addEventListener("pointerup", () => setTimeout(takeSelection));
byId("text").addEventListener("dragstart", (event) => event.preventDefault());

// --- keyboard

const LETTERS = { s: "subject", p: "property", v: "value", t: "status", d: "as_of", w: "said_by" };
const FORM_KEYS = {
  q: () => type("quote"),
  "[": () => adjust("left-more"),
  "]": () => adjust("right-more"),
  "{": () => adjust("left-less"),
  "}": () => adjust("right-less"),
  m: () => further(""),
  x: () => formNow().querySelector("[data-act=none]") && noClaim(),
  "/": () => (formNow().dataset.claim ? choose(chosen, { isNew: true }) : send("save", { stay: "yes" })),
  "=": () => same(),
  c: compare,
  r: takesBack,
  Delete: () => formNow().dataset.claim && send("remove"),
};
const ownWords = () => open(new URLSearchParams({ own: "yes" }));
const PAGE_KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ".": nextWaiting,
  n: ownWords,
  a: () => accept(byId("result").querySelector("li[data-finding]:has(form.accept)")),
  g: () => {
    const item = byId("result").querySelector("li[data-finding]:has([data-act=call])");
    if (item) onList(item);
  },
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (document.querySelector("dialog[open]")) return;
  if (key === "Enter" && event.repeat) return event.preventDefault();
  if (isReading) {
    if (!isTyping(target) && (key === "j" || key === "k")) PAGE_KEYS[key]();
    return;
  }
  if (key === "Enter" && (event.ctrlKey || event.metaKey) && formNow()) {
    event.preventDefault();
    return send("save");
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape" && formNow()) return isTyping(target) ? leaveField(target) : leave();
  if (key === "Enter" && target.matches?.("[data-input]") && !target.dataset.list) {
    event.preventDefault();
    return take(target.closest("[data-field]").dataset.field, target.value.trim());
  }
  if (isTyping(target)) return;
  const field = LETTERS[key.toLowerCase()];
  const act = formNow() ? FORM_KEYS[key] : undefined;
  if (field && formNow()) {
    event.preventDefault();
    if (key === key.toLowerCase()) cycle(field);
    else type(field);
  } else if (act ?? PAGE_KEYS[key]) {
    event.preventDefault();
    (act ?? PAGE_KEYS[key])();
  }
});

const leaveField = (target) => {
  const box = target.closest(".combo");
  if (box) box.hidden = true;
  if (target.closest("form.accept")) target.closest("form.accept").hidden = true;
  formNow().querySelector("[data-act=save]").focus({ preventScroll: true });
};

// --- the files changed: the text and the list follow, what is in the form stays

document.addEventListener("files-changed", (event) => {
  event.preventDefault();
  names = null;
  const before = formNow()?.elements.was?.value;
  get(`${address}/parts`)
    .then(async (answer) => {
      showParts(answer);
      showChosen(false);
      showQuote();
      const id = formNow()?.dataset.claim;
      if (!id || before === undefined) return;
      const made = await get(`${address}/form?${new URLSearchParams({ claim: id })}`).catch(() => null);
      const was = made && new DOMParser().parseFromString(made.form, "text/html").querySelector("[name=was]")?.value;
      if (was !== before && formNow()?.dataset.claim === id) tell(made ? "This claim was changed elsewhere." : "This claim was taken out elsewhere.", { act: made ? { label: "Show it", run: () => chooseClaim(id) } : null });
    })
    .catch(() => location.reload());
});

// --- at the beginning

if (!isReading) known().catch(() => {});

if (formNow()) showForm(byId("form").innerHTML, { isFocused: Boolean(chosen) });
else side.classList.remove("has-form");
showChosen();
if (main.dataset.shown) {
  highlight(main.dataset.shown, 0, "shown");
  const all = words();
  const found = findQuote(main.dataset.shown, all);
  const line = found && [...byId("text").querySelectorAll("p[data-start]")].findLast((each) => Number(each.dataset.start) <= all[found.first].start);
  line?.scrollIntoView({ block: "center" });
}
