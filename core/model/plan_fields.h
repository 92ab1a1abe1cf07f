// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The fields of the plan, of the risks and of the best interests of a child, for field_table.h, whose rules hold here too.
/// What says something of body or mind is in a table of the health compartment with the same fields, what says something of
/// those who exploited her in one of the perpetrator compartment (casework/plans/record_rows.h).

// 68, 69. What somebody needs in one area, and what is aimed at. The area of a record never changes.
#define INDARO_NEED_FIELDS(X)                                                                                               \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Area, area, Text)   /* codelist plan_area */                                                                       \
    X(3, State, state, Text) /* codelist need_state */                                                                      \
    X(4, What, what, Text)                                                                                                  \
    X(5, Goal, goal, Text) /* codelist plan_goal */                                                                         \
    X(6, GoalWords, goal_words, Text)                                                                                       \
    X(7, ChangedAt, changed_at, Integer) /* what she agreed to changed last */                                              \
    X(8, ChangedBy, changed_by, Blob)

// 70, 71. What is done for a need: who, until when, and what came of it. In the compartment of its need.
#define INDARO_PLAN_ACTION_FIELDS(X)                                                                                        \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Need, need, Blob)                                                                                                  \
    X(3, What, what, Text)                                                                                                  \
    X(4, Responsible, responsible, Text) /* in words: a position, a service, she herself */                                 \
    X(5, Account, account, Blob)         /* the member of staff it is; null: somebody else */                               \
    X(6, Provider, provider, Text)       /* codelist service_provider */                                                    \
    X(7, DueOn, due_on, Text)                                                                                               \
    X(8, State, state, Text) /* codelist plan_result; null: planned */                                                      \
    X(9, Result, result, Text)                                                                                              \
    X(10, EndedOn, ended_on, Text)                                                                                          \
    X(11, Meeting, meeting, Blob) /* the conference that decided it */                                                      \
    X(12, ChangedAt, changed_at, Integer)                                                                                   \
    X(13, ChangedBy, changed_by, Blob)

// 72, 73. A service that was given, by the house or by whom. Never changed but by taking it back.
#define INDARO_SERVICE_GIVEN_FIELDS(X)                                                                                      \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, PlanAction, plan_action, Blob)                                                                                     \
    X(3, Service, service, Text)   /* codelist referral_service */                                                          \
    X(4, Answer, answer, Text)     /* codelist service_answer */                                                            \
    X(5, Provider, provider, Text) /* codelist service_provider */                                                          \
    X(6, ProviderName, provider_name, Text)                                                                                 \
    X(7, GivenOn, given_on, Text)                                                                                           \
    X(8, Within, within, Text) /* codelist service_time: how soon it was needed */                                          \
    X(9, Quantity, quantity, Text)                                                                                          \
    X(10, Cost, cost, Integer) /* FBu */                                                                                    \
    X(11, Note, note, Text)                                                                                                 \
    X(12, Referral, referral, Blob)                                                                                         \
    X(13, RecordedAt, recorded_at, Integer)                                                                                 \
    X(14, RecordedBy, recorded_by, Blob) /* the account */

// 74. A conference with its minutes. Once closed it is not changed any more.
#define INDARO_MEETING_FIELDS(X)                                                                                            \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Kind, kind, Text)      /* codelist meeting_kind */                                                                 \
    X(3, HeldAt, held_at, Text) /* local date or date-time, ISO */                                                          \
    X(4, Place, place, Text)                                                                                                \
    X(5, Chair, chair, Text)                                                                                                \
    X(6, Present, present, Text) /* a line each */                                                                          \
    X(7, Person, person, Text)   /* whether she took part */                                                                \
    X(8, Minutes, minutes, Text)                                                                                            \
    X(9, Decisions, decisions, Text) /* what is no action of the plan */                                                    \
    X(10, NextOn, next_on, Text)                                                                                            \
    X(11, RecordedAt, recorded_at, Integer)                                                                                 \
    X(12, RecordedBy, recorded_by, Blob) /* the account */                                                                  \
    X(13, ClosedAt, closed_at, Integer)                                                                                     \
    X(14, ClosedBy, closed_by, Blob)

