// When things are seen, as the page's own frames tell: from a press to what it shows or hands over, and what one frame costs after
// another. Every function here runs in the page, so it uses nothing outside itself.

/** The next press, until the first of what it opens is painted; in milliseconds. */
export function shownAfterPress(css: string, least: number): Promise<number> {
  return new Promise((done) => {
    let pressed = Number.POSITIVE_INFINITY;
    addEventListener("click", (event) => (pressed = event.timeStamp), { capture: true, once: true });
    const look = (): void => {
      const there = pressed < performance.now() && document.querySelectorAll(css).length >= least;
      // What stands in the page before this frame is on the screen by the next.
      requestAnimationFrame(there ? () => done(performance.now() - pressed) : look);
    };
    look();
  });
}

/** A file that was made: after how many milliseconds, and how long it is. */
export type MadeFile = readonly [number, number];

/** From now on looks for the file that a press makes, which `fileMade` tells of. Pictures of the page are given addresses in the
 * same way. */
export function awaitFile(): void {
  const page = globalThis as { fileMade?: [number, number] };
  delete page.fileMade;
  let pressed = 0;
  addEventListener("click", (event) => (pressed = event.timeStamp), { capture: true, once: true });
  const address = URL.createObjectURL;
  URL.createObjectURL = (made: Blob): string => {
    if (pressed > 0 && !made.type.startsWith("image/")) {
      page.fileMade = [performance.now() - pressed, made.size];
      URL.createObjectURL = address;
    }
    return address.call(URL, made);
  };
}

/** The file, once it is whole. */
export function fileMade(): MadeFile | null {
  return (globalThis as { fileMade?: [number, number] }).fileMade ?? null;
}

/** Scrolls as a hand on a wheel does, and gives the milliseconds between frames. */
export function scroll(frames: number): Promise<number[]> {
  const scroller = document.querySelector("[data-scroller]") as Element;
  scroller.scrollTop = 0;
  return new Promise((done) => {
    const gaps: number[] = [];
    let last = 0;
    const step = (now: number): void => {
      if (last > 0) gaps.push(now - last);
      last = now;
      scroller.scrollTop += 160;
      if (gaps.length < frames) requestAnimationFrame(step);
      else done(gaps);
    };
    requestAnimationFrame(step);
  });
}
