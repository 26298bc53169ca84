# Stands in for Zephyr's: the module is a library of this machine's, and the application is a program.
project(zephyr C)

file(STRINGS ${CMAKE_SOURCE_DIR}/prj.conf options REGEX "^CONFIG_[A-Z0-9_]+=")
foreach(option ${options})
  string(REGEX MATCH "^([A-Z0-9_]+)=(.*)" option ${option})
  set(${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
endforeach()

function(zephyr_include_directories)
  include_directories(${ARGN})
  target_include_directories(app PRIVATE ${ARGN})
endfunction()

macro(zephyr_library)
  add_library(module STATIC)
  target_link_libraries(app PRIVATE module)
endmacro()

function(zephyr_library_sources)
  target_sources(module PRIVATE ${ARGN})
endfunction()

function(zephyr_library_sources_ifdef option)
  if(${option})
    target_sources(module PRIVATE ${ARGN})
  endif()
endfunction()

function(zephyr_library_link_libraries_ifdef option)
  if(${option})
    target_link_libraries(module PUBLIC ${ARGN})
  endif()
endfunction()

function(zephyr_library_compile_definitions_ifdef option)
  if(${option})
    target_compile_definitions(module PRIVATE ${ARGN})
  endif()
endfunction()

add_executable(app)
foreach(module ${ZEPHYR_EXTRA_MODULES})
  # What zephyr/module.yml says: build.cmake is the folder of its CMakeLists.txt.
  file(STRINGS ${module}/zephyr/module.yml folder REGEX "^  cmake: ")
  string(REPLACE "  cmake: " "" folder ${folder})
  add_subdirectory(${module}/${folder} ${CMAKE_BINARY_DIR}/module)
endforeach()
