// Puts an element over a part of a picture through its style object: the content policy allows no `style` attributes.

import { noChange } from "lit";
import { Directive, directive, type ElementPart } from "lit/directive.js";

import type { Region } from "../../pkg/pinfold.js";

class Around extends Directive {
  override render(_region: Region): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [region]: [Region]): typeof noChange {
    const style = (part.element as HTMLElement).style;
    style.setProperty("left", `${region.x}%`);
    style.setProperty("top", `${region.y}%`);
    style.setProperty("width", `${region.width}%`);
    style.setProperty("height", `${region.height}%`);
    return noChange;
  }
}

/** `<button ${around(region)}>` within a frame as large as the picture. */
export const around = directive(Around);
