// The overlay that `?` opens: every key of this page. It knows none itself.

import { html } from "lit";

import { text } from "../i18n.js";
import "./dialog.js";
import { known } from "./shortcuts.js";
import { keys } from "./value.js";

/** Shows the keys of this page. */
export function showShortcuts(): void {
  const dialog = document.createElement("pf-dialog");
  dialog.heading = text("shared_shortcuts");
  dialog.size = "large";
  dialog.content = html`<div class="pf-shortcuts">
    ${[...known()].map(
      ([group, list]) =>
        html`<section>
          <h3>${group}</h3>
          <dl>
            ${list.map((one) => html`<div><dt>${one.label}</dt><dd>${keys(one.keys)}</dd></div>`)}
          </dl>
        </section>`,
    )}
  </div>`;
  dialog.addEventListener("pf-close", () => {
    dialog.open = false;
    void dialog.updateComplete.then(() => dialog.remove());
  });
  dialog.open = true;
  document.body.append(dialog);
}
