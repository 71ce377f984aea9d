/**
 * The lookup with a script: a list as one types, a card on the right, nothing kept. The pages work without it.
 * Words of danger are only known to the server, which is asked at each pause and answers with the strip on top.
 */
import { ready } from "./give.js";
import { address, fetchPage } from "./pages.js";
import { rank } from "./ranking.js";

const PAUSE = 150;
const FRESH_FOR = 10 * 60_000;
const IDLE = 14 * 60_000;
const TO_KEEP = 60_000;
const TWICE = 1000;
const MOST_COMPARED = 3;

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);
const [form, box, found, count, desk, strip, offline, idle] =
  ["find", "q", "found", "count", "desk", "strip", "offline", "idle"].map(byId);

/** @type {{made: string, tables: any, services: Map<string, {name: string, level: string, phone?: string, card: DocumentFragment}>} | null} */
let copy = null;
/** @type {string[]} */
let shown = [];
let active = -1;
/** @type {string[]} */
let picked = [];
let asked = 0;
let standing = strip.cloneNode(true);
const list = document.createElement("ul");

// The copy of the directory.

async function refresh() {
  const first = !copy;
  try {
    const page = await fetchPage(found.dataset.directory);
    const tables = page.getElementById("tables");
    const services = new Map();
    for (const link of page.querySelectorAll(".contents a")) {
      const id = link.dataset.service;
      const card = page.querySelector(`template[data-service="${id}"]`).content;
      services.set(id, { name: link.textContent, level: link.dataset.level, phone: link.dataset.phone, card });
    }
    copy = { made: tables.dataset.made, tables: JSON.parse(tables.textContent), services };
    standing = document.adoptNode(page.getElementById("strip"));
    online();
    if (first && (box.value || !desk.firstElementChild)) typed();
  } catch {
    gone();
  }
}

function online() {
  offline.hidden = true;
}

function gone() {
  if (copy) offline.textContent = offline.dataset.says.replace("%(time)s", copy.made);
  offline.hidden = !copy;
}

// The list.

function wanted() {
  const fields = Object.fromEntries(new FormData(form));
  const chosen = ["stage", "area", "help_for"].filter((name) => fields[name]).map((name) => [name, fields[name]]);
  return { q: fields.q, level: fields.level, chosen: Object.fromEntries(chosen) };
}

/** @param {ReturnType<typeof wanted>} now */
const nothing = (now) => !now.q.trim() && !now.level && !Object.keys(now.chosen).length;

function typed() {
  const now = wanted();
  if (copy) {
    shown = nothing(now) ? [] : rank(copy.tables, now);
    active = -1;
    draw();
    count.textContent = nothing(now) ? "" : count.dataset.found.replace("%(count)s", String(shown.length));
  }
  ask(now.q);
}

