// SPDX-License-Identifier: MIT
#include "bot/mentoring/telling.hpp"

#include <algorithm>

namespace peerdesk::mentoring {

using conversation::Lines;

IntroductionSide other(IntroductionSide side) {
    return side == IntroductionSide::mentor ? IntroductionSide::mentee : IntroductionSide::mentor;
}

std::string number(storage::IntroductionId id) {
    return std::to_string(id.value);
}

text::Answer answer_in(const conversation::Services& services, std::string_view text) {
    const auto& words = services.texts->words;
    const auto whole = words.answer_word(text);
    if (whole != text::Answer::none) return whole;
    return words.answer_word(text.substr(0, text.find_first_of(" ,.!;:\n")));
}

std::optional<storage::StoredPlace> direct_place(Context& context, PersonId person) {
    const auto identities = context.tables().people.identities_of(person);
    // A guest may be somebody else by tomorrow.
    const auto account = std::ranges::find(identities, false, &storage::Identity::is_guest);
    if (account == identities.end()) return std::nullopt;
    return storage::StoredPlace{account->network, true, account->account};
}

Lines lines_for(Context& context, const Introduction& introduction, IntroductionSide side) {
    const auto person = context.tables().people.find(introduction.person_of(side));
    const Desk* desk = context.services.desks.with_id(introduction.desk);
    const auto& whose = desk != nullptr ? *desk : context.services.desks.all().front();
    return {context.services, conversation::language_of(person.value_or(storage::Person{}), whose)};
}

bool tell(Context& context, const Introduction& introduction, IntroductionSide side,
          const Lines& lines, const TellForm& form) {
    const PersonId person = introduction.person_of(side);
    const auto place = direct_place(context, person);
    if (!place) return false;
    const auto row = conversation::post(
        context, *place, lines.text(),
        {.person = person,
         .voice = form.is_words ? storage::OutboxVoice::person : storage::OutboxVoice::program});
    Tables(context).introductions.note_message(row, introduction.id, form.is_words);
    if (!form.prompt.empty()) {
        context.tables().prompts.add({.place = *place,
                                      .person = person,
                                      .kind = std::string(form.prompt),
                                      .payload = number(introduction.id),
                                      .asked = context.now});
    }
    return true;
}

} // namespace peerdesk::mentoring
