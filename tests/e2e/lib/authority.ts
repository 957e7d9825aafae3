// A system where people sign in, of our making: an authorization server (RFC 6749, 7636) that takes nobody's word, and beside it
// as much of Salesforce's interface as a note takes. It proves our side of the exchange, and nothing about the vendor.
import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "./network";

/** How long a code holds: the standard asks for ten minutes at most. */
const CODE_MS = 60_000;

/** What the server does with whoever comes. */
export type Manner = "asks" | "grants" | "denies" | "mistakes";

interface Code {
  readonly challenge: string;
  readonly redirect: string;
  readonly until: number;
  used: boolean;
}

export class Authority {
  /** What it was asked that the standard forbids, in its own words. */
  readonly refused: string[] = [];
  /** The addresses that people were sent to. */
  readonly asked: string[] = [];
  /** Every token it ever gave. */
  readonly given: string[] = [];
  /** What arrived, by the pin's marker. */
  readonly notes = new Map<string, string>();
  /** The tokens that notes arrived with. */
  readonly used: string[] = [];
  manner: Manner = "asks";
  /** Whether it renews what it granted. */
  renews = true;
  /** What answers about tokens wait for. */
  held: Promise<void> | undefined;
  renewals = 0;
  /** How often it did not. */
  unrenewed = 0;
  #codes = new Map<string, Code>();
  #access = new Set<string>();
  #refresh = new Set<string>();
  readonly #people = new Map<string, string>();

  constructor(
    readonly client: string,
    /** The addresses that were registered for the client. */
    readonly redirects: readonly string[],
    /** Where it answers, below its address. */
    readonly below = "/services/oauth2",
  ) {}

  /** Ends every token that it gave, but not what they are renewed with. */
  expire(): void {
    this.#access.clear();
  }

  readonly handler: Handler = async (request, response, url) => {
    const place = url.pathname.startsWith(`${this.below}/`) ? url.pathname.slice(this.below.length + 1) : "";
    if (place === "authorize") return this.#authorize(response, url);
    if (place === "grant") return this.#back(response, url.searchParams, "grants");
    if (place === "deny") return this.#back(response, url.searchParams, "denies");
    const body = await text(request);
    if (place === "token") {
      await this.held;
      return this.#token(request, response, body);
    }
    const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (!this.#access.has(token)) return json(response, 401, [{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }]);
    return this.#data(response, url, body, token);
  };

  #authorize(response: ServerResponse, url: URL): void {
    const said = url.searchParams;
    this.asked.push(url.href);
    const wrong = [
      said.get("response_type") === "code" ? "" : "response_type",
      said.get("client_id") === this.client ? "" : "client_id",
      this.redirects.includes(said.get("redirect_uri") ?? "") ? "" : "redirect_uri",
      (said.get("state") ?? "").length >= 32 ? "" : "state",
      said.get("code_challenge_method") === "S256" ? "" : "code_challenge_method",
      /^[\w-]{43}$/u.test(said.get("code_challenge") ?? "") ? "" : "code_challenge",
    ].filter((one) => one !== "");
    if (wrong.length > 0) {
      this.refused.push(...wrong);
      response.writeHead(400, { "content-type": "text/html" }).end(`<!doctype html><p>Wrong: ${wrong.join()}`);
    } else if (this.manner === "asks") {
      const query = said.toString().replaceAll("&", "&amp;");
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end(`<!doctype html><html lang="en"><title>Sign in</title><h1>Allow Pinfold?</h1><p><a id="allow" href="grant?${query}">Allow</a> <a id="deny" href="deny?${query}">Deny</a>`);
    } else this.#back(response, said, this.manner);
  }

