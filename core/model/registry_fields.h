// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The part of field_table.h about the registry of trafficking cases, the proceedings, files that are one person's, values
/// exchanged with others, the library, and numbers for the commission. Included there only; the rules for numbers stand
/// there.

// 117. A trafficking case, which joins several victims and several alleged perpetrators [domain.md 3.7]. Never a name
// in it.
#define INDARO_TRAFFICKING_CASE_FIELDS(X)                                                                                   \
    X(1, Number, number, Text)                                                                                              \
    X(2, Title, title, Text)                                                                                                \
    X(3, OpenedOn, opened_on, Text)                                                                                         \
    X(4, Note, note, Text)                                                                                                  \
    X(5, RecordedAt, recorded_at, Integer)                                                                                  \
    X(6, RecordedBy, recorded_by, Blob) /* the account */                                                                   \
    X(7, ClosedOn, closed_on, Text)

// 118. One victim of a trafficking case.
#define INDARO_CASE_VICTIM_FIELDS(X)                                                                                        \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, TraffickingCase, trafficking_case, Blob)                                                                           \
    X(3, Note, note, Text)                                                                                                  \
    X(4, RecordedAt, recorded_at, Integer)                                                                                  \
    X(5, RecordedBy, recorded_by, Blob)  /* the account */                                                                  \
    X(6, RemovedAt, removed_at, Integer) /* joined by mistake */

// 119. An alleged perpetrator as the house knows him from all who tell of him. Belongs to no file: what one person told
// is in `perpetrator`, which names its suspect.
#define INDARO_SUSPECT_FIELDS(X)                                                                                            \
    X(1, Code, code, Text) /* shown instead of a name */                                                                    \
    X(2, KnownAs, known_as, Text)                                                                                           \
    X(3, Sex, sex, Text)                                                                                                    \
    X(4, SaidAge, said_age, Text)                                                                                           \
    X(5, Nationality, nationality, Text)                                                                                    \
    X(6, Description, description, Text)                                                                                    \
    X(7, State, state, Text) /* codelist suspect_state */                                                                   \
    X(8, StateOn, state_on, Text)                                                                                           \
    X(9, Note, note, Text)                                                                                                  \
    X(10, RecordedAt, recorded_at, Integer)                                                                                 \
    X(11, RecordedBy, recorded_by, Blob) /* the account */

// 120. What a suspect is said to have done in a trafficking case.
#define INDARO_SUSPECT_IN_CASE_FIELDS(X)                                                                                    \
    X(1, Suspect, suspect, Blob)                                                                                            \
    X(2, TraffickingCase, trafficking_case, Blob)                                                                           \
    X(3, Roles, roles, Set) /* HTCDS PerpetratorRole */                                                                     \
    X(4, RoleDetails, role_details, Text)                                                                                   \
    X(5, RecordedAt, recorded_at, Integer)                                                                                  \
    X(6, RecordedBy, recorded_by, Blob)  /* the account */                                                                  \
    X(7, RemovedAt, removed_at, Integer) /* joined by mistake */

// 121. What a person's file says of trafficking, in the words of the law: act, means, purpose [domain.md 1, art. 4].
// Same id as the case file.
#define INDARO_REGISTRY_FIELDS(X)                                                                                           \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Acts, acts, Set)         /* codelist trafficking_act */                                                            \
    X(3, Means, means, Set)       /* codelist trafficking_means; of a child legally irrelevant */                           \
    X(4, Purposes, purposes, Set) /* codelist trafficking_purpose */                                                        \
    X(5, ActWords, act_words, Text)                                                                                         \
    X(6, MeansWords, means_words, Text)                                                                                     \
    X(7, PurposeWords, purpose_words, Text)                                                                                 \
    X(8, RelationToTrafficker, relation_to_trafficker, Text) /* HTCDS RelationshipToTrafficker */                           \
    X(9, AgeWhenTrafficked, age_when_trafficked, Integer)                                                                   \
    X(10, RecruitmentSites, recruitment_sites, Set) /* HTCDS WebsitesAndApps */                                             \
    X(11, ExploitationSites, exploitation_sites, Set)                                                                       \
    X(12, RecruitmentMethods, recruitment_methods, Set) /* HTCDS MethodOfRecruitment */                                     \
    X(13, Retrafficked, retrafficked, Text)             /* yes, no, unknown */                                              \
    X(14, ChangedAt, changed_at, Integer)                                                                                   \
    X(15, ChangedBy, changed_by, Blob) /* the account */

