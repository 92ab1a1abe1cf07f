// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The fields of what is kept about the opening of files, for field_table.h, whose rules hold here too.

// 105. Somebody opened a file that is not one of her cases, or broke the glass. Never changed but by the director's look.
#define INDARO_FILE_OPENING_FIELDS(X)                                                                                       \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, OpenedAt, opened_at, Integer)                                                                                      \
    X(3, OpenedBy, opened_by, Blob)                                                                                         \
    X(4, Ground, ground, Text) /* outside; broken_glass */                                                                  \
    X(5, Reason, reason, Text) /* codelist file_access_reason */                                                            \
    X(6, Note, note, Text)                                                                                                  \
    X(7, OpenUntil, open_until, Integer)  /* broken_glass: when it closes again */                                          \
    X(8, Compartments, compartments, Set) /* broken_glass: identity health perpetrator */                                   \
    X(9, SeenAt, seen_at, Integer)        /* when the director looked at it */                                              \
    X(10, SeenBy, seen_by, Blob)

#define INDARO_AUDIT_TABLE_LIST(T) T(105, file_opening, Case, INDARO_FILE_OPENING_FIELDS, "case_file,ground", "")
