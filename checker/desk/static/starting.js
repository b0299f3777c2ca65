// A new article: what a text says of itself is filled in as soon as it is there; what a person typed stays.
import { byId, post, tell, tellRefusal } from "./asking.js";

const form = byId("new-article");
const many = byId("many");
const own = new Set();
let file = null;
let rows = [];

const fill = (head) => {
  for (const key of ["publisher", "published", "title", "author", "via", "name"]) {
    if (!own.has(key)) form.elements[key].value = head[key] ?? "";
  }
  byId("seen").textContent = head.words ? `${head.words.toLocaleString("en")} words${file ? ` from ${file.name}` : ""}` : "";
  const empty = ["publisher", "published"].find((key) => !form.elements[key].value);
  (empty ? form.elements[empty] : form.querySelector(".primary")).focus();
};

const ask = async () => {
  const fields = new FormData();
  if (file) fields.append("file", file);
  else fields.append("text", form.elements.text.value);
  form.querySelector(".mistakes").replaceChildren();
  try {
    fill(await post("/new/head", fields));
  } catch (error) {
    tellRefusal(error, form.querySelector(".mistakes"));
  }
};

form.addEventListener("input", (event) => {
  const { name } = event.target;
  if (name && name !== "text" && name !== "story") own.add(name);
});
byId("story").addEventListener("change", () => {
  byId("new-story").hidden = byId("story").value !== "";
  if (!byId("new-story").hidden) form.elements.new_story.focus();
});
form.elements.text.addEventListener("paste", () => {
  file = null;
  setTimeout(ask);
});
form.elements.text.addEventListener("change", () => {
  if (!form.elements.text.value.trim()) return;
  file = null;
  ask();
});

const storyFields = () => ({ story: form.elements.story.value, new_story: form.elements.new_story.value });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const send = async (more = {}) => {
    const fields = new FormData(form);
    if (file) {
      fields.delete("text");
      fields.append("file", file);
    }
    for (const [key, value] of Object.entries(more)) fields.append(key, value);
    try {
      location.assign((await post("/new", fields)).go);
    } catch (error) {
      tellRefusal(error, form.querySelector(".mistakes"), send);
    }
  };
  await send();
});

// --- files

const take = (files) => {
  const found = [...files].filter((each) => !each.name.startsWith("."));
  if (!found.length) return;
  if (found.length === 1) {
    [file] = found;
    form.elements.text.value = "";
    many.hidden = true;
    byId("one").hidden = false;
    ask();
    return;
  }
  byId("one").hidden = true;
  many.hidden = false;
  list(found.sort((a, b) => a.name.localeCompare(b.name)));
};

const cell = (row, child) => {
  const made = document.createElement("td");
  made.append(child);
  row.append(made);
  return made;
};

const input = (label, name) => {
  const made = document.createElement("input");
  made.setAttribute("aria-label", `${label} of ${name}`);
  return made;
};

const list = async (files) => {
  rows = [];
  byId("files").replaceChildren();
  for (const each of files) {
    const row = document.createElement("tr");
    const [publisher, published] = [input("publisher", each.name), input("day", each.name)];
    cell(row, each.name);
    cell(row, publisher);
    cell(row, published);
    const state = cell(row, "…");
    byId("files").append(row);
    const entry = { file: each, publisher, published, state, isDone: false };
    rows.push(entry);
    const fields = new FormData();
    fields.append("file", each);
    try {
      const head = await post("/new/head", fields);
      publisher.value ||= head.publisher; // what a person has typed meanwhile stays
      published.value ||= head.published;
      state.textContent = head.title || `${head.words} words`;
    } catch (error) {
      tellRefusal(error, state);
      entry.isDone = true;
    }
  }
};

byId("all").addEventListener("click", async () => {
  let added = 0;
  for (const entry of rows) {
    if (entry.isDone) continue;
    const fields = new FormData();
    for (const [key, value] of Object.entries({ ...storyFields(), publisher: entry.publisher.value, published: entry.published.value })) fields.append(key, value);
    fields.append("file", entry.file);
    try {
      const { go } = await post("/new", fields);
      const link = document.createElement("a");
      link.href = go;
      link.textContent = "added";
      entry.state.replaceChildren(link);
      entry.isDone = true;
      added += 1;
    } catch (error) {
      tellRefusal(error, entry.state);
    }
  }
  const left = rows.filter((entry) => !entry.isDone).length;
  tell(left ? `${added} added; ${left} want something first.` : `${added} added.`);
});

byId("file").addEventListener("change", (event) => take(event.target.files));
byId("folder").addEventListener("change", (event) => take(event.target.files));

const drop = byId("drop");
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));

const entriesOf = async (entry) => {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const each of some) found.push(...(await entriesOf(each)));
  }
  return found;
};

drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return take(event.dataTransfer.files);
  const found = [];
  for (const entry of entries) found.push(...(await entriesOf(entry)));
  take(found);
});
