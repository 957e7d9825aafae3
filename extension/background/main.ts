// The only writer. It may die at any moment and wakes for an event: every listener is registered here, in
// the first turn, and each waits for what it needs.

import { newId } from "../lib/ids.js";
import { onCommand } from "./commands.js";
import { core, onPinning, onStored } from "./core.js";
import { fetchPermitted, MEDIA_ALARM, runQueue } from "./media.js";
import { makeMenus, onMenu } from "./menus.js";
import { OUTBOX_ALARM, runOutbox } from "./outbox.js";
import { reindex } from "./reindex.js";
import { route } from "./router.js";
import { followLeft, followRules, noteRules } from "./rules.js";
import { settle, settleSoon } from "./settle.js";
import { onPermissionsAdded, onPermissionsRemoved, syncSites } from "./sites.js";
import { tellAll } from "./tab.js";

/** The alarm that lets old changes go. */
const TIDY_ALARM = "tidy";
const DAY_MINUTES = 1_440;

chrome.runtime.onMessage.addListener((message: unknown, sender, reply) => {
  if (sender.id !== chrome.runtime.id) return false;
  void route(message, sender).then(reply);
  return true;
});

chrome.runtime.onInstalled.addListener(({ reason }) => {
  void makeMenus();
  void syncSites();
  void chrome.alarms.create(TIDY_ALARM, { delayInMinutes: DAY_MINUTES, periodInMinutes: DAY_MINUTES });
  void reindex().then(runQueue);
  if (reason === "install") void chrome.tabs.create({ url: chrome.runtime.getURL("welcome/index.html") });
});

chrome.runtime.onStartup.addListener(() => {
  void syncSites();
  void runQueue();
  void runOutbox();
  void settle();
  void followLeft();
  void reindex().then(runQueue);
});

chrome.contextMenus.onClicked.addListener((info, tab) => void onMenu(info, tab));
chrome.commands.onCommand.addListener((command, tab) => void onCommand(command, tab));
chrome.permissions.onAdded.addListener(() => {
  void onPermissionsAdded();
  void fetchPermitted();
  void runOutbox();
});
chrome.permissions.onRemoved.addListener(() => void onPermissionsRemoved());

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === MEDIA_ALARM) void runQueue();
  if (name === OUTBOX_ALARM) void runOutbox();
  if (name === TIDY_ALARM) void core({ edit: { change: newId(), command: "tidy" } });
});

onPinning(noteRules);

/** What the background before this one left is taken up with the first thing that this one stores. */
let isFirst = true;

onStored((keys, response) => {
  settleSoon(keys.length);
  if (isFirst) void followLeft();
  isFirst = false;
  if (keys.some(({ kind }) => kind === "site")) void syncSites();
  if (keys.some(({ kind }) => kind === "delivery")) void runOutbox("asked");
  if (keys.some(({ kind }) => kind === "adapter")) void tellAll({ adapters: "changed" });
  // A restore and an undone deletion may bring pictures that were never fetched.
  const isCapture = "captured" in response;
  if (isCapture && response.captured.captured === "new") void followRules(response.captured.pin);
  if (isCapture || keys.filter(({ kind }) => kind !== "change").length > 1) void runQueue();
});
