// Carries out an errand: the core says which call is next, and reads what came back. Here it is only sent: without the
// person's cookies, to the destination alone, never on to where it redirects, and with an end.

import type { Answer, Call, CourierRequest, CourierResponse, DeliveryState, Errand, Step } from "../../pkg/pinfold.js";
import type { Secret } from "./secrets.js";

/** Most of an answer that is read, in bytes; the core's own limit. */
const MAX_ANSWER = 1 << 20;
/** The headers of an answer that count. */
const HEADERS = ["content-type", "location", "odata-entityid", "retry-after", "x-idempotency-lookup"];

/** Asks the core. */
export type Core = (question: CourierRequest) => Promise<CourierResponse>;

/** How an errand ended. */
export interface End {
  step: Step;
  /** The delivery's state; a test has none. */
  state?: DeliveryState;
}

/** Carries out an errand with its files in the order of the note's attachments. */
export async function carry(core: Core, errand: Errand, secret: Secret, files: readonly Blob[]): Promise<End> {
  let answer = await core({ begin: { errand, secret } });
  for (;;) {
    if (!("step" in answer)) throw new Error(JSON.stringify(answer));
    const { step, state } = answer.step;
    if (typeof step === "string" || !("call" in step)) return { step, ...(state ? { state } : {}) };
    const { call, progress } = step.call;
    const came = await performed(call, files);
    const reply = { to: call.number, ...(came === undefined ? {} : { answer: came }) };
    answer = await core({ go: { errand, secret, progress, reply } });
  }
}

/** Makes a call; nothing where no answer came, or not all of it. */
export async function performed(call: Call, files: readonly Blob[]): Promise<Answer | undefined> {
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: call.headers.map(({ name, value }): [string, string] => [name, value]),
      ...(call.body.length > 0 ? { body: await body(call, files) } : {}),
      credentials: "omit",
      redirect: "manual",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: AbortSignal.timeout(call.timeout_ms),
    });
    // A browser tells no more of a redirect than that it is one.
    if (response.type === "opaqueredirect") return { status: 302 };
    const headers = HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [{ name, value }];
    });
    return { status: response.status, headers, ...(await text(response)) };
  } catch {
    return undefined;
  }
}

async function body(call: Call, files: readonly Blob[]): Promise<Blob> {
  const parts = call.body.map(async (piece): Promise<BlobPart> => {
    if ("text" in piece) return piece.text;
    const file = files["bytes" in piece ? piece.bytes : "base64" in piece ? piece.base64 : piece.block.place];
    if (file === undefined) throw new Error("there is no such file");
    if ("bytes" in piece) return file;
    if ("base64" in piece) return base64(file);
    const { from, length } = piece.block;
    return base64(file.slice(from, from + length));
  });
  return new Blob(await Promise.all(parts));
}

async function base64(file: Blob): Promise<string> {
  const reader = new FileReader();
  const read = new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
  });
  reader.readAsDataURL(file);
  const url = await read;
  return url.slice(url.indexOf(",") + 1);
}

/** The text of an answer as far as it is read, and whether there is more; throws where the line breaks before its end. */
async function text(response: Response): Promise<{ body: string; cut: boolean }> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let read = "";
  let length = 0;
  for (;;) {
    const step = await reader?.read();
    if (step === undefined || step.done) return { body: read + decoder.decode(), cut: false };
    length += step.value.byteLength;
    if (length > MAX_ANSWER) {
      await reader?.cancel();
      return { body: read, cut: true };
    }
    read += decoder.decode(step.value, { stream: true });
  }
}
