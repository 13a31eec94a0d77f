# SPDX-License-Identifier: MIT
# python-telegram-bot against the fake server: one bot and the people it talks with.
# Usage: python ptb_client.py URL TOKEN
import asyncio
import json
import sys
import urllib.request

from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReactionTypeEmoji,
)
from telegram.error import BadRequest, Forbidden, RetryAfter
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

URL, TOKEN = sys.argv[1:3]


def act_now(name, given):
    request = urllib.request.Request(
        f"{URL}/control/{name}", json.dumps(given).encode(), method="POST"
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


async def act(name, **given):
    return await asyncio.to_thread(act_now, name, given)


async def until(what, chat, check):
    for _ in range(500):
        for entry in (await act("chat", id=chat))["messages"]:
            if check(entry["message"]):
                return entry["message"]
        await asyncio.sleep(0.01)
    raise AssertionError(f"never happened: {what}")


async def on_start(update, context):
    await update.message.reply_text("started with " + " ".join(context.args))


async def on_button(update, context):
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Claim", callback_data="c:7")]])
    await update.message.reply_text("press", reply_markup=keyboard)


async def on_press(update, context):
    await update.callback_query.answer("claimed")
    await update.callback_query.edit_message_text("claimed " + update.callback_query.data)


async def on_document(update, context):
    file = await update.message.document.get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_document(content.upper(), filename="loud.txt", caption="louder")


async def on_text(update, context):
    said = "edited: " if update.edited_message else "echo: "
    await update.effective_message.reply_text(said + update.effective_message.text)


async def talk(ana):
    await act("start", user=ana, payload="ref42")
    await until("/start", ana, lambda m: m.get("text") == "started with ref42")
    said = await act("say", user=ana, text="hello 😀")
    await until("echo", ana, lambda m: m.get("text") == "echo: hello 😀")
    await act("edit", user=ana, message=said["message_id"], text="bye")
    await until("edit", ana, lambda m: m.get("text") == "edited: bye")
    await act("say", user=ana, text="/button")
    card = await until("button", ana, lambda m: "reply_markup" in m)
    await act("press", user=ana, message=card["message_id"], data="c:7")
    await until("press", ana, lambda m: m.get("text") == "claimed c:7")
    await act("say", user=ana, kind="document", file_text="quiet", file_name="a.txt", text="x")
    loud = await until(
        "document", ana, lambda m: m.get("document", {}).get("file_name") == "loud.txt"
    )
    assert loud["caption"] == "louder"


async def call(bot, ana):
    rights = {"can_manage_topics": True}
    made = await act("group", title="Staff", is_forum=True, members=[ana], rights=rights)
    forum = made["id"]
    topic = await bot.create_forum_topic(forum, "Ticket 1")
    posted = await bot.send_message(forum, "card", message_thread_id=topic.message_thread_id)
    assert posted.is_topic_message and posted.reply_to_message.forum_topic_created
    await act("delete_topic", chat=forum, topic=topic.message_thread_id)
    try:
        await bot.send_message(forum, "card", message_thread_id=topic.message_thread_id)
        raise AssertionError("a deleted topic took a message")
    except BadRequest as error:
        assert "hread not found" in str(error), error
    await act("fault", kind="too_many", method="sendMessage", retry_after=3)
    try:
        await bot.send_message(ana, "x")
        raise AssertionError("no 429 came")
    except RetryAfter:
        pass
    album = await bot.send_media_group(ana, [InputMediaPhoto(b"one"), InputMediaPhoto(b"two")])
    assert album[0].media_group_id == album[1].media_group_id
    copies = await bot.copy_messages(forum, ana, [m.message_id for m in album])
    assert len(copies) == 2
    await bot.set_message_reaction(ana, album[0].message_id, [ReactionTypeEmoji("👍")])
    await bot.set_my_commands([BotCommand("help", "Helps")], language_code="de")
    assert (await bot.get_my_commands(language_code="de"))[0].command == "help"
    assert (await bot.get_chat(forum)).is_forum
    assert (await bot.get_chat_member(forum, bot.id)).can_manage_topics
    await act("block", user=ana)
    try:
        await bot.send_message(ana, "x")
        raise AssertionError("a block let a message through")
    except Forbidden:
        pass


async def main():
    builder = Application.builder().token(TOKEN)
    app = builder.base_url(URL + "/bot").base_file_url(URL + "/file/bot").build()
    app.add_handler(CommandHandler("start", on_start))
    app.add_handler(CommandHandler("button", on_button))
    app.add_handler(CallbackQueryHandler(on_press))
    app.add_handler(MessageHandler(filters.Document.ALL, on_document))
    app.add_handler(MessageHandler(filters.TEXT, on_text))
    ana = (await act("user", first_name="Ana"))["id"]
    async with app:
        await app.start()
        await app.updater.start_polling(allowed_updates=["message", "edited_message", "callback_query"])
        await talk(ana)
        await call(app.bot, ana)
        await app.updater.stop()
        await app.stop()
    print("python-telegram-bot: all as at the real server")


asyncio.run(main())
