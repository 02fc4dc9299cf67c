"use strict";
// Reviewing from the keyboard: a accept, r reject, c correct, u undo, n reason, j next, k previous.
const panel = document.querySelector(".decide"), form = document.getElementById("decide"), shown = document.getElementById("words"), page = document.getElementById("text");
if (shown && page) page.scrollTop = shown.offsetTop - page.offsetTop - page.clientHeight / 3;

document.addEventListener("keydown", (event) => {
  const inField = event.target.matches("input, textarea, select");
  if (event.key === "Escape" && inField) { event.target.blur(); return; }
  if (event.key === "Enter" && event.ctrlKey) { press("correct"); event.preventDefault(); return; }
  if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = { a: "accept", r: "reject", u: "undo" }[event.key];
  if (action) press(action);
  else if (event.key === "c") focus(form.querySelector("[data-correct]"));
  else if (event.key === "n") focus(document.getElementById("reason"));
  else if (event.key === "j" && panel.dataset.next) location.assign(panel.dataset.next);
  else if (event.key === "k" && panel.dataset.previous) location.assign(panel.dataset.previous);
  else return;
  event.preventDefault();
});
function press(action) {
  const button = form.querySelector(`button[value="${action}"]`);
  if (button && !button.disabled) button.click();
}
function focus(field) { if (field) { field.focus(); if (field.select) field.select(); } }
// Enter in a field of the correction saves the correction, it does not accept.
form.querySelectorAll("[data-correct]").forEach((field) => field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.ctrlKey) { event.preventDefault(); press("correct"); }
}));
