// A real browser with the packed extension in it, the same for both kinds. It never uses a person's
// profile, and ends only the process it started.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Browser as Puppet } from "puppeteer-core";
import { Network } from "./network";
import { TARGET } from "./places";
import { scratch } from "./scratch";
import { onPage, Screen } from "./screen";
import { until } from "./wait";

export type Kind = "chromium" | "firefox";
export const KINDS: readonly Kind[] = ["chromium", "firefox"];

export interface Browser {
  readonly kind: Kind;
  readonly network: Network;
  /** `chrome-extension://…` or `moz-extension://…` */
  readonly origin: string;
  /** Errors of the extension's own pages: exceptions and what they logged as errors. */
  readonly errors: string[];
  tab(url: string): Promise<Screen>;
  /** One of the extension's pages in a tab of its own: `library/index.html?x=y#z`. */
  own(page: string): Promise<Screen>;
  /** A tab that a page of ours has opened, once its address is this. */
  opened(url: string): Promise<Screen>;
  /** Closes the dialog that prints, once it is there: in Firefox the page stands still behind it; headless Chromium has none. */
  endPrinting(): Promise<void>;
  /** A tab as the browser's own PDF of it. */
  pdf(screen: Screen): Promise<Uint8Array>;
  /** Whether one of the extension's pages stands in a tab. */
  hasTab(page: string): Promise<boolean>;
  /** What the toolbar button opens over a tab, with the rights that clicking it gives. */
  popup(over: Screen): Promise<Screen>;
  /** The side panel (Firefox: sidebar), once something opened it. */
  panel(): Promise<Screen>;
  /** Closes it, if it is open: the next one opens anew, and closes the popup that opens it. */
  closePanel(): Promise<void>;
  /** Where files that a page saves arrive. */
  readonly downloads: string;
  /** Makes the browser answer yes, without asking, when the extension wants these origins. */
  willGrant(origins: readonly string[]): Promise<void>;
  /** Has the browser ask the person from now on, until that was answered. */
  willAsk(): Promise<void>;
  /** Says yes to what the browser asks over a popup of ours, once that popup is gone. */
  answerYes(popup: Screen, origin: string): Promise<void>;
  /** Ends the service worker or event page at once, whatever it is doing. */
  killBackground(): Promise<void>;
  theme(screen: Screen, theme: "light" | "dark"): Promise<void>;
  /** Our closed shadow root on somebody's page. */
  overlay(screen: Screen): Screen;
  close(): Promise<void>;
}

export interface Wanted {
  readonly network: Network;
  /** A window that a person can see. */
  readonly headed?: boolean;
  /** The language the browser speaks; absent: English. */
  readonly language?: "de";
}

const PROGRAMS: Readonly<Record<Kind, readonly string[]>> = {
  chromium: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
  firefox: ["firefox-esr", "firefox"],
};

export function program(kind: Kind): string {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  for (const name of PROGRAMS[kind]) {
    const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
    if (found !== undefined) return found;
  }
  throw new Error(`${kind} is not installed; \`cargo xtask setup\` does that`);
}

/** The page of a browser with this address, whoever opened it. */
export async function openedIn(puppet: Puppet, url: string): Promise<Screen> {
  const page = await until(`a tab with ${url}`, async () => (await puppet.pages()).find((one) => one.url() === url));
  return new Screen(onPage(page), page);
}

/** The package for the store, where `cargo xtask package` leaves it. */
export function packed(kind: Kind): string {
  const file = path.join(TARGET, "package", kind === "chromium" ? "pinfold-chrome.zip" : "pinfold-firefox.zip");
  if (!existsSync(file)) throw new Error(`${file} is missing; \`cargo xtask package\` makes it`);
  return file;
}

/** Unpacks a zip for Chromium, which takes a folder only. Python is there: the real software needs it. */
export function unpack(zip: string): string {
  const folder = scratch("unpacked");
  const done = spawnSync("python3", ["-m", "zipfile", "-e", zip, folder], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`cannot unpack ${zip}: ${done.stderr}`);
  return folder;
}
