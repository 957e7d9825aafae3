// Put on a page after a click on "Teach this site". A second click brings the one that runs to the front.
import { shared } from "./shared.js";
import { Teaching } from "./teaching.js";

declare global {
  /** Set in the extension's own world while somebody teaches. */
  var pinfoldTeaching: Teaching | undefined;
}

if (globalThis.pinfoldTeaching?.isOn === true) globalThis.pinfoldTeaching.focus();
else {
  globalThis.pinfoldTeaching = new Teaching(shared());
  globalThis.pinfoldTeaching.start();
}
