// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/audit_fields.h"
#include "core/model/consent_fields.h"
#include "core/model/house_fields.h"
#include "core/model/keeping_fields.h"
#include "core/model/plan_fields.h"
#include "core/model/referral_fields.h"
#include "core/model/registry_fields.h"
#include "core/sync/schema.h"

namespace indaro::model {

/// Every synced field of the product, in one list: number, C++ name, column, type. Numbers are what the change log
/// and the wire carry: never change or reuse one; new fields go at the end of their table.
/// Dates are ISO texts, whole or partial (2026-11-24, 2026-11, 2026); moments are UTC milliseconds (Integer) where a
/// `_at` is written; choices are codes of resources/codelists; ids of other records are Blobs of 16 bytes.

// 1. The file of a person as everybody in the house may see it. `display_name` may be invented [contracts.md 4].
#define INDARO_CASE_FILE_FIELDS(X)                                                                                          \
    X(1, CaseCode, case_code, Text)                                                                                         \
    X(2, DisplayName, display_name, Text)                                                                                   \
    X(3, ExternalNumber, external_number, Text)                                                                             \
    X(4, Status, status, Text)                                                                                              \
    X(5, Sex, sex, Text)                                                                                                    \
    X(6, EstimatedAge, estimated_age, Integer)                                                                              \
    X(7, EstimatedOn, estimated_on, Text)                                                                                   \
    X(8, IsMinor, is_minor, Text) /* yes, no, in_doubt */                                                                   \
    X(9, FamilyUnit, family_unit, Blob)                                                                                     \
    X(10, FamilyRole, family_role, Text)                                                                                    \
    X(11, Languages, languages, Set)                                                                                        \
    X(12, InterpreterNeeded, interpreter_needed, Text)                                                                      \
    X(13, ConsentSharing, consent_sharing, Text)                                                                            \
    X(14, OpenedAt, opened_at, Integer)                                                                                     \
    X(15, CaseWorker, case_worker, Blob)     /* the account */                                                              \
    X(16, Detained, detained, Text)          /* yes: accused, charged or held for what she was made to do */                \
    X(17, PreferredSex, preferred_sex, Text) /* of whoever receives and hears her [domain.md 5 (2.1)] */

// 2. Who she is and where she comes from. Same id as the case file.
#define INDARO_IDENTITY_FIELDS(X)                                                                                           \
    X(1, FamilyName, family_name, Text)                                                                                     \
    X(2, GivenNames, given_names, Text)                                                                                     \
    X(3, KnownAs, known_as, Text)                                                                                           \
    X(4, BirthDate, birth_date, Text)                                                                                       \
    X(5, Nationality, nationality, Text)                                                                                    \
    X(6, MainLanguage, main_language, Text)                                                                                 \
    X(7, MaritalStatus, marital_status, Text)                                                                               \
    X(8, ChildrenCount, children_count, Integer)                                                                            \
    X(9, Education, education, Text)                                                                                        \
    X(10, Occupation, occupation, Text)                                                                                     \
    X(11, Phone, phone, Text)                                                                                               \
    X(12, SafeContact, safe_contact, Text)                                                                                  \
    X(13, OriginPlace, origin_place, Text) /* gazetteer code */                                                             \
    X(14, OriginProvince, origin_province, Text)                                                                            \
    X(15, OriginCommune, origin_commune, Text)                                                                              \
    X(16, OriginZone, origin_zone, Text)                                                                                    \
    X(17, OriginColline, origin_colline, Text)                                                                              \
    X(18, OriginDivision, origin_division, Text) /* old (18 provinces), new (5) */                                          \
    X(19, ContactPerson, contact_person, Text)                                                                              \
    X(20, ContactRelation, contact_relation, Text)                                                                          \
    X(21, ContactPhone, contact_phone, Text)                                                                                \
    X(22, IdentityPapers, identity_papers, Text)                                                                            \
    X(23, PapersHeldBy, papers_held_by, Text)                                                                               \
    X(24, BirthPlace, birth_place, Text)

// 3. Health minimum. Same id as the case file.
#define INDARO_HEALTH_FIELDS(X)                                                                                             \
    X(1, Complaint, complaint, Text)                                                                                        \
    X(2, Pregnant, pregnant, Text)                                                                                          \
    X(3, PregnancyWeeks, pregnancy_weeks, Integer)                                                                          \
    X(4, Disability, disability, Set)                                                                                       \
    X(5, Medicines, medicines, Text)                                                                                        \
    X(6, ViolenceSuffered, violence_suffered, Set)                                                                          \
    X(7, SpecialNeeds, special_needs, Set)                                                                                  \
    X(8, ViolenceOriginal, violence_original, Text) /* the imported spelling and order of violence_suffered */

// 4. One alleged perpetrator.
#define INDARO_PERPETRATOR_FIELDS(X)                                                                                        \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Role, role, Set)                                                                                                   \
    X(3, Relation, relation, Text)                                                                                          \
    X(4, Name, name, Text)                                                                                                  \
    X(5, Description, description, Text)                                                                                    \
    X(6, Contact, contact, Text)                                                                                            \
    X(7, Place, place, Text)                                                                                                \
    X(8, Suspect, suspect, Blob) /* the suspect he is */                                                                    \
    X(9, RoleDetails, role_details, Text)

// 5. One stay in the house: a line of the register [SA2].
#define INDARO_STAY_FIELDS(X)                                                                                               \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, RegisterNumber, register_number, Text)                                                                             \
    X(3, ArrivedAt, arrived_at, Text) /* local date or date-time, ISO */                                                    \
    X(4, ReferredBy, referred_by, Text)                                                                                     \
    X(5, BroughtBy, brought_by, Text)                                                                                       \
    X(6, Escort, escort, Text)                                                                                              \
    X(7, Reason, reason, Text)                                                                                              \
    X(8, UrgentNeeds, urgent_needs, Set)                                                                                    \
    X(9, LeftAt, left_at, Text)                                                                                             \
    X(10, ExitReason, exit_reason, Text)                                                                                    \
    X(11, ExitSafety, exit_safety, Text)                                                                                    \
    X(12, RegisteredBy, registered_by, Text)                                                                                \
    X(13, ImmediateNeeds, immediate_needs, Text)                                                                            \
    X(14, ServiceReferredTo, service_referred_to, Text)                                                                     \
    X(15, ServiceReferredOn, service_referred_on, Text)                                                                     \
    X(16, HelpToLeave, help_to_leave, Set) /* codelist help_to_leave: what is needed in a fire, never why */

// 6. Where she went: location compartment. Same id as the stay.
#define INDARO_STAY_LOCATION_FIELDS(X)                                                                                      \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, ExitDestination, exit_destination, Text)                                                                           \
    X(3, DestinationDetail, destination_detail, Text)

// 7. One episode of exploitation.
#define INDARO_EPISODE_FIELDS(X)                                                                                            \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, ExploitationType, exploitation_type, Text)                                                                         \
    X(3, RecruitmentMethod, recruitment_method, Text)                                                                       \
    X(4, RecruitmentPlace, recruitment_place, Text)                                                                         \
    X(5, LeftOn, left_on, Text)                                                                                             \
    X(6, ReturnedOn, returned_on, Text)                                                                                     \
    X(7, DestinationCountry, destination_country, Text)                                                                     \
    X(8, TransitCountry, transit_country, Text)                                                                             \
    X(9, Transport, transport, Text)                                                                                        \
    X(10, DocumentsWithheld, documents_withheld, Text)                                                                      \
    X(11, PayPromised, pay_promised, Integer) /* FBu a month */                                                             \
    X(12, PayReceived, pay_received, Integer)                                                                               \
    X(13, DurationMonths, duration_months, Integer)                                                                         \
    X(14, StartedOn, started_on, Text)                                                                                      \
    X(15, EndedOn, ended_on, Text)                                                                                          \
    X(16, Sector, sector, Text)                   /* ISIC Rev. 4 section */                                                 \
    X(17, Controls, controls, Set)                /* HTCDS MethodsOfControl */                                              \
    X(18, SexExploitation, sex_exploitation, Set) /* HTCDS TypeOfSexExploitation */                                         \
    X(19, Place, place, Text)                                                                                               \
    X(20, PlaceCode, place_code, Text) /* gazetteer code */                                                                 \
    X(21, Work, work, Text)                                                                                                 \
    X(22, OtherTypes, other_types, Set) /* codelist exploitation_type */

// 8. A titled note in the file. The interviewer's own view is kept apart from the person's words [7.A 11].
#define INDARO_NOTE_FIELDS(X)                                                                                               \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Title, title, Text)                                                                                                \
    X(3, Body, body, Text)                                                                                                  \
    X(4, Kind, kind, Text) /* observation, interviewer_view, contact */                                                     \
    X(5, Interview, interview, Blob)                                                                                        \
    X(6, WrittenAt, written_at, Integer)

// 9. One interview with a form.
#define INDARO_INTERVIEW_FIELDS(X)                                                                                          \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, FormId, form_id, Text)                                                                                             \
    X(3, FormVersion, form_version, Text)                                                                                   \
    X(4, Status, status, Text) /* draft, signed, given_up */                                                                \
    X(5, StartedAt, started_at, Integer)                                                                                    \
    X(6, SignedAt, signed_at, Integer)                                                                                      \
    X(7, LastPath, last_path, Text) /* where the page reopens */                                                            \
    X(8, MainLanguage, main_language, Text)                                                                                 \
    X(9, FormContent, form_content, Blob) /* the workbook it was held with, before forms were records themselves */         \
    X(10, Form, form, Blob)               /* the imported form it is held with; null: one that came with the program */     \
    /* Of a correction [casework/interviews/corrections.h]; null: as first held. */                                         \
    X(11, Corrects, corrects, Blob)          /* the signed version it was made from */                                      \
    X(12, FirstVersion, first_version, Blob) /* the interview all its corrections are of */                                 \
    X(13, Correction, correction, Integer)   /* 1, 2, …: the last signed one holds */                                     \
    X(14, CorrectionReason, correction_reason, Text)

// 10. One sitting of an interview [7.B A].
#define INDARO_SITTING_FIELDS(X)                                                                                            \
    X(1, Interview, interview, Blob)                                                                                        \
    X(2, Number, number, Integer)                                                                                           \
    X(3, Interviewer, interviewer, Text)                                                                                    \
    X(4, Interpreter, interpreter, Text)                                                                                    \
    X(5, Language, language, Text)                                                                                          \
    X(6, Place, place, Text)                                                                                                \
    X(7, OthersPresent, others_present, Text)                                                                               \
    X(8, StartedAt, started_at, Integer)                                                                                    \
    X(9, StoppedAt, stopped_at, Integer)                                                                                    \
    X(10, StopReason, stop_reason, Text)

// 11–14. One answer each, in the table of its compartment: typed text, number, date or codes, or a reason.
#define INDARO_ANSWER_FIELDS(X)                                                                                             \
    X(1, Interview, interview, Blob)                                                                                        \
    X(2, Path, path, Text) /* /data/group[1]/question */                                                                    \
    X(3, Type, type, Text) /* XLSForm type */                                                                               \
    X(4, Text, text, Text) /* text, one code, ISO date or time; or the reason there is none */                              \
    X(5, Number, number, Real)                                                                                              \
    X(6, Codes, codes, Set)                                                                                                 \
    X(7, AnsweredAt, answered_at, Integer)

// 18. Something that must be done; alerts raise one [contracts.md 13].
#define INDARO_TASK_FIELDS(X)                                                                                               \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Kind, kind, Text)                                                                                                  \
    X(3, RaisedAt, raised_at, Integer)                                                                                      \
    X(4, DueAt, due_at, Integer)                                                                                            \
    X(5, DoneAt, done_at, Integer)                                                                                          \
    X(6, Source, source, Blob) /* the interview or referral it came from */                                                 \
    X(7, Note, note, Text)

// 19. A member of staff; the id is the account's user id.
#define INDARO_STAFF_FIELDS(X)                                                                                              \
    X(1, Name, name, Text)                                                                                                  \
    X(2, Position, position, Text)                                                                                          \
    X(3, Phone, phone, Text)                                                                                                \
    X(4, Role, role, Text)                                                                                                  \
    X(5, Active, active, Text)

// 20. The house itself: one row. 21. Its address, printed only where switched on.
#define INDARO_HOUSE_FIELDS(X)                                                                                              \
    X(1, Name, name, Text)                                                                                                  \
    X(2, CallBackPhone, call_back_phone, Text)                                                                              \
    X(3, Email, email, Text)                                                                                                \
    X(4, Mode, mode, Text) /* commission; null: a shelter */
#define INDARO_HOUSE_LOCATION_FIELDS(X) X(1, Address, address, Text)

// 22. A laptop of the house, by its device id: the name staff know it by and its series letters.
#define INDARO_LAPTOP_FIELDS(X)                                                                                             \
    X(1, Name, name, Text)                                                                                                  \
    X(2, Series, series, Text)

// 23. One version of an imported form: what lists need of it without reading the workbook. 24. Its bytes, cut into parts;
// a form is there when all its parts are. Nothing of a person is in them, and no record of a form is ever changed but for
// `retired`: another content is another record.
#define INDARO_FORM_FIELDS(X)                                                                                               \
    X(1, FormId, form_id, Text)                                                                                             \
    X(2, Version, version, Text)                                                                                            \
    X(3, Title, title, Text)                                                                                                \
    X(4, FileName, file_name, Text)                                                                                         \
    X(5, Languages, languages, Text) /* names, a line each */                                                               \
    X(6, Questions, questions, Integer)                                                                                     \
    X(7, Size, size, Integer) /* bytes */                                                                                   \
    X(8, Hash, hash, Blob)    /* crypto::hash of the bytes */                                                               \
    X(9, Parts, parts, Integer)                                                                                             \
    X(10, ImportedAt, imported_at, Integer)                                                                                 \
    X(11, ImportedBy, imported_by, Blob) /* the account */                                                                  \
    X(12, Retired, retired, Text)        /* yes: not offered for new interviews */
#define INDARO_FORM_PART_FIELDS(X)                                                                                          \
    X(1, Form, form, Blob)                                                                                                  \
    X(2, Number, number, Integer) /* from 0 */                                                                              \
    X(3, Content, content, Blob)

// 25–28. A picture, a signature, a recording or a file of a person, in the table of its compartment; it is there when all
// its parts (29–32) are. Never changed but for its title; a deletion takes this record away, and the parts stay unread.
#define INDARO_ATTACHMENT_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Interview, interview, Blob)  /* null: added in the file itself */                                                  \
    X(3, Path, path, Text)            /* of the question it answers */                                                      \
    X(4, Kind, kind, Text)            /* image, signature, audio, video, file */                                            \
    X(5, MediaType, media_type, Text) /* by its content */                                                                  \
    X(6, Title, title, Text)                                                                                                \
    X(7, FileName, file_name, Text) /* what the answer says; once in a file */                                              \
    X(8, Size, size, Integer)       /* bytes */                                                                             \
    X(9, Hash, hash, Blob)          /* crypto::hash of the bytes */                                                         \
    X(10, Parts, parts, Integer)                                                                                            \
    X(11, AddedAt, added_at, Integer)                                                                                       \
    X(12, AddedBy, added_by, Blob) /* the account */
#define INDARO_ATTACHMENT_PART_FIELDS(X)                                                                                    \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Attachment, attachment, Blob)                                                                                      \
    X(3, Number, number, Integer) /* from 0 */                                                                              \
    X(4, Content, content, Blob)

// 33. What one interview says of one entity of a list that is not the register [casework/entities/entity_store.h]: a list
// is all of these together, so that two interviews never dispute a field and a corrected one only changes its own words.
#define INDARO_ENTITY_FIELDS(X)                                                                                             \
    X(1, Interview, interview, Blob)                                                                                        \
    X(2, Dataset, dataset, Text)                                                                                            \
    X(3, Entity, entity, Text) /* its id as the form gives it */                                                            \
    X(4, Action, action, Text) /* create, update, create_or_update */                                                       \
    X(5, Label, label, Text)                                                                                                \
    X(6, Properties, properties, Text) /* canonical JSON: save_to -> answer */                                              \
    X(7, Version, version, Integer)    /* how often it was written */                                                       \
    X(8, BaseVersion, base_version, Text)                                                                                   \
    X(9, WrittenAt, written_at, Integer) /* first */

// 34. A revision of a procedure pack. 35. Its bytes, cut into parts; it is there when all its parts are. Never changed:
// another content is another record, and nothing of a person is in them.
#define INDARO_SOP_PACK_FIELDS(X)                                                                                           \
    X(1, PackId, pack_id, Text)                                                                                             \
    X(2, Revision, revision, Integer)                                                                                       \
    X(3, Title, title, Text) /* French, for lists */                                                                        \
    X(4, Issuer, issuer, Text)                                                                                              \
    X(5, Standing, standing, Text) /* signed: by a key the house knows; local: a director vouches for it */                 \
    X(6, Key, key, Blob)           /* of the issuer; null where local */                                                    \
    X(7, Size, size, Integer)      /* bytes */                                                                              \
    X(8, Hash, hash, Blob)         /* crypto::hash of the bytes */                                                          \
    X(9, Parts, parts, Integer)                                                                                             \
    X(10, TakenAt, taken_at, Integer)                                                                                       \
    X(11, TakenBy, taken_by, Blob) /* the account */

#define INDARO_SOP_PACK_PART_FIELDS(X)                                                                                      \
    X(1, Pack, pack, Blob)                                                                                                  \
    X(2, Number, number, Integer) /* from 0 */                                                                              \
    X(3, Content, content, Blob)

// 36. The procedure of a case, or of the house: which revision it was begun with or moved to.
#define INDARO_CHECKLIST_FIELDS(X)                                                                                          \
    X(1, CaseFile, case_file, Blob) /* null: of the house */                                                                \
    X(2, Scope, scope, Text)        /* the id of the case file in digits, or "house" */                                     \
    X(3, Pack, pack, Blob)          /* null: the pack that comes with the program */                                        \
    X(4, PackId, pack_id, Text)                                                                                             \
    X(5, Revision, revision, Integer)                                                                                       \
    X(6, BegunAt, begun_at, Integer)

// 37. What somebody said of a step. Never changed: taking it back is another mark, and the newest one counts. 51. The same
// of a step that only some have, because of what their health record says [checklists/health_steps.h].
#define INDARO_STEP_MARK_FIELDS(X)                                                                                          \
    X(1, CaseFile, case_file, Blob)    /* null: of the house */                                                             \
    X(2, Step, step, Text)             /* id in the pack */                                                                 \
    X(3, Occurrence, occurrence, Text) /* of a step that comes back */                                                      \
    X(4, State, state, Text)           /* done, not_applicable, refused, waived, open */                                    \
    X(5, Evidence, evidence, Set)                                                                                           \
    X(6, Note, note, Text) /* where the evidence is, or why it was closed without */                                        \
    X(7, MarkedAt, marked_at, Integer)                                                                                      \
    X(8, MarkedBy, marked_by, Blob)   /* the account */                                                                     \
    X(9, Revision, revision, Integer) /* of the pack it was marked in */                                                    \
    X(10, Urgent, urgent, Text)       /* yes: waived in haste by whoever was on duty */                                     \
    X(11, SeenAt, seen_at, Integer)   /* when the director looked at that */                                                \
    X(12, SeenBy, seen_by, Blob)                                                                                            \
    X(13, Hold, hold, Blob) /* said while somebody was announced; the file is that of who came, null before */

// 38. Something that happened to a person and that deadlines count from, where no other record says so. 50. The same of what
// is told in confidence: that she suffered sexual violence.
#define INDARO_CASE_EVENT_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Kind, kind, Text)              /* sop::Event */                                                                    \
    X(3, HappenedAt, happened_at, Text) /* local date or date-time, ISO */                                                  \
    X(4, Note, note, Text)                                                                                                  \
    X(5, RecordedAt, recorded_at, Integer)                                                                                  \
    X(6, RecordedBy, recorded_by, Blob) /* the account */

// 40. A room of the house. What it is called, never where it is. 41. A place to sleep in it, or several of a kind that
// nobody tells apart ("mats", sleeps 4). Usable is what can be used tonight, which is fewer than the places when staff are
// few or somebody is ill [helpwave #340].
#define INDARO_ROOM_FIELDS(X)                                                                                               \
    X(1, Name, name, Text)                                                                                                  \
    X(2, RoomFor, room_for, Text)                                                                                           \
    X(3, UsableCapacity, usable_capacity, Integer) /* null: as many as there are usable places */                           \
    X(4, State, state, Text)                       /* codelist place_state; null: usable */                                 \
    X(5, StateWhy, state_why, Text)
#define INDARO_PLACE_FIELDS(X)                                                                                              \
    X(1, Room, room, Blob)                                                                                                  \
    X(2, Label, label, Text)                                                                                                \
    X(3, Kind, kind, Text)                                                                                                  \
    X(4, Numbered, numbered, Text) /* yes: one place with a label of its own; no: `sleeps` that are alike */                \
    X(5, Sleeps, sleeps, Integer)                                                                                           \
    X(6, State, state, Text)                                                                                                \
    X(7, StateWhy, state_why, Text)

// 42. Somebody announced by telephone, and what became of it: came, was let go, was refused, or its time ran out (which
// nobody writes down: it is over when the hour has passed). No name but one to be shown, invented or none.
#define INDARO_HOLD_FIELDS(X)                                                                                               \
    X(1, ShownAs, shown_as, Text)                                                                                           \
    X(2, People, people, Integer)                                                                                           \
    X(3, Women, women, Integer)                                                                                             \
    X(4, Men, men, Integer)                                                                                                 \
    X(5, Girls, girls, Integer)                                                                                             \
    X(6, Boys, boys, Integer)                                                                                               \
    X(7, Ages, ages, Text)                                                                                                  \
    X(8, UrgentNeeds, urgent_needs, Set)                                                                                    \
    X(9, ReferredBy, referred_by, Text) /* codelist referral_source */                                                      \
    X(10, FromWhom, from_whom, Text)    /* the service that called */                                                       \
    X(11, Room, room, Blob)             /* null: any */                                                                     \
    X(12, AnnouncedAt, announced_at, Integer)                                                                               \
    X(13, ExpiresAt, expires_at, Integer)                                                                                   \
    X(14, ReleasedAt, released_at, Integer)                                                                                 \
    X(15, ReleasedWhy, released_why, Text)                                                                                  \
    X(16, Refusal, refusal, Text) /* codelist place_refusal: released because refused */                                    \
    X(17, Alternatives, alternatives, Text)                                                                                 \
    X(18, CaseFile, case_file, Blob) /* of the first of those who came, so that it goes when she is erased */               \
    X(19, Others, others, Set)       /* files of the others who came, as hexadecimal digits: it goes with any of them */

// 43. A stay has a place, from when until when. Never changed but for its end: another place is another record.
#define INDARO_ALLOCATION_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Stay, stay, Blob)                                                                                                  \
    X(3, Place, place, Blob)                                                                                                \
    X(4, SharesWith, shares_with, Blob) /* the stay whose place it is: takes none of its own */                             \
    X(5, SinceAt, since_at, Integer)                                                                                        \
    X(6, UntilAt, until_at, Integer)                                                                                        \
    X(7, Overridden, overridden, Set) /* codes of the warnings it was made in spite of */                                   \
    X(8, OverrideReason, override_reason, Text)                                                                             \
    X(9, OverrideNote, override_note, Text)

// 44. Two who must not be housed together. The id is made from both, so that it is one record whoever says it.
#define INDARO_KEEP_APART_FIELDS(X)                                                                                         \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, OtherFile, other_file, Blob)                                                                                       \
    X(3, Why, why, Text)                                                                                                    \
    X(4, SetBy, set_by, Blob) /* the account */                                                                             \
    X(5, LiftedAt, lifted_at, Integer)

// 45. Out for a time. Where to is in no compartment of this table: `with_whom` is a service or a role, never a name.
#define INDARO_ABSENCE_FIELDS(X)                                                                                            \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Stay, stay, Blob)                                                                                                  \
    X(3, LeftAt, left_at, Integer)                                                                                          \
    X(4, ExpectedAt, expected_at, Integer)                                                                                  \
    X(5, ReturnedAt, returned_at, Integer)                                                                                  \
    X(6, Reason, reason, Text)                                                                                              \
    X(7, WithWhom, with_whom, Text)

// 46. The roll-call of one night of the house: the id is made from the date. 47. What was seen of one stay.
#define INDARO_ROLL_CALL_FIELDS(X)                                                                                          \
    X(1, Night, night, Text) /* local date of the evening */                                                                \
    X(2, DoneAt, done_at, Integer)                                                                                          \
    X(3, DoneBy, done_by, Blob) /* the account */
#define INDARO_ROLL_CALL_LINE_FIELDS(X)                                                                                     \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, RollCall, roll_call, Blob)                                                                                         \
    X(3, Stay, stay, Blob)                                                                                                  \
    X(4, Mark, mark, Text)                                                                                                  \
    X(5, Note, note, Text)                                                                                                  \
    X(6, MarkedAt, marked_at, Integer)                                                                                      \
    X(7, MarkedBy, marked_by, Blob)

// 48. Something that happened in or to the house. It is the file's of the first of those concerned, nobody's when there is
// none. 52. Another one of those concerned: when she is erased, this goes, and what happened to the first stays in the first
// one's file. (`others` held their ids before.)
#define INDARO_INCIDENT_FIELDS(X)                                                                                           \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Others, others, Set)                                                                                               \
    X(3, Kinds, kinds, Set)                                                                                                 \
    X(4, Severity, severity, Text)                                                                                          \
    X(5, HappenedAt, happened_at, Integer)                                                                                  \
    X(6, What, what, Text)                                                                                                  \
    X(7, Done, done, Text)                                                                                                  \
    X(8, ReportedAt, reported_at, Integer)                                                                                  \
    X(9, ReportedBy, reported_by, Blob) /* the account */                                                                   \
    X(10, EscalatedAt, escalated_at, Integer)                                                                               \
    X(11, EscalatedTo, escalated_to, Text)                                                                                  \
    X(12, ClosedAt, closed_at, Integer)                                                                                     \
    X(13, Outcome, outcome, Text)

#define INDARO_INCIDENT_PERSON_FIELDS(X)                                                                                    \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Incident, incident, Blob)

// 49. A movement of something kept for a person: taken in, or out again. `item` is the movement it first came in with (null
// on that one); what is still held is what all of them together leave. Movements are never changed.
#define INDARO_CUSTODY_FIELDS(X)                                                                                            \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Stay, stay, Blob)                                                                                                  \
    X(3, Item, item, Blob)                                                                                                  \
    X(4, Move, move, Text) /* codelist custody_move */                                                                      \
    X(5, Kind, kind, Text) /* codelist custody_item */                                                                      \
    X(6, Description, description, Text)                                                                                    \
    X(7, Amount, amount, Integer) /* pieces; of money, whole units */                                                       \
    X(8, Currency, currency, Text)                                                                                          \
    X(9, HeldWhere, held_where, Text)                                                                                       \
    X(10, MovedAt, moved_at, Integer)                                                                                       \
    X(11, MovedBy, moved_by, Blob)         /* the account */                                                                \
    X(12, Signed, signed, Text)            /* yes, no, refused */                                                           \
    X(13, GivenTo, given_to, Text)         /* the service it was handed over to */                                          \
    X(14, SignedOn, signed_on, Text)       /* signed later than it moved */                                                 \
    X(15, StaffSigned, staff_signed, Text) /* whoever of the house took or gave it: yes, no */

// 60. Something given to a person of the house, and whether she signed for it.
#define INDARO_SUPPLY_FIELDS(X)                                                                                             \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Stay, stay, Blob)                                                                                                  \
    X(3, Kind, kind, Text)                                                                                                  \
    X(4, Description, description, Text)                                                                                    \
    X(5, Amount, amount, Integer)                                                                                           \
    X(6, GivenAt, given_at, Integer)                                                                                        \
    X(7, GivenBy, given_by, Blob)                                                                                           \
    X(8, Signed, signed, Text)

// 61. A visit or a call: who it was by what they are, never by name. Without a file it was the house's (a repair, a
// stranger).
#define INDARO_VISIT_FIELDS(X)                                                                                              \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Kind, kind, Text)                                                                                                  \
    X(3, Way, way, Text)                                                                                                    \
    X(4, HappenedAt, happened_at, Integer)                                                                                  \
    X(5, Wanted, wanted, Text)                                                                                              \
    X(6, SupervisedBy, supervised_by, Text)                                                                                 \
    X(7, Note, note, Text)                                                                                                  \
    X(8, RecordedAt, recorded_at, Integer)                                                                                  \
    X(9, RecordedBy, recorded_by, Blob)

// 62. A contact after the exit. Number: which of the planned ones (stays/follow_ups.h), 0 for one between. 63. What was
// agreed about them at the exit. Same id as the stay; it says how she is reached, so it is kept with her identity.
#define INDARO_FOLLOW_UP_FIELDS(X)                                                                                          \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Stay, stay, Blob)                                                                                                  \
    X(3, Number, number, Integer)                                                                                           \
    X(4, HappenedAt, happened_at, Integer)                                                                                  \
    X(5, Way, way, Text)                                                                                                    \
    X(6, Result, result, Text)                                                                                              \
    X(7, Note, note, Text)                                                                                                  \
    X(8, RecordedBy, recorded_by, Blob)
#define INDARO_FOLLOW_UP_PLAN_FIELDS(X)                                                                                     \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Agreed, agreed, Text)                                                                                              \
    X(3, Way, way, Text)                                                                                                    \
    X(4, AgreedWords, agreed_words, Text)

// 64. A clock of a stay runs longer (the procedure's names: reflection, stay), with the reason. Never changed.
#define INDARO_CLOCK_EXTENSION_FIELDS(X)                                                                                    \
    X(1, CaseFile, case_file, Blob)                                                                                         \
    X(2, Stay, stay, Blob)                                                                                                  \
    X(3, Clock, clock, Text)                                                                                                \
    X(4, Days, days, Integer)                                                                                               \
    X(5, Reason, reason, Text)                                                                                              \
    X(6, Note, note, Text)                                                                                                  \
    X(7, DecidedAt, decided_at, Integer)                                                                                    \
    X(8, DecidedBy, decided_by, Blob)                                                                                       \
    X(9, UntilOn, until_on, Text) /* the last day; two laptops that both decide do not add up */

// 86. A right of a role where the house differs from what the program gives it [casework/access/things.h].
#define INDARO_ROLE_RULE_FIELDS(X)                                                                                          \
    X(1, Role, role, Text)                /* codelist staff_role */                                                         \
    X(2, Thing, thing, Text)              /* codelist access_thing */                                                       \
    X(3, AccessRight, access_right, Text) /* codelist access_right */

/// number, namespace, table name, compartment, field list, indexed columns, what an id is made from (sync/derived_id.h)
#define INDARO_TABLE_LIST(T)                                                                                                \
    T(1, case_file, Case, INDARO_CASE_FILE_FIELDS, "case_code,family_unit", "")                                             \
    T(2, identity, Identity, INDARO_IDENTITY_FIELDS, "", "")                                                                \
    T(3, health, Health, INDARO_HEALTH_FIELDS, "", "")                                                                      \
    T(4, perpetrator, Perpetrator, INDARO_PERPETRATOR_FIELDS, "case_file", "")                                              \
    T(5, stay, Case, INDARO_STAY_FIELDS, "case_file", "")                                                                   \
    T(6, stay_location, Identity, INDARO_STAY_LOCATION_FIELDS, "", "")                                                      \
    T(7, episode, Case, INDARO_EPISODE_FIELDS, "case_file", "")                                                             \
    T(8, note, Case, INDARO_NOTE_FIELDS, "case_file", "interviewer_view:5")                                                 \
    T(9, interview, Case, INDARO_INTERVIEW_FIELDS, "case_file,first_version", "")                                           \
    T(10, sitting, Case, INDARO_SITTING_FIELDS, "interview", "")                                                            \
    T(11, answer_case, Case, INDARO_ANSWER_FIELDS, "interview", "answer:1,2")                                               \
    T(12, answer_identity, Identity, INDARO_ANSWER_FIELDS, "interview", "answer:1,2")                                       \
    T(13, answer_health, Health, INDARO_ANSWER_FIELDS, "interview", "answer:1,2")                                           \
    T(14, answer_perpetrator, Perpetrator, INDARO_ANSWER_FIELDS, "interview", "answer:1,2")                                 \
    T(15, consent, Case, INDARO_CONSENT_FIELDS, "case_file", "consent:14,2")                                                \
    T(16, referral, Case, INDARO_REFERRAL_FIELDS, "case_file", "")                                                          \
    T(17, referral_person, Identity, INDARO_REFERRAL_PERSON_FIELDS, "", "")                                                 \
    T(18, task, Case, INDARO_TASK_FIELDS, "case_file", "")                                                                  \
    T(19, staff, Case, INDARO_STAFF_FIELDS, "", "")                                                                         \
    T(20, house, Case, INDARO_HOUSE_FIELDS, "", "")                                                                         \
    T(21, house_location, Identity, INDARO_HOUSE_LOCATION_FIELDS, "", "")                                                   \
    T(22, laptop, Case, INDARO_LAPTOP_FIELDS, "", "")                                                                       \
    T(23, form, Case, INDARO_FORM_FIELDS, "", "")                                                                           \
    T(24, form_part, Case, INDARO_FORM_PART_FIELDS, "form", "")                                                             \
    T(25, attachment_case, Case, INDARO_ATTACHMENT_FIELDS, "case_file", "")                                                 \
    T(26, attachment_identity, Identity, INDARO_ATTACHMENT_FIELDS, "case_file", "")                                         \
    T(27, attachment_health, Health, INDARO_ATTACHMENT_FIELDS, "case_file", "")                                             \
    T(28, attachment_perpetrator, Perpetrator, INDARO_ATTACHMENT_FIELDS, "case_file", "")                                   \
    T(29, attachment_part_case, Case, INDARO_ATTACHMENT_PART_FIELDS, "attachment", "")                                      \
    T(30, attachment_part_identity, Identity, INDARO_ATTACHMENT_PART_FIELDS, "attachment", "")                              \
    T(31, attachment_part_health, Health, INDARO_ATTACHMENT_PART_FIELDS, "attachment", "")                                  \
    T(32, attachment_part_perpetrator, Perpetrator, INDARO_ATTACHMENT_PART_FIELDS, "attachment", "")                        \
    T(33, entity, Identity, INDARO_ENTITY_FIELDS, "interview,dataset", "entity:1,2,3")                                      \
    T(34, sop_pack, Case, INDARO_SOP_PACK_FIELDS, "", "")                                                                   \
    T(35, sop_pack_part, Case, INDARO_SOP_PACK_PART_FIELDS, "pack", "")                                                     \
    T(36, checklist, Case, INDARO_CHECKLIST_FIELDS, "case_file", "checklist:2")                                             \
    T(37, step_mark, Case, INDARO_STEP_MARK_FIELDS, "case_file", "")                                                        \
    T(38, case_event, Case, INDARO_CASE_EVENT_FIELDS, "case_file", "")                                                      \
    T(40, room, Case, INDARO_ROOM_FIELDS, "", "")                                                                           \
    T(41, place, Case, INDARO_PLACE_FIELDS, "room", "")                                                                     \
    T(42, hold, Case, INDARO_HOLD_FIELDS, "", "")                                                                           \
    T(43, allocation, Case, INDARO_ALLOCATION_FIELDS, "case_file", "")                                                      \
    T(44, keep_apart, Case, INDARO_KEEP_APART_FIELDS, "case_file", "")                                                      \
    T(45, absence, Case, INDARO_ABSENCE_FIELDS, "stay", "")                                                                 \
    T(46, roll_call, Case, INDARO_ROLL_CALL_FIELDS, "", "")                                                                 \
    T(47, roll_call_line, Case, INDARO_ROLL_CALL_LINE_FIELDS, "roll_call", "")                                              \
    T(48, incident, Case, INDARO_INCIDENT_FIELDS, "", "")                                                                   \
    T(49, custody, Case, INDARO_CUSTODY_FIELDS, "case_file", "")                                                            \
    T(50, case_event_health, Health, INDARO_CASE_EVENT_FIELDS, "case_file", "")                                             \
    T(51, step_mark_health, Health, INDARO_STEP_MARK_FIELDS, "case_file", "")                                               \
    T(52, incident_person, Case, INDARO_INCIDENT_PERSON_FIELDS, "case_file,incident", "")                                   \
    T(60, supply, Case, INDARO_SUPPLY_FIELDS, "case_file", "")                                                              \
    T(61, visit, Case, INDARO_VISIT_FIELDS, "case_file", "")                                                                \
    T(62, follow_up, Case, INDARO_FOLLOW_UP_FIELDS, "case_file", "")                                                        \
    T(63, follow_up_plan, Identity, INDARO_FOLLOW_UP_PLAN_FIELDS, "", "")                                                   \
    T(64, clock_extension, Case, INDARO_CLOCK_EXTENSION_FIELDS, "case_file", "")                                            \
    INDARO_PLAN_TABLE_LIST(T)                                                                                               \
    T(86, role_rule, Case, INDARO_ROLE_RULE_FIELDS, "", "role_rule:1,2")                                                    \
    INDARO_CONSENT_TABLE_LIST(T)                                                                                            \
    INDARO_KEEPING_TABLE_LIST(T)                                                                                            \
    INDARO_HOUSE_TABLE_LIST(T)                                                                                              \
    INDARO_AUDIT_TABLE_LIST(T)                                                                                              \
    INDARO_REFERRAL_TABLE_LIST(T)                                                                                           \
    INDARO_REGISTRY_TABLE_LIST(T)

/// fields::case_file::CaseCode, fields::identity::FamilyName, … and fields::case_file::Table.
namespace fields {
#define INDARO_X(number, name, column, type) inline constexpr sync::FieldId name{Table, number};
#define INDARO_T(number, name, compartment, list, indexed, derived)                                                         \
    namespace name {                                                                                                        \
    inline constexpr std::uint16_t Table = number;                                                                          \
    list(INDARO_X)                                                                                                          \
    }
INDARO_TABLE_LIST(INDARO_T)
#undef INDARO_T
#undef INDARO_X
} // namespace fields

/// The product's schema; lives as long as the program.
[[nodiscard]] const sync::Schema &schema();

} // namespace indaro::model
