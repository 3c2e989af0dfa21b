// Buttons under messages, the keyboard that replaces typing, and the list of commands.

import { node } from "./nodes.js";

// Telegram does not mirror keyboards for right-to-left languages: rows run from left to right.
export function inlineKeyboard(message, does) {
  const rows = message.keyboard.map((buttons, row) =>
    node("div", { className: "row" }, ...buttons.map((button, column) => inlineButton(message, button, row, column, does))));
  return node("div", { className: "inline-keyboard", dir: "ltr" }, ...rows);
}

function inlineButton(message, button, row, column, does) {
  const mark = button.url ? "↗" : button.copy_text ? "⧉" : "";
  const style = button.style || "plain";
  const drawn = node("button", { type: "button", className: `key ${style}` },
    node("span", { dir: "auto" }, button.text), mark ? node("span", { className: "mark", ariaHidden: "true" }, mark) : null);
  if (button.url) drawn.title = button.url;
  drawn.addEventListener("click", () => does.tap(message, button, row, column, drawn));
  return drawn;
}

export function replyKeyboard(keyboard, pressed) {
  return keyboard.keyboard.map((buttons) =>
    node("div", { className: "row", dir: "ltr" }, ...buttons.map((button) => {
      const given = typeof button === "string" ? { text: button } : button;
      const drawn = node("button", { type: "button", className: "key", dir: "auto" }, given.text);
      drawn.addEventListener("click", () => pressed(given));
      return drawn;
    })));
}

export function commandList(commands, chosen) {
  return commands.map((command) => {
    const drawn = node("button", { type: "button" },
      node("b", { dir: "ltr" }, `/${command.command}`), node("span", { dir: "auto" }, command.description));
    drawn.addEventListener("click", () => chosen(`/${command.command}`));
    return node("li", {}, drawn);
  });
}
