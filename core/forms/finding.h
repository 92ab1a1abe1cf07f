// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace indaro::forms {

/// Everything the reader can remark on a workbook. Sentences are made in ui; the names are part of the command line's
/// output: never reuse one. A finding never stops a form from opening.
#define INDARO_FINDING_LIST(X)                                                                                              \
    X(UnknownType)         /* the type is not known: treated as text */                                                     \
    X(DialectType)         /* a type of another program's dialect (db:person …): treated as text */                       \
    X(MissingName)         /* a row without a name: one was made */                                                         \
    X(InvalidName)         /* a name that is not an XML name */                                                             \
    X(DuplicateName)       /* the same name twice in one group */                                                           \
    X(NameWithoutType)     /* a row with a name but no type: skipped */                                                     \
    X(MissingLabel)        /* a question that is asked has no label */                                                      \
    X(MissingTranslation)  /* a text exists in one language but not in another */                                           \
    X(UnknownColumn)       /* a survey column nothing reads; kept in FormItem::extra */                                     \
    X(DuplicateColumn)     /* two columns mean the same: the first one with a text counts */                                \
    X(UnbalancedGroup)     /* an end without a begin, a begin without an end, or of the wrong kind */                       \
    X(UnknownChoiceList)   /* a select names a list the choices sheet has not */                                            \
    X(EmptyChoiceName)     /* a choice without a code: skipped */                                                           \
    X(DuplicateChoice)     /* the same code twice in a list: both kept */                                                   \
    X(ChoiceNameWithSpace) /* unsafe in select_multiple */                                                                  \
    X(ExternalChoices)     /* choices come from a file that is not inside the workbook */                                   \
    X(ExpressionSyntax)    /* not understood: the property is ignored */                                                    \
    X(UnknownFunction)     /* the expression calls a function nobody here knows */                                          \
    X(UnknownReference)    /* ${name} names nothing in the form: reads as empty */                                          \
    X(DependencyCycle)     /* expressions wait for each other */                                                            \
    X(UnanchoredPattern)   /* regex() matches the whole text here [forms.md 3.4] */                                         \
    X(DateStoredAsNumber)  /* date arithmetic without date() around it [forms.md 3.4] */                                    \
    X(UnpromisedPath)      /* union, // or text(): works here, not promised by ODK */                                       \
    X(BadYesNo)            /* required or readonly is neither yes, no nor an expression */                                  \
    X(BadParameter)        /* range or other parameters are not understood */                                               \
    X(ErrorCell)           /* a cell holds a spreadsheet error such as #REF! : read as empty */                             \
    X(UnknownLanguage)     /* default_language is none of the form's languages */                                           \
    X(UnknownTrigger)      /* the trigger column names nothing */                                                           \
    X(EntityRule)          /* the entities row breaks a rule of ODK Entities [forms.md 1.3] */                              \
    X(SaveToWithoutEntity) /* save_to without an entities row */

enum class FindingCode {
#define INDARO_X(name) name,
    INDARO_FINDING_LIST(INDARO_X)
#undef INDARO_X
};

/// Stable English name of a code ("UnknownType"), for --json and tests.
[[nodiscard]] QString toString(FindingCode code);
[[nodiscard]] const std::vector<FindingCode> &allFindingCodes();

/// One remark. `args` are texts of the workbook (a type, a name, an expression's position), never an answer.
struct Finding
{
    FindingCode code;
    QString sheet;  ///< "survey", "choices", "settings", "entities"
    int row = 0;    ///< 1-based; 0 = the whole sheet
    QString column; ///< header as written, or empty
    QString argument;
    int position = -1; ///< 0-based character in an expression, or -1
    friend bool operator==(const Finding &, const Finding &) = default;
};

} // namespace indaro::forms
