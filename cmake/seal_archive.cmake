# cmake -DARCHIVE=... -DLINKER=... -DOBJCOPY=... -DNM=... -DAR=... -P seal_archive.cmake
set(object ${ARCHIVE}.o)
set(strict COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND ${LINKER} -r --force-group-allocation --whole-archive ${ARCHIVE} -o ${object} ${strict})
execute_process(
  COMMAND ${NM} --defined-only --format=posix ${object} OUTPUT_VARIABLE symbols ${strict})

# Appends an objcopy option for all names of one nm class; objcopy refuses an empty list.
function(add_option option class)
  string(REGEX MATCHALL "[^\n]+ ${class} " names "${symbols}")
  if(names)
    list(TRANSFORM names REPLACE " ${class} $" "\n")
    file(WRITE ${ARCHIVE}.${class} ${names})
    set(options ${options} --${option}=${ARCHIVE}.${class} PARENT_SCOPE)
  endif()
endfunction()
add_option(localize-symbols W) # inline functions and templates
add_option(weaken-symbols u)   # variables that are one per program
execute_process(COMMAND ${OBJCOPY} ${options} ${object} ${strict})

file(REMOVE ${ARCHIVE})
execute_process(COMMAND ${AR} qcs ${ARCHIVE} ${object} ${strict})
file(REMOVE ${object} ${ARCHIVE}.W ${ARCHIVE}.u)
