// The page: keeps the latest state of the server, draws it, and turns what a person does into calls.

import * as actions from "./actions.js";
import * as api from "./api.js";
import { createChat, toast } from "./dialogs.js";
import { commandList, replyKeyboard } from "./keyboards.js";
import { bubble, draftBubble } from "./message.js";
import { byId, clock, day, fill, gist, node, paint, sync } from "./nodes.js";
import { current, page, privateChat } from "./shared.js";

let drawnChat = null;
let typingTimer = 0;
const drawn = new Map();
const seen = new Map();

const KINDS = { private: "بوت", channel: "قناة", group: "مجموعة", supergroup: "مجموعة" };
const ACTIONS = { typing: "يكتب…", upload_document: "يرسل ملفًا…", upload_photo: "يرسل صورة…" };

let busy = false;
let stale = false;
async function refresh() {
  stale = true;
  if (busy) return;
  busy = true;
  try {
    while (stale) {
      stale = false;
      page.view = await api.state();
      draw();
    }
  } finally {
    busy = false;
  }
}

function draw() {
  byId("lenient").hidden = page.view.strict;
  if (page.openId !== null && !current()) page.openId = null;
  const wide = matchMedia("(min-width: 700px)").matches;
  if (page.openId === null && wide) page.openId = privateChat().id;
  document.body.classList.toggle("chat-open", page.openId !== null);
  if (current()) drawChat(current());
  drawList();
  actions.answerTaps();
}

function drawList() {
  const byLatest = [...page.view.chats].sort((a, b) => (last(b)?.sent || 0) - (last(a)?.sent || 0));
  sync(byId("chats"), byLatest.map(listRow));
}

const last = (chat) => chat.messages[chat.messages.length - 1];

function listRow(chat) {
  const latest = last(chat);
  const isOpen = chat.id === page.openId;
  if (isOpen) seen.set(chat.id, latest?.id || 0);
  const unread = chat.messages.filter((message) => !message.own && message.id > (seen.get(chat.id) || 0)).length;
  const line = chat.action ? ACTIONS[chat.action.name] || "…" : latest ? gist(latest) : "لا رسائل بعد";
  const time = latest ? clock(latest.sent) : "";
  return kept(`chat ${chat.id}`, [chat.title, isOpen, unread, line, time], () => newRow(chat, isOpen, unread, line, time));
}

function newRow(chat, isOpen, unread, line, time) {
  const avatar = node("span", { className: "avatar", ariaHidden: "true" });
  paint(avatar, chat);
  const row = node("button", { type: "button", className: "chat-row" }, avatar,
    node("span", { className: "chat-name", dir: "auto" }, chat.title), node("time", {}, time),
    node("span", { className: "chat-line", dir: "auto" }, line),
    unread ? node("span", { className: "badge", ariaLabel: `${unread} غير مقروءة` }, String(unread)) : null);
  if (isOpen) row.setAttribute("aria-current", "true");
  row.addEventListener("click", () => actions.openChat(chat.id));
  return node("li", {}, row);
}

// What did not change keeps its node, and with it focus and scrolling.
function kept(key, shape, make) {
  const told = JSON.stringify(shape);
  if (drawn.get(key)?.told !== told) drawn.set(key, { told, node: make() });
  return drawn.get(key).node;
}

function drawChat(chat) {
  paint(byId("avatar"), chat);
  byId("title").textContent = chat.title;
  drawSubtitle(chat);
  drawPinned(chat);
  const fresh = drawnChat !== chat.id;
  stayingAtEnd(fresh, () => { drawFoot(chat); drawMessages(chat); offerReply(chat); });
}

function drawSubtitle(chat) {
  const acting = chat.action ? ACTIONS[chat.action.name] || "…" : "";
  const rank = chat.kind !== "private" && chat.bot === "administrator" ? " · البوت مشرف" : "";
  byId("subtitle").textContent = acting || KINDS[chat.kind] + rank;
  byId("subtitle").classList.toggle("acting", Boolean(acting));
  clearTimeout(typingTimer);
  if (acting) typingTimer = setTimeout(refresh, chat.action.left * 1000 + 50);
}

function drawPinned(chat) {
  const id = chat.pinned[chat.pinned.length - 1];
  const message = chat.messages.find((one) => one.id === id);
  byId("pinned").hidden = !message;
  if (message) byId("pinned").textContent = `📌 ${gist(message)}`;
  byId("pinned").onclick = () => actions.jump(id);
}

function drawMessages(chat) {
  const nodes = [];
  let today = "";
  for (const message of chat.messages) {
    if (day(message.sent) !== today) {
      today = day(message.sent);
      nodes.push(kept(`day ${chat.id} ${today}`, today, () => dayLine(day(message.sent))));
    }
    nodes.push(messageNode(chat, message));
  }
  if (!chat.messages.length) nodes.push(emptyChat(chat));
  if (chat.draft) nodes.push(draftBubble(chat, chat.draft, taps));
  sync(byId("log"), nodes);
  drawnChat = chat.id;
}

