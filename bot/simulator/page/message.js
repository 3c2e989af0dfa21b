// One message -> its bubble. What taps do is given by chat.js.

import { formatted } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { clock, gist, node } from "./nodes.js";

// `does`: command, link, tap, menu, jump. `replied` is the message replied to, if it is still there.
export function bubble(chat, message, replied, does) {
  const service = serviceText(message);
  if (service) return node("div", { className: "service", id: place(message) }, node("span", { dir: "auto" }, service));
  const body = node("div", { className: "bubble" },
    heading(chat, message),
    origin(message.content.forward_origin),
    message.reply_to ? quote(replied, does) : null,
    ...attachments(message.content),
    words(chat, message, does),
    reactions(message),
    foot(message, does));
  const keyboard = message.keyboard.length ? inlineKeyboard(message, does) : null;
  const side = message.own ? "own" : "other";
  return node("article", { className: `message ${side}`, id: place(message), ariaLabel: label(message) }, body, keyboard);
}

export function draftBubble(chat, draft, does) {
  const text = draft.text || "يفكّر…";
  const body = node("div", { className: "bubble draft" }, formatted(text, draft.entities || [], `${chat.id}:draft`, does));
  return node("article", { className: "message other", ariaLabel: "مسودة البوت" }, body);
}

const place = (message) => `message-${message.id}`;

function label(message) {
  return message.own ? "رسالتك" : `رسالة من ${message.name}`;
}

function serviceText(message) {
  const content = message.content;
  if (content.chat_shared) return `شاركتَ «${content.chat_shared.title || content.chat_shared.chat_id}» مع البوت`;
  if (content.migrate_to_chat_id || content.migrate_from_chat_id) return "تحوّلت المجموعة إلى مجموعة خارقة";
  return "";
}

function heading(chat, message) {
  if (chat.kind === "channel") return node("p", { className: "sender", dir: "auto" }, chat.title);
  if (chat.kind === "private" || message.own) return null;
  return node("p", { className: "sender", dir: "auto" }, message.name);
}

function origin(from) {
  if (!from) return null;
  const name = from.chat?.title || from.sender_chat?.title || from.sender_user?.first_name || from.sender_user_name;
  return node("p", { className: "origin", dir: "auto" }, "أُعيد توجيهها من ", node("b", { dir: "auto" }, name));
}

function quote(replied, does) {
  if (!replied) return node("p", { className: "quote" }, "رسالة محذوفة");
  const drawn = node("button", { className: "quote", type: "button" },
    node("b", { dir: "auto" }, replied.name), node("span", { dir: "auto" }, gist(replied)));
  drawn.addEventListener("click", () => does.jump(replied.id));
  return drawn;
}

function attachments(content) {
  const shown = [];
  if (content.photo) {
    const size = content.photo[content.photo.length - 1];
    const { width, height } = size;
    shown.push(node("img", { className: "photo", src: `/page/file/${size.file_id}`, alt: content.caption || "صورة", width, height }));
  }
  if (content.document) shown.push(file(content.document));
  return shown;
}

function file(document) {
  const size = document.file_size < 1024 ? `${document.file_size} بايت` : `${Math.round(document.file_size / 1024)} كيلوبايت`;
  return node("a", { className: "file", href: `/page/file/${document.file_id}`, download: document.file_name },
    node("span", { className: "file-icon", ariaHidden: "true" }, "📄"),
    node("span", {}, node("b", { dir: "auto" }, document.file_name), node("small", {}, size)));
}

function words(chat, message, does) {
  const content = message.content;
  const text = content.text || content.caption;
  if (!text) return null;
  return formatted(text, content.entities || content.caption_entities || [], `${chat.id}:${message.id}`, does);
}

function reactions(message) {
  return message.reactions.length ? node("p", { className: "reactions" }, message.reactions.join(" ")) : null;
}

function foot(message, does) {
  const time = node("time", { dateTime: new Date(message.sent * 1000).toISOString() }, clock(message.sent));
  const told = node("span", {}, message.edited ? "عُدّلت · " : "", time, message.own ? " ✓✓" : "");
  return node("div", { className: "meta" }, menuButton(message, does), told);
}

function menuButton(message, does) {
  const drawn = node("button", { className: "dots", type: "button", ariaLabel: "خيارات الرسالة" }, "⋯");
  drawn.setAttribute("aria-haspopup", "dialog");
  drawn.addEventListener("click", () => does.menu(message));
  return drawn;
}
