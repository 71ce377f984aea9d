/**
 * The search of the server, word for word (bot/language/search.py, api/professionals/lookup.py), over the tables that
 * the server made: so the list is there at once, and is the same when the network is gone. A test compares the two.
 *
 * @typedef {{services: string[], narrow: number[], levels: string[], takes: Record<string, string[]>[],
 *   fallback: number[], most: number, outcodes: Record<string, string[]>, words: Record<string, number[]>}} Tables
 * @typedef {{q: string, level: string, chosen: Record<string, string>}} Wanted
 */

const MOST_WORDS = 12;
const MISSPELT_FROM = 4;
const AGE = /\b\d{1,2}( \d)? ?(w|we|wee|weeks?|wks?|m|mo|mon|mont|months?|mths?|mnths?)\b/g;
const REST_OF_A_POSTCODE = /^\d[a-z]{2}$/;

/** Lower case, no marks, words with one space between. @param {string} text */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/['’ʼ`´‘]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The ids of the services that answer, best first. @param {Tables} tables @param {Wanted} wanted @returns {string[]} */
export function rank(tables, wanted) {
  const [words, areas] = read(tables, wanted.q);
  const among = tables.services.map((_, at) => stays(tables, at, wanted, areas));
  if (words.length) {
    return find(tables, words, among).map((at) => tables.services[at]);
  }
  /** @param {number} at */
  const browsed = (at) => [areas.size ? tables.takes[at].area.length : 0, 1 - tables.narrow[at], at];
  return tables.services
    .map((_, at) => at)
    .filter((at) => among[at])
    .sort((one, other) => compared(browsed(one), browsed(other)))
    .map((at) => tables.services[at]);
}

/** @param {number[]} one @param {number[]} other */
function compared(one, other) {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : one[at] - other[at];
}

/** @param {Tables} tables @param {string} q @returns {[string[], Set<string>]} */
function read(tables, q) {
  const areas = new Set();
  const words = [];
  for (const word of plain(q).split(" ").filter(Boolean)) {
    if (Object.hasOwn(tables.outcodes, word)) {
      tables.outcodes[word].forEach((area) => areas.add(area));
    } else if (!(areas.size && (REST_OF_A_POSTCODE.test(word) || /^\d+$/.test(word)))) {
      words.push(word);
    }
  }
  return [words, areas];
}

/** @param {Tables} tables @param {number} at @param {Wanted} wanted @param {Set<string>} areas */
function stays(tables, at, wanted, areas) {
  const takes = tables.takes[at];
  return (
    Object.entries(wanted.chosen).every(([name, value]) => takes[name].includes(value)) &&
    (!areas.size || takes.area.some((area) => areas.has(area))) &&
    (!wanted.level || wanted.level === tables.levels[at])
  );
}

/** @param {Tables} tables @param {string[]} words @param {boolean[]} among */
function find(tables, words, among) {
  const total = new Map();
  const known = words.join(" ").replace(AGE, " ").split(" ").filter(Boolean).slice(0, MOST_WORDS);
  known.forEach((word, place) => {
    for (const [at, score] of one(tables, word, place === known.length - 1)) {
      if (among[at]) total.set(at, (total.get(at) ?? 0) + score);
    }
  });
  const found = [...total.keys()].sort((a, b) => total.get(b) - total.get(a) || a - b).slice(0, tables.most);
  return found.length ? found : tables.fallback;
}

/** @param {Tables} tables @param {string} word @param {boolean} beingTyped */
function one(tables, word, beingTyped) {
  const known = Object.keys(tables.words);
  /** @type {[string, number][]} */
  let matches = Object.hasOwn(tables.words, word) ? [[word, 2]] : [];
  if (beingTyped || !matches.length) {
    matches.push(...known.filter((other) => other !== word && other.startsWith(word)).map((w) => /** @type {[string, number]} */ ([w, 1])));
  }
  if (!matches.length && word.length >= MISSPELT_FROM) {
    matches = known.filter((other) => misspelt(word, other)).map((w) => [w, 1]);
  }
  const best = new Map();
  for (const [match, times] of matches) {
    const scores = tables.words[match];
    for (let at = 0; at < scores.length; at += 2) {
      best.set(scores[at], Math.max(best.get(scores[at]) ?? 0, scores[at + 1] * times));
    }
  }
  return best;
}

/** @param {string} word @param {string} known */
function misspelt(word, known) {
  if (word[0] !== known[0] || known.length < MISSPELT_FROM) return false;
  const slips = word.length < 8 ? 1 : 2;
  return apart(word, known, slips) <= slips || apart(word, known.slice(0, word.length), slips) <= slips;
}

/** Optimal string alignment, given up above `most`. @param {string} one @param {string} other @param {number} most */
function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let last = [];
  /** @type {number[]} */
  let before = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    [last, before, row] = [before, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, last[j - 2] + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return row[other.length];
}
