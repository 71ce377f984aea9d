/**
 * Turns the page of forms into a conversation in place. The forms stay what they are: each is sent as the browser would
 * send it, and of the page that answers, the parts that changed are shown. So there is one rendering, the server's.
 *
 * What a person typed stands in the transcript, in this page's memory alone: never in an address, history or storage.
 */
const PATIENCE_MS = 20_000;
const PARTS = ["bar", "head", "urgent", "step", "foot"];
const DISPLAY = ["language", "pictures", "size"];

const log = get("log");
const trouble = get("trouble");
/** The token of every step so far: browser Back shows an earlier one again. @type {string[]} */
const steps = [token(document)];
let at = 0;
/** What is on its way; a step back does not wait for it. @type {AbortController | null} */
let going = null;

/** Steps of a page that was loaded before this one are not in `steps`. */
const visit = performance.timeOrigin;

history.replaceState({ step: at, visit }, "");

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.getAttribute("action") !== "/questions") return;
  event.preventDefault();
  if (going) return;
  const fields = new FormData(form, event.submitter);
  const display = DISPLAY.includes(`${fields.get("do")}`);
  void turn(fields, display ? "" : mine(form, event.submitter, fields), display ? "display" : "step");
});

// A page about the navigator is shown in place, so that nobody loses their answers by reading it.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || going) return;
  if (link.id === "leave-about") {
    event.preventDefault();
    history.back();
  } else if (/^\/(safety|privacy|accessibility)$/.test(new URL(link.href, location.href).pathname)) {
    event.preventDefault();
    void read(link.href);
  }
});

addEventListener("popstate", (event) => {
  if (event.state?.visit !== visit) return;
  const step = event.state.step;
  const then = steps[step];
  const now = steps[at];
  if (then === undefined || now === undefined) return;
  at = step;
  going?.abort();
  void turn(fieldsOf({ do: "resume", conversation: then, value: now }), log.dataset.back ?? "", "back");
});

/**
 * One turn: sends the form, shows what comes back, and puts the focus where the person goes on.
 * @param {FormData} fields
 * @param {string} said what the person said or pressed; empty for what is no part of the conversation
 * @param {"step" | "back" | "display"} how
 */
async function turn(fields, said, how) {
  const typed = how === "step" && fields.get("do") === "say";
  const page = await ask("/questions", { method: "POST", body: new URLSearchParams(/** @type {any} */ (fields)) });
  if (page === "stopped") return;
  if (!page?.getElementById("step")) return refused(page);
  trouble.replaceChildren();
  const pressed = document.activeElement?.id;
  const alerted = show(page);
  const entry = said && how !== "display" && !page.querySelector(".nhsuk-error-message") ? add(said, typed, page) : null;
  const here = token(page);
  if (how === "step") {
    at += 1;
    steps.length = at;
    history.pushState({ step: at, visit }, "");
  }
  steps[at] = here;
  focus(alerted, how === "display" ? pressed : undefined, entry);
}

/** @param {string} address */
async function read(address) {
  const page = await ask(address);
  const article = page instanceof Document ? page.querySelector("main > article") : null;
  if (page === "stopped") return;
  if (!article) return refused(page);
  get("step").replaceChildren(document.importNode(article, true));
  at += 1;
  steps.length = at;
  steps[at] = steps[at - 1] ?? "";
  history.pushState({ step: at, visit }, "");
  focus(false, undefined, null);
}

/**
 * The page that answers; null when nothing does; "stopped" when something newer took its place.
 * @param {string} address
 * @param {RequestInit} [request]
 * @returns {Promise<Document | null | "stopped">}
 */
