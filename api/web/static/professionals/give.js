/** What to hand to the patient: copy a text, print a page. Buttons that need this script are hidden without it. */

/** Show the buttons under `root` that work now. @param {ParentNode} root */
export function ready(root) {
  for (const button of root.querySelectorAll(".copy, .print")) button.hidden = false;
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const box = button.closest(".sms").querySelector("textarea");
  try {
    await navigator.clipboard.writeText(box.value);
  } catch {
    // Not allowed, or not a secure page: the old way.
    box.select();
    document.execCommand("copy");
  }
  button.textContent = button.dataset.done;
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest(".copy, .print");
  if (button?.matches(".copy")) copy(/** @type {HTMLButtonElement} */ (button));
  if (button?.matches(".print")) window.print();
});
ready(document);
