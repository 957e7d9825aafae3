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

/** A free spot for something of `width` × `height` at a corner of `card`, as its left and top; the outside of
 * the card where the site has a control everywhere. */
export function freeSpot(card: Element, width: number, height: number): { left: number; top: number } | null {
  const box = visibleBox(card);
  if (box === null) return null;
  const rtl = getComputedStyle(card).direction === "rtl";
  const area = (box.right - box.left) * (box.bottom - box.top);
  const start = rtl ? box.left + INSET : box.right - INSET - width;
  const along = rtl ? STEP : -STEP;
  const rows = [box.top + INSET, box.bottom - INSET - height];
  for (const top of rows) {
    for (let step = 0; step < TRIES; step += 1) {
      const left = start + along * step;
      if (left < box.left || left + width > box.right || top < box.top || top + height > box.bottom) break;
      if (isFree(card, area, left, top, width, height)) return { left, top };
    }
  }
  const outside = rtl ? box.left - INSET - width : box.right + INSET;
  const room = rtl ? outside >= 0 : outside + width <= innerWidth;
  if (room) return { left: outside, top: box.top };
  const above = box.top - height - 2;
  return { left: Math.max(0, start), top: Math.max(0, above) };
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

/** What stands at a point, through open shadow roots. */
function hit(x: number, y: number): Element | null {
  let at = document.elementFromPoint(x, y);
  for (;;) {
    const inner: Element | null = at?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (inner === null || inner === at) return at;
    at = inner;
  }
}
