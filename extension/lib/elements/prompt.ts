// Short questions over the page: yes or no, or one line of text. Each answers with a promise and leaves nothing behind.

import { html, nothing } from "lit";

import { text } from "../i18n.js";
import "./dialog.js";
import type { PfDialog } from "./dialog.js";

/** A question to be answered with yes or no. */
export interface Question {
  readonly heading: string;
  readonly text: string;
  /** What the button says that does it: a verb. */
  readonly action: string;
  readonly tone?: "plain" | "danger";
}

/** A question to be answered with yes or no, with more to say than a sentence. */
export interface Agreement extends Omit<Question, "text"> {
  readonly content: unknown;
}

/** A question to be answered with a line of text. */
export interface LineQuestion {
  readonly heading: string;
  readonly label: string;
  readonly action: string;
  readonly value?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  /** More than one line. */
  readonly long?: boolean;
  /** Whether nothing is an answer too. */
  readonly optional?: boolean;
}

function shown<T>(build: (dialog: PfDialog, answer: (value: T | undefined) => void) => void): Promise<T | undefined> {
  return new Promise((resolve) => {
    const dialog = document.createElement("pf-dialog");
    dialog.size = "small";
    const answer = (value: T | undefined): void => {
      dialog.open = false;
      void dialog.updateComplete.then(() => dialog.remove());
      resolve(value);
    };
    dialog.addEventListener("pf-close", () => answer(undefined));
    build(dialog, answer);
    dialog.open = true;
    document.body.append(dialog);
  });
}

/** Asks, and answers whether it was meant. */
export function confirmed({ text: words, ...question }: Question): Promise<boolean> {
  return agreed({ ...question, content: html`<p>${words}</p>` });
}

/** Asks with all there is to know, and answers whether it was meant. */
export async function agreed(question: Agreement): Promise<boolean> {
  const answer = await shown<true>((dialog, done) => {
    dialog.heading = question.heading;
    dialog.content = question.content;
    const tone = question.tone === "danger" ? "pf-danger" : "pf-primary";
    dialog.actions = html`
      <button type="button" class="pf-button" @click=${() => done(undefined)}>${text("shared_cancel")}</button>
      <button type="button" class="pf-button ${tone}" autofocus @click=${() => done(true)}>${question.action}</button>
    `;
  });
  return answer === true;
}

/** Asks for a line of text; nothing when the person thought better of it. */
export function line(question: LineQuestion): Promise<string | undefined> {
  return shown<string>((dialog, done) => {
    dialog.heading = question.heading;
    const submit = (event: Event): void => {
      event.preventDefault();
      const field = (event.currentTarget as HTMLFormElement).elements.namedItem("line") as HTMLInputElement;
      const value = field.value.trim();
      if (value !== "" || question.optional === true) done(value);
      else field.focus();
    };
    const required = question.optional !== true;
    const field = question.long
      ? html`<textarea class="pf-field" name="line" rows="4" dir="auto" autofocus ?required=${required} .value=${question.value ?? ""}></textarea>`
      : html`<input
          class="pf-field"
          name="line"
          dir="auto"
          autocomplete="off"
          autofocus
          ?required=${required}
          placeholder=${question.placeholder ?? nothing}
          .value=${question.value ?? ""}
        />`;
    dialog.content = html`<form id="pf-line" @submit=${submit}>
      <label class="pf-label"><span>${question.label}</span>${field}</label>
      ${question.hint === undefined ? nothing : html`<p class="pf-hint">${question.hint}</p>`}
    </form>`;
    dialog.actions = html`
      <button type="button" class="pf-button" @click=${() => done(undefined)}>${text("shared_cancel")}</button>
      <button type="submit" form="pf-line" class="pf-button pf-primary">${question.action}</button>
    `;
  });
}
