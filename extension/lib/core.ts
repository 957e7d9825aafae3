// Asking the background. Only an explicit answer counts: silence, a closed port or anything else is a
// failure, and since every id is made here, asking again doubles nothing.

import type { CareRequest, CareResponse, Code, ComposeAsk, ComposeView, CourierRequest, CourierResponse, Failure, PinId, Response } from "../../pkg/pinfold.js";
import type { Answer, AskMessage, Pinned, PinMessage, ToBackground } from "./messages.js";

/** How long silence lasts before it is a failure. */
const PATIENCE_MS = 3_000;
/** What a change to one more pin may add to that: a bulk change of 10,000 pins takes seconds. */
const PATIENCE_PER_PIN_MS = 2;
/** What a thread may add: all of a page is read, and then each of its posts pinned. */
const THREAD_PATIENCE_MS = 60_000;
/** As many pins as most workspaces have. */
const MANY_PINS = 10_000;
/** The background may die in the middle of anything; a second try finds a new one. */
const TRIES = 2;

/** What the background answers. */
type Question = AskMessage["ask"];

type Named<Answers> = Answers extends infer One ? (One extends object ? keyof One & string : never) : never;

/** The names of answers. */
export type AnswerName = Named<Response>;

/** What an answer of this name holds. */
export type Payload<Name extends AnswerName> = Extract<Response, Record<Name, unknown>> extends infer One
  ? One[Name & keyof One]
  : never;

/** A question that was not answered as hoped; nothing was changed, unless it says `no_answer`. */
export class AskError extends Error {
  constructor(readonly failure: Failure) {
    super([failure.code, ...(failure.details ?? [])].join(" "));
    this.name = "AskError";
  }
}

/** The failure in anything thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AskError) return error.failure;
  return { code: "internal", details: [String(error)] };
}

/** Asks, and gives what the answer of this name holds. Throws an `AskError` for every other answer. */
export async function ask<Name extends AnswerName>(request: Question, name: Name): Promise<Payload<Name>> {
  return payload(await answerTo(request), name);
}

/** Asks, and gives the answer. Throws an `AskError` where there is none, or it failed. */
export function answerTo(request: Question): Promise<Response> {
  return send({ ask: request }, pins(request) * PATIENCE_PER_PIN_MS, ({ response }) => response);
}

/** Pins; what of it is said elsewhere is the background's. In the turn it is called in, the message is on its way. */
export function pinWishes(pin: PinMessage["pin"]): Promise<Pinned> {
  return send({ pin }, (pin.wishes.length - 1) * PATIENCE_MS, ({ pinned }) => pinned);
}

/** Pins the thread of a pin, as far as the tab's page holds it. */
export function pinThread(tab: number, pin: PinId): Promise<Pinned> {
  return send({ thread: { tab, pin } }, THREAD_PATIENCE_MS, ({ pinned }) => pinned);
}

/** What an answer of this name holds. */
export function payload<Name extends AnswerName>(response: Response, name: Name): Payload<Name> {
  if ("failed" in response) throw new AskError(response.failed);
  if (name in response) return (response as Record<Name, Payload<Name>>)[name];
  throw failed("internal", `${name} expected, ${Object.keys(response).join()} answered`);
}

/** The names of answers about customers and what is handed over. */
export type CareName = Exclude<Named<CareResponse>, "failed">;

/** What an answer of this name holds. */
export type Care<Name extends CareName> = Extract<CareResponse, Record<Name, unknown>>[Name];

/** Asks about customers and what is handed over, and gives what the answer of this name holds. */
export async function askCare<Name extends CareName>(request: CareRequest, name: Name): Promise<Care<Name>> {
  return careOf(await ask({ care: request }, "care"), name);
}

/** Asks which call an errand makes next. */
export function courier(request: CourierRequest): Promise<CourierResponse> {
  return ask({ courier: request }, "courier");
}

/** What an answer of this name holds. */
export function careOf<Name extends CareName>(answer: CareResponse, name: Name): Care<Name> {
  if (name in answer) return (answer as unknown as Record<Name, Care<Name>>)[name];
  throw failed("internal", `${name} expected, ${Object.keys(answer).join()} answered`);
}

/** A pin as the note a destination would get. */
export function compose(wish: ComposeAsk): Promise<ComposeView> {
  return askCare({ compose: wish }, "composed");
}

/** Sends a message that wants no answer but that it arrived. */
export async function tell(message: ToBackground): Promise<void> {
  const answer = await chrome.runtime.sendMessage<ToBackground, Answer>(message);
  if (!answer?.ok) throw new AskError(answer?.failure ?? { code: "no_answer" });
}

/** Sends a message until its answer holds what `read` reads; `patience` is added to what every question has. */
async function send<T>(message: ToBackground, patience: number, read: (answer: Answer & { ok: true }) => T | undefined): Promise<T> {
  let last: unknown = failed("no_answer");
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      const answer = await inTime(chrome.runtime.sendMessage<ToBackground, Answer>(message), patience);
      const held = answer?.ok === true ? read(answer) : undefined;
      if (held !== undefined) return held;
      if (answer?.ok === false) throw new AskError(answer.failure);
    } catch (error) {
      if (error instanceof AskError && error.failure.code !== "no_answer") throw error;
      // After an update, what stands in open pages belongs to an extension that is gone.
      if (!chrome.runtime?.id) throw failed("page_outdated");
      last = error;
    }
  }
  throw last instanceof AskError ? last : failed("no_answer", String(last));
}

function inTime<T>(promise: Promise<T>, patience: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failed("no_answer")), PATIENCE_MS + patience);
  });
  return Promise.race([promise, silence]).finally(() => clearTimeout(timer));
}

/** How many pins a question names, at most; a tag, a board or a restore may touch every one. */
function pins(request: Question): number {
  if (typeof request === "string") return 0;
  if ("commit" in request) return MANY_PINS;
  if ("care" in request) return "object" === typeof request.care && "edit" in request.care ? MANY_PINS : 0;
  if (!("edit" in request)) return 0;
  for (const change of Object.values(request.edit.command)) {
    if ("pins" in change) return change.pins.length;
  }
  return MANY_PINS;
}

function failed(code: Code, ...details: string[]): AskError {
  return new AskError({ code, details });
}
