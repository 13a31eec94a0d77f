#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Boils the Bot API down to bot_api.tables: one line for each method and type. A field is
# name, "!" when it must be there, ":" and its types with "|" between them; "[" is "array of",
# "=word" the only value it may have.
# The line "reactions" holds the emoji one may react with.
# Usage: generate_tables.py API.json > bot_api.tables
# API.json is the machine-readable Bot API of PaulSonOfLars/telegram-bot-api-spec.
import json
import re
import sys

EMOJI = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
CONSTANT = re.compile(r'(?:always|must be) [“"]?([a-z_]+)[”"]?$')


def short(type_name):
    return type_name.replace("Array of ", "[")


def field(entry):
    text = entry["name"] + ("!" if entry["required"] else "") + ":"
    text += "|".join(short(t) for t in entry["types"])
    constant = CONSTANT.search(entry["description"])
    if constant and entry["types"] == ["String"] and entry["required"]:
        text += "=" + constant.group(1)
    return text


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        api = json.load(file)
    print("version", api["version"].replace("Bot API ", ""))
    emoji = next(
        f for f in api["types"]["ReactionTypeEmoji"]["fields"] if f["name"] == "emoji"
    )
    print("reactions", *(a or b for a, b in EMOJI.findall(emoji["description"])))
    for name, method in api["methods"].items():
        returns = "|".join(short(t) for t in method["returns"])
        print("method", name, returns, *map(field, method.get("fields", [])))
    for name, kind in api["types"].items():
        if "subtypes" in kind:
            print("union", name, "|".join(map(short, kind["subtypes"])))
        else:
            print("type", name, *map(field, kind.get("fields", [])))


main()
