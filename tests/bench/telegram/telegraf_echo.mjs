// SPDX-License-Identifier: MIT
// A bot with telegraf that says back what it hears.
// Usage: node telegraf_echo.mjs URL TOKEN
import { createRequire } from "node:module";

const require = createRequire(import.meta.url); // finds what NODE_PATH names
const { Telegraf } = require("telegraf");
const { message } = require("telegraf/filters");

const [url, token] = process.argv.slice(2);
const bot = new Telegraf(token, { telegram: { apiRoot: url } });
bot.on(message("text"), (ctx) => ctx.telegram.sendMessage(ctx.chat.id, ctx.message.text));
bot.launch({ allowedUpdates: ["message"] });
