// The only writer. It may die at any moment and wakes for an event: every listener is registered here,
// in the first turn.

import { route } from "./router.js";

chrome.runtime.onMessage.addListener((message: unknown, sender, reply) => {
  if (sender.id !== chrome.runtime.id) return false;
  void route(message, sender).then(reply);
  return true;
});
