// What a person does: sending, replying, tapping, choosing from menus. Draws nothing but dialogs and the reply bar.

import * as api from "./api.js";
import { alertBox, menu, pickChat, toast } from "./dialogs.js";
import { byId, gist } from "./nodes.js";
import { canReach, current, page, privateChat } from "./shared.js";

const waitingTaps = new Map();

export async function attempt(action, asked) {
  try {
    return await api.act(action, asked);
  } catch (error) {
    toast(`تعذّر ذلك: ${error.message}`);
    return null;
  }
}

export function openChat(id) {
  page.openId = id;
  setReply(null);
  page.commandsOpen = false;
  page.keysHidden = false;
  page.draw();
  byId("text").focus({ preventScroll: true });
}

export async function send(text) {
  page.commandsOpen = false;
  const asked = { chat_id: page.openId, text, reply_to: page.replyTo };
  setReply(null);
  const log = byId("log");
  log.scrollTop = log.scrollHeight;
  return attempt("send", asked);
}

export function setReply(message) {
  page.replyTo = message ? message.id : null;
  byId("reply").hidden = !message;
  if (message) byId("reply-text").textContent = `رد على ${message.own ? "نفسك" : message.name}: ${gist(message)}`;
}

export function jump(id) {
  const target = byId(`message-${id}`);
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.classList.add("found");
  setTimeout(() => target.classList.remove("found"), 1500);
}

export function pressKey(chat, button) {
  if (chat.keyboard.one_time_keyboard) page.keysHidden = true;
  if (!button.request_chat) return send(button.text);
  const wanted = button.request_chat;
  const fits = (one) => one.kind !== "private" && wanted.chat_is_channel === (one.kind === "channel");
  return pickChat(button.text, page.view.chats.filter(fits), (picked) =>
    attempt("share", { request_id: wanted.request_id, chat_id: picked.id }));
}

// A link to the bot with a start word opens the private chat, as in the apps.
export function followLink(url) {
  const match = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([\w-]{1,64}))?$/i.exec(url);
  if (!match || match[1].toLowerCase() !== page.view.bot.username.toLowerCase()) return false;
  openChat(privateChat().id);
  if (match[2]) send(`/start ${match[2]}`);
  return true;
}

export async function tapButton(message, button, row, column, key) {
  if (button.url) {
    if (!followLink(button.url)) open(button.url, "_blank", "noopener");
  } else if (button.copy_text) {
    await navigator.clipboard.writeText(button.copy_text.text);
    toast("نُسخ النص");
  } else if (button.callback_data !== undefined) {
    key.classList.add("waiting");
    const tap = await attempt("tap", { chat_id: page.openId, message_id: message.id, row, column });
    if (tap) waitingTaps.set(tap.id, key);
    await page.refresh();
  } else {
    toast("هذا الزر لا يعمل في تيليغرام المحلي");
  }
}

export function answerTaps() {
  for (const { id, answer } of page.view.taps) {
    if (!answer || !waitingTaps.has(id)) continue;
    waitingTaps.get(id).classList.remove("waiting");
    waitingTaps.delete(id);
    if (answer.url) followLink(answer.url);
    if (answer.text) (answer.alert ? alertBox : toast)(answer.text);
  }
}

export function messageMenu(message) {
  const targets = page.view.chats.filter((chat) => chat.can_write && canReach(chat));
  menu("الرسالة", [
    ["رد", () => { setReply(message); byId("text").focus(); }],
    ["إعادة توجيه", () => pickChat("إعادة التوجيه إلى", targets, (chat) => forward(message, chat))],
    ["نسخ النص", () => navigator.clipboard.writeText(message.content.text || message.content.caption || "")],
  ]);
}

async function forward(message, chat) {
  await attempt("forward", { chat_id: page.openId, message_id: message.id, to: chat.id });
  openChat(chat.id);
}

export function chatMenu() {
  const chat = current();
  const rank = (words, name) => [words, () => attempt("bot", { chat_id: chat.id, rank: name })];
  if (chat.kind === "private") {
    const words = page.view.you.blocked ? "إلغاء حظر البوت" : "حظر البوت";
    return menu(chat.title, [[words, () => attempt("block", { blocked: !page.view.you.blocked })]]);
  }
  const choices = chat.bot === "administrator" ? [] : [rank("أضف البوت مشرفًا", "administrator")];
  if (!chat.has_bot && chat.kind !== "channel") choices.push(rank("أضف البوت عضوًا", "member"));
  if (chat.has_bot) choices.push(rank("أخرج البوت", "left"));
  return menu(chat.title, chat.owned ? choices : []);
}

export async function create({ kind, title, username, withBot }) {
  const made = await attempt("create", { kind, title, username });
  if (!made) return;
  const rank = kind === "channel" ? "administrator" : "member";
  if (withBot) await attempt("bot", { chat_id: made.id, rank });
  await page.refresh();
  openChat(made.id);
}
