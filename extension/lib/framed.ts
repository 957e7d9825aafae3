// Services whose cards stand in a frame of their own on other sites' pages, as comments do. Their adapters say so
// (`framed`); the build writes their hosts here.
declare const FRAMED_HOSTS: readonly string[];

/** Whether cards of this host stand in frames on other sites' pages. */
export function isFramed(host: string): boolean {
  return FRAMED_HOSTS.includes(host);
}

/** A tab's page is its top frame: a frame in it that has our buttons is a page of its own, which speaks for itself. */
export const TOP = { frameId: 0 } as const;
