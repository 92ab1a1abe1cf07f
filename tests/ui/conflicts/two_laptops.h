// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/audit.h"
#include "core/casework/conflicts/commands.h"
#include "core/casework/conflicts/queries.h"
#include "core/casework/house/house.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/casework/workspace.h"
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/session/vault.h"
#include "core/sync/engine.h"
#include "tests/support/colleague.h"
#include "tests/support/fakes.h"
#include "tests/support/scripted_ask.h"
#include "ui/kit/other_values.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/conflicts/conflicts_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/people_page.h"
#include "ui/pages/people/value_edit.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace indaro::tests {

namespace fields = model::fields;

inline constexpr auto Passphrase = "soleil panier riviere tambour";
inline constexpr auto SecondPassphrase = "colline marche pirogue lampe";

/// Two laptops of an invented house that meet when the test says so. On this one the program runs with its real frame,
/// pages and vault; the other one writes by the same commands.
struct TwoLaptops
{
    bool isCryptoReady = crypto::initialise().hasValue();
    QTemporaryDir dir;
    FakeClock clock;
    crypto::SystemRandom random;
    const session::VaultEnvironment environment{random,
                                                clock,
                                                casework::migrations(),
                                                {{crypto::MiB, 1}, {crypto::MiB / 64, 1}, {512 * crypto::MiB, 6}},
                                                {},
                                                casework::readHistory}; ///< the vault keeps a reference
    ScriptedAsk ask;
    ScriptedFileAsk files;
    ui::kit::Translations translations;
    std::shared_ptr<session::Vault> vault;
    std::unique_ptr<casework::Workspace> workspace;
    std::unique_ptr<ui::shell::MainWindow> window;
    Colleague colleague;

    TwoLaptops()
    {
        INDARO_CHECK(isCryptoReady);
        ui::kit::applyTheme(*qApp, ui::kit::ThemeKind::Light);
        translations.setLanguage(ui::kit::Language::French);
        auto made = session::createVault(environment, dir.filePath(QStringLiteral("vault")).toStdString(),
                                         {"Maison Ikaze", "odette", secretOf(Passphrase)});
        INDARO_CHECK(made && made->vault.confirmRecoveryKit(made->kit, made->kit.cards[0].digits()));
        vault = std::make_shared<session::Vault>(std::move(made->vault));
        workspace = std::make_unique<casework::Workspace>(vault->takeConnection(), vault->userId(), clock, random);
        enrol();
        openWindow();
    }
    [[nodiscard]] static base::SecretBytes secretOf(const char *text)
    {
        base::SecretBytes secret(std::strlen(text));
        std::memcpy(secret.span().data(), text, std::strlen(text));
        return secret;
    }

