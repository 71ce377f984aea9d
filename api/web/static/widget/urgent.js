import { URGENT } from "./given.js";
import { make, reach, tell } from "./make.js";

/**
 * The numbers that are always there, whether the server answers or not.
 * @param {string} locale
 */
export function standing(locale) {
  const said = URGENT.by[locale] ?? URGENT.by.en;
  const calls = URGENT.contacts.map((contact, at) => {
    const [name, note] = said?.names[at] ?? ["", null];
    const link = reach(contact, make("span", {}, name), document.createTextNode(" "));
    if (note) link.append(make("small", {}, note));
    return make("li", {}, link);
  });
  return make("section", { class: "urgent" }, tell("h3", said?.heading ?? ""), make("ul", {}, ...calls));
}
