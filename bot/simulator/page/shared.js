// What all parts of the page share: the server's latest state, and what the person has open.

export const page = { view: null, openId: null, replyTo: null, keysHidden: false, commandsOpen: false, offered: null };

export const current = () => page.view.chats.find((chat) => chat.id === page.openId);
export const privateChat = () => page.view.chats.find((chat) => chat.kind === "private");
export const canReach = (chat) => chat.kind !== "private" || (page.view.you.started && !page.view.you.blocked);
