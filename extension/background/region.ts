// A part of the screen: chosen on the page, taken by the browser, cut out here.

import type { Snapshot } from "../../pkg/pinfold.js";
import { failureOf } from "../lib/core.js";
import type { ChosenRegion } from "../lib/messages.js";
import { wish } from "../lib/wish.js";
import { carryOut } from "./capture.js";
import { complain, enter, toTab } from "./tab.js";

/** Lets a person choose a part of a tab's screen, and pins its picture. */
export async function pinRegion(tab: number): Promise<void> {
  try {
    await enter(tab);
    const region = await toTab<ChosenRegion | null>(tab, { choose: "region" });
    if (region === null) return;
    const { windowId } = await chrome.tabs.get(tab);
    // Only after a click or key on Pinfold: a site's permission alone does not allow it.
    const screen = await chrome.tabs.captureVisibleTab(windowId, { format: "png" });
    const picture = await cutOut(screen, region);
    const snapshot = await toTab<Snapshot>(tab, { take: "page" });
    const { width, height } = picture;
    await carryOut(tab, [wish({ aim: { screenshot: { width, height } }, snapshot })], "both", picture.bytes);
  } catch (error) {
    await complain(tab, failureOf(error));
  }
}

async function cutOut(screen: string, region: ChosenRegion): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const whole = await createImageBitmap(blobOf(screen));
  const { scale } = region;
  const left = Math.min(Math.round(region.x * scale), whole.width - 1);
  const top = Math.min(Math.round(region.y * scale), whole.height - 1);
  const width = Math.max(1, Math.min(Math.round(region.width * scale), whole.width - left));
  const height = Math.max(1, Math.min(Math.round(region.height * scale), whole.height - top));
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(whole, left, top, width, height, 0, 0, width, height);
  whole.close();
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return { bytes: new Uint8Array(await blob.arrayBuffer()), width, height };
}

/** The bytes of a base64 data URL. Not fetched: the extension's own rules for connections do not name `data:`. */
function blobOf(url: string): Blob {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: "image/png" });
}
