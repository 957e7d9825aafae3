// How long it takes to see what a picture looks like, fingerprint and colours, in the module as it is shipped. A page of ours loads
// it, since the extension's own pages keep their modules to themselves; it is set apart from others, or its clock would be coarse.
import path from "node:path";
import type { Browser } from "./browser";
import { folder, type Network } from "./network";
import { ROOT } from "./places";

const EYE = "https://eye.pinfold.example";
const APART = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
/** Pixels on a side: a megapixel. */
const SIDE = 1_024;
/** Noise is no picture that people keep: it shows what the worst of them can cost. */
export const PICTURES = ["photograph", "noise"] as const;

export function serveEye(network: Network): void {
  const modules = folder(path.join(ROOT, "pkg"), APART);
  network.serve(new URL(EYE).host, (request, response, url) => {
    if (url.pathname !== "/") return modules(request, response, url);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...APART }).end("<!doctype html><title>Eye</title>");
  });
}

/** Looks at one picture so many times; gives each time in milliseconds, the first as after a wake-up. */
export async function measureEye(browser: Browser, picture: (typeof PICTURES)[number], looks: number): Promise<number[]> {
  const tab = await browser.tab(`${EYE}/`);
  try {
    return await tab.run(look, picture, SIDE, looks);
  } finally {
    await tab.close();
  }
}

/** Runs in the page. */
async function look(picture: string, side: number, looks: number): Promise<number[]> {
  const address = "/reader.js";
  const glue = await import(address);
  const module = await fetch("/reader_bg.wasm");
  await glue.default({ module_or_path: await module.arrayBuffer() });
  // Numbers that are the same in every run: xorshift, after Marsaglia.
  let state = 7;
  const roll = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const pixels = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = (y * side + x) * 4;
      const dice = roll();
      if (picture === "noise") {
        pixels.set([dice, dice >>> 8, dice >>> 16, 255], at);
        continue;
      }
      // Soft light, two things in it, and some grain.
      const [row, column] = [Math.trunc(y / 300), Math.trunc(x / 200)];
      const grain = dice % 9;
      const soft = [150 + x / 16, 140 + y / 20, 120];
      const seen = row === 1 && column === 1 ? [190, 60, 40] : row < 2 && column === 3 ? [30, 90, 150] : soft;
      pixels.set([...seen.map((channel) => Math.min(255, channel + grain)), 255], at);
    }
  }
  const times: number[] = [];
  for (let turn = 0; turn < looks; turn++) {
    const start = performance.now();
    const answer = await glue.handle(Date.now(), { look: { width: side } }, pixels);
    times.push(performance.now() - start);
    if (answer.looks?.fingerprint === undefined) throw new Error(JSON.stringify(answer));
  }
  return times;
}
