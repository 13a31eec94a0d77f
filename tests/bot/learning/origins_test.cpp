// SPDX-License-Identifier: MIT
#include "bot/learning/origins.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::learning {
namespace {

using storage::LearningSource;

struct Row {
    const char* text;
    const char* skill;
    const char* from;
};

TEST(Origins, are_divided_from_the_skill) {
    support::House house;
    for (const Row& row :
         {Row{"photo upload", "photo upload", ""},
          {"photo upload from the workshop in Lima", "photo upload", "the workshop in Lima"},
          {"templates from https://example.org/a?b=c", "templates", "https://example.org/a?b=c"},
          {"citing sources from #12", "citing sources", "#12"},
          {"Wikidata from a video", "Wikidata", "a video"},
          {"translating from Spanish", "translating from Spanish", ""},
          {"photos from", "photos from", ""},
          {"from a workshop", "from a workshop", ""},
          {"subir fotos en un taller de Lima", "subir fotos", "un taller de Lima"},
          {"edición de artículos", "edición de artículos", ""},
          {"загрузка фото на семинаре", "загрузка фото", "семинаре"},
          {"رفع الصور من ورشة", "رفع الصور", "ورشة"},
          {"फ़ोटो अपलोड कार्यशाला में", "फ़ोटो अपलोड", "कार्यशाला में"}}) {
        const Told told = divide(house.state.services, row.text);
        EXPECT_EQ(told.skill, row.skill) << row.text;
        EXPECT_EQ(told.from, row.from) << row.text;
    }
}

TEST(Origins, are_a_session_a_resource_or_ones_own_ticket) {
    support::House house;
    house.say("ana", "How do I add a photo?");
    house.say("ben", "How do I cite a book?");
    auto turn = house.turn("ana");
    EXPECT_EQ(origin_of(turn, "").source, LearningSource::unsaid);
    EXPECT_EQ(origin_of(turn, "the workshop in Lima").source, LearningSource::session);
    EXPECT_EQ(origin_of(turn, "https://example.org").source, LearningSource::resource);
    EXPECT_EQ(origin_of(turn, "#1").source, LearningSource::ticket);
    EXPECT_EQ(origin_of(turn, "#1").ticket, storage::TicketId{1});
    EXPECT_EQ(origin_of(turn, "#2").source, LearningSource::resource) << "that is ben's";
    EXPECT_EQ(origin_of(turn, "#99999999999999999999").source, LearningSource::resource);
    EXPECT_EQ(origin_of(turn, std::string(5000, 'x')).text.size(), 300U);
}

} // namespace
} // namespace peerdesk::learning
