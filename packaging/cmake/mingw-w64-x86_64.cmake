# SPDX-License-Identifier: GPL-3.0-or-later
# For Windows on Debian: MinGW-w64 with POSIX threads, and the libraries of packaging/windows/build_dependencies.sh.
# INDARO_WINDOWS_PREFIX (a variable of the environment): where those are.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

if(DEFINED ENV{INDARO_WINDOWS_PREFIX})
    set(indaro_windows_prefix "$ENV{INDARO_WINDOWS_PREFIX}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
    set(indaro_windows_prefix "$ENV{XDG_CACHE_HOME}/indaro/windows-x86_64")
else()
    set(indaro_windows_prefix "$ENV{HOME}/.cache/indaro/windows-x86_64")
endif()
set(CMAKE_FIND_ROOT_PATH "${indaro_windows_prefix}" /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
# Nothing of this machine's own libraries.
set(ENV{PKG_CONFIG_LIBDIR} "${indaro_windows_prefix}/lib/pkgconfig")
set(ENV{PKG_CONFIG_PATH} "")

# A program that needs no other file; the stack's guard is a library of its own there, which our C libraries need too.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -fstack-protector-strong")

find_program(INDARO_WINE NAMES wine64 wine64-stable wine PATHS /usr/lib/wine NO_CMAKE_FIND_ROOT_PATH)
if(INDARO_WINE)
    set(CMAKE_CROSSCOMPILING_EMULATOR "${INDARO_WINE}")
endif()
