// A text and its entities -> nodes, as Telegram draws them. Text only ever becomes text nodes.

import { node } from "./nodes.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code",
  pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];
const LINKS = ["http:", "https:", "mailto:", "tel:", "tg:"];
// What people opened stays open when the message is drawn again.
const opened = new Set();

// `does` has command(text) and link(url) for taps; `key` names the message.
export function formatted(text, entities, key, does) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const box = node("div", { className: "text" });
  fill(box, text, 0, text.length, sorted, { key, does });
  return box;
}

function fill(parent, text, start, end, entities, context) {
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [entity, ...later] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    const isBlock = BLOCKS.includes(entity.type);
    append(parent, text.slice(at, entity.offset), isBlock);
    const inner = later.filter((other) => other.offset < stop);
    const drawn = element(entity, text.slice(entity.offset, stop), context);
    if (entity.type === "date_time") drawn.textContent = when(entity, text.slice(entity.offset, stop));
    else fill(drawn, text, entity.offset, stop, inner, context);
    parent.append(drawn);
    // A quote stands on lines of its own: the line break after it is part of that.
    at = isBlock && text[stop] === "\n" ? stop + 1 : stop;
    rest = later.filter((other) => other.offset >= stop);
  }
  append(parent, text.slice(at, end), false);
}

function append(parent, text, beforeBlock) {
  const shown = beforeBlock && text.endsWith("\n") ? text.slice(0, -1) : text;
  if (shown) parent.append(shown);
}

function element(entity, covered, { key, does }) {
  const place = `${key}:${entity.offset}`;
  switch (entity.type) {
    case "text_link": return link(entity.url, does);
    case "url": return link(/^[a-z]+:/i.test(covered) ? covered : `https://${covered}`, does);
    case "email": return link(`mailto:${covered}`, does);
    case "phone_number": return link(`tel:${covered}`, does);
    case "bot_command": return button("command", () => does.command(covered));
    case "spoiler": return opening(node("span", { className: "spoiler" }), place, "نص مخفي");
    case "expandable_blockquote": return opening(node("blockquote", { className: "expandable" }), place, "اقتباس مطوي");
    case "date_time": return node("time", { title: fullDate(entity) });
    case "mention": case "hashtag": case "cashtag": case "text_mention": return node("span", { className: "name" });
    default: return node(TAGS[entity.type] || "span", {});
  }
}

function link(url, does) {
  const safe = LINKS.some((scheme) => url.toLowerCase().startsWith(scheme));
  const drawn = node("a", safe ? { href: url, target: "_blank", rel: "noopener noreferrer", title: url } : {});
  drawn.addEventListener("click", (event) => { if (does.link(url)) event.preventDefault(); });
  return drawn;
}

function button(className, tapped) {
  const drawn = node("span", { className, role: "button", tabIndex: 0 });
  onTap(drawn, tapped);
  return drawn;
}

function opening(drawn, place, label) {
  drawn.setAttribute("role", "button");
  drawn.tabIndex = 0;
  const show = () => {
    drawn.classList.toggle("open", opened.has(place));
    drawn.setAttribute("aria-expanded", String(opened.has(place)));
  };
  drawn.title = label;
  onTap(drawn, (event) => {
    if (event.target.closest("a")) return;
    if (opened.has(place)) opened.delete(place); else opened.add(place);
    show();
  });
  show();
  return drawn;
}

function onTap(drawn, tapped) {
  drawn.addEventListener("click", tapped);
  drawn.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    tapped(event);
  });
}

function fullDate(entity) {
  return new Intl.DateTimeFormat("ar-u-nu-latn", { dateStyle: "full", timeStyle: "short" }).format(entity.unix_time * 1000);
}

// The reader's own time zone decides; without a format the bot's words stay.
function when(entity, covered) {
  const format = entity.date_time_format || "";
  if (format === "r") return ago(entity.unix_time);
  const wanted = {};
  if (format.includes("w")) wanted.weekday = "long";
  if (/d/i.test(format)) Object.assign(wanted, { day: "numeric", month: format.includes("D") ? "long" : "numeric", year: "numeric" });
  if (/t/i.test(format)) Object.assign(wanted, { hour: "numeric", minute: "2-digit" });
  if (format.includes("T")) wanted.second = "2-digit";
  if (!Object.keys(wanted).length) return covered;
  return new Intl.DateTimeFormat("ar-u-nu-latn", wanted).format(entity.unix_time * 1000);
}

function ago(unix) {
  const minutes = Math.round(unix / 60 - Date.now() / 60000);
  const words = new Intl.RelativeTimeFormat("ar-u-nu-latn", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 24) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}
