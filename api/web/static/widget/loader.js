/** @typedef {import("./types").Place} Place */
import { EXIT, STYLES, WIDGET, WORDS } from "./given.js";
import { canLeave, leave, onThreeShifts } from "./exit.js";
import { insideFrame, makeFrame } from "./frame.js";
import { look } from "./look.js";
import { button, make, sheet, tell } from "./make.js";
import { readSettings } from "./settings.js";
import { standing } from "./urgent.js";

const TAG = "pathway-navigator";
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const base = script ? new URL(script.src).origin : location.origin;
const shared = { ...script?.dataset };

/** The element: a button that opens the conversation, urgent numbers, the way out. Without us its link stays. */
class PathwayNavigator extends HTMLElement {
  #locale = "en";
  #frame = make("div");
  #opener = make("button");
  #door = make("section");
  #panel = make("section");
  #until = new AbortController();
  #failed = false;
  /** Whether we are the page in a frame that another of us made: that one has the heading and the exit. */
  #within = false;
  /** @type {import("./types").Settings | null} */
  #settings = null;
  /** @type {(signal: "close" | "exit") => void} */
  #around = () => {};

  connectedCallback() {
    if (this.#settings) return;
    const around = this.closest("[lang]")?.getAttribute("lang") ?? "";
    const settings = readSettings(this.dataset, shared, around, Object.keys(WORDS));
    this.#within = settings.mode === "inside" && window.top !== window;
    if (!this.#within && !canLeave()) return;
    this.#settings = settings;
    if (this.#within) {
      this.#around = insideFrame(() => {
        this.#start(settings);
        this.#open();
      });
    } else this.#start(settings);
  }

