# EMPOWER_SANITIZE is a list for -fsanitize (address;undefined or thread), for one target and
# everything that links it.
function(empower_sanitizers target)
  if(EMPOWER_SANITIZE)
    list(JOIN EMPOWER_SANITIZE "," kinds)
    target_compile_options(${target} PUBLIC
      -fsanitize=${kinds} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${kinds})
  endif()
endfunction()