    template <class Job> auto run(Job job)
    {
        using Answer = std::invoke_result_t<Job, casework::Desk &>;
        auto answer = std::make_shared<std::optional<Answer>>();
        workspace->ask(workspace.get(), std::move(job), [answer](Answer result) { answer->emplace(std::move(result)); });
        if (!QTest::qWaitFor([&] { return answer->has_value(); }, 15'000))
            qFatal("no answer");
        return std::move(**answer);
    }

    /// What this laptop wrote goes to the colleague.
    void send()
    {
        const auto have = colleague.engine->have(true).value();
        const auto envelopes = run([have](casework::Desk &desk) -> base::Result<std::vector<base::Bytes>> {
                                   INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
                                   sync::Engine engine(desk.log, trust);
                                   INDARO_TRY(engine.cutPending());
                                   INDARO_TRY_ASSIGN(auto batch, engine.envelopesFor(have, std::size_t{1} << 24U, true));
                                   return std::move(batch.envelopes);
                               }).value();
        for (const auto &envelope : envelopes)
            INDARO_CHECK(colleague.engine->takeIn(envelope, {sync::Road::Kind::House, "test"}).hasValue());
    }
    /// The colleague's envelopes this laptop lacks.
    [[nodiscard]] std::vector<base::Bytes> incoming()
    {
        const auto have = run([](casework::Desk &desk) -> base::Result<wire::HaveVector> {
                              INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
                              return sync::Engine(desk.log, trust).have(true);
                          }).value();
        INDARO_CHECK(colleague.engine->cutPending().hasValue());
        return colleague.engine->envelopesFor(have, std::size_t{1} << 24U, true).value().envelopes;
    }
    /// One job takes them in, as an exchange does; it may end in an error after those it took.
    base::Result<std::vector<sync::Outcome>> takeIn(const std::vector<base::Bytes> &envelopes, bool breaksOff = false)
    {
        return run([envelopes, breaksOff](casework::Desk &desk) -> base::Result<std::vector<sync::Outcome>> {
            INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
            sync::Engine engine(desk.log, trust);
            std::vector<sync::Outcome> outcomes;
            for (const auto &envelope : envelopes) {
                INDARO_TRY_ASSIGN(const auto taken, engine.takeIn(envelope, {sync::Road::Kind::House, "test"}));
                outcomes.push_back(taken.outcome);
            }
            if (breaksOff) {
                INDARO_TRY_ASSIGN(auto transaction, desk.db.begin()); // it was in the middle of something
                INDARO_TRY(desk.log.birth({fields::note::Table, sync::RecordId::make(desk.random)}, {}));
                return base::Error(base::Errc::NetworkUnreachable);
            }
            return outcomes;
        });
    }
    /// The same, without waiting for it.
    void takeInSoon(const std::vector<base::Bytes> &envelopes)
    {
        workspace->ask(
            workspace.get(),
            [envelopes](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
                sync::Engine engine(desk.log, trust);
                for (const auto &envelope : envelopes)
                    INDARO_TRY(engine.takeIn(envelope, {sync::Road::Kind::House, "test"}));
                return {};
            },
            [](const base::Result<void> &done) { INDARO_CHECK(done.hasValue()); });
    }
    void receive() { INDARO_CHECK(takeIn(incoming()).hasValue()); }
    void exchange()
    {
        send();
        receive();
        send();
    }

    [[nodiscard]] sync::RecordId admit(const char *family, const char *given)
    {
        casework::Admission admission;
        admission.person.familyName = family;
        admission.person.givenNames = given;
        admission.person.sex = "F";
        return run([admission](casework::Desk &desk) { return casework::admitPerson(desk, admission); })->id;
    }
    void edit(sync::FieldId field, const sync::RecordId &record, const base::Value &value)
    {
        clock.advance(60'000);
        INDARO_CHECK(run([=](casework::Desk &desk) { return casework::setField(desk, field, record, value); }).hasValue());
    }
    [[nodiscard]] base::Value value(sync::FieldId field, const sync::RecordId &record)
    {
        return run([=](casework::Desk &desk) { return desk.log.load(field, record); }).value();
    }
    [[nodiscard]] std::size_t conflicts()
    {
        return run([](casework::Desk &desk) { return casework::countConflicts(desk); }).value();
    }
    template <class Page> Page *page() const { return window->findChild<Page *>(); }

    void shot(const char *name) const
    {
        const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        QApplication::processEvents();
        window->grab().save(QDir(folder).filePath(QLatin1String(name) + QStringLiteral(".png")));
    }

private:
    void enrol()
    {
        INDARO_CHECK(run([user = vault->userId()](casework::Desk &desk) -> base::Result<void> {
                         INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
                         INDARO_TRY(trust.found(user, std::nullopt));
                         casework::StaffMember odette{
                             .id = user, .name = QStringLiteral("Odette"), .position = {}, .phone = {}};
                         INDARO_TRY(casework::saveStaff(desk, odette));
                         return casework::saveThisLaptop(desk, QStringLiteral("accueil"));
                     }).hasValue());
        colleague.join(
            [this](auto job) {
                return run([job](casework::Desk &desk) -> std::invoke_result_t<decltype(job), sync::Trust &> {
                    INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
                    return job(trust);
                });
            },
            vault->userId());
    }
    void openWindow()
    {
        ui::kit::PageContext context;
        context.workspace = workspace.get();
        context.vault = vault;
        context.clock = &clock;
        context.translations = &translations;
        context.ask = &ask;
        context.files = &files;
        ui::shell::PageRegistry registry;
        ui::kit::PageEntry intake = ui::pages::intakePage();
        intake.make = [](const ui::kit::PageContext &of, QWidget *parent) -> ui::kit::Page * {
            auto *made = new ui::pages::IntakePage(of, parent);
            made->setFormFolder(QStringLiteral(INDARO_SOURCE_DIR "/resources/forms"));
            return made;
        };
        registry.add(std::move(intake));
        for (auto entry :
             {ui::pages::homePage(), ui::pages::conflictsPage(), ui::pages::peoplePage(), ui::pages::caseFilePage()})
            registry.add(std::move(entry));
        window = std::make_unique<ui::shell::MainWindow>(std::move(registry),
                                                         ui::shell::FrameSetup{context, QStringLiteral("odette"), [] {}});
        window->resize(1366, 768);
        window->openPage(ui::pages::HomePageId);
        window->show();
        window->activateWindow();
        INDARO_CHECK(QTest::qWaitForWindowActive(window.get()));
    }
};

/// The visible button with this text, or null.
inline QPushButton *button(QWidget *root, const QString &text)
{
    for (auto *found : root->findChildren<QPushButton *>()) {
        if (found->isVisible() && found->isEnabled() && found->text() == text)
            return found;
    }
    return nullptr;
}
inline bool press(QWidget *root, const QString &text)
{
    QPushButton *found = nullptr;
    const bool isThere = QTest::qWaitFor([&] { return (found = button(root, text)) != nullptr; });
    if (isThere)
        found->click();
    return isThere;
}
/// Whether some visible label holds this text.
inline bool says(QWidget *root, const QString &text)
{
    for (const auto *label : root->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}
inline ui::pages::ValueEdit *editOf(QWidget *page, sync::FieldId field)
{
    for (auto *edit : page->findChildren<ui::pages::ValueEdit *>()) {
        if (edit->field() == field)
            return edit;
    }
    return nullptr;
}

} // namespace indaro::tests
