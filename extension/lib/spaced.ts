// Work that answers changes which come in a burst: it runs at once, and then no more often than every so often, and always
// once more after the last change.

/** A function that has `work` done soon; never twice at once, and `pause` milliseconds lie between an end and a beginning. */
export function spaced(work: () => Promise<void>, pause: number): () => void {
  let state: "idle" | "busy" | "again" = "idle";
  const run = (): void => {
    state = "busy";
    void work().finally(() => setTimeout(rested, pause));
  };
  const rested = (): void => {
    if (state === "again") run();
    else state = "idle";
  };
  return () => {
    if (state === "idle") run();
    else state = "again";
  };
}