async function ask(address, request) {
  const mine = new AbortController();
  going = mine;
  const late = setTimeout(() => mine.abort("late"), PATIENCE_MS);
  try {
    const answer = await fetch(address, { ...request, headers: { accept: "text/html" }, signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return log.isConnected ? page : "stopped";
  } catch {
    return going === mine ? null : "stopped";
  } finally {
    clearTimeout(late);
    if (going === mine) going = null;
  }
}

/**
 * Nothing that was typed is lost: the form stays as it is. Said once, by an alert.
 * @param {Document | null} page
 */
function refused(page) {
  const title = page?.querySelector("#problem h1")?.textContent ?? trouble.dataset.title ?? "";
  const why = page?.querySelector("#problem p")?.textContent ?? trouble.dataset.offline ?? "";
  const card = page?.querySelector("#urgent:not(.tier-none)");
  if (page && card) swap("urgent", page);
  trouble.replaceChildren(paragraph("who", title), paragraph("", why));
  if (card) get("urgent-heading").focus();
  else trouble.scrollIntoView({ block: "nearest" });
}

/**
 * Shows the parts that changed. Whether a card of danger is new among them.
 * @param {Document} page
 */
function show(page) {
  const { lang, dir, className } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir, className });
  document.body.className = page.body.className;
  document.title = page.title;
  for (const name of ["aria-label", "data-you", "data-back"]) copy(name, get("log", page), log);
  for (const name of ["data-title", "data-offline"]) copy(name, get("trouble", page), trouble);
  const changed = PARTS.filter((id) => get(id).outerHTML !== get(id, page).outerHTML);
  for (const id of changed) swap(id, page);
  const keys = document.getElementById("exit-keys");
  if (keys) keys.hidden = false;
  return changed.includes("urgent") && !get("urgent").matches(".tier-none");
}

/**
 * Adds both sides of a turn to the transcript, as one addition: it is read out once.
 * @param {string} said
 * @param {boolean} typed
 * @param {Document} page
 */
function add(said, typed, page) {
  const you = document.createElement("div");
  you.className = "said you";
  const words = paragraph("typed", said);
  if (typed) words.dir = "auto";
  you.append(paragraph("who", log.dataset.you ?? ""), words);
  const entry = document.createElement("div");
  const { lang, dir } = page.documentElement;
  Object.assign(entry, { className: "turn", lang, dir });
  entry.append(you, ...[...get("log", page).children].map((one) => document.importNode(one, true)));
  log.append(entry);
  return entry;
}

/**
 * @param {boolean} alerted
 * @param {string | undefined} pressed the control that changed how the page looks: it keeps the focus
 * @param {Element | null} entry
 */
function focus(alerted, pressed, entry) {
  if (alerted) {
    const card = get("urgent-heading");
    card.focus({ preventScroll: true });
    get("urgent").scrollIntoView();
    return;
  }
  const kept = pressed ? document.getElementById(pressed) : null;
  if (kept) return kept.focus();
  const wrong = /** @type {HTMLElement | null} */ (document.querySelector("#step [aria-invalid], #step [aria-describedby=missing] input"));
  const heading = /** @type {HTMLElement | null} */ (document.querySelector("#why-not") ?? document.querySelector("#step .asked"));
  const target = wrong ?? heading;
  if (!target) return;
  target.focus({ preventScroll: true });
  (entry ?? target).scrollIntoView();
  if (target.getBoundingClientRect().bottom > innerHeight) target.scrollIntoView();
}

/**
 * What was said, as the person reads it: their words, the answers they chose, or the button they pressed.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @param {FormData} fields
 */
function mine(form, button, fields) {
  if (fields.get("do") === "say") return `${fields.get("text")}`.trim();
  const chosen = [...form.querySelectorAll("input:checked")].map((one) => form.querySelector(`label[for="${one.id}"]`));
  const words = chosen.length && button?.getAttribute("value") === "choose" ? chosen : [button];
  return words.map((one) => one?.textContent?.trim() ?? "").join("; ");
}

/**
 * @param {string} id
 * @param {Document} page
 */
function swap(id, page) {
  get(id).replaceWith(document.importNode(get(id, page), true));
}

/**
 * @param {string} id
 * @param {Document} [page]
 */
function get(id, page = document) {
  return /** @type {HTMLElement} */ (page.getElementById(id));
}

/** @param {Document} page */
function token(page) {
  return /** @type {HTMLInputElement | null} */ (page.querySelector("input[name=conversation]"))?.value ?? "";
}

/**
 * @param {string} name
 * @param {Element} from
 * @param {Element} to
 */
function copy(name, from, to) {
  const value = from.getAttribute(name) ?? "";
  if (to.getAttribute(name) !== value) to.setAttribute(name, value);
}

/**
 * @param {string} style
 * @param {string} words
 */
function paragraph(style, words) {
  const made = document.createElement("p");
  made.className = style;
  made.textContent = words;
  return made;
}

/** @param {Record<string, string>} given */
function fieldsOf(given) {
  const fields = new FormData();
  for (const [name, value] of Object.entries(given)) fields.set(name, value);
  return fields;
}
