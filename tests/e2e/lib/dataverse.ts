// As much of Dataverse's web interface as a note takes, of our making, after the vendor's documentation: records under names that
// the client chooses, and files above 4 MB in blocks. It proves our side of the exchange, and nothing about the vendor.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "./network";

/** Less than this goes in one piece. */
const PIECE = 4 << 20;
/** Longest name of a block, in bytes. */
const BLOCK_NAME = 64;
const RECORD = /^(contacts|annotations)\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)$/u;

type Said = Readonly<Record<string, unknown>>;

interface Upload {
  readonly of: string;
  readonly blocks: Map<string, Buffer>;
}

export class Dataverse {
  /** What it was asked that it does not take, in its own words. */
  readonly refused: string[] = [];
  readonly people = new Map<string, Said>();
  readonly notes = new Map<string, Said>();
  /** The files by their record: nothing until the last block was put to the others. */
  readonly files = new Map<string, { readonly name: string; bytes: Buffer | undefined }>();
  /** The lengths of the blocks that came, in the order in which they did. */
  readonly blocks: number[] = [];
  #uploads = new Map<string, Upload>();

  constructor(readonly token: string) {}

  readonly handler: Handler = async (request, response, url) => {
    const name = decodeURIComponent(url.pathname.replace(/^\/api\/data\/v9\.2\//u, ""));
    const body = await json(request);
    if (request.headers.authorization !== `Bearer ${this.token}`) return answer(response, 401, { error: { message: "who are you?" } });
    if (name === "WhoAmI") return answer(response, 200, { UserId: "1" });
    if (request.method === "POST") return this.#act(response, name, body);
    const [, set, id = ""] = RECORD.exec(name) ?? [];
    if (set === undefined) return name === "annotations" || name === "contacts" ? answer(response, 200, { value: [] }) : this.#refuse(response, 404, name);
    if (request.method === "PATCH") return this.#make(response, { set, id, body, onlyNew: request.headers["if-none-match"] === "*" });
    const file = this.files.get(id);
    const record = set === "contacts" ? this.people.get(id) : (this.notes.get(id) ?? (file && { filename: file.name, filesize: file.bytes?.length ?? null }));
    if (record === undefined) answer(response, 404, { error: { message: "Does Not Exist" } });
    else answer(response, 200, set === "contacts" ? { contactid: id } : { annotationid: id, ...record });
  };

  #make(response: ServerResponse, { set, id, body, onlyNew }: { set: string; id: string; body: Said; onlyNew: boolean }): void {
    if (!onlyNew) return this.#refuse(response, 400, "a record might be overwritten");
    if (this.people.has(id) || this.notes.has(id) || this.files.has(id)) return answer(response, 412, { error: { message: "A record with matching key values already exists." } });
    if (set === "contacts") this.people.set(id, body);
    else {
      const [, , who = ""] = RECORD.exec(text(body, "objectid_contact@odata.bind").slice(1)) ?? [];
      if (!this.people.has(who)) return this.#refuse(response, 400, "objectid_contact");
      const document = body["documentbody"] === undefined ? undefined : Buffer.from(text(body, "documentbody"), "base64");
      if (document !== undefined && document.length >= PIECE) return this.#refuse(response, 413, "documentbody");
      if (body["filename"] === undefined) this.notes.set(id, { notetext: text(body, "notetext"), _objectid_value: who });
      else this.files.set(id, { name: text(body, "filename"), bytes: document });
    }
    response.writeHead(204).end();
  }

  #act(response: ServerResponse, act: string, body: Said): void {
    const target = (body["Target"] ?? {}) as Said;
    const upload = this.#uploads.get(text(body, "FileContinuationToken"));
    const file = this.files.get(upload?.of ?? text(target, "annotationid"));
    if (file === undefined) return this.#refuse(response, 404, "annotation With Id Does Not Exist");
    if (act !== "UploadBlock") {
      const named = ["filename", "mimetype"].every((name) => text(target, name) !== "");
      if (target["@odata.type"] !== "Microsoft.Dynamics.CRM.annotation" || !named) return this.#refuse(response, 400, "Target");
    }
    if (act === "InitializeAnnotationBlocksUpload") {
      const token = `token-${this.#uploads.size}`;
      this.#uploads.set(token, { of: text(target, "annotationid"), blocks: new Map() });
      return answer(response, 200, { FileContinuationToken: token });
    }
    if (upload === undefined) return this.#refuse(response, 400, "FileContinuationToken");
    const { blocks } = upload;
    if (act === "UploadBlock") {
      const [name, block] = [text(body, "BlockId"), Buffer.from(text(body, "BlockData"), "base64")];
      const alike = [...blocks.keys()].every((own) => own.length === name.length);
      if (block.length === 0 || block.length >= PIECE || Buffer.from(name, "base64").length > BLOCK_NAME || !alike) return this.#refuse(response, 400, "BlockId or BlockData");
      blocks.set(name, block);
      this.blocks.push(block.length);
      return void response.writeHead(204).end();
    }
    const parts = (body["BlockList"] as string[]).map((name) => blocks.get(name));
    const all = parts.filter((part) => part !== undefined);
    if (act !== "CommitAnnotationBlocksUpload" || all.length !== parts.length || all.length !== blocks.size) return this.#refuse(response, 400, act);
    file.bytes = Buffer.concat(all);
    answer(response, 200, { AnnotationId: upload.of, FileSizeInBytes: file.bytes.length });
  }

  #refuse(response: ServerResponse, status: number, why: string): void {
    this.refused.push(why);
    answer(response, status, { error: { message: why } });
  }
}

const text = (said: Said, name: string): string => (typeof said[name] === "string" ? said[name] : "");

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

async function json(request: IncomingMessage): Promise<Said> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString("utf8");
  return body === "" ? {} : (JSON.parse(body) as Said);
}
