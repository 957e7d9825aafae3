// Says aloud what happened, for people who do not see it. One live region a page; it is never shown.

let region: HTMLElement | undefined;

/** Says `text` in the page's live region, also when it was the last thing said. */
export function announce(text: string): void {
  if (region === undefined) {
    region = document.createElement("div");
    region.className = "pf-unseen";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  // A no-break space makes the same words a change, which is what screen readers wait for.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