// 75. The plan as it was agreed on a day: what she signed to. Needs and actions live on; a review is another record.
#define INDARO_SUPPORT_PLAN_FIELDS(X)                                                                                       \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Number, number, Integer) /* 1, 2, …: two laptops may both have written the second */                             \
    X(3, AgreedOn, agreed_on, Text)                                                                                         \
    X(4, Place, place, Text)                                                                                                \
    X(5, Signed, signed, Text)     /* codelist consent_way */                                                               \
    X(6, Refused, refused, Text)   /* what she does not want */                                                             \
    X(7, WayOut, way_out, Text)    /* leaving, thought of from the start */                                                 \
    X(8, Reviewed, reviewed, Text) /* done, not done, why, what is new */                                                   \
    X(9, ReviewOn, review_on, Text)                                                                                         \
    X(10, WrittenAt, written_at, Integer)                                                                                   \
    X(11, WrittenBy, written_by, Blob) /* the account */

// 76. Asked of a supervisor, and the answer of somebody else who proved to be there. Once answered it is never changed.
#define INDARO_APPROVAL_FIELDS(X)                                                                                           \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Kind, kind, Text)       /* codelist approval_kind */                                                               \
    X(3, Subject, subject, Blob) /* the record it is about */                                                               \
    X(4, Result, result, Text)   /* codelist approval_result */                                                             \
    X(5, Reason, reason, Text)                                                                                              \
    X(6, AskedAt, asked_at, Integer)                                                                                        \
    X(7, AskedBy, asked_by, Blob)                                                                                           \
    X(8, AnsweredAt, answered_at, Integer)                                                                                  \
    X(9, AnsweredBy, answered_by, Blob)                                                                                     \
    X(10, Way, way, Text) /* how it was proven [casework/plans/approvals.h] */

// 77. An assessment of all risks together [domain.md 7.C]. Never changed: the next one is another record. 78, 79, 80. One
// domain of it.
#define INDARO_RISK_ASSESSMENT_FIELDS(X)                                                                                    \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, About, about, Text)                /* here, return */                                                              \
    X(3, WithPerson, with_person, Text)     /* codelist yes_no */                                                           \
    X(4, OwnView, own_view, Integer)        /* her own: 0 to 10 */                                                          \
    X(5, Worst, worst, Text)                /* codelist risk_level: of its domains */                                       \
    X(6, Level, level, Text)                /* the one that counts */                                                       \
    X(7, ChangeReason, change_reason, Text) /* codelist risk_change: why that differs */                                    \
    X(8, ChangeNote, change_note, Text)                                                                                     \
    X(9, Gainers, gainers, Text)           /* of a child: who gains if it goes home */                                      \
    X(10, EarlierCare, earlier_care, Text) /* of a child: earlier placements */                                             \
    X(11, Siblings, siblings, Text)        /* of a child: brothers and sisters at risk */                                   \
    X(12, AssessedAt, assessed_at, Integer)                                                                                 \
    X(13, AssessedBy, assessed_by, Blob) /* the account */                                                                  \
    X(14, ReviewAt, review_at, Integer)
#define INDARO_RISK_LINE_FIELDS(X)                                                                                          \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Assessment, assessment, Blob)                                                                                      \
    X(3, Domain, domain, Text) /* codelist risk_domain */                                                                   \
    X(4, Sign, sign, Text)                                                                                                  \
    X(5, Likelihood, likelihood, Integer) /* 1 to 3 */                                                                      \
    X(6, Severity, severity, Integer)     /* 1 to 3 */                                                                      \
    X(7, Reason, reason, Text)                                                                                              \
    X(8, Measures, measures, Set) /* codelist safety_measure */                                                             \
    X(9, MeasureWords, measure_words, Text)                                                                                 \
    X(10, Who, who, Text)                                                                                                   \
    X(11, UntilOn, until_on, Text)

// 81. A version of the safety plan, in her own words: names and places of help, so it is in the location compartment.
#define INDARO_SAFETY_PLAN_FIELDS(X)                                                                                        \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Number, number, Integer)                                                                                           \
    X(3, Assessment, assessment, Blob)                                                                                      \
    X(4, Signs, signs, Text)   /* how she knows that it becomes dangerous */                                                \
    X(5, Steps, steps, Text)   /* what she does then */                                                                     \
    X(6, People, people, Text) /* whom she calls */                                                                         \
    X(7, Places, places, Text) /* where she goes */                                                                         \
    X(8, CodeWord, code_word, Text)                                                                                         \
    X(9, Measures, measures, Set)    /* codelist safety_measure: what the house does */                                     \
    X(10, SafeText, safe_text, Text) /* what may be carried: no dangerous word */                                           \
    X(11, WithPerson, with_person, Text)                                                                                    \
    X(12, WhyNew, why_new, Text) /* what happened since the last one */                                                     \
    X(13, WrittenAt, written_at, Integer)                                                                                   \
    X(14, WrittenBy, written_by, Blob) /* the account */