// 122. One leg of a journey, in an episode; places as the person says them, with the gazetteer's code where it knows
// them.
#define INDARO_ROUTE_LEG_FIELDS(X)                                                                                          \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Episode, episode, Blob)                                                                                            \
    X(3, Number, number, Integer)                                                                                           \
    X(4, FromPlace, from_place, Text)                                                                                       \
    X(5, FromCode, from_code, Text)       /* gazetteer code */                                                              \
    X(6, FromCountry, from_country, Text) /* ISO 3166 alpha-2 */                                                            \
    X(7, ToPlace, to_place, Text)                                                                                           \
    X(8, ToCode, to_code, Text) /* gazetteer code */                                                                        \
    X(9, ToCountry, to_country, Text)                                                                                       \
    X(10, LeftOn, left_on, Text)                                                                                            \
    X(11, ArrivedOn, arrived_on, Text)                                                                                      \
    X(12, Transport, transport, Text) /* codelist transport */                                                              \
    X(13, Crossing, crossing, Text)   /* codelist border_crossing */                                                        \
    X(14, Escort, escort, Text)       /* a role, never a name */                                                            \
    X(15, Note, note, Text)

// 123. Somebody decided whether she is a victim of trafficking. The house presumes; an authority identifies or rejects.
// Never changed; neither overwrites the other [domain.md 4.16].
#define INDARO_STATUS_DECISION_FIELDS(X)                                                                                    \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Author, author, Text) /* house, authority */                                                                       \
    X(3, Organ, organ, Text)   /* HTCDS StatusDecisionOrg */                                                                \
    X(4, OrganName, organ_name, Text)                                                                                       \
    X(5, Status, status, Text) /* codelist trafficking_status */                                                            \
    X(6, DecidedOn, decided_on, Text)                                                                                       \
    X(7, Reference, reference, Text)                                                                                        \
    X(8, Reasons, reasons, Text)                                                                                            \
    X(9, Corrects, corrects, Blob) /* the decision that was written down wrongly */                                         \
    X(10, RecordedAt, recorded_at, Integer)                                                                                 \
    X(11, RecordedBy, recorded_by, Blob) /* the account */

// 124. An offence as the law has it: data of the house, to be verified by a jurist [domain.md 1]. Made from its code.
#define INDARO_OFFENCE_FIELDS(X)                                                                                            \
    X(1, Code, code, Text)                                                                                                  \
    X(2, Law, law, Text)                                                                                                    \
    X(3, Article, article, Text)                                                                                            \
    X(4, WordsFr, words_fr, Text)                                                                                           \
    X(5, WordsRn, words_rn, Text)                                                                                           \
    X(6, Penalty, penalty, Text)                                                                                            \
    X(7, VerifiedBy, verified_by, Text)                                                                                     \
    X(8, VerifiedOn, verified_on, Text)                                                                                     \
    X(9, Source, source, Text)                                                                                              \
    X(10, RetiredOn, retired_on, Text)

// 125. How the facts were qualified in law, by whom. Never changed: the first one is the initial, the last one the
// current qualification [domain.md 1].
#define INDARO_QUALIFICATION_FIELDS(X)                                                                                      \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, TraffickingCase, trafficking_case, Blob)                                                                           \
    X(3, Offence, offence, Blob)                                                                                            \
    X(4, Words, words, Text) /* as the authority wrote it */                                                                \
    X(5, DecidedOn, decided_on, Text)                                                                                       \
    X(6, Authority, authority, Text) /* codelist justice_authority */                                                       \
    X(7, AuthorityName, authority_name, Text)                                                                               \
    X(8, DecidedBy, decided_by, Text) /* position, never a name */                                                          \
    X(9, Reference, reference, Text)                                                                                        \
    X(10, Note, note, Text)                                                                                                 \
    X(11, Corrects, corrects, Blob) /* the one that was written down wrongly */                                             \
    X(12, RecordedAt, recorded_at, Integer)                                                                                 \
    X(13, RecordedBy, recorded_by, Blob) /* the account */

