# A static library whose inline functions are its own.
#
# Inline functions and templates are weak symbols: a program built with -ffast-math that uses the
# same header would replace the library's copies at link time, and with them the library's results.
# Sealing joins the archive into one object and makes its weak functions local. Data that must be
# one in a program (inline variables, type information) stays shared, so exceptions are caught as
# ever. Sanitizers keep tables per object and are left alone.
function(empower_seal target)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "STATIC_LIBRARY" OR EMPOWER_SANITIZE)
    return()
  endif()
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -DARCHIVE=$<TARGET_FILE:${target}> -DLINKER=${CMAKE_LINKER}
            -DOBJCOPY=${CMAKE_OBJCOPY} -DNM=${CMAKE_NM} -DAR=${CMAKE_AR}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/seal_archive.cmake
    VERBATIM)
endfunction()
