# SPDX-License-Identifier: GPL-3.0-or-later
# Every external library is found here and nowhere else; packaging/DEPENDENCIES.md says why each is used.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(SQLCIPHER IMPORTED_TARGET sqlcipher)
if(NOT SQLCIPHER_FOUND)
    message(FATAL_ERROR "SQLCipher was not found. Run packaging/test.sh or packaging/run.sh: they install it.")
endif()
# pkg-config tells SQLite's version, so ask the header's own library for SQLCipher's.
if(NOT DEFINED CACHE{INDARO_SQLCIPHER_VERSION})
    try_run(_sqlcipher_run _sqlcipher_compile "${CMAKE_BINARY_DIR}/sqlcipher-version"
        "${CMAKE_CURRENT_LIST_DIR}/sqlcipher_version.c"
        CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${SQLCIPHER_INCLUDE_DIRS}"
        LINK_LIBRARIES PkgConfig::SQLCIPHER
        RUN_OUTPUT_VARIABLE _sqlcipher_version)
    if(NOT _sqlcipher_compile OR NOT _sqlcipher_run EQUAL 0)
        message(FATAL_ERROR "SQLCipher's version could not be read; 4.6 or newer is needed.")
    endif()
    string(REGEX MATCH "^[0-9]+\\.[0-9]+\\.[0-9]+" _sqlcipher_version "${_sqlcipher_version}")
    set(INDARO_SQLCIPHER_VERSION "${_sqlcipher_version}" CACHE INTERNAL "")
endif()
if(INDARO_SQLCIPHER_VERSION VERSION_LESS 4.6)
    message(FATAL_ERROR "SQLCipher ${INDARO_SQLCIPHER_VERSION} is too old: its file format and its defaults differ. "
        "4.6 or newer is needed; on Debian 12 it comes from bookworm-backports. packaging/test.sh installs it.")
endif()

if(NOT INDARO_KERNEL_ONLY)
    find_package(OpenSSL 3.0 REQUIRED)
endif()

if(INDARO_SERVER)
    find_package(Boost 1.74 REQUIRED) # headers only: Asio and Beast
    pkg_check_modules(LIBPQ REQUIRED IMPORTED_TARGET libpq)
endif()

if(INDARO_DESKTOP)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Network Widgets PrintSupport Svg Charts LinguistTools)
    find_package(QuaZip-Qt6 REQUIRED)
    pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
    pkg_check_modules(ZXING REQUIRED IMPORTED_TARGET zxing)
    if(INDARO_TESTS)
        find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
        if(INDARO_BENCH)
            pkg_check_modules(LIBXML REQUIRED IMPORTED_TARGET libxml-2.0)
        endif()
    endif()
endif()
