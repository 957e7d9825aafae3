// Decides where our button can stand: at the card's corner, and never over a control of the site.
// It reads geometry only and moves nothing.

/** A rectangle in the coordinates of the window. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const CONTROLS =
  "a[href],button,input,select,textarea,summary,label,video,audio,iframe,[contenteditable],[onclick]," +
  "[role=button],[role=link],[role=menuitem],[role=tab],[role=checkbox],[role=switch],[role=slider]";
/** Distance from the card's edge and from the window's. */
const INSET = 8;
/** How far the button is moved along the edge between two tries. */
const STEP = 28;
/** Distance of the points looked at: smaller than any control people can hit. */
const GRAIN = 12;
/** Tries along each edge: a row of site controls is rarely longer. */
const TRIES = 8;

/** The part of `element` that the window shows; `null` where none is. */
export function visibleBox(element: Element): Box | null {
  const rect = element.getBoundingClientRect();
  const box = {
    left: Math.max(rect.left, 0),
    top: Math.max(rect.top, 0),
    right: Math.min(rect.right, innerWidth),
    bottom: Math.min(rect.bottom, innerHeight),
  };
  return box.right - box.left > 1 && box.bottom - box.top > 1 ? box : null;
}

/** `box` without the rows that the site's bars lie over, as they do over what is scrolled below them. */
export function shownRows(card: Element, box: Box): Box {
  const middle = (box.left + box.right) / 2;
  const shows = (y: number) => belongs(card, hit(middle, y));
  const edge = (from: number, to: number): number => {
    const way = Math.sign(to - from);
    let at = from + way;
    if (shows(at)) return from;
    while ((to - at) * way > 0 && !shows(at)) at += GRAIN * way;
    for (let step = GRAIN / 2; step > 1; step /= 2) at += shows(at - step * way) ? -step * way : 0;
    return at;
  };
  const [top, bottom] = [edge(box.top, box.bottom), edge(box.bottom, box.top)];
  // A link beside the card may be spread over all of it: it is the card, as far as a person can see.
  return bottom > top ? { ...box, top, bottom } : box;
}

/** A free spot for something of `width` × `height`, as its left and top: at a corner of `card`, else beside it;
 * `null` where the site has its controls everywhere. */
export function freeSpot(card: Element, width: number, height: number): { left: number; top: number } | null {
  const visible = visibleBox(card);
  if (visible === null) return null;
  const box = shownRows(card, visible);
  const rtl = getComputedStyle(card).direction === "rtl";
  const area = (box.right - box.left) * (box.bottom - box.top);
  const start = rtl ? box.left + INSET : box.right - INSET - width;
  const along = rtl ? STEP : -STEP;
  const free = (left: number, top: number) => isFree(card, area, left, top, width, height);
  for (const top of [box.top + INSET, box.bottom - INSET - height]) {
    for (let step = 0; step < TRIES; step += 1) {
      const left = start + along * step;
      if (left < box.left || left + width > box.right || top < box.top || top + height > box.bottom) break;
      if (free(left, top)) return { left, top };
    }
  }
  const sides = [box.right + INSET, box.left - INSET - width];
  const beside = [
    ...(rtl ? sides.reverse() : sides).map((left) => ({ left, top: box.top })),
    ...[box.top - height - 2, box.bottom + 2].map((top) => ({ left: Math.max(0, start), top })),
  ];
  const within = ({ left, top }: { left: number; top: number }) => left >= 0 && top >= 0 && left + width <= innerWidth && top + height <= innerHeight;
  return beside.find((spot) => within(spot) && free(spot.left, spot.top)) ?? null;
}

function isFree(card: Element, area: number, left: number, top: number, width: number, height: number): boolean {
  for (let y = top; y <= top + height; y += height / 2) {
    for (let x = left; x < left + width + GRAIN; x += GRAIN) {
      const control = hit(x, y)?.closest(CONTROLS);
      if (!control || control.contains(card)) continue;
      // A link that is most of the card (a linked picture) is the card, not a control in its corner.
      const rect = control.getBoundingClientRect();
      if (control.tagName !== "A" || rect.width * rect.height < area / 3) return false;
    }
  }
  return true;
}

/** Whether what stands at a point is the card, through open shadow roots: a part of it, or what it is a part of
 * where the card itself takes no pointer. */
function belongs(card: Element, at: Element | null): boolean {
  for (let part: Element | null = at; part !== null; part = shadowHost(part)) {
    if (card.contains(part) || part.contains(card)) return true;
  }
  return false;
}

/** The element whose open shadow root this one stands in. */
export function shadowHost(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** What stands at a point, through open shadow roots. */
function hit(x: number, y: number): Element | null {
  let at = document.elementFromPoint(x, y);
  for (;;) {
    const inner: Element | null = at?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (inner === null || inner === at) return at;
    at = inner;
  }
}
