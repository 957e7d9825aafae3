// Addresses that pages wrote, as links where they may be ones.

import { html } from "lit";

/** An address a person can open; anything but the web's own schemes is shown as words. */
export function webLink(address: string | undefined, words: unknown = address): unknown {
  if (address === undefined || !/^https?:\/\//iu.test(address)) return html`${words}`;
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${words}</a>`;
}