function draw() {
  list.replaceChildren(
    ...shown.map((id, at) => {
      const { name, level, phone } = copy.services.get(id);
      const option = document.createElement("li");
      Object.assign(option, { id: `option-${at}`, role: "option" });
      option.setAttribute("aria-selected", String(at === active));
      option.dataset.open = id;
      const title = document.createElement("span");
      title.textContent = name;
      const hint = document.createElement("span");
      hint.className = "hint";
      hint.textContent = phone ? `${level} · ${phone}` : level;
      option.append(title, hint);
      return option;
    }),
  );
  box.setAttribute("aria-expanded", String(shown.length > 0));
  if (active < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", `option-${active}`);
  list.children[active]?.scrollIntoView({ block: "nearest" });
}

/** @param {number} by */
function move(by) {
  if (!shown.length) return;
  active = active < 0 ? (by > 0 ? 0 : shown.length - 1) : (active + by + shown.length) % shown.length;
  draw();
}

let pause = 0;
/** @param {string} q */
function ask(q) {
  clearTimeout(pause);
  const mine = ++asked;
  pause = setTimeout(async () => {
    try {
      const page = q.trim() ? await fetchPage(address(form)) : null;
      if (mine !== asked) return;
      show(page?.getElementById("strip") ?? standing.cloneNode(true));
      if (page && !copy) found.replaceChildren(...document.adoptNode(page.getElementById("found")).childNodes);
      if (page) online();
    } catch {
      if (mine === asked) gone();
    }
  }, q.trim() ? PAUSE : 0);
}

/** The strip is touched only when it says something else, so that it is read out once. @param {any} other */
function show(other) {
  if (other.textContent.trim() === strip.textContent.trim()) return;
  strip.replaceChildren(...document.adoptNode(other).childNodes);
  if (strip.querySelector(".tier-emergency, .tier-urgent")) scrollTo({ top: 0 });
}

// The card.

/** @param {string} id */
function open(id) {
  desk.replaceChildren(document.importNode(copy.services.get(id).card, true));
  ready(desk);
  for (const field of desk.querySelectorAll("[data-swap='texts']")) field.target = "_blank";
  const { chosen } = wanted();
  const asks = desk.querySelector("[data-swap='eligible']");
  const known = Object.entries(chosen).filter(([name]) => asks?.elements.namedItem(name));
  for (const [name, value] of known) asks.elements.namedItem(name).value = value;
  if (known.length) swap(asks);
  const card = byId("card");
  card.focus({ preventScroll: true });
  // Beside the list there is nothing to scroll to; in a narrow window the card stands below it.
  if (card.getBoundingClientRect().top > innerHeight / 2) card.scrollIntoView();
}

/** Ask the server what a form of the card says, and put its answer in. @param {HTMLFormElement} asks */
async function swap(asks) {
  const id = asks.dataset.swap;
  const focused = /** @type {any} */ (document.activeElement)?.name;
  try {
    const page = await fetchPage(address(asks));
    const target = byId(id);
    if (!target) return;
    target.replaceChildren(...document.adoptNode(page.getElementById(id)).childNodes);
    ready(target);
    if (focused && id === "eligible") target.querySelector(`[name="${focused}"]`)?.focus();
  } catch {
    gone();
  }
}

/** @param {string} id @param {string} word */
async function compare(id, word) {
  picked = [...picked.filter((one) => one !== id), id].slice(-MOST_COMPARED);
  count.textContent = `${word}: ${picked.map((one) => copy.services.get(one).name).join("; ")}`;
  if (picked.length < 2) return box.focus();
  const query = new URLSearchParams(picked.map((one) => ["service", one]));
  if (form.elements.namedItem("lang")) query.set("lang", form.elements.namedItem("lang").value);
  try {
    const page = await fetchPage(`/professionals/compare?${query}`);
    desk.replaceChildren(document.adoptNode(page.getElementById("compared")));
  } catch {
    gone();
  }
}

// A new person: nothing of the last one stays.

function wipe() {
  asked++;
  clearTimeout(pause);
  box.value = "";
  for (const select of form.querySelectorAll("select")) select.selectedIndex = 0;
  [shown, active, picked] = [[], -1, []];
  draw();
  desk.replaceChildren();
  count.textContent = "";
  idle.hidden = true;
  show(standing.cloneNode(true));
  history.replaceState(null, "", byId("new").getAttribute("href"));
  document.title = document.querySelector("h1").textContent;
  scrollTo({ top: 0 });
  box.focus();
}

let escaped = -TWICE;
let resting = 0;
function stir() {
  clearTimeout(resting);
  idle.hidden = true;
  resting = setTimeout(() => {
    if (!desk.firstElementChild && nothing(wanted())) return;
    idle.hidden = false;
    resting = setTimeout(wipe, TO_KEEP);
  }, IDLE);
}

// What people do.

document.addEventListener("keydown", (event) => {
  stir();
  const twice = event.key === "Escape" && event.timeStamp - escaped < TWICE;
  if (event.key === "Escape") escaped = event.timeStamp;
  if (twice || (event.altKey && event.code === "KeyN")) {
    event.preventDefault();
    wipe();
  }
});
document.addEventListener("pointerdown", stir);

box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
  if (!copy || event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && shown.length) {
    event.preventDefault();
    open(shown[Math.max(active, 0)]);
  }
});
form.addEventListener("input", typed);
form.addEventListener("submit", (/** @type {Event} */ event) => copy && (event.preventDefault(), typed()));

document.addEventListener("change", (event) => {
  const asks = /** @type {Element} */ (event.target).closest("[data-swap]");
  if (asks) swap(/** @type {HTMLFormElement} */ (asks));
});
document.addEventListener("submit", (event) => {
  const asks = /** @type {HTMLFormElement} */ (event.target);
  if (asks.dataset.swap !== "eligible") return;
  event.preventDefault();
  swap(asks);
});
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target).closest("[data-open], [data-compare], #new");
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (target.id !== "new" && !copy) return;
  event.preventDefault();
  if (target.id === "new") wipe();
  else if (target.dataset.compare) compare(target.dataset.compare, target.textContent.trim());
  else open(target.dataset.open);
});
addEventListener("offline", gone);
addEventListener("online", refresh);
setInterval(refresh, FRESH_FOR);

Object.assign(list, { id: "options", className: "found" });
list.setAttribute("role", "listbox");
list.setAttribute("aria-labelledby", "find-label");
box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-controls", "options");
box.setAttribute("aria-expanded", "false");
found.before(list);
byId("keys").hidden = false;
ready(document);
stir();
refresh().then(() => copy && found.replaceChildren());
