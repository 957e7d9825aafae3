// Puts an element at a place in pixels through its style object: the content policy allows no `style` attributes.

import { noChange } from "lit";
import { Directive, directive, type ElementPart } from "lit/directive.js";

import type { Box } from "./layout.js";

class At extends Directive {
  #last = "";

  override render(_box: Box, _variables?: Readonly<Record<string, number>>): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [box, variables = {}]: [Box, Readonly<Record<string, number>>?]): typeof noChange {
    const written = `${box.x},${box.y},${box.width},${box.height},${Object.values(variables).join()}`;
    if (written === this.#last) return noChange;
    this.#last = written;
    const style = (part.element as HTMLElement).style;
    style.setProperty("transform", `translate(${box.x}px, ${box.y}px)`);
    style.setProperty("width", `${box.width}px`);
    style.setProperty("height", `${box.height}px`);
    for (const [name, value] of Object.entries(variables)) style.setProperty(`--${name}`, String(value));
    return noChange;
  }
}

/** `<li ${at(box)}>`, with numbers for custom properties if need be. */
export const at = directive(At);
