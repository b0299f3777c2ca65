// On every page: undo and redo, the list of keys, forms, and pages that follow the files.
import { byId, get, isReading, isTyping, post, tell, tellRefusal } from "./asking.js";

const root = document.documentElement;

export const turn = async (which) => {
  try {
    const answer = await post(`/${which}`, {});
    tell(which === "undo" ? `Taken back: ${answer.done.replace(/^undo: /, "")}` : `Done again: ${answer.done}`);
    await follow(answer.version);
  } catch (error) {
    tellRefusal(error);
  }
};

// Show what the files say now: the coding view does that itself, other pages are fetched again.
const follow = async (version) => {
  root.dataset.version = version;
  const wish = new CustomEvent("files-changed", { cancelable: true });
  if (!document.dispatchEvent(wish)) return;
  const main = byId("main");
  if (main.dataset.missing !== undefined) return location.reload(); // it may be there again
  if (main.dataset.live === undefined) return; // what somebody has begun there is not in the files yet
  const focused = document.activeElement?.id;
  if (main.contains(document.activeElement) && isTyping(document.activeElement)) return;
  const kept = new Map(unsaved(main).map((input) => [input.id, input.value]));
  const text = await get(location.href).catch((error) => (error.status === 404 ? null : Promise.reject(error)));
  if (text === null) return location.reload(); // the page that says what became of it
  const page = new DOMParser().parseFromString(text, "text/html");
  const opened = [...main.querySelectorAll("details[id][open]")].map((each) => each.id);
  main.replaceChildren(...page.getElementById("main").childNodes);
  for (const id of opened) if (byId(id)) byId(id).open = true;
  for (const [id, value] of kept) if (byId(id)) byId(id).value = value;
  for (const act of ["undo", "redo"]) {
    const [mine, theirs] = [document, page].map((each) => each.querySelector(`.top [data-act=${act}]`));
    if (mine && theirs) [mine.disabled, mine.title] = [theirs.disabled, theirs.title];
  }
  document.dispatchEvent(new CustomEvent("shown-anew"));
  if (focused) byId(focused)?.focus();
};

// What somebody has typed and not sent yet.
const unsaved = (main) =>
  [...main.querySelectorAll("input[id], textarea[id]")].filter((input) => input.value !== input.defaultValue);

let failures = 0;
const ask = async () => {
  try {
    if (!document.hidden) {
      const version = await get("/state");
      if (version !== root.dataset.version) await follow(version);
    }
    failures = 0;
  } catch {
    failures += 1;
    if (failures === 3) tell("The desk does not answer. Start it again, and open the address that it shows.", { bad: true });
  }
  setTimeout(ask, 1200 * Math.min(failures + 1, 10));
};

document.addEventListener("click", (event) => {
  const act = event.target.closest?.("[data-act]")?.dataset.act;
  if (act === "undo" || act === "redo") turn(act);
  if (act === "keys") byId("keys").showModal();
  if (act === "close") event.target.closest("dialog").close();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "z" || isTyping(event.target) || isReading) return;
    event.preventDefault();
    turn(event.shiftKey ? "redo" : "undo");
    return;
  }
  if (event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") byId("keys").showModal();
  else if (!isReading && event.key === "u") turn("undo");
  else if (!isReading && event.key === "U") turn("redo");
});

// Forms that are sent beside the page: what is wrong with them stands below them.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const address = form.dataset.post;
  if (!address) return;
  event.preventDefault();
  const pressed = event.submitter?.name ? event.submitter : undefined;
  const send = async (more = {}) => {
    const fields = new FormData(form, pressed);
    for (const [key, value] of Object.entries(more)) fields.append(key, value);
    try {
      const answer = await post(address, fields);
      if (answer.told) tell(answer.told);
      form.reset();
      if (form.contains(document.activeElement)) document.activeElement.blur();
      if (answer.go) location.assign(answer.go);
      else await follow(answer.version ?? root.dataset.version);
    } catch (error) {
      tellRefusal(error, form.querySelector(".mistakes"), send);
    }
  };
  await send();
});

setTimeout(ask, 1200);
