// Starts the first-run page in the person's language.

import { beginAnewOnceErased } from "../lib/erased.js";
import { language, text } from "../lib/i18n.js";
import "./app.js";

document.documentElement.lang = language();
document.documentElement.dir = chrome.i18n.getMessage("@@bidi_dir") || "ltr";
document.title = text("welcome_title");
beginAnewOnceErased();
