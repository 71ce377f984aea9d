/** @typedef {import("./types").Settings} Settings */
import { make } from "./make.js";
import { asQuery } from "./settings.js";

const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation-by-user-activation";
const PATIENCE_MS = 8000;
/** All that is ever said between the two windows: no settings, no words, no state. */
const SIGNALS = ["ready", "start", "close", "exit"];

/**
 * The conversation in a frame of our own making: we know that its exit is not blocked. It starts only when told so.
 * @param {string} base
 * @param {Settings} settings
 * @param {string} title
 * @param {{ready: () => void, close: () => void, exit: () => void, failed: () => void}} on
 * @param {AbortSignal} until
 */
export function makeFrame(base, settings, title, on, until) {
  const frame = make("iframe", { title, sandbox: SANDBOX, allow: "", referrerpolicy: "no-referrer" });
  const late = setTimeout(on.failed, PATIENCE_MS);
  until.addEventListener("abort", () => clearTimeout(late));
  listen(
    (event) => event.source === frame.contentWindow && event.origin === base,
    (signal) => {
      if (signal === "ready") {
        clearTimeout(late);
        send(frame.contentWindow, "start", base);
        on.ready();
      } else if (signal === "close" || signal === "exit") on[signal]();
    },
    until,
  );
  frame.src = `${base}/embed/frame?${asQuery(settings)}`;
  return frame;
}

/**
 * From inside the frame: says that we are here, and starts when the page around answers.
 * @param {() => void} start
 * @returns {(signal: "close" | "exit") => void} says something to the page around
 */
export function insideFrame(start) {
  let around = "";
  listen(
    (event) => event.source === window.parent,
    (signal, origin) => {
      if (signal !== "start" || around) return;
      around = origin;
      start();
    },
  );
  send(window.parent, "ready", "*");
  return (signal) => around && send(window.parent, signal, around);
}

/**
 * @param {Window | null} to
 * @param {string} signal
 * @param {string} origin
 */
function send(to, signal, origin) {
  to?.postMessage({ navigator: signal }, origin);
}

/**
 * @param {(event: MessageEvent) => boolean} known
 * @param {(signal: string, origin: string) => void} act
 * @param {AbortSignal} [until]
 */
function listen(known, act, until) {
  /** @param {MessageEvent} event */
  const hear = (event) => {
    const said = event.data;
    if (!known(event) || typeof said !== "object" || said === null || Object.keys(said).length !== 1) return;
    if (SIGNALS.includes(said.navigator)) act(said.navigator, event.origin);
  };
  addEventListener("message", hear, until ? { signal: until } : {});
}
