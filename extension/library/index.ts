// Starts the library page: puts the words of the person's language into the static page, then the page itself.

import { beginAnewOnceErased } from "../lib/erased.js";
import { language, text } from "../lib/i18n.js";
import "./app.js";

document.documentElement.lang = language();
document.documentElement.dir = chrome.i18n.getMessage("@@bidi_dir") || "ltr";
document.title = text("library_title");
beginAnewOnceErased();