  #back(response: ServerResponse, said: URLSearchParams, manner: Manner): void {
    const redirect = said.get("redirect_uri") ?? "";
    const back = new URL(redirect);
    back.searchParams.set("state", manner === "mistakes" ? "0".repeat(64) : (said.get("state") ?? ""));
    if (manner === "denies") back.searchParams.set("error", "access_denied");
    else {
      const code = randomBytes(24).toString("base64url");
      this.#codes.set(code, { challenge: said.get("code_challenge") ?? "", redirect, until: Date.now() + CODE_MS, used: false });
      back.searchParams.set("code", code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  #token(request: IncomingMessage, response: ServerResponse, body: string): void {
    const said = new URLSearchParams(body);
    const why = request.method !== "POST" ? "method" : said.get("client_id") !== this.client ? "client_id" : said.has("client_secret") ? "client_secret" : this.#misfit(said);
    if (why !== undefined) {
      if (why !== "") this.refused.push(why);
      return json(response, 400, { error: "invalid_grant", error_description: "expired access/refresh token" });
    }
    if (said.get("grant_type") === "refresh_token") this.renewals += 1;
    const [access, refresh] = [randomBytes(24).toString("base64url"), randomBytes(24).toString("base64url")];
    this.#access.add(access);
    // What it is renewed with is taken once.
    this.#refresh = new Set([refresh]);
    this.given.push(access, refresh);
    json(response, 200, { access_token: access, refresh_token: refresh, token_type: "Bearer", expires_in: 3_600 });
  }

  /** Why no token is given: nothing where one is, empty where that is no fault of who asks. */
  #misfit(said: URLSearchParams): string | undefined {
    if (said.get("grant_type") === "refresh_token") {
      if (!this.renews) {
        this.unrenewed += 1;
        return "";
      }
      return this.#refresh.has(said.get("refresh_token") ?? "") ? undefined : "refresh_token";
    }
    const code = this.#codes.get(said.get("code") ?? "");
    if (said.get("grant_type") !== "authorization_code" || code === undefined) return "code";
    if (code.used || Date.now() > code.until) return "code used twice, or late";
    code.used = true;
    if (said.get("redirect_uri") !== code.redirect) return "redirect_uri";
    const challenge = createHash("sha256").update(said.get("code_verifier") ?? "").digest("base64url");
    return challenge === code.challenge ? undefined : "code_verifier";
  }

  #data(response: ServerResponse, url: URL, body: string, token: string): void {
    const [kind, field, key] = named(url.pathname);
    if (kind === "composite") {
      const { compositeRequest } = JSON.parse(body) as { compositeRequest: Part[] };
      const compositeResponse = compositeRequest.map(({ url: path, referenceId, body: sent }) => ({ referenceId, httpStatusCode: 201, httpHeaders: {}, body: this.#write(path, sent, token) }));
      return json(response, 200, { compositeResponse });
    }
    if (kind === "limits") return json(response, 200, {});
    if (kind === "query") return json(response, 200, { totalSize: 0, done: true, records: [] });
    if (field === "describe") {
      const name = kind === "Contact" ? "SocialKey__c" : "PinKey__c";
      return json(response, 200, { fields: [{ name, externalId: true }] });
    }
    const rows = kind === "Contact" ? this.#people : this.notes;
    const id = key === "" ? (field ?? "") : key;
    if (!rows.has(id)) return json(response, 404, [{ errorCode: "NOT_FOUND", message: "The requested resource does not exist" }]);
    json(response, 200, { Id: id, Description: rows.get(id), WhoId: [...this.#people.keys()][0] });
  }

  /** Makes what a part of a call makes, or writes it again. */
  #write(path: string, sent: Readonly<Record<string, string>>, token: string): object {
    const [kind, , key] = named(path);
    const rows = kind === "Contact" ? this.#people : this.notes;
    const created = !rows.has(key);
    rows.set(key, (kind === "Contact" ? sent["LastName"] : sent["Description"]) ?? "");
    if (kind === "Task") this.used.push(token);
    return { id: key, success: true, errors: [], created };
  }
}

/** A part of a call that makes everything. */
interface Part {
  readonly url: string;
  readonly referenceId: string;
  readonly body: Readonly<Record<string, string>>;
}

/** What an address names: a kind of record, its field, and the value of that. */
function named(path: string): [kind: string | undefined, field: string | undefined, key: string] {
  const [kind, field, ...rest] = path.replace(/^\/services\/data\/v62\.0\/(sobjects\/)?/u, "").split("/").map(decodeURIComponent);
  return [kind, field, rest.join("/")];
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