// 126. A step of the proceedings: complaint to compensation. What happened is never changed; a hearing that is planned
// is, until it was held [domain.md 5, phase 8].
#define INDARO_JUSTICE_EVENT_FIELDS(X)                                                                                      \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, TraffickingCase, trafficking_case, Blob)                                                                           \
    X(3, Kind, kind, Text)              /* codelist justice_event */                                                        \
    X(4, HappenedOn, happened_on, Text) /* local date */                                                                    \
    X(5, HappenedAt, happened_at, Text) /* local time HH:mm */                                                              \
    X(6, Authority, authority, Text)    /* codelist justice_authority */                                                    \
    X(7, AuthorityName, authority_name, Text)                                                                               \
    X(8, Reference, reference, Text)                                                                                        \
    X(9, State, state, Text)    /* codelist hearing_state; null: it is no appointment */                                    \
    X(10, Result, result, Text) /* codelist justice_result */                                                               \
    X(11, What, what, Text)                                                                                                 \
    X(12, Protection, protection, Set) /* codelist protection_measure */                                                    \
    X(13, LegalAid, legal_aid, Text)                                                                                        \
    X(14, Amount, amount, Integer)  /* FBu */                                                                               \
    X(15, Follows, follows, Blob)   /* the event it continues: an adjourned hearing, an appeal */                           \
    X(16, Corrects, corrects, Blob) /* the one that was written down wrongly */                                             \
    X(17, RecordedAt, recorded_at, Integer)                                                                                 \
    X(18, RecordedBy, recorded_by, Blob) /* the account */                                                                  \
    X(19, ClosedAt, closed_at, Integer)  /* the appointment is over */

// 127. Two files were looked at side by side. The lesser id is `case_file`.
#define INDARO_DUPLICATE_ANSWER_FIELDS(X)                                                                                   \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, OtherFile, other_file, Blob)                                                                                       \
    X(3, Answer, answer, Text) /* codelist duplicate_answer */                                                              \
    X(4, Reason, reason, Text)                                                                                              \
    X(5, DecidedAt, decided_at, Integer)                                                                                    \
    X(6, DecidedBy, decided_by, Blob) /* the account */

// 128. `other_file` was taken into `case_file`. What was moved and what stood before is in the change log from
// `merged_at` on, so that it can be undone.
#define INDARO_FILE_MERGE_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, OtherFile, other_file, Blob)                                                                                       \
    X(3, MergedAt, merged_at, Integer)                                                                                      \
    X(4, MergedBy, merged_by, Blob) /* the account */                                                                       \
    X(5, Reason, reason, Text)                                                                                              \
    X(6, UndoneAt, undone_at, Integer)                                                                                      \
    X(7, UndoneBy, undone_by, Blob)                                                                                         \
    X(8, UndoneWhy, undone_why, Text)

// 129. A record that was moved by a merge, and whose it was before.
#define INDARO_MERGED_RECORD_FIELDS(X)                                                                                      \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Merge, merge, Blob)                                                                                                \
    X(3, Record, record, Blob)                                                                                              \
    X(4, RecordTable, record_table, Integer)

// 130. A value of an exchanged table that the register has no field for, as it came: exported again to the letter. 131:
// of the person and where she is. 132: of alleged perpetrators.
#define INDARO_KEPT_VALUE_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Column, column_name, Text) /* the standard's name */                                                               \
    X(3, Value, value, Text)

// 133. A law, a procedure, a guide or a leaflet, read offline. 134: its bytes, in parts of 32 KiB.
#define INDARO_LIBRARY_DOCUMENT_FIELDS(X)                                                                                   \
    X(1, Title, title, Text)                                                                                                \
    X(2, Kind, kind, Text) /* codelist library_kind */                                                                      \
    X(3, Language, language, Text)                                                                                          \
    X(4, Version, version, Text)                                                                                            \
    X(5, PublishedOn, published_on, Text)                                                                                   \
    X(6, Issuer, issuer, Text)                                                                                              \
    X(7, MediaType, media_type, Text)                                                                                       \
    X(8, Size, size, Integer)       /* bytes */                                                                             \
    X(9, Hash, hash, Blob)          /* BLAKE2b-256 of the bytes */                                                          \
    X(10, Replaces, replaces, Blob) /* the version before */                                                                \
    X(11, AddedAt, added_at, Integer)                                                                                       \
    X(12, AddedBy, added_by, Blob) /* the account */                                                                        \
    X(13, Words, words, Text)                                                                                               \
    X(14, WithdrawnAt, withdrawn_at, Integer)                                                                               \
    X(15, Source, source, Text)
