// SPDX-License-Identifier: MIT
// grammY against the fake server: one bot and the people it talks with.
// Usage: node grammy_client.cjs URL TOKEN
"use strict";
const assert = require("node:assert");
const { Bot, GrammyError, InlineKeyboard, InputFile } = require("grammy");

const [url, token] = process.argv.slice(2);

async function act(name, given = {}) {
    const response = await fetch(`${url}/control/${name}`, { method: "POST", body: JSON.stringify(given) });
    const answer = await response.json();
    assert.equal(response.status, 200, `${name}: ${JSON.stringify(answer)}`);
    return answer;
}

async function until(what, check) {
    for (let i = 0; i < 500; ++i) {
        const found = await check();
        if (found) return found;
        await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error(`never happened: ${what}`);
}

async function shown(chat) {
    return (await act("chat", { id: chat })).messages.map((entry) => entry.message);
}

function makeBot() {
    const bot = new Bot(token, { client: { apiRoot: url } });
    bot.command("start", (ctx) => ctx.reply(`started with ${ctx.match}`));
    bot.command("button", (ctx) =>
        ctx.reply("press", { reply_markup: new InlineKeyboard().text("Claim", "claim:7") }));
    bot.on("callback_query:data", async (ctx) => {
        await ctx.answerCallbackQuery({ text: "claimed" });
        await ctx.editMessageText(`claimed ${ctx.callbackQuery.data}`);
    });
    bot.on("message:document", async (ctx) => {
        const file = await ctx.getFile();
        const response = await fetch(`${url}/file/bot${token}/${file.file_path}`);
        const text = await response.text();
        await ctx.replyWithDocument(new InputFile(Buffer.from(text.toUpperCase()), "loud.txt"), {
            caption: "louder",
        });
    });
    bot.on("edited_message:text", (ctx) => ctx.reply(`edited: ${ctx.editedMessage.text}`));
    bot.on("message:text", (ctx) => ctx.reply(`echo: ${ctx.message.text}`));
    return bot;
}

async function tests(bot) {
    const ana = (await act("user", { first_name: "Ana" })).id;
    await act("start", { user: ana, payload: "ref42" });
    await until("the answer to /start", async () =>
        (await shown(ana)).find((m) => m.text === "started with ref42"));

    const said = await act("say", { user: ana, text: "hello 😀" });
    await until("the echo", async () => (await shown(ana)).find((m) => m.text === "echo: hello 😀"));
    await act("edit", { user: ana, message: said.message_id, text: "bye" });
    await until("the edit", async () => (await shown(ana)).find((m) => m.text === "edited: bye"));

    await act("say", { user: ana, text: "/button" });
    const card = await until("the button", async () => (await shown(ana)).find((m) => m.reply_markup));
    const press = await act("press", { user: ana, message: card.message_id, data: "claim:7" });
    await until("the pressed button", async () =>
        (await shown(ana)).find((m) => m.message_id === card.message_id && m.text === "claimed claim:7"));
    assert.equal((await act("press_answer", { id: press.id })).answer.text, "claimed");

    await act("say", { user: ana, kind: "document", file_name: "a.txt", file_text: "quiet", text: "read" });
    const loud = await until("the document", async () =>
        (await shown(ana)).find((m) => m.document && m.document.file_name === "loud.txt"));
    assert.equal(loud.caption, "louder");
    const file = await bot.api.getFile(loud.document.file_id);
    const content = await (await fetch(`${url}/file/bot${token}/${file.file_path}`)).text();
    assert.equal(content, "QUIET");

    const rights = { can_manage_topics: true };
    const forum = (await act("group", { title: "Staff", is_forum: true, members: [ana], rights })).id;
    const topic = await bot.api.createForumTopic(forum, "Ticket 1");
    const posted = await bot.api.sendMessage(forum, "card", { message_thread_id: topic.message_thread_id });
    assert.equal(posted.is_topic_message, true);
    await act("delete_topic", { chat: forum, topic: topic.message_thread_id });
    await assert.rejects(
        bot.api.sendMessage(forum, "card", { message_thread_id: topic.message_thread_id }),
        (error) => error instanceof GrammyError && /message thread not found/.test(error.description));

    await act("fault", { kind: "too_many", method: "sendMessage", retry_after: 3 });
    await assert.rejects(bot.api.sendMessage(ana, "x"), (error) =>
        error instanceof GrammyError && error.error_code === 429 && error.parameters.retry_after === 3);
    const photo = new InputFile(Buffer.from("picture"), "p.jpg");
    const album = await bot.api.sendMediaGroup(ana, [
        { type: "photo", media: photo, caption: "one" },
        { type: "photo", media: new InputFile(Buffer.from("second"), "q.jpg") },
    ]);
    assert.equal(album[0].media_group_id, album[1].media_group_id);
    await bot.api.setMyCommands([{ command: "help", description: "Helps" }], { language_code: "de" });
    assert.equal((await bot.api.getMyCommands({ language_code: "de" }))[0].command, "help");
}

async function main() {
    const bot = makeBot();
    bot.start({ allowed_updates: ["message", "edited_message", "callback_query"] });
    await tests(bot);
    await bot.stop();
    assert.equal((await act("queue")).size, 0, "the last updates were not confirmed");
    console.log("grammY: all as at the real server");
}

main().then(() => process.exit(0), (error) => {
    console.error(error);
    process.exit(1);
});
