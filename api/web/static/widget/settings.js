/** @typedef {import("./types").Settings} Settings */

const ID = /^[a-z][a-z0-9_]{0,59}$/;
const COLOUR = /^#[0-9a-f]{6}$/i;

/**
 * The settings of an element: its own `data-` attributes, then those of the script tag. What is not known is left out.
 * @param {DOMStringMap} own
 * @param {DOMStringMap} shared
 * @param {string} around the language of the page around it
 * @param {string[]} spoken the locales there are
 * @returns {Settings}
 */
export function readSettings(own, shared, around, spoken) {
  /** @param {string} name */
  const raw = (name) => own[name] ?? shared[name] ?? "";
  /** @type {<T extends string>(name: string, known: readonly [T, ...T[]]) => T} */
  const one = (name, known) => known.find((value) => value === raw(name)) ?? known[0];
  /** @param {string} name */
  const id = (name) => (ID.test(raw(name)) ? raw(name) : "");
  const radius = Number.parseInt(raw("radius"), 10);
  return {
    locale: nearest(raw("lang"), spoken) ?? nearest(around, spoken) ?? "en",
    audience: one("audience", ["parent", "partner", "professional"]),
    area: id("area") || id("place"),
    need: id("need"),
    display: one("display", ["inline", "corner"]),
    mode: one("mode", ["page", "frame", "inside"]),
    accent: COLOUR.test(raw("accent")) ? raw("accent").toLowerCase() : "",
    radius: radius >= 0 && radius <= 24 ? radius : null,
    scheme: one("scheme", ["auto", "light", "dark"]),
  };
}

/**
 * The locale that comes nearest to a language tag: the same, or the same language.
 * @param {string} tag
 * @param {string[]} spoken
 */
export function nearest(tag, spoken) {
  const wish = tag.toLowerCase();
  return spoken.find((one) => one === wish) ?? spoken.find((one) => one === wish.split("-")[0]);
}

/**
 * The settings again, as the query of the framed page.
 * @param {Settings} settings
 */
export function asQuery({ locale, audience, area, need, accent, radius, scheme }) {
  const given = { lang: locale, audience, area, need, accent, radius: radius === null ? "" : `${radius}`, scheme };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value)).toString();
}
