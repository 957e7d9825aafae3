// How long one card takes in the shipped Wasm, from the message of the content script to the draft: the slowest card of each
// page that was measured natively. It prints one JSON object a line: { peer, page, ms }.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pkg, folder, passes] = process.argv.slice(2);
const glue = await import(pathToFileURL(path.join(pkg, "reader.js")).href);
glue.initSync({ module: readFileSync(path.join(pkg, "reader_bg.wasm")) });

await glue.handle(Date.now(), { texts: { file: readFileSync(path.join(pkg, "texts.txt"), "utf8") } });

/** Nothing is stored under it. */
const PIN = "0".repeat(26);

for (const name of readdirSync(folder).filter((one) => one.endsWith(".json"))) {
  const snapshot = JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  let best = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < Number(passes); pass += 1) {
    const start = performance.now();
    const answer = await glue.handle(Date.now(), { read: { snapshot, aim: "card", pin: PIN } });
    best = Math.min(best, performance.now() - start);
    if (!("draft" in answer)) best = Number.NaN;
  }
  console.log(JSON.stringify({ peer: "pinfold-wasm-card", page: name, ms: best }));
}
