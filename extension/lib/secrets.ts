// What a person proves who they are with at a destination. It lies in a database of its own, which no page of the web and no
// content script can open, and is in no record, so in no backup, export or log. Under a passphrase it is encrypted, and the
// key lives in the session alone. It is bound to the address it was entered for: a destination that a restored file sends
// elsewhere gets nothing.

import type { ConnectionId, Grant } from "../../pkg/pinfold.js";

const DATABASE = "pinfold-secrets";
const SECRETS = "secrets";
const LOCK = "lock";
/** Where the key of the session stands; other extension contexts may read it, content scripts may not. */
const KEY = "secrets_key";
/** OWASP's figure for PBKDF2 with SHA-256. */
const ITERATIONS = 600_000;

/** What a person entered to prove who they are, as the destination asks for it: never shown again. */
export type Secret = string;

/** What a person proves who they are with: what they entered, or what they were granted when they signed in. */
export type Proof = { secret: Secret } | { grant: Grant };

/** Why there is no secret for now. */
export type Absent = "none" | "locked" | "elsewhere";

interface Sealed {
  iv: Uint8Array;
  bytes: ArrayBuffer;
}

interface Kept {
  /** The address it is for. */
  origin: string;
  /** In clear, or encrypted where there is a passphrase. */
  secret: string | Sealed;
  /** It is no text that a person entered but what they were granted, as JSON. */
  granted?: boolean;
}

interface Lock {
  salt: Uint8Array;
  /** A known word under the key, which tells a wrong passphrase. */
  proof: Sealed;
}

/** What there is, or why there is nothing for now. */
export type Found = Proof | { absent: Absent };

/** One at a time reads what is kept and writes something else: all of it is read before it is written under another passphrase. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request("secrets", work);
}

/** Keeps a secret for a destination at this address. */
export function keepSecret(connection: ConnectionId, address: string, proof: Proof): Promise<"kept" | "locked"> {
  return alone(() => put(connection, address, proof));
}

/** Keeps what was granted in place of what was granted before, unless that was replaced or forgotten meanwhile. */
export function renewGrant(connection: ConnectionId, address: string, before: Grant, grant: Grant): Promise<void> {
  return alone(async () => {
    const found = await secretOf(connection, address);
    if ("grant" in found && found.grant.access === before.access) await put(connection, address, { grant });
  });
}

async function put(connection: ConnectionId, address: string, proof: Proof): Promise<"kept" | "locked"> {
  const key = await sessionKey();
  if (key === "locked") return "locked";
  const granted = "grant" in proof;
  const words = granted ? JSON.stringify(proof.grant) : proof.secret;
  const kept: Kept = { origin: new URL(address).origin, granted, secret: key === "open" ? words : await sealed(key, words) };
  await write((store) => store.put(kept, connection));
  return "kept";
}

/** The secret of a destination, for a request to this address. */
export async function secretOf(connection: ConnectionId, address: string): Promise<Found> {
  const kept = await read<Kept>(connection);
  if (kept === undefined) return { absent: "none" };
  if (kept.origin !== new URL(address).origin) return { absent: "elsewhere" };
  if (typeof kept.secret === "string") return proofOf(kept, kept.secret);
  const key = await sessionKey();
  if (typeof key === "string") return { absent: "locked" };
  return proofOf(kept, await opened(key, kept.secret));
}

function proofOf({ granted }: Kept, words: string): Proof {
  return granted === true ? { grant: JSON.parse(words) as Grant } : { secret: words };
}

/** Forgets the secret of a destination. */
export function forgetSecret(connection: ConnectionId): Promise<void> {
  return alone(() => write((store) => store.delete(connection)));
}

/** Whether there is a passphrase, and whether it was given in this session. */
export async function lockState(): Promise<"open" | "locked" | "unlocked"> {
  const key = await sessionKey();
  return typeof key === "string" ? key : "unlocked";
}

/** The destinations whose secrets are out of reach until the passphrase is given. */
export async function lockedAway(): Promise<ReadonlySet<ConnectionId>> {
  return new Set((await sessionKey()) === "locked" ? await keys() : []);
}

/** Calls `changed` whenever the passphrase was given, changed or taken away, on whatever page; gives what ends that. */
export function watchLock(changed: () => void): () => void {
  const heard = (changes: Record<string, chrome.storage.StorageChange>): void => {
    if (KEY in changes) changed();
  };
  chrome.storage.session.onChanged.addListener(heard);
  return () => chrome.storage.session.onChanged.removeListener(heard);
}