// 82. The best interests of a child in one question: an assessment, or a determination by a panel. 83, 84. What was looked
// at, a heading each.
#define INDARO_BEST_INTERESTS_FIELDS(X)                                                                                     \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Occasion, occasion, Text) /* codelist bia_occasion */                                                              \
    X(3, Question, question, Text)                                                                                          \
    X(4, Panel, panel, Set) /* codelist bia_panel */                                                                        \
    X(5, PanelNames, panel_names, Text)                                                                                     \
    X(6, Meeting, meeting, Blob)                                                                                            \
    X(7, Result, result, Text) /* codelist bia_result */                                                                    \
    X(8, Reasons, reasons, Text)                                                                                            \
    X(9, ChildTold, child_told, Text) /* in its own words, by whom */                                                       \
    X(10, LookAgainOn, look_again_on, Text)                                                                                 \
    X(11, BegunAt, begun_at, Integer)                                                                                       \
    X(12, BegunBy, begun_by, Blob) /* the account */                                                                        \
    X(13, DecidedAt, decided_at, Integer)                                                                                   \
    X(14, DecidedBy, decided_by, Blob)
#define INDARO_BEST_INTERESTS_ITEM_FIELDS(X)                                                                                \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, BestInterests, best_interests, Blob)                                                                               \
    X(3, Item, item, Text) /* codelist bia_item */                                                                          \
    X(4, Words, words, Text)                                                                                                \
    X(5, FromWhom, from_whom, Text)

// 85. What speaks for an age where it is not known for sure. Never changed.
#define INDARO_AGE_EVIDENCE_FIELDS(X)                                                                                       \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Proof, proof, Text) /* codelist age_proof */                                                                       \
    X(3, Says, says, Text)   /* codelist is_minor */                                                                        \
    X(4, Words, words, Text)                                                                                                \
    X(5, FoundOn, found_on, Text)                                                                                           \
    X(6, RecordedAt, recorded_at, Integer)                                                                                  \
    X(7, RecordedBy, recorded_by, Blob) /* the account */

#define INDARO_PLAN_TABLE_LIST(T)                                                                                           \
    T(68, need, Case, INDARO_NEED_FIELDS, "case_file", "")                                                                  \
    T(69, need_health, Health, INDARO_NEED_FIELDS, "case_file", "")                                                         \
    T(70, plan_action, Case, INDARO_PLAN_ACTION_FIELDS, "case_file", "")                                                    \
    T(71, plan_action_health, Health, INDARO_PLAN_ACTION_FIELDS, "case_file", "")                                           \
    T(72, service_given, Case, INDARO_SERVICE_GIVEN_FIELDS, "case_file", "")                                                \
    T(73, service_given_health, Health, INDARO_SERVICE_GIVEN_FIELDS, "case_file", "")                                       \
    T(74, meeting, Case, INDARO_MEETING_FIELDS, "case_file", "")                                                            \
    T(75, support_plan, Case, INDARO_SUPPORT_PLAN_FIELDS, "case_file", "")                                                  \
    T(76, approval, Case, INDARO_APPROVAL_FIELDS, "case_file", "")                                                          \
    T(77, risk_assessment, Case, INDARO_RISK_ASSESSMENT_FIELDS, "case_file", "")                                            \
    T(78, risk_line, Case, INDARO_RISK_LINE_FIELDS, "case_file", "")                                                        \
    T(79, risk_line_health, Health, INDARO_RISK_LINE_FIELDS, "case_file", "")                                               \
    T(80, risk_line_perpetrator, Perpetrator, INDARO_RISK_LINE_FIELDS, "case_file", "")                                     \
    T(81, safety_plan, Identity, INDARO_SAFETY_PLAN_FIELDS, "case_file", "")                                                \
    T(82, best_interests, Case, INDARO_BEST_INTERESTS_FIELDS, "case_file", "")                                              \
    T(83, best_interests_item, Case, INDARO_BEST_INTERESTS_ITEM_FIELDS, "case_file", "best_interests_item:2,3")             \
    T(84, best_interests_item_health, Health, INDARO_BEST_INTERESTS_ITEM_FIELDS, "case_file", "best_interests_item:2,3")    \
    T(85, age_evidence, Case, INDARO_AGE_EVIDENCE_FIELDS, "case_file", "")
