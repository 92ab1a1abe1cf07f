// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"
#include "core/documents/document.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// The forms of the house on paper [domain.md 5.D]: every one of resources/templates that is about a person, about the
/// house, or words to hand over; and those pages of their own fill, which are printed blank here. GUI thread.

struct PaperForm
{
    QString name{};
    documents::Label title{};
    QString group{};                                   ///< as documents::Template::group
    documents::About about = documents::About::Itself; ///< Itself: only blank
    QString stepForm{};                                ///< what the steps of a procedure call it
};
/// In the order of the groups, in each by title. Errors: TemplateDamaged.
[[nodiscard]] base::Result<QList<PaperForm>> listPaperForms();
/// The form a step of a procedure names; empty: there is none to print here.
[[nodiscard]] QString paperFormOfStep(const QString &stepForm);
/// Its title in the language of the screens; the code itself where no such form is printed here.
[[nodiscard]] QString paperTitleOfStep(const QString &stepForm);
/// "arrival", "stay", "plan", "child", "referral", "exit", "house", in this order.
[[nodiscard]] const QStringList &paperFormGroups();
[[nodiscard]] QString paperFormGroupTitle(const QString &group);

/// What fills a form, read on the store thread.
struct PaperFormOfPerson
{
    documents::Template form{};
    documents::DocumentData data{};
    QString displayName{};
};
/// For the house itself or for a receiver. Errors: FileNotFound, TemplateDamaged, UnknownRecord, ConsentMissing
/// (casework::withheldOnPaper), and the store's.
[[nodiscard]] base::Result<PaperFormOfPerson> readPaperForm(casework::Desk &desk, const sync::RecordId &person,
                                                            const QString &form, const casework::Receiver &receiver = {});
/// How many parts of the form bear a number.
[[nodiscard]] int numbersOf(const documents::Template &form);
/// Gives each of these parts its number, in their order.
void setNumbers(const documents::Template &form, documents::DocumentData &data, const QStringList &serials);
/// Blank, without a number: the pen gives it none. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> blankPaper(const QString &form);
[[nodiscard]] base::Result<print::Paper> filledPaper(const PaperFormOfPerson &form);

} // namespace indaro::ui::pages
