// A module of the core in this process: loaded once, and made anew after a trap. Only the background and the
// library's worker load one.

/** What wasm-bindgen makes of a module. */
export interface Glue<Question, Answer> {
  default(from: { module_or_path: string }): Promise<unknown>;
  handle(now: number, request: Question, picture?: Uint8Array | null): Promise<Answer>;
  __wbg_reset_state(): void;
}

/** Answers a question; `picture` goes with questions that store one. */
export type Engine<Question, Answer> = (request: Question, picture?: Uint8Array) => Promise<Answer>;

/** The module at `url`, which is loaded with the first question. `first` gives what it must be told before any other. */
export function engine<Question, Answer extends object>(glue: Glue<Question, Answer>, url: string, first?: () => Promise<Question>): Engine<Question, Answer> {
  let loading: Promise<unknown> | undefined;
  let told: Promise<unknown> | undefined;
  const waiting = new Set<(reason: unknown) => void>();

  // A trap leaves the instance in no known state, and whoever waits for it would wait for ever.
  const trapped = (reason: unknown): void => {
    if (!(reason instanceof WebAssembly.RuntimeError)) return;
    for (const reject of waiting) reject(reason);
    waiting.clear();
    glue.__wbg_reset_state();
    // The new instance has been told nothing.
    told = undefined;
  };
  self.addEventListener("error", (event) => trapped((event as ErrorEvent).error));
  self.addEventListener("unhandledrejection", (event) => trapped((event as PromiseRejectionEvent).reason));

  const ask: Engine<Question, Answer> = (request, picture) =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      const done = (): void => void waiting.delete(reject);
      try {
        glue.handle(Date.now(), request, picture).then(resolve, reject).finally(done);
      } catch (error) {
        // Before it could become a promise.
        trapped(error);
        reject(error);
      }
    });

  const tell = async (question: () => Promise<Question>): Promise<void> => {
    const answer = await ask(await question());
    if ("failed" in answer) throw new Error(`the core did not take what it needs: ${JSON.stringify(answer.failed)}`);
  };

  return async (request, picture) => {
    loading ??= glue.default({ module_or_path: url });
    try {
      await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
    if (first !== undefined) {
      told ??= tell(first);
      try {
        await told;
      } catch (error) {
        told = undefined;
        throw error;
      }
    }
    return ask(request, picture);
  };
}
