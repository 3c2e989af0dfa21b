// Makes nodes, and the few words and shapes that several files share.

export function node(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value; else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// Makes `made` the children of `box` and moves only what must move.
export function sync(box, made) {
  const wanted = new Set(made);
  for (const child of [...box.childNodes]) if (!wanted.has(child)) child.remove();
  made.forEach((child, index) => {
    if (box.childNodes[index] !== child) box.insertBefore(child, box.childNodes[index] || null);
  });
}

// Fills `box` anew only when `shape` differs from the last time.
const shapes = new WeakMap();
export function fill(box, shape, make) {
  const told = JSON.stringify(shape);
  if (shapes.get(box) === told) return;
  shapes.set(box, told);
  box.replaceChildren(...make());
}

export const byId = (id) => document.getElementById(id);

const CLOCK = new Intl.DateTimeFormat("ar-u-nu-latn", { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("ar-u-nu-latn", { weekday: "long", day: "numeric", month: "long" });
export const clock = (unix) => CLOCK.format(unix * 1000);
export const day = (unix) => DAY.format(unix * 1000);

export function paint(avatar, chat) {
  avatar.textContent = [...chat.title.trim()][0] || "؟";
  avatar.dataset.hue = String(Math.abs(chat.id) % 6);
}

// One line that stands for a message in lists, pins and replies.
export function gist(message) {
  const content = message.content;
  if (content.chat_shared) return "شاركت محادثة";
  const words = content.text || content.caption;
  if (words) return words.replace(/\s+/g, " ").slice(0, 120);
  if (content.document) return `📄 ${content.document.file_name}`;
  if (content.photo) return "🖼 صورة";
  return "رسالة خدمة";
}
