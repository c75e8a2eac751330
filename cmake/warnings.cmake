# Warnings of the house, for one target; errors when EMPOWER_WERROR is on.
function(empower_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
    -Wdouble-promotion -Wnon-virtual-dtor -Woverloaded-virtual
    # No vector wider than the baseline's passes between functions that are not inlined.
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wno-psabi>
    $<$<BOOL:${EMPOWER_WERROR}>:-Werror>)
endfunction()
