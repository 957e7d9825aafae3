// What every dialog that composes notes does alike: it asks anew with a part of its question changed, and sends by a key.

/** A question with parts of it asked otherwise; what is `undefined` is asked no more. */
export function askedWith<Ask extends object>(ask: Ask, part: { [Key in keyof Ask]?: Ask[Key] | undefined }): Ask {
  return Object.fromEntries(Object.entries({ ...ask, ...part }).filter(([, value]) => value !== undefined)) as Ask;
}

/** Sends on Ctrl+Enter, on a Mac Cmd+Enter: Enter alone is for lines and choices. */
export function sendKey(send: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
}
