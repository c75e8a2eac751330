# Compiles every CSV file of a folder's subfolders into a target: `empower::detail::embedded_files` in
# io/detail/embedded_files.hpp.
function(empower_embed_reference target folder)
  file(GLOB tables CONFIGURE_DEPENDS ${folder}/*/*.csv)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/embedded_files.cpp)
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed_files.cmake)
  add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DOUTPUT=${generated} -P ${script}
    DEPENDS ${tables} ${script}
    VERBATIM)
  # One literal is as long as its table; clang's pedantry warns beyond 64 KiB.
  set_source_files_properties(${generated} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_sources(${target} PRIVATE ${generated})
endfunction()
