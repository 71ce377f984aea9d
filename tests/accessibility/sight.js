/* What an eye sees, asked of a page: colours, boxes, the ring round the focus. Given to pages by the tests. */
window.sight = (() => {
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const opaque = (colour) => colour && (numbers(colour)[3] ?? 1) > 0.9 && colour !== "transparent";
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  /** The colour behind an element: its own, or the nearest that is not see-through. */
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (opaque(colour)) return colour;
    }
    return matchMedia("(forced-colors: active)").matches && matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(0,0,0)" : "rgb(255,255,255)";
  };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hidden, .skip:not(:focus)");
  /** A radio or a box to tick is drawn by its label. */
  const drawn = (element) => element.matches("[type=radio], [type=checkbox]") && element.labels.length
    ? [[element.labels[0], "::before"], [element, null]] : [[element, null], ...[...element.children].map((child) => [child, null])];
  /** Lines round or under an element: how thick in pixels, and their colour. */
  const lines = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const found = style.outlineStyle === "none" ? [] : [[parseFloat(style.outlineWidth), style.outlineColor]];
    for (const side of ["Top", "Right", "Bottom", "Left"])
      if (style[`border${side}Style`] !== "none") found.push([parseFloat(style[`border${side}Width`]), style[`border${side}Color`]]);
    for (const [, colour, lengths] of style.boxShadow.matchAll(/(rgba?\([^)]+\))([^,r]*)/g))
      found.push([Math.max(...numbers(lengths).map(Math.abs)), colour]);
    return found;
  };
  const name = (element) => `${element.tagName.toLowerCase()}${element.id && "#" + element.id} ${element.textContent.trim().slice(0, 30)}`;

  return {
    /** Whether the focused element has a line of 2 px or more, or a ground of the focus's colour, 3:1 or more against what is round it. */
    ringed() {
      const element = document.activeElement;
      const round = behind(element.parentElement);
      const ground = getComputedStyle(element).backgroundColor;
      const yellow = Math.min(...numbers(ground).slice(0, 2)) > 200 && numbers(ground)[2] < 100;
      return yellow && contrast(ground, round) >= 3 || drawn(element).some(([one, pseudo]) => lines(one, pseudo).some(([width, colour]) => width >= 2 && opaque(colour) && contrast(colour, round) >= 3));
    },
    /** Whether the focused element is in the window and nothing lies over it. */
    uncovered() {
      const element = document.activeElement;
      const [shown] = drawn(element)[0];
      return [...element.getClientRects(), ...shown.getClientRects()].some(({ left, right, top, bottom }) => {
        const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
        const hit = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), y);
        return bottom > 0 && top < innerHeight && hit && (element.contains(hit) || hit.contains(element) && hit.contains(shown) && !hit.closest(".exit") || shown.contains(hit));
      });
    },
    focused: () => name(document.activeElement),
    /** Everything that can be pressed or typed in, with the size of its box. */
    targets: () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(seen).map((element) => {
      const { width, height } = element.getBoundingClientRect();
      const inline = getComputedStyle(element).display === "inline" && (element.closest("p, li, dd") ?? element).textContent.trim() !== element.textContent.trim();
      return { name: name(element), width, height, inline, choice: element.matches("button, input, summary, .calls a, .exit a") };
    }),
    /** Words that cannot be told from what is behind them. */
    pale(least) {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !seen(element)) continue;
        const ratio = contrast(getComputedStyle(element).color, behind(element));
        if (ratio < least) found.push([name(element), Math.round(ratio * 100) / 100]);
      }
      return found;
    },
    /** Fields and buttons whose edge or ground cannot be told from what is round them. */
    edgeless: () => [...document.querySelectorAll("button:not(.nhsuk-link), textarea, select, .option input, .calls a, .exit a")].filter(seen).filter((element) => {
      const round = behind(element.parentElement);
      const edges = drawn(element).flatMap(([one, pseudo]) => lines(one, pseudo)).filter(([width]) => width >= 1).map(([, colour]) => colour);
      edges.push(...[null, "::before"].map((pseudo) => getComputedStyle(element, pseudo)).map((style) => style.backgroundColor), getComputedStyle(element, "::before").borderTopColor);
      return !edges.some((colour) => opaque(colour) && contrast(colour, round) >= 3);
    }).map(name),
    /** Whether the page, or anything in it that does not scroll by design, is wider than its place. */
    wide() {
      const root = document.documentElement;
      const found = root.scrollWidth > root.clientWidth ? ["the page"] : [];
      for (const element of document.querySelectorAll("body *")) {
        if (!seen(element) || element.closest(".wide, svg, [aria-hidden=true]")) continue;
        const { overflowX, overflowY } = getComputedStyle(element);
        if (overflowX === "visible" && overflowY === "visible") continue;
        if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1 && element.tagName !== "TEXTAREA") found.push(name(element));
      }
      return found;
    },
    /** The spacing that WCAG 1.4.12 lets people set. */
    space() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
  };
})();
