// SPDX-License-Identifier: MIT
// A bot with grammY that says back what it hears.
// Usage: node grammy_echo.mjs URL TOKEN [runner]   many chats at once, each in order, with "runner"
import { createRequire } from "node:module";

const require = createRequire(import.meta.url); // finds what NODE_PATH names
const { Bot } = require("grammy");
const { run, sequentialize } = require("@grammyjs/runner");

const [url, token, how] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot: url } });
if (how === "runner") bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.on("message:text", (ctx) => ctx.api.sendMessage(ctx.chat.id, ctx.message.text));
if (how === "runner") {
    run(bot, { runner: { fetch: { allowed_updates: ["message"] } } });
} else {
    bot.start({ allowed_updates: ["message"] });
}
