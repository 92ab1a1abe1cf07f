// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The fields of what the house keeps about its own work, for field_table.h, whose rules hold here too.

// 95. An organisation or a focal point the house can call [domain.md 3.6]. Shipped: its line in
// resources/directory/institutions.csv, from which the id is made; null: the house added it.
#define INDARO_DIRECTORY_ENTRY_FIELDS(X)                                                                                    \
    X(1, Shipped, shipped, Text)                                                                                            \
    X(2, Category, category, Text) /* codelist directory_category */                                                        \
    X(3, Name, name, Text)                                                                                                  \
    X(4, Place, place, Text)      /* town or commune, never the address of a shelter */                                     \
    X(5, Area, area, Text)        /* for whom: communes, children, women … */                                             \
    X(6, Services, services, Set) /* codelist referral_service */                                                           \
    X(7, Hours, hours, Text)                                                                                                \
    X(8, Cost, cost, Text)                                                                                                  \
    X(9, Phone, phone, Text)                                                                                                \
    X(10, Email, email, Text)                                                                                               \
    X(11, Contact, contact, Text) /* the focal point: name and position */                                                  \
    X(12, Consent, consent, Text) /* what it asks for before it helps */                                                    \
    X(13, Note, note, Text)                                                                                                 \
    X(14, Source, source, Text)                                                                                             \
    X(15, VerifiedOn, verified_on, Text) /* the day somebody of the house asked the organisation itself */                  \
    X(16, VerifiedBy, verified_by, Blob) /* the account */                                                                  \
    X(17, Closed, closed, Text)          /* yes: not there any more */

#define INDARO_KEEPING_TABLE_LIST(T) T(95, directory_entry, Case, INDARO_DIRECTORY_ENTRY_FIELDS, "", "directory_entry:1")
