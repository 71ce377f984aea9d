/** @typedef {import("./types").Place} Place */
/** @typedef {import("./types").Reply} Reply */
/** @typedef {import("./types").Said} Said */
/** @typedef {import("./types").Urgent} Urgent */
import { LANGUAGES, STYLES, WORDS } from "./given.js";
import { button, make, sheet, tell } from "./make.js";
import { choices, languages, moves, told } from "./controls.js";
import { card, outcome, prose, setPictures } from "./shown.js";
import { send } from "./send.js";

const MOST_LETTERS = 5000;

/**
 * A conversation in the panel: the same as on the page, by the same API. Nothing is kept but in this page's memory.
 * @param {Place} place
 */
export async function converse({ body, base, settings, speak, until }) {
  const root = body.getRootNode();
  if (root instanceof ShadowRoot) root.adoptedStyleSheets.splice(1, 0, sheet(STYLES));
  setPictures(base);
  let locale = settings.locale;
  let token = "";
  let busy = false;

  /** @param {string} id */
  const say = (id) => (WORDS[locale] ?? WORDS[locale.split("-")[0] ?? ""] ?? WORDS.en)?.say[id] ?? "";
  const log = make("div", { role: "log", class: "log", tabindex: "0" });
  const spots = {
    languages: make("div"),
    notes: make("div"),
    card: make("div"),
    question: make("div"),
    outcome: make("div"),
    told: make("div"),
    moves: make("div", { class: "moves" }),
    words: make("div"),
    about: make("footer"),
  };
  const text = make("textarea", { id: "text", rows: "2", maxlength: `${MOST_LETTERS}`, autocomplete: "off" });
  const label = make("label", { for: "text" });
  const write = make("button", { class: "main" });
  const composer = make("form", { class: "composer" }, label, text, write);
  const { languages: tongues, notes, card: alert, question, ...after } = spots;
  body.replaceChildren(tongues, notes, log, alert, question, after.outcome, composer, ...rest(after));

  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = text.value.trim();
    if (said) void turn({ say: said }, said, "text");
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.requestSubmit();
  });

  /**
   * @param {string | Said} who
   * @param {Node[]} what
   * @param {string} by
   */
  function add(who, what, by) {
    const said = make("div", { class: `said ${by}`, lang: locale, dir: dirOf(locale) });
    said.append(tell("p", who, { class: "who" }), ...what);
    log.append(said);
    return said;
  }

  /** The words of the widget itself, in the language of now. */
  function dress() {
    log.setAttribute("aria-label", plain(say("log")));
    label.replaceChildren(tell("span", say("type")));
    write.replaceChildren(tell("span", say("send")));
    const about = ["not_advice", "unsigned", "privacy", "history"].map((id) => tell("p", say(id), { class: "small" }));
    after.about.replaceChildren(...about);
  }

  /**
   * One turn: what was said goes up, the reply is shown. Afterwards the focus is where the person goes on.
   * @param {Record<string, unknown>} step
   * @param {string} mine what to show as said by the person; empty for nothing
   * @param {"text" | "tap" | "quiet"} how
   */
  async function turn(step, mine, how) {
    if (busy) return;
    busy = true;
    body.setAttribute("aria-busy", "true");
    if (mine) add(say("you"), [make("p", {}, mine)], "you");
    const answer = await send(`${base}/v1/conversations/turns`, { conversation: token, locale, ...step }, until);
    busy = false;
    body.removeAttribute("aria-busy");
    if (until.aborted) return;
    if (!answer?.reply) return refused(answer);
    if (how === "text") text.value = "";
    token = answer.conversation;
    // Another language asks for the same place again; nobody asked why.
    if (step.go === "why") answer.reply.why_not = [];
    show(answer.reply, how);
  }

  /** @param {import("./send.js").Answer | null} answer */
  function refused(answer) {
    add(say("title"), [tell("p", answer?.title ? answer.title : say("failed"))], "ours");
    if (answer?.urgent?.active) showCard(answer.urgent);
    if (answer?.status === 410) void start().catch(() => {});
  }

  /** @param {Urgent} urgent */
  function showCard(urgent) {
    alert.replaceChildren(card(urgent));
    alert.querySelector("h3")?.focus();
  }

  /**
   * @param {Reply} reply
   * @param {"text" | "tap" | "quiet"} how
   */
  function show(reply, how) {
    const changed = reply.locale !== locale;
    locale = reply.locale;
    if (changed) speak(locale);
    if (changed || !label.hasChildNodes()) dress();
    const lines = reply.messages.filter((one) => one.kind !== "question" && one.kind !== "why").map((one) => prose(one));
    const asked = reply.question ? tell("p", reply.question, { class: "asked", tabindex: "-1" }) : null;
    if (asked) asked.id = "asked";
    log.querySelector("#asked")?.removeAttribute("id");
    if (asked) lines.push(asked);
    if (lines.length) add(say("title"), lines, "ours");
    const controls = { say, base, turn, reply };
    tongues.replaceChildren(languages(LANGUAGES, locale, controls));
    notes.replaceChildren(...(reply.draft ? [tell("p", say("draft"), { class: "small note" })] : []));
    alert.replaceChildren();
    question.replaceChildren(...choices(controls));
    after.outcome.replaceChildren(...(reply.outcome ? [outcome(reply, say)] : []));
    after.told.replaceChildren(...told(controls));
    after.moves.replaceChildren(...moves(controls));
    after.words.replaceChildren(...explained(reply));
    if (reply.offer) {
      const { offer } = reply;
      notes.append(button(offer, () => void turn({ go: "why", locale: offer.locale }, "", "tap"), { class: "main" }));
    }
    if (reply.urgent.active) showCard(reply.urgent);
    else if (reply.outcome && how !== "quiet") after.outcome.querySelector("h3")?.focus();
    else if (how === "tap") asked?.focus();
    if (how === "text") asked?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Reply} reply */
  function explained(reply) {
    if (!reply.words.length) return [];
    const list = make("dl");
    for (const { term, means, lang, dir } of reply.words) {
      list.append(make("dt", { lang, dir }, term), make("dd", { lang, dir }, means));
    }
    return [make("details", {}, tell("summary", say("explained")), list)];
  }

  async function start() {
    const { audience, need, area } = settings;
    const first = await send(`${base}/v1/conversations`, { audience, locale }, until);
    if (until.aborted) return;
    if (!first?.reply) throw new Error("the conversation did not begin");
    let answer = first;
    const given = Object.entries({ need, area }).filter(([, value]) => value);
    for (const [slot, value] of given) {
      const choose = { slot, value };
      const next = await send(`${base}/v1/conversations/turns`, { conversation: answer.conversation, locale, choose }, until);
      // What the partner's page gave and we do not know is not the visitor's trouble.
      if (next?.reply) answer = next;
    }
    if (until.aborted || !answer.reply) return;
    token = answer.conversation;
    // Where the setting answered the first question, the greeting still comes first.
    if (answer !== first) answer.reply.messages = [...first.reply.messages.filter((one) => one.kind === "statement"), ...answer.reply.messages];
    show(answer.reply, "quiet");
  }

  await start();
}

/** @param {Record<string, HTMLElement>} spots */
function rest({ told: mine, moves: ways, words, about }) {
  return [ways, mine, words, about].filter((one) => one !== undefined);
}

/** @param {string | Said} said */
function plain(said) {
  return typeof said === "string" ? said : said.text;
}

/** @param {string} locale */
function dirOf(locale) {
  return (WORDS[locale] ?? WORDS[locale.split("-")[0] ?? ""])?.dir ?? "ltr";
}
