/** @typedef {import("./types").Said} Said */

const SAFE = /^(?:https:\/\/|tel:|sms:|mailto:)/i;
const NEVER = /^(?:on|style$|src|srcdoc$)/i;

/**
 * An element with its attributes and text. Text is only ever text; a link that is not one of the four safe kinds is
 * left out, and so is anything that could run.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | null | undefined>} [attributes] false and null are left out
 * @param {...(Node | string | null)} children null is left out
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null || NEVER.test(name)) continue;
    if (name === "href" && !SAFE.test(String(value))) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * An element that says something, marked with its language where that is not the one around it.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string | Said} said
 * @param {Record<string, string | boolean | null>} [attributes]
 */
export function tell(tag, said, attributes = {}) {
  if (typeof said === "string") return make(tag, attributes, said);
  return make(tag, { ...attributes, lang: said.lang, dir: said.dir }, said.text);
}

/**
 * A button that does one thing.
 * @param {string | Said} said
 * @param {() => void} act
 * @param {Record<string, string | boolean | null>} [attributes]
 */
export function button(said, act, attributes = {}) {
  const made = tell("button", said, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
}

/**
 * A phone number, text number, e-mail or web address as a link. Web addresses open beside the page, so that the
 * conversation stays.
 * @param {{href: string | null, value: string | null, keyword: string | null}} contact
 * @param {...(Node | null)} before
 */
export function reach({ href, value, keyword }, ...before) {
  const shown = make("bdi", { dir: "ltr" }, keyword ? `${keyword} → ${value}` : `${value}`);
  if (!href) return make("bdi", {}, value ?? "");
  const away = href.startsWith("https:");
  return make("a", { href, target: away && "_blank", rel: away && "noopener noreferrer" }, ...before, shown);
}

/**
 * A style sheet that no Content-Security-Policy of the page refuses.
 * @param {string} css
 */
export function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
