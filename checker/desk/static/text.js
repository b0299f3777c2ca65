// The article's text: places in it are counted in code points, as the desk counts them.
import { byId } from "./asking.js";

const MOST_WORDS = 8;
const holder = () => byId("text");
const length = (text) => [...text].length;

// All of the text, with its places: pieces of lines, each with where it begins.
const nodes = () => {
  const found = [];
  for (const line of holder().querySelectorAll("p[data-start]")) {
    let at = Number(line.dataset.start);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const size = length(node.data);
      found.push({ node, start: at, end: at + size });
      at += size;
    }
  }
  return found;
};

export const words = () => {
  const text = nodes();
  const found = [];
  let before = null;
  for (const { node, start } of text) {
    let at = start;
    for (const char of node.data) {
      if (/\s/u.test(char)) before = null;
      else if (before && before.end === at) {
        before.end = at + 1;
        before.text += char;
      } else {
        before = { start: at, end: at + 1, text: char };
        found.push(before);
      }
      at += 1;
    }
  }
  return found;
};

const EDGE = /^[\s,;:.!?"'“”‘’()[\]…–—-]+|[\s,;:.!?"'“”‘’()[\]…–—-]+$/gu;
const plain = (text) => text.normalize("NFKC").replace(/[“”„«»]/gu, '"').replace(/[‘’]/gu, "'").toLowerCase();
const bare = (word) => plain(word).replace(EDGE, "");

// Where a quote stands: the numbers of its first and last word; nearest to a place, where it stands twice.
export const findQuote = (quote, all, near = 0) => {
  const wanted = quote.split(/\s+/u).map(bare).filter(Boolean);
  if (!wanted.length) return null;
  let best = null;
  for (let first = 0; first < all.length; first += 1) {
    let at = first;
    let matched = 0;
    while (at < all.length && matched < wanted.length) {
      const word = bare(all[at].text);
      if (word === "" && matched) at += 1;
      else if (word === wanted[matched] || ((matched === 0 || matched === wanted.length - 1) && word.includes(wanted[matched]))) {
        matched += 1;
        at += 1;
      } else break;
    }
    if (matched < wanted.length) continue;
    const distance = Math.abs(all[first].start - near);
    if (!best || distance < best.distance) best = { first, last: at - 1, distance };
  }
  return best;
};

export const quoteOf = (all, first, last) =>
  all.slice(first, last + 1).map((word) => word.text).join(" ").replace(EDGE, "");

// The words of a part of the text, at most eight.
export const quoteOfPlaces = (start, end) => {
  const all = words();
  const inside = all.map((word, number) => [word, number]).filter(([word]) => word.end > start && word.start < end);
  if (!inside.length) return null;
  const first = inside[0][1];
  const last = Math.min(inside.at(-1)[1], first + MOST_WORDS - 1);
  return { quote: quoteOf(all, first, last), start: all[first].start, end: all[last].end, isCut: inside.length > MOST_WORDS };
};

export const adjusted = (quote, near, which) => {
  const all = words();
  const found = findQuote(quote, all, near);
  if (!found) return null;
  let { first, last } = found;
  if (which === "left-more") first -= 1;
  if (which === "left-less") first += 1;
  if (which === "right-more") last += 1;
  if (which === "right-less") last -= 1;
  if (first < 0 || last >= all.length || first > last || last - first + 1 > MOST_WORDS) return null;
  return quoteOf(all, first, last);
};

const placeOf = (container, offset) => {
  for (const { node, start } of nodes()) {
    if (node === container) return start + length(node.data.slice(0, offset));
    if (container.nodeType === Node.ELEMENT_NODE) {
      const next = container.childNodes[offset];
      if (next && (next === node || next.contains(node))) return start;
    }
  }
  return null;
};

// What is selected in the text, in places; null where nothing is.
export const selected = () => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!holder().contains(range.commonAncestorContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : { start, end };
};

const rangeOf = (start, end) => {
  const range = document.createRange();
  let begun = false;
  for (const piece of nodes()) {
    if (piece.end <= start || piece.start >= end) continue;
    const chars = [...piece.node.data];
    const from = chars.slice(0, Math.max(0, start - piece.start)).join("").length;
    const to = chars.slice(0, Math.min(chars.length, end - piece.start)).join("").length;
    if (!begun) range.setStart(piece.node, from);
    begun = true;
    range.setEnd(piece.node, to);
  }
  return begun ? range : null;
};

// Show a quote in the text without changing it; says whether it is there.
export const highlight = (quote, near = 0, name = "quote") => {
  if (!CSS.highlights) return true;
  CSS.highlights.delete(name);
  if (!quote) return true;
  const all = words();
  const found = findQuote(quote, all, near);
  if (!found) return false;
  const range = rangeOf(all[found.first].start, all[found.last].end);
  if (range) CSS.highlights.set(name, new Highlight(range));
  return range ?? false;
};
