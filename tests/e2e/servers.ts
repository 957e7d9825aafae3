// The forum and the shop, to try by hand on loopback; with `--check`, how long each takes to come up.
import { startForum, startShop } from "./lib/apps";
import { figure } from "./lib/figure";
import { Network } from "./lib/network";

/** From nothing to listening, installed and made before. */
const TARGET_MS = 15_000;

const network = await Network.start();
const check = process.argv.includes("--check");
const running = [];
for (const [name, start] of [["forum", startForum], ["shop", startShop]] as const) {
  await (await start(network)).stop();
  const begin = performance.now();
  const app = await start(network);
  const took = Math.round(performance.now() - begin);
  figure(`server-${name}-start`, took, "ms", TARGET_MS);
  running.push(app);
}
if (!check) {
  console.log(`behind the proxy 127.0.0.1:${network.port}; Ctrl+C ends them`);
  await new Promise((done) => process.once("SIGINT", done));
}
for (const app of running) await app.stop();
await network.close();
