// A few fields in a dialog, answered together or not at all. It checks nothing but what the browser checks.

import { html, nothing } from "lit";

import { text } from "../i18n.js";
import "./dialog.js";

/** One field. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly type?: "text" | "url" | "number" | "datetime-local" | "lines" | "long" | "choice";
  /** For a choice: values and their words. */
  readonly choices?: readonly (readonly [string, string])[];
  readonly placeholder?: string;
  readonly required?: boolean;
}

/** Asks for all fields; nothing when the person thought better of it. Empty fields are empty texts. */
export function form(heading: string, fields: readonly FormField[], action = text("shared_save")): Promise<Record<string, string> | undefined> {
  const content = html`${fields.map((field, place) => html`<label class="pf-label"><span>${field.label}</span>${control(field, place === 0)}</label>`)}`;
  const read = (data: FormData): Record<string, string> => Object.fromEntries(fields.map(({ name }) => [name, String(data.get(name) ?? "").trim()]));
  return asked(heading, content, read, action);
}

/** Asks with fields that are drawn elsewhere; `read` says what they hold when they are saved. */
export function asked<T>(heading: string, content: unknown, read: (data: FormData) => T, action = text("shared_save")): Promise<T | undefined> {
  return new Promise((resolve) => {
    const dialog = document.createElement("pf-dialog");
    dialog.size = "small";
    dialog.heading = heading;
    const done = (answer: T | undefined): void => {
      dialog.open = false;
      void dialog.updateComplete.then(() => dialog.remove());
      resolve(answer);
    };
    const submit = (event: Event): void => {
      event.preventDefault();
      done(read(new FormData(event.currentTarget as HTMLFormElement)));
    };
    dialog.content = html`<form id="pf-form" @submit=${submit}>${content}</form>`;
    dialog.actions = html`<button type="button" class="pf-button" @click=${() => done(undefined)}>${text("shared_cancel")}</button>
      <button type="submit" form="pf-form" class="pf-button pf-primary">${action}</button>`;
    dialog.addEventListener("pf-close", () => done(undefined));
    dialog.open = true;
    document.body.append(dialog);
  });
}

function control(field: FormField, first: boolean): unknown {
  const { name, value = "", type = "text", required = false, placeholder } = field;
  if (type === "long" || type === "lines") return html`<textarea class="pf-field" name=${name} rows=${type === "long" ? 6 : 2} dir="auto" ?autofocus=${first} ?required=${required} .value=${value}></textarea>`;
  if (type === "choice") {
    return html`<select class="pf-field" name=${name} ?autofocus=${first}>
      ${(field.choices ?? []).map(([key, words]) => html`<option value=${key} .selected=${key === value}>${words}</option>`)}
    </select>`;
  }
  return html`<input
    class="pf-field"
    type=${type}
    step=${type === "number" ? "any" : nothing}
    name=${name}
    dir=${type === "text" ? "auto" : nothing}
    autocomplete="off"
    placeholder=${placeholder ?? nothing}
    ?autofocus=${first}
    ?required=${required}
    .value=${value}
  />`;
}
