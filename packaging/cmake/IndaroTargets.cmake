# SPDX-License-Identifier: GPL-3.0-or-later
# indaro_library(), indaro_executable() and indaro_test(): one static library per folder, its arrows checked
# against core/arrows.txt while configuring, and one place for every compiler flag.

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/core/arrows.txt")
file(STRINGS "${CMAKE_SOURCE_DIR}/core/arrows.txt" _indaro_arrow_lines REGEX "^[a-z]")
foreach(_line IN LISTS _indaro_arrow_lines)
    string(REGEX MATCH "^([a-z_]+):(.*)$" _ "${_line}")
    set(_name "${CMAKE_MATCH_1}")
    string(STRIP "${CMAKE_MATCH_2}" _uses)
    separate_arguments(_uses)
    set(INDARO_ARROWS_${_name} "${_uses}")
    list(APPEND INDARO_LIBRARIES "${_name}")
endforeach()

find_program(INDARO_CCACHE ccache)
if(INDARO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${INDARO_CCACHE}")
endif()

add_library(indaro_flags INTERFACE)
target_compile_features(indaro_flags INTERFACE cxx_std_20)
target_include_directories(indaro_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(indaro_flags INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(indaro_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast
        -Wnon-virtual-dtor -Wunused-result -fstack-protector-strong)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 and 13 see a vector being freed in the moved-from state of a variant that never held one.
        target_compile_options(indaro_flags INTERFACE -Wno-free-nonheap-object)
    endif()
    if(INDARO_WERROR)
        target_compile_options(indaro_flags INTERFACE -Werror)
    endif()
    find_program(INDARO_MOLD mold)
    if(INDARO_MOLD)
        target_link_options(indaro_flags INTERFACE -fuse-ld=mold)
    endif()
    target_link_options(indaro_flags INTERFACE -Wl,-z,relro,-z,now)
endif()
if(INDARO_SANITIZE)
    target_compile_options(indaro_flags INTERFACE -fsanitize=${INDARO_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=undefined)
    target_link_options(indaro_flags INTERFACE -fsanitize=${INDARO_SANITIZE})
endif()

if(INDARO_FUZZ)
    target_compile_options(indaro_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The strict Qt macro set, for every library that may see Qt.
add_library(indaro_qt_flags INTERFACE)
target_link_libraries(indaro_qt_flags INTERFACE indaro_flags)
target_compile_definitions(indaro_qt_flags INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)

# indaro_library(NAME sync STRATUM kernel|domain|ui SOURCES a.h a.cpp USES store base [LINK external…] [PUBLIC_LINK external…])
function(indaro_library)
    cmake_parse_arguments(ARG "" "NAME;STRATUM" "SOURCES;USES;LINK;PUBLIC_LINK" ${ARGN})
    if(NOT ARG_NAME IN_LIST INDARO_LIBRARIES)
        message(FATAL_ERROR "indaro::${ARG_NAME} has no line in core/arrows.txt")
    endif()
    foreach(_use IN LISTS ARG_USES)
        if(NOT _use IN_LIST INDARO_ARROWS_${ARG_NAME})
            message(FATAL_ERROR "arrow not allowed: ${ARG_NAME} -> ${_use} (see core/arrows.txt)")
        endif()
    endforeach()
    add_library(indaro_${ARG_NAME} STATIC ${ARG_SOURCES})
    add_library(indaro::${ARG_NAME} ALIAS indaro_${ARG_NAME})
    if(ARG_STRATUM STREQUAL "kernel")
        target_link_libraries(indaro_${ARG_NAME} PUBLIC indaro_flags)
    else()
        # What a file costs here is Qt's headers, so a build from nothing compiles many files as one. Names of unnamed
        # namespaces must then differ within a library, or the file say SKIP_UNITY_BUILD_INCLUSION.
        set_target_properties(indaro_${ARG_NAME} PROPERTIES AUTOMOC ON
            UNITY_BUILD ${INDARO_UNITY} UNITY_BUILD_BATCH_SIZE 10)
        target_link_libraries(indaro_${ARG_NAME} PUBLIC indaro_qt_flags Qt6::Core)
    endif()
    if(NOT ARG_STRATUM STREQUAL "ui")
        target_compile_options(indaro_${ARG_NAME} PRIVATE -include "${CMAKE_SOURCE_DIR}/core/no_widgets.h")
    endif()
    list(TRANSFORM ARG_USES PREPEND indaro::)
    target_link_libraries(indaro_${ARG_NAME} PUBLIC ${ARG_USES} ${ARG_PUBLIC_LINK} PRIVATE ${ARG_LINK})
endfunction()

# indaro_executable(NAME indaro-cli SOURCES … USES … [LINK …])
function(indaro_executable)
    cmake_parse_arguments(ARG "" "NAME" "SOURCES;USES;LINK" ${ARGN})
    add_executable(${ARG_NAME} ${ARG_SOURCES})
    set_target_properties(${ARG_NAME} PROPERTIES AUTOMOC ON)
    list(TRANSFORM ARG_USES PREPEND indaro::)
    target_link_libraries(${ARG_NAME} PRIVATE indaro_qt_flags ${ARG_USES} ${ARG_LINK})
endfunction()

# indaro_test(NAME test_base SOURCES … USES … [LINK …] [LABELS fast|slow|ui …] [TIMEOUT s] [ARGS …] [ENVIRONMENT …])
function(indaro_test)
    cmake_parse_arguments(ARG "" "NAME;TIMEOUT" "SOURCES;USES;LINK;LABELS;ARGS;ENVIRONMENT" ${ARGN})
    add_executable(${ARG_NAME} ${ARG_SOURCES})
    set_target_properties(${ARG_NAME} PROPERTIES AUTOMOC ON)
    list(TRANSFORM ARG_USES PREPEND indaro::)
    target_link_libraries(${ARG_NAME} PRIVATE indaro_qt_flags ${ARG_USES} Qt6::Core Qt6::Test ${ARG_LINK})
    target_compile_definitions(${ARG_NAME} PRIVATE INDARO_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        INDARO_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${ARG_NAME} COMMAND ${ARG_NAME} ${ARG_ARGS})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    if(NOT ARG_LABELS)
        set(ARG_LABELS fast)
    endif()
    set_tests_properties(${ARG_NAME} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=Africa/Bujumbura;LC_ALL=C.UTF-8;${ARG_ENVIRONMENT}")
endfunction()

# indaro_not_under_sanitizers(test "why"): ctest lists the test as disabled there, and configuring says why.
function(indaro_not_under_sanitizers name why)
    if(INDARO_SANITIZE)
        set_tests_properties(${name} PROPERTIES DISABLED TRUE)
        message(STATUS "${name} does not run under sanitizers: ${why}")
    endif()
endfunction()
