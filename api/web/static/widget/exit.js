const SHIFTS = 3;
const WITHIN_MS = 5000;

/**
 * Whether this page can certainly take the whole window elsewhere. A page framed by another site cannot know.
 * @param {Window} [view]
 */
export function canLeave(view = window) {
  for (let here = view; here !== here.top; here = here.parent) {
    if (here.frameElement === null) return false;
    const allowed = here.frameElement.getAttribute("sandbox");
    if (allowed !== null && !/(?:^|\s)allow-top-navigation(?:-by-user-activation)?(?:\s|$)/i.test(allowed)) return false;
  }
  return true;
}

/**
 * Takes the whole window to a harmless page, so that Back does not lead here again.
 * @param {string} to
 */
export function leave(to) {
  try {
    (window.top ?? window).location.replace(to);
  } catch {
    // Only the page around a frame may refuse; it was told as well, and leaves by itself.
  }
}

/**
 * Calls when Shift was pressed three times within five seconds, each time alone: a capital letter does not count.
 * @param {() => void} act
 * @param {AbortSignal} until
 */
export function onThreeShifts(act, until) {
  /** @type {number[]} */
  let pressed = [];
  let alone = false;
  const options = { capture: true, signal: until };
  addEventListener(
    "keydown",
    ({ key }) => {
      alone = key === "Shift";
      if (!alone) pressed = [];
    },
    options,
  );
  addEventListener(
    "keyup",
    ({ key, timeStamp }) => {
      if (key !== "Shift" || !alone) return;
      pressed = [...pressed.filter((at) => timeStamp - at < WITHIN_MS), timeStamp];
      if (pressed.length >= SHIFTS) act();
    },
    options,
  );
}
