// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The fields of referrals and of what became of them, for field_table.h, whose rules hold here too (casework/referrals).

// 16. A referral without anything personal [6.1].
#define INDARO_REFERRAL_FIELDS(X)                                                                                           \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Serial, serial, Text)                                                                                              \
    X(3, Direction, direction, Text)                                                                                        \
    X(4, Priority, priority, Text)                                                                                          \
    X(5, Status, status, Text) /* a step may say more (108) */                                                              \
    X(6, WrittenAt, written_at, Text)                                                                                       \
    X(7, Content, content, Text) /* the fields of the form that are not personal, as canonical JSON */                      \
    X(8, Shared, shared, Set)    /* which personal lines are shared */                                                      \
    X(9, Services, services, Set)                                                                                           \
    X(10, ReceiverAgency, receiver_agency, Text)                                                                            \
    X(11, ConsentGround, consent_ground, Text)                                                                              \
    X(12, ApprovedBy, approved_by, Text)                                                                                    \
    X(13, PrintedAt, printed_at, Integer)                                                                                   \
    X(14, AnsweredAt, answered_at, Integer)                                                                                 \
    X(15, PartnerNumber, partner_number, Text) /* what the other organisation calls it */                                   \
    X(16, SenderAgency, sender_agency, Text)   /* of one that came in */                                                    \
    X(17, ToRole, to_role, Text)               /* codelist staff_role: of one inside the house */                           \
    X(18, Hold, hold, Blob)                    /* the place that is kept for whom it announces */                           \
    X(19, PaperOn, paper_on, Text)             /* the day it was written on paper, where it was typed later */              \
    X(20, ExpiresOn, expires_on, Text)         /* the last day it may be used */                                            \
    X(21, Package, package, Blob)              /* the sealed package it came in */

// 17. The personal lines of a referral as they were when it was written. Same id as the referral.
#define INDARO_REFERRAL_PERSON_FIELDS(X)                                                                                    \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Content, content, Text) /* canonical JSON: line -> text */

// 108. Something that happened to a referral, or was heard of it, with what proves it. Never changed. Where it stands is
// worked out from these: two laptops that both hear of it have nothing to settle.
#define INDARO_REFERRAL_STEP_FIELDS(X)                                                                                      \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Referral, referral, Blob)                                                                                          \
    X(3, Status, status, Text)          /* codelist referral_status */                                                      \
    X(4, Way, way, Text)                /* codelist referral_way: how it went, or how it was heard */                       \
    X(5, Evidence, evidence, Text)      /* codelist referral_evidence */                                                    \
    X(6, HappenedAt, happened_at, Text) /* local day and time, as it was said */                                            \
    X(7, SpokeTo, spoke_to, Text)                                                                                           \
    X(8, Note, note, Text)                                                                                                  \
    X(9, Attachment, attachment, Blob)                                                                                      \
    X(10, PaperOn, paper_on, Text) /* the day it was written on paper, where it was typed later */                          \
    X(11, RecordedAt, recorded_at, Integer)                                                                                 \
    X(12, RecordedBy, recorded_by, Blob) /* the account */

// 109. What became of one of the services a referral asks for.
#define INDARO_REFERRAL_SERVICE_FIELDS(X)                                                                                   \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Referral, referral, Blob)                                                                                          \
    X(3, Service, service, Text) /* codelist referral_service, or the code as it came */                                    \
    X(4, Answer, answer, Text)   /* codelist referral_answer */                                                             \
    X(5, Reason, reason, Text)   /* codelist referral_refusal */                                                            \
    X(6, AnsweredOn, answered_on, Text)                                                                                     \
    X(7, Note, note, Text)                                                                                                  \
    X(8, RecordedAt, recorded_at, Integer)                                                                                  \
    X(9, RecordedBy, recorded_by, Blob)

// 110. A counter-referral slip, as it came back. 111. What it says of body and mind. Same id as the slip. Never changed.
#define INDARO_REFERRAL_SLIP_FIELDS(X)                                                                                      \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Referral, referral, Blob)                                                                                          \
    X(3, Content, content, Text)   /* the fields of the slip, as canonical JSON */                                          \
    X(4, Decision, decision, Text) /* codelist referral_decision */                                                         \
    X(5, Refusal, refusal, Set)    /* codelist referral_refusal */                                                          \
    X(6, Came, came, Text)                                                                                                  \
    X(7, Cost, cost, Text)                                                                                                  \
    X(8, Evidence, evidence, Text) /* codelist referral_evidence */                                                         \
    X(9, PaperOn, paper_on, Text)                                                                                           \
    X(10, RecordedAt, recorded_at, Integer)                                                                                 \
    X(11, RecordedBy, recorded_by, Blob)
#define INDARO_REFERRAL_SLIP_HEALTH_FIELDS(X)                                                                               \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Result, result, Text)                                                                                              \
    X(3, Recommendations, recommendations, Text)

