/**
 * What a note can do in a browser: be printed, copied, shared, and hold a line of the person's own.
 *
 * That line stays in this page. Its field has no name and is in no form, so no request can carry it.
 */
const note = get("note");
const own = /** @type {HTMLTextAreaElement} */ (get("own-words"));
const shown = get("own-shown");
const done = get("done");

get("own").hidden = false;
own.value = "";
own.addEventListener("input", () => {
  shown.textContent = own.value.trim();
  done.textContent = "";
});

offer("print", () => window.print());
offer("copy", copy);
if (typeof navigator.share === "function") offer("share", share);

/**
 * @param {string} id
 * @param {() => void} act
 */
function offer(id, act) {
  const button = get(id);
  button.hidden = false;
  button.addEventListener("click", act);
}

/** The note as text, with the line that was added. */
function words() {
  const line = own.value.trim();
  return `${note.dataset.text}${line && `\n\n${note.dataset.ask}: ${line}`}\n`;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(words());
  } catch {
    copyBySelecting();
  }
  done.textContent = done.dataset.copied ?? "";
}

/** Where the clipboard is not to be had: an older browser, or a page that is not secure. */
function copyBySelecting() {
  const box = document.createElement("textarea");
  box.value = words();
  box.readOnly = true;
  note.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
  get("copy").focus();
}

async function share() {
  try {
    await navigator.share({ text: words() });
  } catch {
    // Closed without sharing, which is nobody's mistake.
  }
}

/** @param {string} id */
function get(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