#define INDARO_LIBRARY_PART_FIELDS(X)                                                                                       \
    X(1, Document, document, Blob)                                                                                          \
    X(2, Number, number, Integer)                                                                                           \
    X(3, Bytes, bytes, Blob)

// 135. Exact numbers of a period, sealed to the commission's key [contracts.md 8 (c)]: sent by this house, or received
// by the commission. 136: figures that were published, which later ones must fit.
#define INDARO_COUNT_PACKET_FIELDS(X)                                                                                       \
    X(1, Direction, direction, Text) /* sent, received */                                                                   \
    X(2, SenderKey, sender_key, Blob)                                                                                       \
    X(3, SenderName, sender_name, Text)                                                                                     \
    X(4, Period, period, Text) /* 2026-Q3, 2026 */                                                                          \
    X(5, MadeAt, made_at, Integer)                                                                                          \
    X(6, ReceivedAt, received_at, Integer)                                                                                  \
    X(7, Hash, hash, Blob)               /* of the packet as a file */                                                      \
    X(8, Revision, revision, Integer)    /* 1, 2, …: the last one of a sender and period holds */                         \
    X(9, Content, content, Text)         /* the counts, JSON */                                                             \
    X(10, RecordedBy, recorded_by, Blob) /* the account */
#define INDARO_PUBLICATION_FIELDS(X)                                                                                        \
    X(1, Kind, kind, Text) /* codelist publication_kind */                                                                  \
    X(2, Period, period, Text)                                                                                              \
    X(3, PublishedAt, published_at, Integer)                                                                                \
    X(4, PublishedBy, published_by, Blob) /* the account */                                                                 \
    X(5, Content, content, Text)          /* the suppressed tables, JSON */                                                 \
    X(6, Hash, hash, Blob)                                                                                                  \
    X(7, Packets, packets, Set) /* hashes of the packets it sums */

#define INDARO_REGISTRY_TABLE_LIST(T)                                                                                       \
    T(117, trafficking_case, Case, INDARO_TRAFFICKING_CASE_FIELDS, "", "")                                                  \
    T(118, case_victim, Case, INDARO_CASE_VICTIM_FIELDS, "case_file,trafficking_case", "case_victim:1,2")                   \
    T(119, suspect, Perpetrator, INDARO_SUSPECT_FIELDS, "", "")                                                             \
    T(120, suspect_in_case, Perpetrator, INDARO_SUSPECT_IN_CASE_FIELDS, "suspect,trafficking_case", "suspect_in_case:1,2")  \
    T(121, registry, Case, INDARO_REGISTRY_FIELDS, "", "")                                                                  \
    T(122, route_leg, Case, INDARO_ROUTE_LEG_FIELDS, "case_file,episode", "")                                               \
    T(123, status_decision, Case, INDARO_STATUS_DECISION_FIELDS, "case_file", "")                                           \
    T(124, offence, Case, INDARO_OFFENCE_FIELDS, "", "offence:1")                                                           \
    T(125, qualification, Case, INDARO_QUALIFICATION_FIELDS, "case_file", "")                                               \
    T(126, justice_event, Case, INDARO_JUSTICE_EVENT_FIELDS, "case_file", "")                                               \
    T(127, duplicate_answer, Case, INDARO_DUPLICATE_ANSWER_FIELDS, "case_file,other_file", "duplicate_answer:1,2")          \
    T(128, file_merge, Case, INDARO_FILE_MERGE_FIELDS, "case_file,other_file", "")                                          \
    T(129, merged_record, Case, INDARO_MERGED_RECORD_FIELDS, "case_file,merge", "merged_record:2,3")                        \
    T(130, kept_value, Case, INDARO_KEPT_VALUE_FIELDS, "case_file", "kept_value:1,2")                                       \
    T(131, kept_value_identity, Identity, INDARO_KEPT_VALUE_FIELDS, "case_file", "kept_value:1,2")                          \
    T(132, kept_value_perpetrator, Perpetrator, INDARO_KEPT_VALUE_FIELDS, "case_file", "kept_value:1,2")                    \
    T(133, library_document, Case, INDARO_LIBRARY_DOCUMENT_FIELDS, "", "")                                                  \
    T(134, library_part, Case, INDARO_LIBRARY_PART_FIELDS, "document", "")                                                  \
    T(135, count_packet, Case, INDARO_COUNT_PACKET_FIELDS, "", "")                                                          \
    T(136, publication, Case, INDARO_PUBLICATION_FIELDS, "", "")
