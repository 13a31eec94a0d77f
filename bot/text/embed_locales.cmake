# SPDX-License-Identifier: MIT
# Writes OUTPUT, a C++ source that holds every FOLDER/<code>.json but qqq.json. The bytes are
# written as \x escapes in short literals: any content is safe, and no literal is over the
# standard's limit.
file(GLOB files ${FOLDER}/*.json)
list(SORT files)
set(parts "")
set(rows "")
set(count 0)
foreach(file IN LISTS files)
  get_filename_component(code ${file} NAME_WLE)
  if(code STREQUAL "qqq")
    continue()
  endif()
  file(READ ${file} hex HEX)
  string(LENGTH "${hex}" length)
  set(at 0)
  string(APPEND parts "constexpr std::string_view parts_${count}[] = {\n")
  while(at LESS length)
    string(SUBSTRING "${hex}" ${at} 16000 piece)
    string(REGEX REPLACE "(..)" "\\\\x\\1" piece "${piece}")
    string(APPEND parts "\"${piece}\"sv,\n")
    math(EXPR at "${at} + 16000")
  endwhile()
  string(APPEND parts "\"\"sv};\n")
  string(APPEND rows "    {\"${code}\", parts_${count}},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE ${OUTPUT} "// SPDX-License-Identifier: MIT
// Made by bot/text/embed_locales.cmake from locales/*.json. Not to be edited.
#include \"bot/text/embedded_locales.hpp\"

namespace peerdesk::text {
namespace {
using namespace std::string_view_literals;
${parts}
/// The empty last row keeps the array legal where there are no locales.
constexpr EmbeddedLocale all[] = {
${rows}    {}};
} // namespace

std::span<const EmbeddedLocale> embedded_locales() { return std::span(all).first(${count}); }

} // namespace peerdesk::text
")
