// Talks to the page's own routes. Shows nothing.

export async function state() {
  const answer = await fetch("/page/state");
  return answer.json();
}

export async function act(action, asked) {
  return sent(`/page/do/${action}`, { "Content-Type": "application/json" }, JSON.stringify(asked));
}

export async function upload(chatId, file) {
  const query = new URLSearchParams({ chat_id: chatId, name: file.name });
  return sent(`/page/upload?${query}`, { "Content-Type": file.type || "application/octet-stream" }, file);
}

// Calls `changed` after every change, and `lost` with true or false when the server goes or comes back.
export function follow(changed, lost) {
  const stream = new EventSource("/page/events");
  stream.onmessage = () => { lost(false); changed(); };
  stream.onerror = () => lost(true);
}

async function sent(path, headers, body) {
  const answer = await fetch(path, { method: "POST", headers, body });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}
