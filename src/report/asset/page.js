// SPDX-License-Identifier: Apache-2.0
// page.js - search, filter and keys. The page reads in full without it.
(() => {
"use strict";
const $ = (id) => document.getElementById(id);
const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
const form = $("find"), text = $("find-text"), speaker = $("find-speaker"),
  outlet = $("find-outlet"), none = $("find-none");

// One spelling for the many of a word, as the library folds it.
const letters = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي",
  "ؤ": "و", "ة": "ه"};
const fold = (s) => s.toLowerCase()
  .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u0640\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
  .replace(/[أإآٱىئؤة]/g, (c) => letters[c]).replace(/\s+/g, " ").trim();

const entry = (el) => ({
  el,
  outlets: (el.dataset.o || "").split(" "),
  speaker: el.closest(".voice") ? el.closest(".voice").dataset.v : "",
  words: null,
});
const groups = all(".group").map(entry), articles = all(".full").map(entry);

const has = (item, words) => {
  if (!words) return true;
  if (item.words === null) item.words = fold(item.el.textContent);
  return item.words.includes(words);
};

const apply = () => {
  const words = fold(text.value), who = speaker.value, where = outlet.value;
  const active = Boolean(words || who || where);
  let shown = 0;
  for (const g of groups) {
    const voice = g.el.closest(".voice").querySelector("h4").textContent;
    const see = (!who || g.speaker === who) &&
      (!where || g.outlets.includes(where)) &&
      (has(g, words) || fold(voice).includes(words));
    g.el.hidden = !see;
    shown += see;
  }
  for (const a of articles) {
    const see = !who && (!where || a.outlets.includes(where)) && has(a, words);
    a.el.hidden = !see;
    shown += see;
  }
  const keep = ".group:not([hidden]), .full:not([hidden])";
  for (const el of all(".voice, .part, .story"))
    el.hidden = active && !el.querySelector(keep);
  for (const el of all(".front, .intro, .glance, .toc"))
    el.hidden = active;
  none.hidden = shown > 0;
  highlight(words);
};

// Marks what was searched for, in whatever spelling; changes no element.
const spellings = {"ا": "[اأإآٱ]", "ي": "[يىئ]", "و": "[وؤ]", "ه": "[هة]"};
if (window.Highlight && document.adoptedStyleSheets) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("::highlight(found) " +
    "{ background-color: var(--here); color: var(--ink); }");
  document.adoptedStyleSheets = [sheet];
}
const between = "[\\u064b-\\u065f\\u0670\\u0640]*";
const highlight = (words) => {
  if (!window.Highlight || !CSS.highlights) return;
  CSS.highlights.delete("found");
  if (!words) return;
  const pattern = new RegExp([...words].map((c) => spellings[c] ||
    c.replace(/[.*+?^${}()|[\]\\\/]/g, "\\$&")).join(between), "gi");
  const found = new Highlight();
  for (const root of all(".group:not([hidden]), .full:not([hidden])")) {
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode() && found.size < 2000) {
      for (const match of nodes.currentNode.data.matchAll(pattern)) {
        const range = new Range();
        range.setStart(nodes.currentNode, match.index);
        range.setEnd(nodes.currentNode, match.index + match[0].length);
        found.add(range);
      }
    }
  }
  CSS.highlights.set("found", found);
};

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(apply, 120);
});
form.addEventListener("reset", () => setTimeout(apply, 0));
form.addEventListener("submit", (e) => e.preventDefault());
form.hidden = false;

// A link to what the filter hides shows it again.
addEventListener("hashchange", () => {
  const target = $(decodeURIComponent(location.hash.slice(1)));
  if (target && target.closest("[hidden]")) {
    form.reset();
    setTimeout(() => target.scrollIntoView(), 20);
  }
});

const step = (by) => {
  const stops = all(".group, .clash, .full").filter((el) => !el.closest("[hidden]"));
  const at = stops.indexOf(document.activeElement.closest(".group, .clash, .full"));
  const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by];
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({block: "start"});
};

addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey) return;
  if (e.target.matches("input, select, textarea")) {
    if (e.key === "Escape") e.target.blur();
    return;
  }
  if (e.key === "/") {
    e.preventDefault();
    text.focus();
  } else if (e.key === "j" || e.key === "k") {
    step(e.key === "j" ? 1 : -1);
  }
});
})();
