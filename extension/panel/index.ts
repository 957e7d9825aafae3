// The side panel (Firefox: the sidebar). It shows; what it changes goes through the background.
import { beginAnewOnceErased } from "../lib/erased.js";
import { language, text } from "../lib/i18n.js";
import "./panel.js";

document.documentElement.lang = language();
document.documentElement.dir = chrome.i18n.getMessage("@@bidi_dir");
document.title = text("panel_title");
beginAnewOnceErased();
