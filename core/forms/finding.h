// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace indaro::forms {

/// Everything the reader can remark on a workbook. Sentences are made in ui; the names are part of the command line's
/// output: never reuse one. A finding never stops a form from opening.
#define INDARO_FINDING_LIST(X)                                                                                              \
    X(UnknownType, Error)           /* the type is not known: treated as text; suggestion: the nearest type */              \
    X(DialectType, Warning)         /* a type of another program's dialect (db:person …): treated as text */              \
    X(MissingName, Warning)         /* a row without a name: one was made */                                                \
    X(InvalidName, Error)           /* a name that is not an XML name; suggestion: the one used */                          \
    X(DuplicateName, Error)         /* the same name twice in one group; other: the first row */                            \
    X(AmbiguousReference, Error)    /* ${name} and several questions have that name; suggestion: the path taken */          \
    X(NameWithoutType, Error)       /* a row with a name but no type: skipped */                                            \
    X(MissingLabel, Warning)        /* a question that is asked has no label */                                             \
    X(MissingLanguage, Warning)     /* no column is in French, or none in Kirundi; argument: the code */                    \
    X(MissingTranslation, Warning)  /* a text exists in one language but not in another */                                  \
    X(TranslationAwaited, Note)     /* the same, and the form says so: indaro::kirundi_status is to_translate */            \
    X(UnknownColumn, Note)          /* a column nothing reads; kept in FormItem::extra */                                   \
    X(MistypedColumn, Warning)      /* a column nothing reads, one slip away from one that is read: the suggestion */       \
    X(DuplicateColumn, Warning)     /* two columns mean the same: the first one with a text counts */                       \
    X(UnknownAppearance, Warning)   /* a word of the appearance nobody knows: ignored */                                    \
    X(UnbalancedGroup, Error)       /* an end without a begin, a begin without an end, or of the wrong kind */              \
    X(UnknownChoiceList, Error)     /* a select names a list the choices sheet has not */                                   \
    X(UnusedChoiceList, Warning)    /* no question and no expression reads the list; other: how many choices it has */      \
    X(EmptyChoiceName, Error)       /* a choice without a code: skipped */                                                  \
    X(DuplicateChoice, Error)       /* the same code twice in a list: both kept; other: the first row */                    \
    X(ChoiceNameWithSpace, Warning) /* selected() takes it for several codes */                                             \
    X(ChoiceFallsApart, Error)      /* the same in a list where several may be chosen: it is stored as several answers */   \
    X(UnknownCode, Warning)         /* an expression or a default waits for a code the list has not */                      \
    X(MissingFile, Error)         /* a file of choices or data that did not come with the form; suggestion: one that did */ \
    X(MissingMedia, Warning)      /* the same for a picture, sound or film beside a label */                                \
    X(BadFile, Error)             /* such a file is not understood, or too large: read as empty; other: its line */         \
    X(FileNotUtf8, Warning)       /* its letters were guessed */                                                            \
    X(UnknownFileColumn, Error)   /* the file has not the column that is read; suggestion: one that it has */               \
    X(UnknownInstance, Error)     /* instance() or pulldata() names neither a list nor a file: reads as empty */            \
    X(SameFileTwice, Warning)     /* the package has two files of that name; the one nearest to the top is taken */         \
    X(UnusedFile, Note)           /* a file of the package that nothing names */                                            \
    X(SearchNotUnderstood, Error) /* search() is not of a form that is read: its file is not offered */                     \
    X(TooDeep, Error)             /* a group inside more groups than are read: its rows belong to the one around */         \
    X(ExpressionSyntax, Error)    /* not understood: the property is ignored */                                             \
    X(UnknownFunction, Error)     /* the expression calls a function nobody here knows */                                   \
    X(UnknownReference, Error)    /* ${name} or a path names nothing in the form: reads as empty */                         \
    X(UnknownFilterColumn, Error) /* a choice filter reads a column the choices have not */                                 \
    X(BareWord, Error)            /* a word without quotes in an expression: reads as empty */                              \
    X(DependencyCycle, Error)     /* expressions wait for each other; argument: "a → b → a" */                          \
    X(NeverShown, Warning)        /* the condition to be shown can never hold */                                            \
    X(RequiredNote, Warning)      /* required, but nobody can answer it */                                                  \
    X(UnanchoredPattern, Warning) /* regex() matches the whole text here [forms.md 3.4] */                                  \
    X(BadPattern, Error)          /* the pattern of regex() is not understood: it never matches */                          \
    X(DateStoredAsNumber, Warning) /* date arithmetic without date() around it [forms.md 3.4] */                            \
    X(UnpromisedPath, Note)        /* union, //, text(), number() of nothing: works here, not promised by ODK */            \
    X(BadYesNo, Warning)           /* required or readonly is neither yes, no nor an expression */                          \
    X(BadParameter, Warning)       /* range or other parameters are not understood */                                       \
    X(ErrorCell, Error)            /* a cell holds a spreadsheet error such as #REF! : read as empty */                     \
    X(UnknownLanguage, Warning)    /* default_language is none of the form's languages */                                   \
    X(UnknownTrigger, Error)       /* the trigger column names nothing */                                                   \
    X(EntityName, Error)           /* the entities row has no list name that is allowed: the row is left out */             \
    X(EntityTwice, Error)          /* a second row for the same list, left out; other: the first row */                     \
    X(EntityLabelMissing, Error)   /* a new entity needs a label: the row is left out */                                    \
    X(EntityIdMissing, Error)      /* update_if without entity_id: the row is left out */                                   \
    X(EntityUpdateMissing, Error)  /* create_if and entity_id without update_if: the row is left out */                     \
    X(EntityScope, Error)          /* it lies in another repeat than the other answers of the entity: left out */           \
    X(EntityVersion, Error)        /* made for a newer version of ODK Entities: no entity is read */                        \
    X(SaveToWithoutEntity, Error)  /* save_to without an entities row */                                                    \
    X(SaveToList, Error)           /* save_to names no list of the sheet, or none though there are several */               \
    X(SaveToName, Error)           /* not a name a property may have: not saved */                                          \
    X(SaveToTwice, Error)          /* the same property twice: the first is saved; other: its row */                        \
    X(SaveToGroup, Error)          /* save_to beside a group or repeat, which has no answer */

enum class FindingCode {
#define INDARO_X(name, severity) name,
    INDARO_FINDING_LIST(INDARO_X)
#undef INDARO_X
};

/// Note: worth knowing, nothing is lost. Warning: may not do what its author meant. Error: something of the workbook does
/// not do what it says.
enum class Severity { Note, Warning, Error };

/// Stable English name of a code ("UnknownType"), for --json and tests.
[[nodiscard]] QString toString(FindingCode code);
[[nodiscard]] Severity severityOf(FindingCode code);
/// "note", "warning", "error", for --json.
[[nodiscard]] QString toString(Severity severity);
[[nodiscard]] const std::vector<FindingCode> &allFindingCodes();

/// One remark. Its texts are of the workbook (a type, a name, an expression), never an answer.
struct Finding
{
    FindingCode code;
    QString sheet;  ///< "survey", "choices", "settings", "entities"
    int row = 0;    ///< 1-based; 0 = the whole sheet
    QString column; ///< header as written, or empty
    QString argument;
    int position = -1;  ///< 0-based character in an expression, or -1
    QString suggestion; ///< what was probably meant, or what was taken instead; may be empty
    int other = 0;      ///< another row that belongs to it, or a number; 0 = none
    friend bool operator==(const Finding &, const Finding &) = default;
};

} // namespace indaro::forms
