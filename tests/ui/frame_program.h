// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/casework/workspace.h"
#include "core/crypto/initialise.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/scripted_ask.h"
#include "tests/support/temp_store.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_entry/paper_entry_band.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/referrals/form_field_edit.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

#include <initializer_list>

namespace indaro::tests {

using namespace Qt::StringLiterals;

/// The frame with some of its pages, a vault with a procedure, and Odette signed in.
struct FrameProgram
{
    bool isCryptoReady = crypto::initialise().hasValue();
    TempStore temp;
    FakeClock clock;
    SeededRandom random{91};
    ScriptedAsk ask;
    ScriptedFileAsk files;
    QTemporaryDir folder;
    ui::kit::Translations translations;
    std::unique_ptr<casework::Workspace> workspace;
    std::unique_ptr<ui::shell::MainWindow> window;

    FrameProgram(ui::kit::Language language, std::initializer_list<ui::kit::PageEntry> pages)
    {
        INDARO_CHECK(isCryptoReady);
        ui::kit::applyTheme(*qApp, ui::kit::ThemeKind::Light);
        translations.setLanguage(language);
        auto db = temp.open(store::Connection::Mode::Create).value();
        INDARO_CHECK(store::migrate(db, casework::migrations(), {}).hasValue());
        INDARO_CHECK(sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue());
        INDARO_CHECK(sync::setMeta(db, sync::meta::Series, base::asBytes("BCDF")).hasValue());
        workspace = std::make_unique<casework::Workspace>(std::move(db), sync::UserId::make(random), clock, random);
        ask.choice = 1; // a PDF, where the printer is offered first
        ui::kit::PageContext context;
        context.workspace = workspace.get();
        context.clock = &clock;
        context.translations = &translations;
        context.ask = &ask;
        context.files = &files;
        ui::shell::PageRegistry registry;
        for (auto entry : pages)
            registry.add(std::move(entry));
        window = std::make_unique<ui::shell::MainWindow>(std::move(registry),
                                                         ui::shell::FrameSetup{context, u"Odette"_s, [] {}, {}, makeBand()});
        window->resize(1366, 768);
        window->openPage(ui::pages::HomePageId);
        window->show();
        window->activateWindow();
        INDARO_CHECK(QTest::qWaitForWindowActive(window.get()));
    }
    FrameProgram(const FrameProgram &) = delete;
    FrameProgram &operator=(const FrameProgram &) = delete;
    ~FrameProgram()
    {
        workspace->drain();
        window.reset();
    }
    /// As the desktop program has it across every page.
    static std::function<QWidget *(const ui::kit::PageContext &, QWidget *)> makeBand()
    {
        return [](const ui::kit::PageContext &context, QWidget *parent) {
            return new ui::pages::PaperEntryBand(context, parent);
        };
    }
    template <class Job> auto run(Job job)
    {
        using Answer = std::invoke_result_t<Job, casework::Desk &>;
        auto answer = std::make_shared<std::optional<Answer>>();
        workspace->ask(workspace.get(), std::move(job), [answer](Answer result) { answer->emplace(std::move(result)); });
        if (!QTest::qWaitFor([&] { return answer->has_value(); }))
            qFatal("no answer");
        return **answer;
    }
    template <class Page> Page *open(ui::kit::PageId id, ui::kit::PageArgument argument = {})
    {
        INDARO_CHECK(window->openPage(id, std::move(argument)));
        return qobject_cast<Page *>(window->currentPage());
    }
    casework::CaseId admitRose()
    {
        casework::Admission admission;
        admission.person.displayName = "Rose";
        admission.person.familyName = "Ndayizeye";
        admission.person.givenNames = "Rose";
        admission.person.sex = "F";
        admission.person.birthDate = "1999";
        return run([admission](casework::Desk &desk) -> base::Result<casework::CaseId> {
                   INDARO_TRY_ASSIGN(const auto admitted, casework::admitPerson(desk, admission));
                   return admitted.id;
               })
            .value();
    }
    /// What the procedure asks before the referrals that are there now are printed, for a test of something else.
    bool closePrinting(casework::CaseId person)
    {
        return run([person](casework::Desk &desk) {
                   return casework::waiveGuards(desk, {sop::Action::ReferralPrint, person}, u"Essai."_s, false);
               })
            .hasValue();
    }
    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }
    void shot(const QString &name) const
    {
        const QString pictures = qEnvironmentVariable("INDARO_SCREENSHOTS");
        if (pictures.isEmpty())
            return;
        QApplication::processEvents();
        window->grab().save(QDir(pictures).filePath(name + u".png"_s));
    }
};

/// The editor of a line of a paper form.
inline ui::pages::FormFieldEdit *lineOf(QWidget *page, const char *name)
{
    for (auto *each : page->findChildren<ui::pages::FormFieldEdit *>()) {
        if (each->name() == QLatin1StringView(name))
            return each;
    }
    return nullptr;
}

/// Types a value, or chooses it by its code, into the editor of a field.
inline void typeInto(QWidget *in, sync::FieldId field, const QString &text)
{
    for (auto *edit : in->findChildren<ui::pages::ValueEdit *>()) {
        if (edit->field() != field)
            continue;
        if (auto *box = edit->findChild<QComboBox *>()) {
            const int index = box->findData(text);
            QVERIFY2(index >= 0, qPrintable(text));
            box->setCurrentIndex(index);
            Q_EMIT box->activated(index);
        } else if (auto *several = edit->findChild<QPlainTextEdit *>()) {
            QTest::keyClicks(several, text);
        } else if (auto *line = edit->findChild<QLineEdit *>()) {
            QTest::keyClicks(line, text);
        } else {
            for (auto *code : edit->findChildren<QCheckBox *>())
                code->setChecked(true);
        }
        edit->flush();
        return;
    }
    QFAIL("no such field");
}

} // namespace indaro::tests
