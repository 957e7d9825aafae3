// The main job in the words of somebody who does it: pin, tag, annotate, put on a board, find again, export.
// Every step ends with what a person sees when it is done.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Browser } from "./browser";
import { choose } from "./files";
import type { Target } from "./find";
import { SAMPLE } from "./places";
import type { Screen } from "./screen";
import { until } from "./wait";
import { saved } from "./world";

/** Until the bar that teaches stands on a page. */
const TEACH_MS = 4_000;

/** Pins what the popup offers under this name; gives the panel that shows it. */
export async function pin(browser: Browser, tab: Screen, name: string): Promise<Screen> {
  const popup = await browser.popup(tab);
  await press(popup, { css: "pf-found button", name });
  const panel = await browser.panel();
  await panel.sees({ css: ".editor" });
  // Until then it may show what was pinned in this tab before.
  await panel.says(name);
  await popup.close().catch(() => undefined);
  return panel;
}

/** Presses a button of the popup that opens the panel, which may close the popup before the button is let go. */
export async function press(popup: Screen, button: Target): Promise<void> {
  await popup.click(button).catch((error: Error) => {
    if (!/closed|detached/i.test(error.message)) throw error;
  });
}

/** Begins to teach the site of a tab as a person does; the popup goes by itself. A tab or a panel that
 * closes at the same moment can take the popup with it before it was pressed: then it is opened once more. */
export async function teach(browser: Browser, tab: Screen): Promise<void> {
  const bar = browser.overlay(tab);
  const begun = async (): Promise<boolean> => {
    const popup = await browser.popup(tab);
    // Before the page was looked at the button stands elsewhere, and may move from under the pointer.
    await popup.sees({ css: ".popup-deeds" });
    await press(popup, { css: ".popup-teach button" });
    await until("the popup to go", () => popup.run(() => true).then((there) => there !== true, () => true));
    await tab.page?.bringToFront();
    return bar.sees({ css: ".teach-ask" }, TEACH_MS).then(() => true, () => false);
  };
  if (!(await begun())) assert.ok(await begun(), "nothing asks to be taught");
}

export async function tag(panel: Screen, path: string): Promise<void> {
  await panel.fill({ role: "combobox", name: "Tags" }, path);
  await panel.press("Enter");
  await panel.sees({ role: "button", name: "Remove tag" });
}

export async function note(panel: Screen, words: string): Promise<void> {
  await panel.fill({ role: "textbox", name: "Note", exact: true }, words);
  await panel.says("Saved");
}

export async function newBoard(panel: Screen, name: string): Promise<void> {
  await panel.choose({ role: "combobox", name: "Put on a board" }, "New board");
  await panel.fill({ css: "pf-dialog input" }, name);
  await panel.click({ role: "button", name: "Make it" });
  await panel.sees({ role: "button", name: `Take off the board ${name}` });
}

export async function put(panel: Screen, board: string): Promise<void> {
  await panel.choose({ role: "combobox", name: "Put on a board" }, board);
  await panel.sees({ role: "button", name: `Take off the board ${board}` });
}

export type Format = "Board for a colleague" | "JSON Feed" | "Web Annotations" | "Web page" | "CRM note" | "Table (CSV)" | "Markdown" | "CRM import (CSV)" | "Backup";

/** Exports what is in front of the person; gives the file. */
export async function exported(browser: Browser, library: Screen, what: string, format: Format): Promise<{ file: string; text: string }> {
  await library.click({ role: "button", name: "Export" });
  await library.sees({ css: ".export" });
  await library.click({ css: "label.format", name: format });
  if (format !== "Backup") await library.choose({ css: ".export select" }, what);
  const file = await saved(browser, () => library.click({ role: "button", name: "Save file" }));
  await library.gone({ css: ".export" });
  const text = readFileSync(file, "utf8");
  assert.ok(text.length > 0);
  return { file, text };
}

/** The library with what the sample holds. */
export async function stocked(browser: Browser): Promise<Screen> {
  await (await restored(browser, SAMPLE)).close();
  const library = await browser.own("library/index.html");
  await library.sees({ css: "pf-card" });
  return library;
}

/** Restores a backup; gives the page that did it. */
export async function restored(browser: Browser, file: string): Promise<Screen> {
  const options = await browser.own("options/index.html#backup");
  await choose(options, file);
  await options.click({ role: "button", name: "Restore", exact: true });
  await options.says("restored");
  return options;
}
