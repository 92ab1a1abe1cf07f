// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The part of field_table.h about the work of the house itself: complaints, its own compliance, what was told of incidents.
/// Included there only; the rules for numbers stand there.

// 100. The complaint box was opened, by two people [domain.md 5: 6.6].
#define INDARO_BOX_OPENING_FIELDS(X)                                                                                        \
    X(1, OpenedAt, opened_at, Integer)                                                                                      \
    X(2, OpenedBy, opened_by, Blob) /* the account */                                                                       \
    X(3, Second, second, Blob)      /* the other one; null: two holders of cards */                                         \
    X(4, Way, way, Text)            /* how that was proven: second, cards, alone */                                         \
    X(5, Found, found, Integer)     /* how many papers were in it */                                                        \
    X(6, Note, note, Text)

// 101. A complaint and what became of it; 102: one about somebody who works here, read by directors alone. Whoever complains
// may stay unknown; who does not has it in her file.
#define INDARO_COMPLAINT_FIELDS(X)                                                                                          \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Opening, opening, Blob) /* of the box; null: it came another way */                                                \
    X(3, ReceivedOn, received_on, Text)                                                                                     \
    X(4, Way, way, Text)    /* codelist complaint_way */                                                                    \
    X(5, Kinds, kinds, Set) /* codelist complaint_kind */                                                                   \
    X(6, Words, words, Text)                                                                                                \
    X(7, Done, done, Text)     /* what was done */                                                                          \
    X(8, Result, result, Text) /* codelist complaint_result */                                                              \
    X(9, AnsweredOn, answered_on, Text)                                                                                     \
    X(10, RecordedAt, recorded_at, Integer)                                                                                 \
    X(11, RecordedBy, recorded_by, Blob) /* the account */                                                                  \
    X(12, ToldAt, told_at, Integer)      /* a body outside the house */                                                     \
    X(13, ToldTo, told_to, Text)

// 103. A round of the house's check of itself [domain.md 4.23]; 104: one line of it, with what is to be done about it.
#define INDARO_SELF_CHECK_FIELDS(X)                                                                                         \
    X(1, Number, number, Integer)                                                                                           \
    X(2, PackId, pack_id, Text) /* whose steps it asks */                                                                   \
    X(3, Revision, revision, Integer)                                                                                       \
    X(4, BegunAt, begun_at, Integer)                                                                                        \
    X(5, BegunBy, begun_by, Blob) /* the account */                                                                         \
    X(6, ClosedAt, closed_at, Integer)                                                                                      \
    X(7, ClosedBy, closed_by, Blob)
#define INDARO_SELF_CHECK_LINE_FIELDS(X)                                                                                    \
    X(1, SelfCheck, self_check, Blob)                                                                                       \
    X(2, Item, item, Text)     /* id of the step it is about */                                                             \
    X(3, Answer, answer, Text) /* codelist self_check_answer */                                                             \
    X(4, Evidence, evidence, Text)                                                                                          \
    X(5, Action, action, Text) /* what is to be done */                                                                     \
    X(6, Who, who, Text)                                                                                                    \
    X(7, UntilOn, until_on, Text)                                                                                           \
    X(8, DoneOn, done_on, Text)                                                                                             \
    X(9, DoneNote, done_note, Text)                                                                                         \
    X(10, ChangedAt, changed_at, Integer)                                                                                   \
    X(11, ChangedBy, changed_by, Blob)

// 106. What is told of an incident; goes with anybody it is about, whom it may name. 107: of one that is a matter of body or
// mind, with its kinds. The id is the incident's.
#define INDARO_INCIDENT_STORY_FIELDS(X)                                                                                     \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Others, others, Set)                                                                                               \
    X(3, Kinds, kinds, Set) /* codelist incident_kind */                                                                    \
    X(4, What, what, Text)                                                                                                  \
    X(5, Done, done, Text)                                                                                                  \
    X(6, Outcome, outcome, Text)

#define INDARO_HOUSE_TABLE_LIST(T)                                                                                          \
    T(100, box_opening, Case, INDARO_BOX_OPENING_FIELDS, "", "")                                                            \
    T(101, complaint, Case, INDARO_COMPLAINT_FIELDS, "case_file", "")                                                       \
    T(102, complaint_reserved, Case, INDARO_COMPLAINT_FIELDS, "case_file", "")                                              \
    T(103, self_check, Case, INDARO_SELF_CHECK_FIELDS, "", "")                                                              \
    T(104, self_check_line, Case, INDARO_SELF_CHECK_LINE_FIELDS, "self_check", "self_check_line:1,2")                       \
    T(106, incident_story, Case, INDARO_INCIDENT_STORY_FIELDS, "case_file", "")                                             \
    T(107, incident_story_health, Health, INDARO_INCIDENT_STORY_FIELDS, "case_file", "")
