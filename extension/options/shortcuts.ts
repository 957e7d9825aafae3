// The keys that the browser keeps for Pinfold on every page, and where to change them. It changes none itself: browsers let
// only people do that.

import { html } from "lit";
import { customElement, state } from "lit/decorators.js";

import { PfElement } from "../lib/elements/element.js";
import { text } from "../lib/i18n.js";
import { isFirefox } from "../lib/platform.js";

@customElement("pf-shortcut-list")
export class PfShortcutList extends PfElement {
  @state() private commands: readonly chrome.commands.Command[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void chrome.commands.getAll().then((commands) => (this.commands = commands));
  }

  protected override render(): unknown {
    return html`<ul class="rows">
        ${this.commands.map(
          (command) =>
            html`<li>
              <span class="grow">${command.name === "_execute_action" ? text("options_shortcut_popup") : command.description}</span>
              ${command.shortcut ? html`<kbd class="pf-key">${command.shortcut}</kbd>` : html`<span class="pf-hint">${text("options_shortcut_none")}</span>`}
            </li>`,
        )}
      </ul>
      <p class="pf-hint">${text(isFirefox() ? "options_shortcut_firefox" : "options_shortcut_chrome")}</p>`;
  }
}
