// SPDX-License-Identifier: MIT
// A small tree of skills in a desk in memory.
#pragma once

#include "bot/skills/loading.hpp"
#include "bot/skills/tree_file.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace peerdesk::skills {

inline constexpr std::string_view sample_csv =
    "id,parent,category,teachable,locale,name,aliases\r\n"
    "media,,media,false,en,Media,images\r\n"
    "upload,media,media,true,en,Photo upload,upload images;foto upload\r\n"
    "upload,,,,es,Subir fotos,\"poner, o subir, imágenes\"\r\n"
    "photo,media,media,true,en,Photography,taking photos\r\n"
    "zoom,photo,media,true,en,Zoom lenses,\r\n"
    "tables,,technical,true,en,Tables,making tables\r\n"
    "translate,,language,true,en,Translating articles,translation\r\n"
    "interface,,language,true,en,Translating software,translation\r\n";

/// The desk of `support::House` with that tree.
struct WithTree : testing::Test {
    support::House house;
    storage::Skills skills{house.database};
    conversation::Context context = house.context();

    WithTree() { load(sample_csv); }
    void load(std::string_view text) {
        const auto reading = read_tree(text);
        ASSERT_TRUE(reading.problems.empty()) << reading.problems.front().key;
        load_tree(house.database, reading.tree, house.now);
    }
    storage::SkillId id(std::string_view code) { return skills.with_code(code); }
};

} // namespace peerdesk::skills
