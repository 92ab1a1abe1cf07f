// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/audit.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/queries.h"
#include "tests/support/closed_guards.h"
#include "tests/ui/conflicts/two_laptops.h"
#include "ui/forms/form_view.h"
#include "ui/pages/intake/interview_session.h"

namespace indaro::tests {

/// Rose's file on both laptops.
struct Rose : TwoLaptops
{
    sync::RecordId id = admit("Ndayizeye", "Rose");
    Rose() { exchange(); }

    /// Both write a family name before they meet.
    void disputeTheName()
    {
        edit(fields::identity::FamilyName, id, "Ndayizeye-Ici");
        colleague.edit(fields::identity::FamilyName, id, "Ndayizeye-Bureau");
        exchange();
    }
    ui::pages::ConflictsPage *openDecisions()
    {
        INDARO_CHECK(window->openPage(ui::pages::ConflictsPageId));
        return page<ui::pages::ConflictsPage>();
    }
    ui::pages::CaseFilePage *openFile()
    {
        INDARO_CHECK(window->openPage(ui::pages::CaseFilePageId, ui::pages::OpenCaseFile{id}));
        auto *file = page<ui::pages::CaseFilePage>();
        INDARO_CHECK(
            QTest::qWaitFor([&] { return editOf(file, fields::identity::GivenNames)->value() == base::Value("Rose"); }));
        return file;
    }
    QStringList audit()
    {
        QStringList lines;
        const auto entries = run([](casework::Desk &desk) { return casework::listAudit(desk, 20); }).value();
        for (const auto &entry : entries)
            lines << QString::fromStdString(entry.verb + ' ' + entry.detail);
        return lines;
    }
};

/// An interview of hers that is being held here and has reached the colleague.
struct HeldInterview : Rose
{
    ui::pages::IntakePage *intake = nullptr;
    HeldInterview()
    {
        INDARO_CHECK(run([id = id](casework::Desk &desk) { return closeInterviewGuards(desk, id); }).hasValue());
        INDARO_CHECK(window->openPage(ui::pages::IntakePageId, ui::pages::OpenInterview{id, std::nullopt}));
        intake = page<ui::pages::IntakePage>();
        auto *begin = intake->findChild<QPushButton *>(QStringLiteral("begin"));
        INDARO_CHECK(QTest::qWaitFor([&] { return begin->isVisible() && begin->isEnabled(); }, 15'000));
        QTest::keyClicks(intake->findChild<QLineEdit *>(QStringLiteral("interviewer")), QStringLiteral("O. B."));
        auto *code = intake->findChild<ui::kit::SecretField *>(QStringLiteral("code"));
        code->setFocus();
        QTest::keyClicks(code, QStringLiteral("2580"));
        begin->click();
        INDARO_CHECK(QTest::qWaitFor(
            [&] { return intake->session() != nullptr && view()->isVisible() && view()->texts() != nullptr; }, 15'000));
        for (const char *name : {"consent_understood", "consent_interview", "consent_keep_file", "age_gate"})
            answer(name, QStringLiteral("1"));
        exchange();
    }
    ui::forms::FormView *view() const { return intake->formView(); }
    [[nodiscard]] const indaro::forms::FormItem &item(const char *name) const
    {
        return *intake->session()->form().definition().findByName(QString::fromLatin1(name));
    }
    void answer(const char *name, const QString &keys)
    {
        view()->goTo(item(name).path);
        QTest::keyClicks(qApp->focusWidget(), keys);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Return);
    }
    [[nodiscard]] QString answered(const char *name) const
    {
        return intake->session()->form().state(item(name).path)->value;
    }
    void answerElsewhere(const char *name, const QString &value)
    {
        colleague.clock.advance(60'000);
        const auto &of = item(name);
        const casework::AnswerDraft draft{of.path, indaro::forms::toString(of.type), value, std::nullopt,
                                          casework::compartmentOf(intake->session()->form().definition(), of)};
        INDARO_CHECK(casework::saveAnswer(*colleague.desk, intake->session()->loaded().id, draft).hasValue());
    }
    void signElsewhere()
    {
        colleague.clock.advance(60'000);
        INDARO_CHECK(casework::signInterview(*colleague.desk, intake->session()->loaded().id, {}).hasValue());
    }
    [[nodiscard]] ui::kit::OtherValues *othersOf(const char *name) const
    {
        auto *question = view()->findQuestion(item(name).path);
        auto *others = question != nullptr ? question->findChild<ui::kit::OtherValues *>() : nullptr;
        return others != nullptr && others->isVisible() ? others : nullptr;
    }
};

inline QLineEdit *lineOf(QWidget *page, sync::FieldId field)
{
    return editOf(page, field)->findChild<QLineEdit *>();
}

inline ui::kit::OtherValues *othersOf(QWidget *page, sync::FieldId field)
{
    auto *others = editOf(page, field)->findChild<ui::kit::OtherValues *>();
    return others != nullptr && others->isVisible() ? others : nullptr;
}

} // namespace indaro::tests
