// What is wider than the window shows it. It only measures.
import type { Screen } from "./screen";

/** Each visible element of a page of ours that the window's edge cuts, in a few words. What scrolls by itself, and what is
 * for screen readers alone, may; a drawer that is closed lies outside as a whole. */
export const sticksOut = (screen: Screen): Promise<string[]> =>
  screen.run(() => {
    const wide = document.documentElement.clientWidth;
    const clips = (one: Element): boolean => {
      for (let up = one.parentElement; up !== null && up !== document.body; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return true;
      return false;
    };
    return Array.from(document.querySelectorAll("body *"), (one) => [one, one.getBoundingClientRect()] as const)
      .filter(([one, box]) => box.width > 1 && box.height > 1 && box.right > 1 && box.left < wide - 1 && (box.left < -1 || box.right > wide + 1) && !clips(one))
      .map(([one, box]) => `${one.localName}.${one.className}: ${Math.round(box.left)} to ${Math.round(box.right)} of ${wide}`);
  });
