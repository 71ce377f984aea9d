/** @typedef {import("./types").Settings} Settings */

const NIGHT =
  ".frame{color-scheme:dark;--ink:#f0f4f5;--soft:#c3ccd2;--card:#1b262e;--paper:#10191f;--line:#5b6b76;" +
  "--accent:#8cc4ff;--accent-ink:#06223d;--calm:#3a3113;--go:#4fc98a}";
const READABLE = 4.5;

/**
 * The partner's theme as style rules. A colour that would be hard to read is not used. Urgent help never changes.
 * @param {Settings} settings
 */
export function look({ accent, radius, scheme }) {
  const round = radius === null ? "" : `.frame{--round:${radius}px}`;
  const night = NIGHT + tint(accent, "#1b262e");
  const day = tint(accent, "#ffffff");
  if (scheme === "dark") return round + night;
  return round + day + (scheme === "light" ? "" : `@media (prefers-color-scheme:dark){${night}}`);
}

/**
 * @param {string} accent
 * @param {string} card the colour behind it
 */
function tint(accent, card) {
  return accent && contrast(accent, card) >= READABLE ? `.frame{--accent:${accent};--accent-ink:${card}}` : "";
}

/**
 * The contrast of two colours (#rrggbb), 1 to 21, by WCAG 2.
 * @param {string} one
 * @param {string} other
 */
export function contrast(one, other) {
  const [dim, bright] = [light(one), light(other)].sort((a, b) => a - b);
  return (Number(bright) + 0.05) / (Number(dim) + 0.05);
}

/** @param {string} colour */
function light(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * Number(red) + 0.7152 * Number(green) + 0.0722 * Number(blue);
}
