// The popup: what was found on this page, and where to go from here. Its static page paints first.
import { language } from "../lib/i18n.js";
import "./popup.js";

document.documentElement.lang = language();
document.documentElement.dir = chrome.i18n.getMessage("@@bidi_dir");
