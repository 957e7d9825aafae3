// What puppeteer keeps from us of Firefox: its own protocol, and scripts with the browser's own rights, in its window. Those need
// `--remote-allow-system-access`.
import type { Browser as Puppet } from "puppeteer-core";

export interface Bidi {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

export const bidiOf = (puppet: Puppet): Bidi => (puppet as unknown as { connection: Bidi }).connection;

/** Runs the body of an async function, and gives what it gives as JSON would carry it. */
export type Privileged = (body: string) => Promise<unknown>;

export async function privileged(puppet: Puppet): Promise<Privileged> {
  const bidi = bidiOf(puppet);
  const tree = (await bidi.send("browsingContext.getTree", { "moz:scope": "chrome" })).result as { contexts: { context: string }[] };
  const window = tree.contexts[0]?.context;
  if (window === undefined) throw new Error("Firefox has no window");
  return async (body) => {
    const expression = `(async () => { ${body} })().then((value) => JSON.stringify(value ?? null))`;
    const answer = (await bidi.send("script.evaluate", {
      expression,
      target: { context: window },
      awaitPromise: true,
    })) as { result: { type: string; result?: { value: string }; exceptionDetails?: { text: string } } };
    if (answer.result.type !== "success") throw new Error(answer.result.exceptionDetails?.text ?? "a privileged script failed");
    return JSON.parse(answer.result.result?.value ?? "null");
  };
}
