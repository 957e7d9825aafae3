// Starts the page that prints, in the person's language until the board says its own.

import { beginAnewOnceErased } from "../lib/erased.js";
import { language, text } from "../lib/i18n.js";
import "./bar.js";

document.documentElement.lang = language();
document.title = text("paper_title");
beginAnewOnceErased();
