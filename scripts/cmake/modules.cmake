# marz_module(NAME MODULES ... QT ... THIRD_PARTY ...): one static library of a folder, alias app::NAME.
# What a module may link is what docs/architecture.md lets it know; the test architecture.layering guards includes.

add_library(marz_options INTERFACE)
target_compile_definitions(marz_options INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_BYTEARRAY QT_STRICT_ITERATORS QT_USE_QSTRINGBUILDER)
target_compile_options(marz_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(MARZ_WERROR)
  target_compile_options(marz_options INTERFACE -Werror)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_definitions(marz_options INTERFACE _GLIBCXX_ASSERTIONS)
  target_compile_options(marz_options INTERFACE -Og -g1)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  # GCC 12 takes the empty state of an inlined std::optional for a read of what was never written (GCC bug 80635).
  target_compile_options(marz_options INTERFACE -Wno-maybe-uninitialized)
endif()
if(MARZ_SANITIZE)
  target_compile_options(marz_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(marz_options INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(marz_options INTERFACE MARZ_SANITIZE)
endif()

function(marz_precompile target)
  if(MARZ_PCH)
    # The headers that most sources use, not all of a Qt module: reading a larger file costs more than it saves.
    target_precompile_headers(${target} PRIVATE <QString> <QStringList> <QObject> <QDate> <QJsonObject>
      <vector> <optional> <memory> <functional> <algorithm> <unordered_map> <map> ${ARGN})
  endif()
endfunction()

function(marz_module name)
  cmake_parse_arguments(M "" "" "MODULES;QT;THIRD_PARTY;PCH" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h)
  add_library(app_${name} STATIC ${sources})
  add_library(app::${name} ALIAS app_${name})
  set_target_properties(app_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(app_${name} PUBLIC ${PROJECT_SOURCE_DIR}/app)
  list(TRANSFORM M_MODULES PREPEND app::)
  list(TRANSFORM M_QT PREPEND Qt6::)
  target_link_libraries(app_${name} PUBLIC marz_options ${M_MODULES} ${M_QT} PRIVATE ${M_THIRD_PARTY})
  marz_precompile(app_${name} ${M_PCH})
endfunction()
