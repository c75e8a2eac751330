# cmake -DFOLDER=... -DOUTPUT=... -P embed_files.cmake: the CSV files of a folder's subfolders as raw
# string literals, cut at line ends into pieces that every compiler takes.
file(GLOB tables ${FOLDER}/*/*.csv)
list(SORT tables)
list(LENGTH tables count)
set(entries "")
foreach(table IN LISTS tables)
  file(RELATIVE_PATH name ${FOLDER} ${table})
  file(READ ${table} rest)
  string(APPEND entries "    {\"${name}\",\n")
  string(LENGTH "${rest}" length)
  while(length GREATER 12000)
    string(SUBSTRING "${rest}" 0 12000 piece)
    string(FIND "${piece}" "\n" end REVERSE)
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${rest}" 0 ${end} piece)
    string(SUBSTRING "${rest}" ${end} -1 rest)
    string(APPEND entries "R\"csv~(${piece})csv~\"\n")
    string(LENGTH "${rest}" length)
  endwhile()
  string(APPEND entries "R\"csv~(${rest})csv~\"sv},\n")
endforeach()
file(WRITE ${OUTPUT} "#include <empower/io/detail/embedded_files.hpp>

#include <array>

namespace empower::detail {

std::span<const EmbeddedFile> embedded_files() noexcept {
  using namespace std::string_view_literals;
  static constexpr std::array<EmbeddedFile, ${count}> files{{
${entries}  }};
  return files;
}

} // namespace empower::detail
")
