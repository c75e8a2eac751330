# Headers, library, `find_package(empower)` and `pkg-config empower`.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/empower)
install(TARGETS empower EXPORT empowerTargets FILE_SET HEADERS)
install(EXPORT empowerTargets NAMESPACE empower:: DESTINATION ${package_dir})

configure_package_config_file(cmake/empowerConfig.cmake.in ${PROJECT_BINARY_DIR}/empowerConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/empowerConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/empowerConfig.cmake
              ${PROJECT_BINARY_DIR}/empowerConfigVersion.cmake
  DESTINATION ${package_dir})

# A static library leaves its links to its user.
set(pkgconfig_requires Requires)
if(BUILD_SHARED_LIBS)
  set(pkgconfig_requires Requires.private)
endif()
file(RELATIVE_PATH pkgconfig_to_prefix
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/empower.pc.in ${PROJECT_BINARY_DIR}/empower.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/empower.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
