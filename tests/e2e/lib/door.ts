// The public name of a destination on loopback: calls pass as through a company's proxy, and something can happen at a chosen
// one. It never changes what passes, unless a test lies on purpose.
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { Desk } from "./desks";
import type { Handler, Network } from "./network";
import { until } from "./wait";

/** Before the destination hears of a call, while it is at work on it, or once its answer has left. */
export type When = "before" | "during" | "after";

/** What happens at a call. */
export interface Moment {
  /** Which call from now on, from 1; or the first one with such a method and path. */
  readonly call: number | RegExp;
  readonly when: When;
  act(): Promise<void>;
}

interface Whole {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Headers of one connection, not of what passes. */
const OWN = ["connection", "keep-alive", "transfer-encoding"];

export class Door {
  /** Calls since it was last counted from: method and path of each. */
  readonly calls: string[] = [];
  /** An answer that is given instead of the destination's. */
  lie: ((request: IncomingMessage, url: URL) => string | undefined) | undefined;
  #moment: Moment | undefined;
  #inside = 0;

  constructor(
    network: Network,
    host: string,
    readonly desk: Desk,
  ) {
    network.serve(host, this.#pass);
  }

  /** Counts anew, and has something happen at one of the next calls. */
  await(moment: Moment | undefined): void {
    this.calls.length = 0;
    this.#moment = moment;
  }

  /** Until the destination is at work on nothing. */
  async idle(): Promise<void> {
    await until("the destination to be done", () => this.#inside === 0, 60_000);
  }

  readonly #pass: Handler = async (request, response, url) => {
    const body = await read(request);
    const moment = this.#its(`${request.method ?? ""} ${url.pathname}`);
    if (moment?.when === "before") {
      await moment.act();
      return void response.destroy();
    }
    const lie = this.lie?.(request, url);
    if (lie !== undefined) return void response.writeHead(200, { "content-type": "application/json" }).end(lie);
    this.#inside += 1;
    const passed = this.#passed(request, body).finally(() => (this.#inside -= 1));
    // Whoever is away answers nothing, and that is no mistake of whoever asked.
    const answering = passed.catch(() => undefined);
    if (moment?.when === "during") await moment.act();
    answer(response, await answering);
    if (moment?.when === "after") await moment.act();
  };

  /** What happens at this call. */
  #its(name: string): Moment | undefined {
    const number = this.calls.push(name);
    const moment = this.#moment;
    const meant = moment !== undefined && (typeof moment.call === "number" ? moment.call === number : moment.call.test(name));
    if (meant) this.#moment = undefined;
    return meant ? moment : undefined;
  }

  #passed(request: IncomingMessage, body: Buffer): Promise<Whole> {
    const { host, port } = new URL(this.desk.origin);
    const headers = { ...request.headers, host, "x-forwarded-proto": "https" };
    return new Promise((done, fail) => {
      const onward = http.request({ host: "127.0.0.1", port, method: request.method, path: request.url, headers }, (answered) => {
        read(answered).then((whole) => done({ status: answered.statusCode ?? 502, headers: answered.headers, body: whole }), fail);
      });
      onward.on("error", fail);
      onward.end(body);
    });
  }
}

function answer(response: ServerResponse, whole: Whole | undefined): void {
  if (whole === undefined) return void response.destroy();
  const headers = Object.fromEntries(Object.entries(whole.headers).filter(([name]) => !OWN.includes(name)));
  response.writeHead(whole.status, headers).end(whole.body);
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
