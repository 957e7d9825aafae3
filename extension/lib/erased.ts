// A page of ours that stands open while everything is deleted begins anew: nothing of what it shows is there any more.
import { ERASED } from "./messages.js";

/** Begins anew once everything was deleted. */
export function beginAnewOnceErased(): void {
  new BroadcastChannel(ERASED).addEventListener("message", () => {
    // The place named something that is gone.
    history.replaceState(null, "", location.pathname);
    location.reload();
  });
}
