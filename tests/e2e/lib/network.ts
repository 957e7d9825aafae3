// The network that a tested browser sees: one TLS proxy on loopback behind which every host lives, ours
// and saved ones alike. It never passes a request on to another address than loopback, so the shipped
// package is tested with its https and its hosts, and nothing leaves the machine.
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Socket } from "node:net";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { generate } from "selfsigned";
import { pause } from "./wait";

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

/** One request that a browser made. */
export interface Seen {
  readonly host: string;
  readonly path: string;
  readonly cookie: string | undefined;
  readonly referrer: string | undefined;
}

/** The first byte of a TLS handshake: a browser that resolves every name to us speaks TLS at once,
 * one that knows us as a proxy says CONNECT first. */
const TLS_HANDSHAKE = 0x16;

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/** How much of a long page is sent at once, and how long it takes to the next part. */
const PART = 65_536;
const PART_MS = 15;

export class Network {
  readonly requests: Seen[] = [];
  #hosts = new Map<string, Handler>();
  #sockets = new Set<Socket>();
  #door: net.Server;
  #tls: https.Server;
  #plain: http.Server;

  private constructor(key: string, cert: string) {
    this.#tls = https.createServer({ key, cert }, (request, response) => void this.#answer(request, response));
    this.#plain = http.createServer((request, response) => {
      // Nobody is served in clear: a saved page's http address becomes https.
      response.writeHead(301, { location: `https://${request.headers.host ?? ""}${request.url ?? "/"}` }).end();
    });
    this.#plain.on("connect", (_request: IncomingMessage, socket: Socket) => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      this.#tls.emit("connection", socket);
    });
    this.#door = net.createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      socket.once("data", (bytes: Buffer) => {
        socket.pause();
        socket.unshift(bytes);
        (bytes[0] === TLS_HANDSHAKE ? this.#tls : this.#plain).emit("connection", socket);
        process.nextTick(() => socket.resume());
      });
    });
  }

  static async start(): Promise<Network> {
    const pem = await generate([{ name: "commonName", value: "pinfold test network" }], { keyType: "ec", algorithm: "sha256" });
    const network = new Network(pem.private, pem.cert);
    await new Promise<void>((done) => network.#door.listen(0, "127.0.0.1", done));
    return network;
  }

  get port(): number {
    return (this.#door.address() as AddressInfo).port;
  }

  /** Puts a handler behind a host name. */
  serve(host: string, handler: Handler): void {
    this.#hosts.set(host, handler);
  }

  /** Requests to a host, or to any of ours: browsers also call home, which reaches nobody. */
  to(host?: string): Seen[] {
    return this.requests.filter((seen) => (host === undefined ? this.#hosts.has(seen.host) : seen.host === host));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#door.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    const url = new URL(request.url ?? "/", `https://${host || "nobody.invalid"}`);
    const handler = this.#hosts.get(host);
    this.requests.push({ host, path: url.pathname + url.search, cookie: request.headers.cookie, referrer: request.headers.referer });
    try {
      if (handler === undefined) response.writeHead(404, { "content-type": "text/plain" }).end("no such host here\n");
      else await handler(request, response, url);
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error));
    }
  }
}

/** Files of a folder; `index.html` for a folder of its own and for paths that a script answers. */
export function folder(root: string, headers: Readonly<Record<string, string>> = {}): Handler {
  return async (_request, response, url) => {
    const wanted = path.join(root, path.normalize(decodeURIComponent(url.pathname)));
    const asked = path.extname(wanted) === "" ? path.join(wanted, "index.html") : wanted;
    const type = TYPES[path.extname(asked)] ?? "application/octet-stream";
    const body = await readFile(asked).catch(() => (type.startsWith("text/html") ? readFile(path.join(root, "index.html")) : undefined));
    if (body === undefined) response.writeHead(404, { "content-type": "text/plain" }).end("not here\n");
    else response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers }).end(body);
  };
}

/** A page of our own making, by path. */
export function pages(pages: Readonly<Record<string, string | Buffer>>, headers: Readonly<Record<string, string>> = {}): Handler {
  return (_request, response, url) => {
    const body = pages[url.pathname];
    if (body === undefined) response.writeHead(404, { "content-type": "text/plain" }).end("not here\n");
    else response.writeHead(200, { "content-type": TYPES[path.extname(url.pathname)] ?? "text/html; charset=utf-8", ...headers }).end(body);
  };
}

/** One long page, part by part as from afar: of a megabyte that comes at once Firefox often reads no more than the half (of
 * YouTube's saved page in 15 of 16 loads; in parts in none of 12). */
export function inParts(path: string, html: string, headers: Readonly<Record<string, string>>): Handler {
  return async (_request, response, url) => {
    if (url.pathname !== path) return void response.writeHead(404, { "content-type": "text/plain" }).end("not here\n");
    response.writeHead(200, headers);
    const bytes = Buffer.from(html);
    for (let at = 0; at < bytes.length; at += PART) {
      if (at > 0) await pause(PART_MS);
      response.write(bytes.subarray(at, at + PART));
    }
    response.end();
  };
}

/** Passes everything on to a server on loopback, under the name the browser used. */
export function upstream(port: number): Handler {
  return (request, response) =>
    new Promise((done, fail) => {
      const headers = { ...request.headers, "x-forwarded-proto": "https" };
      const onward = http.request({ host: "127.0.0.1", port, method: request.method, path: request.url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response).on("finish", done);
      });
      onward.on("error", fail);
      request.pipe(onward);
    });
}
