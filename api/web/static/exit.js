/** The quick exit: empties the page at once and goes to a harmless one. Without this script the link alone leads away. */
import { leave, onThreeShifts } from "./widget/exit.js";

const link = /** @type {HTMLAnchorElement} */ (document.getElementById("exit"));
const keys = /** @type {HTMLElement} */ (document.getElementById("exit-keys"));

/** @param {Event} [event] */
function exit(event) {
  event?.preventDefault();
  document.body.replaceChildren();
  leave(link.href);
}

keys.hidden = false;
// On the document: the conversation may put a link in another language in the place of this one.
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("#exit")) exit(event);
});
onThreeShifts(exit, new AbortController().signal);

// A page that comes back out of the browser's memory must not show what was said.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.body.replaceChildren();
  location.replace("/");
});