  /**
   * From here on the link inside the element is hidden by what we show.
   * @param {import("./types").Settings} settings
   */
  #start(settings) {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet(STYLES), sheet(look(settings))];
    // Keys pressed in here are not shortcuts of the page around.
    for (const kind of ["keydown", "keyup"]) root.addEventListener(kind, (event) => event.stopPropagation());
    addEventListener("pagehide", () => this.#fresh());
    addEventListener("pageshow", (event) => event.persisted && this.#fresh());
    this.#fresh();
  }

  /** Closed and empty, as when the page was new. */
  #fresh() {
    const root = this.shadowRoot;
    if (!root || !this.#settings) return;
    this.#until.abort();
    this.#until = new AbortController();
    this.#failed = false;
    this.#locale = this.#settings.locale;
    const { display, mode } = this.#settings;
    this.#opener = button("", () => this.#open(), { class: "open main" });
    this.#panel = make("section", { class: "panel", "aria-labelledby": "title", hidden: true });
    if (display === "corner") this.#panel.setAttribute("role", "dialog");
    this.#panel.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && this.#close());
    this.#frame = make("div", { class: `frame ${this.#within ? "within" : display} ${mode === "frame" ? "framing" : ""}` });
    this.#door = make("section", { class: "card" });
    this.#frame.append(this.#door, this.#panel);
    root.replaceChildren(this.#frame);
    this.#shut();
    if (display === "corner" && !this.#within) this.#raise(this.#frame);
  }

  /** @param {string} id */
  #say(id) {
    return WORDS[this.#locale]?.say[id] ?? WORDS.en?.say[id] ?? "";
  }

  /** The door is what is seen before: in a corner the button alone. */
  #shut() {
    this.#mark();
    this.#opener.replaceChildren(tell("span", this.#say("open")));
    this.#panel.hidden = true;
    this.#door.hidden = false;
    if (this.#settings?.display === "corner") this.#door.replaceChildren(this.#opener);
    else this.#door.replaceChildren(tell("h2", this.#say("title")), standing(this.#locale), this.#opener);
  }

  /** The panel never changes its place in the page: a frame that is moved forgets everything. */
  #open() {
    if (!this.#panel.hasChildNodes()) this.#begin();
    this.#panel.hidden = false;
    this.#door.hidden = true;
    if (!this.#within) this.#panel.querySelector("h2")?.focus();
  }

  #close() {
    this.#around("close");
    if (this.#within) return;
    if (this.#failed) this.#fresh();
    this.#shut();
    this.#opener.focus();
  }

  /**
   * Shows something in the browser's top layer: no page can lie above it by a larger z-index.
   * @param {HTMLElement} element
   */
  #raise(element) {
    if (!("showPopover" in element)) return;
    element.popover = "manual";
    element.showPopover();
  }

  #mark() {
    this.#frame.setAttribute("lang", this.#locale);
    this.#frame.setAttribute("dir", WORDS[this.#locale]?.dir ?? "ltr");
  }

  #begin() {
    const settings = this.#settings;
    if (!settings) return;
    onThreeShifts(() => this.#exit(), this.#until.signal);
    const head = make("header");
    const urgent = make("div", { class: "always" });
    const body = make("div", { class: "body" });
    const speak = (/** @type {string} */ locale) => {
      this.#locale = locale in WORDS ? locale : (locale.split("-")[0] ?? "en");
      this.#mark();
      if (!this.#within) head.replaceChildren(...this.#head());
      urgent.replaceChildren(standing(this.#locale));
    };
    speak(settings.locale);
    this.#panel.replaceChildren(head, urgent, body);
    const failed = () => this.#panel.isConnected && body.replaceChildren(...this.#failure());
    if (settings.mode === "frame") {
      const title = WORDS[this.#locale]?.say.title;
      const on = {
        ready: () => urgent.replaceChildren(),
        close: () => this.#close(),
        exit: () => this.#exit(),
        failed: () => void failed(),
      };
      body.append(makeFrame(base, settings, typeof title === "string" ? title : TAG, on, this.#until.signal));
    } else {
      const until = this.#until.signal;
      bring()
        .then((converse) => converse({ body, base, settings, speak, until }))
        .catch(failed);
    }
  }

  #head() {
    const title = tell("h2", this.#say("title"), { id: "title", tabindex: "-1" });
    const exit = tell("a", this.#say("exit"), { class: "exit", href: EXIT, target: "_top", rel: "noreferrer", "aria-describedby": "keys" });
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      this.#exit();
    });
    const close = button(this.#say("close"), () => this.#close(), { class: "close" });
    const keys = tell("p", this.#say("keys"), { class: "small", id: "keys" });
    return [title, close, exit, keys];
  }

  /** Our own page may be reached, and opening again tries again. */
  #failure() {
    this.#failed = true;
    const page = tell("a", this.#say("title"), { class: "main", target: "_blank", rel: "noopener noreferrer" });
    page.href = `${base}/?lang=${this.#locale}`;
    return [tell("p", this.#say("failed"), { role: "alert" }), page];
  }

  /** Everything is gone from the page in this very moment; only then anything else happens. */
  #exit() {
    this.#panel.replaceChildren();
    const cover = make("div", { class: "cover" });
    this.shadowRoot?.replaceChildren(cover);
    this.#until.abort();
    this.#raise(cover);
    this.#around("exit");
    leave(EXIT);
  }
}

/**
 * The widget, when someone wants it: first as a script whose hash the browser checks, then the same as a module.
 * @returns {Promise<(place: Place) => Promise<void>>}
 */
function bring() {
  return new Promise((done, refuse) => {
    const tag = document.createElement("script");
    const src = base + WIDGET.path;
    Object.assign(tag, { type: "module", crossOrigin: "anonymous", integrity: WIDGET.integrity, src });
    tag.onload = () => done(import(src).then((widget) => widget.converse));
    tag.onerror = refuse;
    document.head.append(tag);
  });
}

if ("adoptedStyleSheets" in Document.prototype && !customElements.get(TAG)) {
  customElements.define(TAG, PathwayNavigator);
  // One tag is enough: without an element the button comes where the script stands.
  const place = () => {
    if (document.querySelector(TAG)) return;
    if (script?.closest("body")) script.after(document.createElement(TAG));
    else document.body.append(document.createElement(TAG));
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", place, { once: true });
  else place();
}
