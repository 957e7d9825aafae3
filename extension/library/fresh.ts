// A part of the library page with something of its own to show, which it reads when it comes and again whenever records
// changed.

import { problem } from "./edits.js";
import { Part } from "./part.js";

/** A part that reads what it shows. */
export abstract class Fresh extends Part {
  /** Reads what there is to show; what it throws is shown as a problem. */
  protected abstract load(): Promise<void>;

  /** Reads it anew. */
  protected readonly again = (): void => void this.load().catch(problem);

  override connectedCallback(): void {
    super.connectedCallback();
    this.library.addEventListener("refreshed", this.again);
    this.again();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.library.removeEventListener("refreshed", this.again);
  }
}