// Who reads the latest message goes on seeing it, whatever `act` adds or opens below.
function stayingAtEnd(always, act) {
  const log = byId("log");
  const atEnd = always || log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  act();
  if (atEnd) log.scrollTop = log.scrollHeight;
}

const dayLine = (words) => node("p", { className: "service" }, node("span", {}, words));

function messageNode(chat, message) {
  const replied = chat.messages.find((one) => one.id === message.reply_to);
  const key = `message ${chat.id} ${message.id}`;
  return kept(key, [message, replied?.content], () => bubble(chat, message, replied, taps));
}

function emptyChat(chat) {
  const words = chat.kind === "private" ? page.view.about || "اضغط «ابدأ» لتبدأ المحادثة مع البوت." : "لا رسائل هنا بعد.";
  return node("p", { className: "empty", dir: "auto" }, words);
}

// A question that wants its own answer (force_reply) opens the reply bar once, as in the apps.
function offerReply(chat) {
  const last = chat.messages[chat.messages.length - 1];
  if (!last?.asks_reply || page.offered === `${chat.id} ${last.id}`) return;
  page.offered = `${chat.id} ${last.id}`;
  actions.setReply(last);
  byId("text").focus({ preventScroll: true });
}

function drawFoot(chat) {
  const big = bigButton(chat);
  byId("big").hidden = !big;
  byId("composer").hidden = Boolean(big);
  if (big) actions.setReply(null);
  if (big) [byId("big").textContent, byId("big").onclick, byId("big").disabled] = [big[0], big[1], !big[1]];
  byId("menu").hidden = chat.kind !== "private" || !page.view.commands.length;
  drawCommands(chat);
  const keyboard = big ? null : chat.keyboard;
  byId("keys").hidden = !keyboard;
  byId("keyboard").hidden = !keyboard || page.keysHidden;
  const press = (button) => { actions.pressKey(current(), button); drawFoot(current()); };
  if (keyboard) fill(byId("keyboard"), keyboard, () => replyKeyboard(keyboard, press));
}

function bigButton(chat) {
  if (chat.kind === "private" && page.view.you.blocked) return ["إلغاء حظر البوت", () => actions.attempt("block", { blocked: false })];
  if (chat.kind === "private" && !page.view.you.started) return ["ابدأ", () => actions.send("/start")];
  if (!chat.can_write) return ["النشر هنا للمشرفين", null];
  return null;
}

function drawCommands(chat) {
  const typed = byId("text").value;
  const typing = /^\/\w*$/.test(typed);
  const fitting = page.view.commands.filter((one) => !typing || `/${one.command}`.startsWith(typed));
  const shown = (page.commandsOpen || typing) && fitting.length > 0 && chat.kind !== "channel";
  byId("commands").hidden = !shown;
  byId("menu").setAttribute("aria-expanded", String(shown));
  const chosen = (command) => { clearText(); actions.send(command); };
  if (shown) fill(byId("commands"), fitting, () => commandList(fitting, chosen));
}

const taps = {
  command: actions.send, link: actions.followLink, tap: actions.tapButton, menu: actions.messageMenu, jump: actions.jump,
};

function clearText() {
  byId("text").value = "";
  fitText();
}

function fitText() {
  const box = byId("text");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
}

function submit(event) {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (!text) return;
  clearText();
  actions.send(text);
}

byId("composer").addEventListener("submit", submit);
byId("text").addEventListener("input", () => stayingAtEnd(false, () => { fitText(); drawCommands(current()); }));
byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  if (event.key === "Escape") { actions.setReply(null); page.commandsOpen = false; drawCommands(current()); }
});
byId("menu").addEventListener("click", () => {
  page.commandsOpen = !page.commandsOpen;
  stayingAtEnd(false, () => drawCommands(current()));
});
byId("keys").addEventListener("click", () => {
  page.keysHidden = !page.keysHidden;
  stayingAtEnd(false, () => drawFoot(current()));
});
byId("attach").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (file) await api.upload(page.openId, file).catch((error) => toast(`تعذّر الإرسال: ${error.message}`));
  event.target.value = "";
});
byId("reply-cancel").addEventListener("click", () => actions.setReply(null));
byId("more").addEventListener("click", actions.chatMenu);
byId("create").addEventListener("click", () => createChat(actions.create));
byId("back").addEventListener("click", () => { page.openId = null; document.body.classList.remove("chat-open"); draw(); });

page.refresh = refresh;
page.draw = draw;
await refresh();
api.follow(refresh, (lost) => { if (lost) byId("subtitle").textContent = "انقطع الاتصال بالخادم، تُعاد المحاولة…"; });