// 112. A try to get an answer: whom the ladder said to call, and what came of it [domain.md 5: 7.7]. Never changed.
#define INDARO_REFERRAL_CALL_FIELDS(X)                                                                                      \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Referral, referral, Blob)                                                                                          \
    X(3, Rung, rung, Text)     /* codelist referral_rung */                                                                 \
    X(4, Result, result, Text) /* codelist referral_call */                                                                 \
    X(5, SpokeTo, spoke_to, Text)                                                                                           \
    X(6, Phone, phone, Text)                                                                                                \
    X(7, PromisedOn, promised_on, Text) /* the day by which they will answer */                                             \
    X(8, Note, note, Text)                                                                                                  \
    X(9, RecordedAt, recorded_at, Integer)                                                                                  \
    X(10, RecordedBy, recorded_by, Blob)

// 113. Something nobody could do for her [domain.md 5: 7.8].
#define INDARO_UNMET_NEED_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Referral, referral, Blob) /* the last that was tried; may be none */                                               \
    X(3, Service, service, Text)   /* codelist referral_service */                                                          \
    X(4, Reason, reason, Text)     /* codelist unmet_reason */                                                              \
    X(5, NotedOn, noted_on, Text)                                                                                           \
    X(6, Alternative, alternative, Text) /* what is done instead */                                                         \
    X(7, Told, told, Text)               /* answer_yes_no: the person knows */                                              \
    X(8, MetOn, met_on, Text)            /* somebody was found after all */                                                 \
    X(9, RecordedAt, recorded_at, Integer)                                                                                  \
    X(10, RecordedBy, recorded_by, Blob)

// 114. The key pair of the house for sealed packages (directory/organisation_keys.h). Every laptop with the identity
// compartment holds it, as it holds the keys of the epochs: encrypted in the vault's file, and sealed with the epoch's key
// on its way. The oldest is the one that is used; what was sealed to another still opens.
#define INDARO_ORGANISATION_KEY_FIELDS(X)                                                                                   \
    X(1, Seed, seed, Blob) /* 32 bytes, from which both key pairs are made */                                               \
    X(2, MadeAt, made_at, Integer)                                                                                          \
    X(3, MadeBy, made_by, Blob) /* the account */

// 115. A sealed package that was opened here or left [security.md 2.10]. 116. What was in one that came in; same id.
#define INDARO_REFERRAL_PACKAGE_FIELDS(X)                                                                                   \
    X(1, CaseFile, case_file, Blob) /* of one that came in: only when somebody said whose it is */                          \
    X(2, Referral, referral, Blob)                                                                                          \
    X(3, Direction, direction, Text)      /* in, out */                                                                     \
    X(4, Kind, kind, Text)                /* referral, counter_referral */                                                  \
    X(5, PackageId, package_id, Blob)     /* the name both houses know it by */                                             \
    X(6, Hash, hash, Blob)                /* of the whole file */                                                           \
    X(7, Partner, partner, Blob)          /* the entry of the directory */                                                  \
    X(8, PartnerKey, partner_key, Blob)   /* as it was then */                                                              \
    X(9, PartnerName, partner_name, Text) /* as it was then */                                                              \
    X(10, Serial, serial, Text)           /* the sender's */                                                                \
    X(11, InReplyTo, in_reply_to, Blob)   /* id of the package it answers */                                                \
    X(12, MadeAt, made_at, Integer)                                                                                         \
    X(13, ExpiresAt, expires_at, Integer)                                                                                   \
    X(14, Answer, answer, Text) /* received, accepted, refused: what was answered, by us or by them */                      \
    X(15, AnsweredAt, answered_at, Integer)                                                                                 \
    X(16, Reason, reason, Text) /* codelist referral_refusal */                                                             \
    X(17, RecordedAt, recorded_at, Integer)                                                                                 \
    X(18, RecordedBy, recorded_by, Blob) /* the account */
#define INDARO_REFERRAL_PACKAGE_CONTENT_FIELDS(X)                                                                           \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Content, content, Blob) /* UTF-8, JSON (referrals/package_content.h); empty once it is filed as a referral */

#define INDARO_REFERRAL_TABLE_LIST(T)                                                                                       \
    T(108, referral_step, Case, INDARO_REFERRAL_STEP_FIELDS, "case_file,referral", "")                                      \
    T(109, referral_service, Case, INDARO_REFERRAL_SERVICE_FIELDS, "case_file,referral", "referral_service:2,3")            \
    T(110, referral_slip, Case, INDARO_REFERRAL_SLIP_FIELDS, "case_file,referral", "")                                      \
    T(111, referral_slip_health, Health, INDARO_REFERRAL_SLIP_HEALTH_FIELDS, "case_file", "")                               \
    T(112, referral_call, Case, INDARO_REFERRAL_CALL_FIELDS, "case_file,referral", "")                                      \
    T(113, unmet_need, Case, INDARO_UNMET_NEED_FIELDS, "case_file", "")                                                     \
    T(114, organisation_key, Identity, INDARO_ORGANISATION_KEY_FIELDS, "", "")                                              \
    T(115, referral_package, Case, INDARO_REFERRAL_PACKAGE_FIELDS, "case_file,referral", "")                                \
    T(116, referral_package_content, Identity, INDARO_REFERRAL_PACKAGE_CONTENT_FIELDS, "case_file", "")
