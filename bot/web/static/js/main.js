// The chat on our own page.
import { startChat } from "./chat-page.js";

await startChat().restored;
