/** @typedef {import("./types").Said} Said */
/** @typedef {import("./types").Service} Service */
/** @typedef {import("./types").Contact} Contact */
/** @typedef {(id: string) => string | Said} Say */
import { make, reach, tell } from "./make.js";

let pictures = "";

/** @param {string} base where our pictures are */
export function setPictures(base) {
  pictures = `${base}/embed/v1/pictures`;
}

/** @param {string | null} name of a picture of Easy Read */
export function picture(name) {
  if (!name || !/^\w+$/.test(name)) return null;
  const image = make("img", { alt: "", width: "48", height: "48" });
  image.addEventListener("error", () => image.remove());
  image.src = `${pictures}/${name}.svg`;
  return image;
}

/**
 * Words; in Easy Read a sentence a line, each beside its picture.
 * @param {Said} said
 * @param {string} [kind]
 */
export function prose(said, kind = "") {
  const { lang, dir, lines } = said;
  if (!lines) return tell("p", said, { class: kind || false });
  const shown = lines.map((line) => make("p", { class: "line" }, picture(line.picture), make("span", {}, line.text)));
  return make("div", { class: kind || false, lang, dir }, ...shown);
}

/**
 * The card of a danger. Its heading takes the focus.
 * @param {import("./types").Urgent} urgent
 */
export function card({ tier, heading, lines, contacts }) {
  const calls = contacts.filter((one) => one.value).map((one) => make("li", {}, call(one)));
  const title = tell("h3", heading, { tabindex: "-1", id: "card" });
  const kind = `danger tier-${tier === "emergency" ? tier : "urgent"}`;
  return make("section", { class: kind, "aria-labelledby": "card" }, title, ...lines.map((line) => prose(line)), make("ul", {}, ...calls));
}

/** @param {Contact} contact */
function call(contact) {
  const link = reach(contact, make("span", {}, contact.name ?? ""), document.createTextNode(" "));
  if (contact.note) link.append(make("small", {}, contact.note));
  return link;
}

/**
 * The services that fit, with every way in.
 * @param {import("./types").Reply} reply
 * @param {Say} say
 */
export function outcome(reply, say) {
  const found = reply.outcome;
  const all = make("section", { class: "outcome", "aria-labelledby": "outcome" });
  if (!found) return all;
  all.append(make("h3", { tabindex: "-1", id: "outcome" }, found.title));
  let place = "";
  for (const one of found.services) {
    if (one.place !== place) all.append(make("h4", {}, one.place_label));
    place = one.place;
    all.append(service(one, say));
  }
  for (const { label, says } of found.adjustments) all.append(make("h5", {}, label), prose(says));
  all.append(...found.tips.map((tip) => prose(tip, "tip")));
  if (reply.why_not.length) {
    all.append(tell("h4", say("hidden")), make("ul", {}, ...reply.why_not.map((one) => tell("li", one))));
  }
  return all;
}

/**
 * @param {Service} one
 * @param {Say} say
 */
function service(one, say) {
  const made = make("article", { class: `service ${one.place === "first" ? "first" : ""}` }, make("h5", {}, one.name));
  /** @param {string} part @param {string} [heading] */
  const add = (part, heading) => {
    const said = one.parts[part];
    if (!said) return;
    if (heading) made.append(tell("h6", say(heading)));
    made.append(prose(said, part === "caution" ? "tip" : ""));
  };
  add("what");
  add("how", "how");
  made.append(...one.contacts.map(contact));
  if (one.ask_person) made.append(make("p", {}, one.ask_person));
  add("next", "after");
  add("times", "times");
  add("caution", "caution");
  made.append(reasons(one, say));
  return made;
}

/** @param {Contact} contact */
function contact(contact) {
  const line = make("p", { class: "contact" }, `${contact.label}: `, reach(contact));
  for (const said of contact.now?.says ?? []) line.append(tell("strong", said, { class: contact.now?.open ? "go" : false }));
  for (const more of [contact.note, contact.remark]) if (more) line.append(make("small", {}, more));
  return line;
}

/**
 * @param {Service} one
 * @param {Say} say
 */
function reasons(one, say) {
  const summary = make("summary", {}, tell("span", say("why_this")), make("span", { class: "hidden" }, ` ${one.name}`));
  const more = make("details", {}, summary, make("p", {}, one.why));
  if (one.who_for.length) {
    more.append(tell("p", say("who_for")), make("ul", {}, ...one.who_for.map((limit) => make("li", {}, limit))));
  }
  more.append(make("p", {}, tell("span", say("why_rule")), `: ${one.rule}`));
  const sources = one.contacts.map(({ label, source }) => {
    const from = make("span", { lang: "en", dir: "ltr" });
    if (source) from.append(source.url ? titled(source.title, source.url) : source.title, `, ${source.dated}`);
    return make("li", {}, `${label}: `, from);
  });
  if (sources.length) more.append(tell("p", say("source")), make("ul", {}, ...sources));
  return more;
}

/**
 * @param {string} title
 * @param {string} href
 */
function titled(title, href) {
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, title);
}
