// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The fields of consents, of what has left the house and of what was taken back, for field_table.h, whose rules hold here
/// too (casework/consents).

// 15. A consent, purpose by purpose [7.B B]: to whom, which groups of data, until when, given by whom and how.
#define INDARO_CONSENT_FIELDS(X)                                                                                            \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Purpose, purpose, Text)     /* codelist consent_purpose or consent_use */                                          \
    X(3, Decision, decision, Text)   /* yes, no, later */                                                                   \
    X(4, Recipient, recipient, Text) /* as it was written; empty: whoever the purpose names */                              \
    X(5, ExplainedBy, explained_by, Text)                                                                                   \
    X(6, Language, language, Text)                                                                                          \
    X(7, ReadAloud, read_aloud, Text)                                                                                       \
    X(8, GivenBy, given_by, Text)                                                                                           \
    X(9, GivenHow, given_how, Text)                                                                                         \
    X(10, GivenOn, given_on, Text)                                                                                          \
    X(11, ExpiresOn, expires_on, Text)                                                                                      \
    X(12, WithdrawnOn, withdrawn_on, Text)                                                                                  \
    X(13, Withheld, withheld, Text) /* in words */                                                                          \
    X(14, Interview, interview, Blob)                                                                                       \
    X(15, RecipientKind, recipient_kind, Text) /* codelist consent_recipient */                                             \
    X(16, DataGroups, data_groups, Set)        /* codelist consent_data_group; empty: no group was named */                 \
    X(17, WithheldItems, withheld_items, Set)  /* casework/consents/withheld.h */                                           \
    X(18, Interpreter, interpreter, Text)                                                                                   \
    X(19, Witness, witness, Text)                                                                                           \
    X(20, GiverLink, giver_link, Text)     /* what the guardian or representative is to the child */                        \
    X(21, ChildAssent, child_assent, Text) /* codelist child_assent */                                                      \
    X(22, AssentWords, assent_words, Text) /* in the words of the child, or why it was not asked */                         \
    X(23, RecordedAt, recorded_at, Integer)                                                                                 \
    X(24, RecordedBy, recorded_by, Blob) /* the account */                                                                  \
    X(25, Withdrawal, withdrawal, Blob)  /* what took it back */

// 90. Something of a person that was written into a file, printed or told for somebody outside; a referral says for itself
// that it was printed.
#define INDARO_DISCLOSURE_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Kind, kind, Text)                    /* codelist disclosure_kind */                                                \
    X(3, RecipientKind, recipient_kind, Text) /* codelist consent_recipient */                                              \
    X(4, Recipient, recipient, Text)                                                                                        \
    X(5, DataGroups, data_groups, Set)  /* codelist consent_data_group */                                                   \
    X(6, SentAt, sent_at, Integer)      /* recorded */                                                                      \
    X(7, SentBy, sent_by, Blob)         /* the account */                                                                   \
    X(8, Way, way, Text)                /* codelist disclosure_way; empty: the file or paper itself */                      \
    X(9, HappenedOn, happened_on, Text) /* noted by hand: the day it was told; empty: when it was recorded */               \
    X(10, What, what, Text)             /* which paper, or in words what was told, without names */

// 91. An agreement, or several, taken back. Never changed.
#define INDARO_WITHDRAWAL_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Consents, consents, Set) /* ids, as text */                                                                        \
    X(3, EffectiveOn, effective_on, Text)                                                                                   \
    X(4, WithdrawnBy, withdrawn_by, Text) /* codelist consent_given_by */                                                   \
    X(5, Way, way, Text)                  /* codelist consent_way */                                                        \
    X(6, Witness, witness, Text)                                                                                            \
    X(7, Language, language, Text) /* codelist consent_language */                                                          \
    X(8, Wish, wish, Text)         /* codelist withdrawal_wish */                                                           \
    X(9, Note, note, Text)                                                                                                  \
    X(10, RecordedAt, recorded_at, Integer)                                                                                 \
    X(11, RecordedBy, recorded_by, Blob) /* the account */

// 92. The letter to one who was sent something: it names serials, never the person.
#define INDARO_WITHDRAWAL_LETTER_FIELDS(X)                                                                                  \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Withdrawal, withdrawal, Blob)                                                                                      \
    X(3, Serial, serial, Text)                                                                                              \
    X(4, RecipientKind, recipient_kind, Text) /* codelist consent_recipient */                                              \
    X(5, Recipient, recipient, Text)                                                                                        \
    X(6, Referrals, referrals, Set) /* ids, as text: what the receiver has */                                               \
    X(7, Sent, sent, Text)          /* what the letter names, a line each: serial, kind and day */                          \
    X(8, WrittenAt, written_at, Integer)                                                                                    \
    X(9, PrintedAt, printed_at, Integer) /* first */                                                                        \
    X(10, PrintedBy, printed_by, Blob)   /* the account */                                                                  \
    X(11, Answer, answer, Text)          /* codelist consent_withdrawn_answer */                                            \
    X(12, AnsweredOn, answered_on, Text)                                                                                    \
    X(13, AnswerNote, answer_note, Text)

#define INDARO_CONSENT_TABLE_LIST(T)                                                                                        \
    T(90, disclosure, Case, INDARO_DISCLOSURE_FIELDS, "case_file", "")                                                      \
    T(91, withdrawal, Case, INDARO_WITHDRAWAL_FIELDS, "case_file", "")                                                      \
    T(92, withdrawal_letter, Case, INDARO_WITHDRAWAL_LETTER_FIELDS, "case_file,withdrawal", "")
