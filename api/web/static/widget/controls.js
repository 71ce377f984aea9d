/** @typedef {import("./types").Said} Said */
/** @typedef {import("./types").Reply} Reply */
/**
 * @typedef {object} Controls
 * @property {(id: string) => string | Said} say
 * @property {(step: Record<string, unknown>, mine: string, how: "tap") => Promise<void>} turn
 * @property {Reply} reply
 */
import { button, make, tell } from "./make.js";
import { picture, prose } from "./shown.js";

/**
 * The answers to choose from, and why we ask.
 * @param {Controls} controls
 */
export function choices({ say, turn, reply }) {
  const { question, easy } = reply;
  if (!question) return [];
  const { slot, kind, options, parts } = question;
  const group = make("div", { role: "group", "aria-labelledby": "asked" });
  const form = make("form", { class: "question" }, group);
  if (reply.left_text) group.append(make("p", { class: "small" }, reply.left_text));
  if (parts.help) group.append(prose(parts.help));
  if (kind === "many") group.append(...several());
  else group.append(...options.map(single));
  if (parts.why) group.append(make("details", {}, tell("summary", say("why_ask")), prose(parts.why)));
  return [form];

  /** @param {typeof options[number]} option */
  function single({ value, label, lang, dir, help, picture: drawn }) {
    const made = button("", () => void turn({ choose: { slot, value } }, label, "tap"), { class: "choice", lang, dir });
    if (easy) made.append(picture(drawn) ?? "");
    made.append(make("span", {}, label));
    if (help) made.append(make("small", {}, help));
    return made;
  }

  function several() {
    const lines = options.map(({ value, label, lang, dir, help, picture: drawn }, at) => {
      const box = make("input", { type: "checkbox", name: "value", value, id: `value-${at}` });
      const line = make("label", { for: `value-${at}`, lang, dir }, box, easy ? picture(drawn) : null, make("span", {}, label));
      if (help) line.append(make("small", {}, help));
      return line;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const ticked = [...group.querySelectorAll("input")].map((box, at) => (box.checked ? at : -1)).filter((at) => at >= 0);
      const chosen = ticked.flatMap((at) => options[at] ?? []);
      if (!chosen.length) group.querySelector("input")?.focus();
      else void turn({ choose: { slot, values: chosen.map((one) => one.value) } }, chosen.map((one) => one.label).join("; "), "tap");
    });
    return [tell("p", say("many")), ...lines, make("button", { class: "main" }, tell("span", say("next")))];
  }
}

/**
 * What was understood, each with a button to change it.
 * @param {Controls} controls
 */
export function told({ say, turn, reply }) {
  if (!reply.said.length) return [];
  const lines = reply.said.map(({ slot, label }) => {
    const change = button(say("change"), () => void turn({ go: "change", slot }, "", "tap"), { class: "link" });
    change.append(make("span", { class: "hidden" }, `: ${label}`));
    return make("li", {}, make("span", {}, label), change);
  });
  return [make("section", { class: "told" }, tell("h3", say("told")), make("ul", {}, ...lines))];
}

/**
 * Back, and the other ways out of a question.
 * @param {Controls} controls
 */
export function moves({ say, turn, reply }) {
  const { question, outcome, understood } = reply;
  const asks = question?.kind === "one" || question?.kind === "many";
  /** @type {[string, string, boolean][]} */
  const ways = [
    ["back", "back", true],
    ["none", "none", asks],
    ["someone_else", "someone_else", asks],
    ["add", "add", "need" in understood],
    ["why_not", "why_not", outcome !== null && !outcome.emergency && !reply.why_not.length],
    ["restart", "restart", true],
  ];
  return ways.filter(([, , shown]) => shown).map(([go, word]) => button(say(word), () => void turn({ go }, "", "tap")));
}

/**
 * Another language, or Easy Read. Every answer is kept.
 * @param {{locale: string, name: string, dir: string}[]} known
 * @param {string} locale
 * @param {Controls} controls
 */
export function languages(known, locale, { say, turn, reply }) {
  const EASY = "-x-easyread";
  const bare = locale.replace(EASY, "");
  /** @param {string} to */
  const go = (to) => () => void turn({ go: "why", locale: to }, "", "tap");
  const list = known
    .filter((one) => one.locale !== bare)
    .map(({ locale: lang, name, dir }) => make("li", {}, button({ text: name, lang, dir }, go(reply.easy ? lang + EASY : lang))));
  const others = make("details", {}, tell("summary", say("language")), make("ul", {}, ...list));
  const easy = button(say(reply.easy ? "plain" : "easy"), go(reply.easy ? bare : bare + EASY));
  return make("nav", { class: "languages" }, easy, others);
}