/** Takes the passphrase for this session; `false`: it is another one. */
export async function unlock(passphrase: string): Promise<boolean> {
  const lock = await read<Lock>(LOCK);
  if (lock === undefined) return true;
  const key = await derived(passphrase, lock.salt);
  try {
    await opened(key, lock.proof);
  } catch {
    return false;
  }
  await chrome.storage.session.set({ [KEY]: await exported(key) });
  return true;
}

/** Encrypts all secrets under a new passphrase; an empty one lets them stand in clear. `false`: they are locked. */
export function setPassphrase(passphrase: string): Promise<boolean> {
  return alone(() => relocked(passphrase));
}

async function relocked(passphrase: string): Promise<boolean> {
  const before = await sessionKey();
  if (before === "locked") return false;
  const names = await keys();
  const all = new Map<string, Kept>();
  for (const name of names) {
    const kept = await read<Kept>(name);
    if (kept === undefined) continue;
    const secret = typeof kept.secret === "string" || before === "open" ? kept.secret : await opened(before, kept.secret);
    all.set(name, { ...kept, secret });
  }
  let lock: Lock | undefined;
  let key: CryptoKey | undefined;
  if (passphrase !== "") {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    key = await derived(passphrase, salt);
    lock = { salt, proof: await sealed(key, "pinfold") };
    for (const [name, kept] of all) {
      if (typeof kept.secret === "string") all.set(name, { ...kept, secret: await sealed(key, kept.secret) });
    }
  }
  await write((store) => {
    for (const [name, kept] of all) store.put(kept, name);
    if (lock === undefined) store.delete(LOCK);
    else store.put(lock, LOCK);
  });
  if (key === undefined) await chrome.storage.session.remove(KEY);
  else await chrome.storage.session.set({ [KEY]: await exported(key) });
  return true;
}

/** Forgets all of them, and the passphrase. */
export function forgetSecrets(): Promise<void> {
  return alone(async () => {
    await write((store) => store.clear());
    await chrome.storage.session.remove(KEY);
  });
}

/** The key of this session: `open` where there is no passphrase, `locked` where it was not given yet. */
async function sessionKey(): Promise<CryptoKey | "open" | "locked"> {
  if ((await read<Lock>(LOCK)) === undefined) return "open";
  const { [KEY]: raw } = await chrome.storage.session.get<Record<string, number[]>>(KEY);
  if (raw === undefined) return "locked";
  return crypto.subtle.importKey("raw", new Uint8Array(raw), "AES-GCM", true, ["encrypt", "decrypt"]);
}

/** The session's store takes JSON alone. */
async function exported(key: CryptoKey): Promise<number[]> {
  return [...new Uint8Array(await crypto.subtle.exportKey("raw", key))];
}

async function derived(passphrase: string, salt: Uint8Array): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: salt as BufferSource, iterations: ITERATIONS };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
}

async function sealed(key: CryptoKey, secret: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(secret);
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text) };
}

async function opened(key: CryptoKey, { iv, bytes }: Sealed): Promise<string> {
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: iv as BufferSource }, key, bytes);
  return new TextDecoder().decode(text);
}

/** The names of all secrets. */
async function keys(): Promise<string[]> {
  const database = await opening();
  try {
    const all = await result(database.transaction(SECRETS).objectStore(SECRETS).getAllKeys());
    return all.map(String).filter((name) => name !== LOCK);
  } finally {
    database.close();
  }
}

async function read<T>(name: string): Promise<T | undefined> {
  const database = await opening();
  try {
    return (await result(database.transaction(SECRETS).objectStore(SECRETS).get(name))) as T | undefined;
  } finally {
    database.close();
  }
}

async function write(act: (store: IDBObjectStore) => void): Promise<void> {
  const database = await opening();
  try {
    const transaction = database.transaction(SECRETS, "readwrite", { durability: "strict" });
    act(transaction.objectStore(SECRETS));
    await new Promise<void>((done, fail) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => fail(transaction.error ?? new Error(DATABASE));
    });
  } finally {
    database.close();
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(DATABASE));
  });
}

function opening(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(SECRETS);
  return result(request);
}
