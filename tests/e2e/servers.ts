// The forum, the shop, the helpdesk and the CRM, to try by hand on loopback; with `--check`, how long each takes to come up.
import { startForum, startShop } from "./lib/apps";
import { haveRequestTracker, startRequestTracker, startTryton } from "./lib/desks";
import { figure } from "./lib/figure";
import { Network } from "./lib/network";

/** From nothing to listening, installed and made before. */
const TARGET_MS = 15_000;

const network = await Network.start();
const check = process.argv.includes("--check");
const running: { stop(): Promise<void> }[] = [];
for (const [name, start] of [["forum", startForum], ["shop", startShop]] as const) {
  await (await start(network)).stop();
  const begin = performance.now();
  const app = await start(network);
  const took = Math.round(performance.now() - begin);
  figure(`server-${name}-start`, took, "ms", TARGET_MS);
  running.push(app);
}
if (!haveRequestTracker()) console.log("SKIPPED: Request Tracker is not installed: `cargo xtask setup` does that as root on Debian");
for (const [name, start] of [["helpdesk", startRequestTracker], ["crm", startTryton]] as const) {
  if (name === "helpdesk" && !haveRequestTracker()) continue;
  await (await start()).stop();
  const begin = performance.now();
  const desk = await start();
  figure(`server-${name}-start`, Math.round(performance.now() - begin), "ms", TARGET_MS);
  running.push(desk);
  if (!check) console.log(`${name}: ${desk.origin}, token ${desk.token}`);
}
if (!check) {
  console.log(`behind the proxy 127.0.0.1:${network.port}; Ctrl+C ends them`);
  await new Promise((done) => process.once("SIGINT", done));
}
for (const app of running) await app.stop();
await network.close();
