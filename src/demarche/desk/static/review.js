"use strict";
// Reviewing from the keyboard: a accept, r reject, c correct, w words, u undo, n reason, j next, k previous.
const panel = document.querySelector(".decide"), form = document.getElementById("decide"), page = document.getElementById("text");
const first = document.getElementById("words");
if (first && page) page.scrollTop = first.offsetTop - page.offsetTop - page.clientHeight / 3;

const presses = { a: "accept", r: "reject", u: "undo" };
const fields = { c: "[data-correct]", w: ".place input", n: "#reason" };
const links = { j: panel.dataset.next, k: panel.dataset.previous };
document.addEventListener("keydown", (event) => {
  const inField = event.target.matches("input, textarea, select");
  if (event.key === "Escape" && inField) return event.target.blur();
  if (event.key === "Enter" && event.ctrlKey) return done(event, () => press("correct"));
  if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
  if (presses[event.key]) done(event, () => press(presses[event.key]));
  else if (fields[event.key]) done(event, () => focus(form.querySelector(fields[event.key])));
  else if (links[event.key]) done(event, () => location.assign(links[event.key]));
});
function done(event, act) { event.preventDefault(); act(); }
function press(action) {
  const button = form.querySelector(`button[value="${action}"]`);
  if (button && !button.disabled) button.click();
}
function focus(field) { if (field) { field.focus(); if (field.select) field.select(); } }
// Enter in a field of the correction saves the correction, it does not accept.
form.querySelectorAll("[data-correct]").forEach((field) => field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.ctrlKey) done(event, () => press("correct"));
}));

// The words: places count characters (code points) of the whole text, of which the page shows a part.
const places = [...form.querySelectorAll(".place")], shown = [...page.textContent], begins = Number(page.dataset.start);
let current = places[0];
places.forEach((place) => {
  place.addEventListener("focusin", () => { current = place; });
  place.addEventListener("input", draw);
  place.addEventListener("keydown", (event) => {
    const step = { PageUp: -1, PageDown: 1 }[event.key];
    if (step) done(event, () => { event.target.value = begins + nextWord(Number(event.target.value) - begins, step); draw(); });
  });
});
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!current || chosen.isCollapsed || !page.contains(chosen.anchorNode) || !page.contains(chosen.focusNode)) return;
  const range = chosen.getRangeAt(0), before = document.createRange();
  before.setStart(page, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString(), start = [...before.toString()].length + leading(words);
  const [from, to] = current.querySelectorAll("input");
  from.value = begins + start;
  to.value = begins + start + [...words.trim()].length;
  draw();
});
function leading(words) { return [...words].length - [...words.trimStart()].length; }
function nextWord(at, step) {
  const edge = (place) => /\s/.test(shown[place - 1] ?? " ") !== /\s/.test(shown[place] ?? " ");
  for (at += step; at > 0 && at < shown.length && !edge(at);) at += step;
  return Math.max(0, Math.min(at, shown.length));
}
function draw() {
  const ranges = places.map((place) => {
    const [from, to] = [...place.querySelectorAll("input")].map((field) => Number(field.value) - begins);
    place.querySelector("output").value = shown.slice(Math.max(0, from), Math.max(0, to)).join("");
    return from < to ? rangeOf(from, to) : null;
  });
  if (CSS.highlights) CSS.highlights.set("chosen", new Highlight(...ranges.filter(Boolean)));
}
function rangeOf(from, to) {
  const range = document.createRange(), walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  let passed = 0, started = false;
  while (walker.nextNode()) {
    const letters = [...walker.currentNode.data], units = (place) => letters.slice(0, place - passed).join("").length;
    if (!started && from < passed + letters.length) { range.setStart(walker.currentNode, units(from)); started = true; }
    if (started && to <= passed + letters.length) { range.setEnd(walker.currentNode, units(to)); return range; }
    passed += letters.length;
  }
  return null;
}
