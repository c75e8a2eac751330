# Compiles every CSV file of a folder into a target: `empower::detail::embedded_files` in
# io/detail/embedded_files.hpp.
function(empower_embed_reference target folder)
  file(GLOB tables CONFIGURE_DEPENDS ${folder}/*.csv)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/embedded_files.cpp)
  add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DOUTPUT=${generated}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed_files.cmake
    DEPENDS ${tables} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed_files.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${generated})
endfunction()
