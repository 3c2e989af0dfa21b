// Everything that lies over the chat: toasts, alerts, menus, choosing a chat, opening a new one.

import { byId, node, paint } from "./nodes.js";

let toastTimer = 0;

export function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.hidden = true; }, 4000);
}

export function alertBox(text) {
  open("رسالة من البوت", node("p", { className: "alert-text", dir: "auto" }, text), button("حسنًا", close, "primary"));
}

// `choices` are [words, what to do] pairs.
export function menu(title, choices) {
  const buttons = choices.map(([words, act]) => button(words, () => { close(); act(); }));
  open(title, ...buttons, button("إلغاء", close, "quiet"));
}

export function pickChat(title, chats, picked) {
  const rows = chats.map((chat) => {
    const avatar = node("span", { className: "avatar", ariaHidden: "true" });
    paint(avatar, chat);
    const row = node("button", { type: "button", className: "pick" }, avatar, node("span", { dir: "auto" }, chat.title));
    row.addEventListener("click", () => { close(); picked(chat); });
    return row;
  });
  const none = rows.length ? [] : [node("p", {}, "لا توجد محادثة مناسبة: أنشئ قناة أو مجموعة أولًا.")];
  open(title, ...rows, ...none, button("إلغاء", close, "quiet"));
}

// Calls `created` with kind, title, username and whether the bot comes along.
export function createChat(created) {
  const kind = node("select", { name: "kind" },
    node("option", { value: "channel" }, "قناة"), node("option", { value: "group" }, "مجموعة"));
  const title = node("input", { name: "title", required: true, maxLength: 128, dir: "auto" });
  const username = node("input", { name: "username", pattern: "[A-Za-z][A-Za-z0-9_]{3,31}", dir: "ltr" });
  const bot = node("input", { name: "bot", type: "checkbox", checked: true });
  const form = node("form", { className: "form" },
    field("النوع", kind), field("الاسم", title), field("المعرّف (اختياري)", username),
    node("label", { className: "check" }, bot, " أضف البوت (مشرفًا في القناة)"),
    node("button", { type: "submit", className: "primary" }, "إنشاء"), button("إلغاء", close, "quiet"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    created({ kind: kind.value, title: title.value, username: username.value, withBot: bot.checked });
  });
  open("قناة أو مجموعة جديدة", form);
  title.focus();
}

function field(words, input) {
  return node("label", {}, node("span", {}, words), input);
}

function button(words, act, className = "plain") {
  const drawn = node("button", { type: "button", className }, words);
  drawn.addEventListener("click", act);
  return drawn;
}

function open(title, ...children) {
  byId("dialog-title").textContent = title;
  byId("dialog-body").replaceChildren(...children);
  if (!byId("dialog").open) byId("dialog").showModal();
}

function close() {
  byId("dialog").close();
}
