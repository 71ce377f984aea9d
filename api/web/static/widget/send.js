/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} conversation
 * @property {import("./types").Reply} [reply]
 * @property {string} [title] of a refusal
 * @property {import("./types").Urgent} [urgent] of a refusal
 */
const PATIENCE_MS = 15000;

/**
 * Sends a step of the conversation. No cookie goes with it and nothing of it is kept by the browser.
 * @param {string} url
 * @param {Record<string, unknown>} step
 * @param {AbortSignal} until
 * @returns {Promise<Answer | null>} null where nobody answers
 */
export async function send(url, step, until) {
  const late = new AbortController();
  const give = () => late.abort();
  const timer = setTimeout(give, PATIENCE_MS);
  until.addEventListener("abort", give);
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(step),
      mode: "cors",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: late.signal,
    });
    return { ...(await answer.json()), status: answer.status };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    until.removeEventListener("abort", give);
  }
}
