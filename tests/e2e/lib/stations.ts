// Every real destination there is, started, behind a door with a public name, and added in the options of one browser.
import { Door } from "./door";
import type { Desk } from "./desks";
import { SOFTWARE, type Eyes, type Software } from "./eyes";
import { connect } from "./handoff";
import type { Screen } from "./screen";
import type { World } from "./world";

export interface Station {
  readonly software: Software;
  readonly desk: Desk;
  readonly eyes: Eyes;
  readonly door: Door;
  /** The id of the connection. */
  readonly connection: string;
}

/** Those that can run here; the others say why they do not. */
export function available(): readonly Software[] {
  for (const { skip } of SOFTWARE) if (skip) console.log(skip);
  return SOFTWARE.filter(({ skip }) => skip === false);
}

/** Starts a destination and adds it as a person does. */
export async function station(here: World, options: Screen, software: Software): Promise<Station> {
  const desk = await software.start([here.browser.origin]);
  const host = `${software.name.toLowerCase().replaceAll(" ", "-")}.example`;
  const door = new Door(here.network, host, desk);
  const wanted = { kind: software.name, host, settings: software.settings, token: desk.token };
  const connection = await connect(here.browser, options, wanted).catch(async (error: unknown) => {
    await desk.stop();
    throw error;
  });
  return { software, desk, eyes: software.eyes(desk), door, connection };
}
