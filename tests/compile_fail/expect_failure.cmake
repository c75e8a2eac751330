# cmake -DCOMPILER=... -DINCLUDE=... -DCASE=... -DCONTROL=... -P expect_failure.cmake
#
# A case begins with `// expect: <regex>` and marks the offending line with `// wrong`. It passes
# when the file fails to compile with a message that matches, and compiles without that line: so it
# is that line which is refused, and nothing else.
set(compile ${CMAKE_COMMAND} -E env LC_ALL=C
    ${COMPILER} -std=c++20 -fsyntax-only -fdiagnostics-color=never -I${INCLUDE})

file(READ ${CASE} text)
if(NOT text MATCHES "^// expect: ([^\n]+)\n")
  message(FATAL_ERROR "Expected a first line `// expect: <regex>` (${CASE}).")
endif()
set(expected "${CMAKE_MATCH_1}")
string(REGEX REPLACE "[^\n]*// wrong\n" "" good "${text}")
if(good STREQUAL text)
  message(FATAL_ERROR "Expected a line that ends in `// wrong` (${CASE}).")
endif()

file(WRITE ${CONTROL} "${good}")
execute_process(COMMAND ${compile} ${CONTROL} RESULT_VARIABLE failed ERROR_VARIABLE output)
if(failed)
  message(FATAL_ERROR "Without its wrong line ${CASE} should compile:\n${output}")
endif()

execute_process(COMMAND ${compile} ${CASE} RESULT_VARIABLE failed ERROR_VARIABLE output)
if(NOT failed)
  message(FATAL_ERROR "${CASE} compiles and should not.")
endif()
if(NOT output MATCHES "${expected}")
  message(FATAL_ERROR "Expected a message that matches `${expected}`, got:\n${output}")
endif()
