// Waiting for something to become so, always with an end. It never waits for a fixed time in the
// hope that something has happened meanwhile.

/** What most things a person waits for may take, two browsers sharing two cores. */
export const PATIENCE_MS = 10_000;
const STEP_MS = 25;
/** Long for a look, on a machine that does much else. */
const LOOK_MS = 3_000;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Asks again and again until the answer is neither false nor missing; then gives it. What a browser is asked while a view
 * changes its process is never answered, so each look is a short one. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  limitMs = PATIENCE_MS,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await within("a look", LOOK_MS, Promise.resolve(ask()));
      if (answer !== false && answer !== null && answer !== undefined) {
        return answer as NonNullable<Exclude<T, false>>;
      }
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const reason = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`waited ${limitMs} ms in vain for ${what} (last: ${reason})`);
    }
    await pause(STEP_MS);
  }
}

/** The promise's value, or an error that says what took too long. */
export async function within<T>(what: string, limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
