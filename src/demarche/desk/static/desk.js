"use strict";
// Small comforts; every page works without them.
const text = document.getElementById("text");

// Words and claims point at each other.
document.querySelectorAll("[data-show]").forEach((link) => link.addEventListener("click", (event) => {
  const found = marksOf(link.dataset.show);
  if (!found.length) return;
  event.preventDefault();
  light(found);
  found[0].scrollIntoView({ block: "center" });
  found[0].focus({ preventScroll: true });
}));
document.querySelectorAll(".claims li[id^='c-']").forEach((item) => {
  const on = () => light(marksOf(item.id.slice(2)));
  item.addEventListener("mouseenter", on);
  item.addEventListener("focusin", on);
  item.addEventListener("mouseleave", () => light([]));
});
function marksOf(claim) {
  return [...document.querySelectorAll(".hl")].filter((mark) => mark.dataset.claims.split(" ").includes(claim));
}
function light(marks) {
  document.querySelectorAll(".hl.lit").forEach((mark) => mark.classList.remove("lit"));
  marks.forEach((mark) => mark.classList.add("lit"));
}

// Come to a document for one claim: show its words, too.
if (text && location.hash.startsWith("#c-")) {
  const found = marksOf(location.hash.slice(3));
  light(found);
  if (found.length) found[0].scrollIntoView({ block: "center" });
}

// Words selected in the text become the words of a missed claim.
const add = document.getElementById("add");
if (add && text) document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
  const range = chosen.getRangeAt(0), before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  add.elements.exact.value = range.toString();
  add.elements.start.value = [...before.toString()].length;
});
