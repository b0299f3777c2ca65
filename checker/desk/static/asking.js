// What all pages share: asking the desk, and telling the person.

export const byId = (id) => document.getElementById(id);
export const isReading = document.documentElement.dataset.reading === "yes";

export class Refused extends Error {
  constructor(status, answer) {
    super(`refused: ${status}`);
    this.status = status;
    this.answer = answer;
  }
}

const answerOf = async (response) => {
  const kind = response.headers.get("content-type") ?? "";
  if (kind.startsWith("application/json")) {
    const answer = await response.json();
    if (response.ok) return answer;
    throw new Refused(response.status, answer);
  }
  const text = await response.text();
  if (response.ok) return text;
  throw new Refused(response.status, { told: text });
};

export const get = async (address) => answerOf(await fetch(address, { cache: "no-store" }));

export const post = async (address, fields) => {
  const body = fields instanceof FormData ? fields : new FormData();
  if (body !== fields) for (const [key, value] of Object.entries(fields ?? {})) body.append(key, value);
  return answerOf(await fetch(address, { method: "POST", body }));
};

let working = 0;
// While something is asked for, the page says so: to a screen reader, and to who looks.
export const busy = async (work) => {
  working += 1;
  byId("main").setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    working -= 1;
    if (!working) byId("main").removeAttribute("aria-busy");
  }
};

let leaving;
// A few words at the bottom that go by themselves; a screen reader hears them too.
export const tell = (text, { bad = false, act = null } = {}) => {
  byId("told").textContent = text;
  document.querySelector(".toast")?.remove();
  clearTimeout(leaving);
  const toast = document.createElement("div");
  toast.className = bad ? "toast bad" : "toast";
  toast.textContent = text;
  if (act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = act.label;
    button.addEventListener("click", () => {
      toast.remove();
      act.run();
    });
    toast.append(button);
  }
  document.body.append(toast);
  leaving = setTimeout(() => toast.remove(), bad ? 9000 : 4500);
};

// What went wrong, where it can be said: in the form, in a dialog with both versions, or at the bottom.
export const tellRefusal = (error, place = null, mine = null) => {
  if (!(error instanceof Refused)) {
    tell("The desk does not answer. Is it still running?", { bad: true });
    console.info(String(error));
    return;
  }
  const { mistakes, conflict, forcible, told } = error.answer;
  if (conflict) return showVersions(conflict, mine);
  if (mistakes && place) {
    place.innerHTML = mistakes;
    if (forcible && mine) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Save it all the same";
      button.addEventListener("click", () => mine({ anyway: "yes" }));
      place.append(button);
    }
    return;
  }
  const words = document.createElement("div");
  words.innerHTML = mistakes ?? "";
  tell(words.textContent.trim() || told || "That was refused.", { bad: true });
};

const showVersions = (html, mine) => {
  const dialog = byId("versions");
  dialog.innerHTML = html;
  dialog.querySelector("[data-act=theirs]").addEventListener("click", () => location.reload());
  dialog.querySelector("[data-act=mine]")?.addEventListener("click", () => {
    dialog.close();
    mine?.({ mine: "yes" });
  });
  dialog.showModal();
};

export const isTyping = (target) =>
  target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
