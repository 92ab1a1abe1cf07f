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
    X(15, VerifiedOn, verified_on, Text)   /* the day somebody of the house asked the organisation itself */                \
    X(16, VerifiedBy, verified_by, Blob)   /* the account */                                                                \
    X(17, Closed, closed, Text)            /* yes: not there any more */                                                    \
    X(18, PublicKey, public_key, Blob)     /* for sealed packages, 64 bytes (wire/organisation_key.h) */                    \
    X(19, ComparedKey, compared_key, Blob) /* fingerprint of the key somebody compared: another key is not compared */      \
    X(20, ComparedOn, compared_on, Text)                                                                                    \
    X(21, ComparedBy, compared_by, Blob) /* the account */

// 96. That a file was closed, until when it is kept, and that it was opened again [domain.md 5: 10.3, 10.4]. While one of a
// person's is not ended, nothing else of hers is written (field_table.cpp: the seal).
#define INDARO_RETENTION_FIELDS(X)                                                                                          \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, ClosedAt, closed_at, Integer)                                                                                      \
    X(3, ClosedBy, closed_by, Blob) /* the account */                                                                       \
    X(4, Reason, reason, Text)      /* codelist closing_reason */                                                           \
    X(5, Note, note, Text)                                                                                                  \
    X(6, KeepUntil, keep_until, Text)                                                                                       \
    X(7, Basis, basis, Text) /* codelist retention_basis: why until then */                                                 \
    X(8, BasisNote, basis_note, Text)                                                                                       \
    X(9, AtEnd, at_end, Text) /* codelist retention_end: what was agreed for that day */                                    \
    X(10, ReopenedAt, reopened_at, Integer)                                                                                 \
    X(11, ReopenedBy, reopened_by, Blob)   /* the account */                                                                \
    X(12, ReopenedWhy, reopened_why, Text) /* codelist reopening_reason */                                                  \
    X(13, ReopenedNote, reopened_note, Text)

// 97. What is kept of a person of whom nothing else is. Nobody's: no field may ever say of whom, or on which day.
#define INDARO_KEPT_NUMBERS_FIELDS(X)                                                                                       \
    X(1, Year, year, Text)                                                                                                  \
    X(2, Province, province, Text)                                                                                          \
    X(3, Sex, sex, Text)                                                                                                    \
    X(4, AgeBand, age_band, Text) /* codelist age_band */                                                                   \
    X(5, Exploitation, exploitation, Set)                                                                                   \
    X(6, ReferredBy, referred_by, Text)                                                                                     \
    X(7, ExitReason, exit_reason, Text)                                                                                     \
    X(8, StayBand, stay_band, Text) /* codelist stay_band */

// 98. That a member of staff was trained, and in which revision of the procedure [domain.md 1: TIP 2023].
#define INDARO_TRAINING_FIELDS(X)                                                                                           \
    X(1, Account, account, Blob)                                                                                            \
    X(2, Kind, kind, Text)      /* codelist training_kind */                                                                \
    X(3, PackId, pack_id, Text) /* of the procedure, where that was taught */                                               \
    X(4, Revision, revision, Integer)                                                                                       \
    X(5, TrainedOn, trained_on, Text)                                                                                       \
    X(6, TrainedBy, trained_by, Text)                                                                                       \
    X(7, Proof, proof, Text) /* codelist training_proof */                                                                  \
    X(8, Note, note, Text)                                                                                                  \
    X(9, RecordedAt, recorded_at, Integer)                                                                                  \
    X(10, RecordedBy, recorded_by, Blob)                                                                                    \
    X(11, PersonName, person_name, Text) /* who has no account: a volunteer, a guard of an agency */                        \
    X(12, Position, position, Text)      /* what that person is here */

// 88. A movement in the stock of kits and supplies: taken in, given out otherwise than to a person (`supply` says that),
// or counted. Never changed.
#define INDARO_STOCK_MOVE_FIELDS(X)                                                                                         \
    X(1, Kind, kind, Text) /* codelist supply_kind */                                                                       \
    X(2, Item, item, Text) /* which one, where the kind is not enough */                                                    \
    X(3, Move, move, Text) /* codelist stock_move */                                                                        \
    X(4, Amount, amount, Integer)                                                                                           \
    X(5, LowAt, low_at, Integer) /* of a count: from how few on it is said to be low; null: as before */                    \
    X(6, Note, note, Text)                                                                                                  \
    X(7, MovedAt, moved_at, Integer)                                                                                        \
    X(8, MovedBy, moved_by, Blob) /* the account */

// 89. That a record was written on paper first and typed in later. Never changed.
#define INDARO_PAPER_ENTRY_FIELDS(X)                                                                                        \
    X(1, CaseFile, case_file, Blob)          /* null: of the house */                                                       \
    X(2, Record, record, Blob)               /* what was typed */                                                           \
    X(3, RecordTable, record_table, Integer) /* the number of its table */                                                  \
    X(4, Fields, fields, Set)                /* the columns that were typed; empty: all of it */                            \
    X(5, PaperOn, paper_on, Text)            /* local day, whole */                                                         \
    X(6, Form, form, Text)                   /* name of the paper form or id of the questionnaire; empty: some paper */     \
    X(7, Serial, serial, Text)               /* as it stands on the paper; empty: none */                                   \
    X(8, WrittenBy, written_by, Text)        /* who wrote the paper, as it stands there */                                  \
    X(9, RecordedAt, recorded_at, Integer)                                                                                  \
    X(10, RecordedBy, recorded_by, Blob) /* the account that typed */

#define INDARO_KEEPING_TABLE_LIST(T)                                                                                        \
    T(95, directory_entry, Case, INDARO_DIRECTORY_ENTRY_FIELDS, "", "directory_entry:1")                                    \
    T(96, retention, Case, INDARO_RETENTION_FIELDS, "case_file", "")                                                        \
    T(97, kept_numbers, Case, INDARO_KEPT_NUMBERS_FIELDS, "", "")                                                           \
    T(98, training, Case, INDARO_TRAINING_FIELDS, "account", "")                                                            \
    T(88, stock_move, Case, INDARO_STOCK_MOVE_FIELDS, "", "")                                                               \
    T(89, paper_entry, Case, INDARO_PAPER_ENTRY_FIELDS, "case_file,record", "")
