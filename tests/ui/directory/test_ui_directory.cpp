// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/directory.h"
#include "core/casework/directory/shipped_institutions.h"
#include "core/casework/house/house.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/casework/referrals/referrals.h"
#include "core/casework/workspace.h"
#include "core/crypto/initialise.h"
#include "core/model/field_table.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/scripted_ask.h"
#include "tests/support/temp_store.h"
#include "tests/ui/paper_faults.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/directory/directory_page.h"
#include "ui/pages/directory/directory_paper.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/referrals/form_field_edit.h"
#include "ui/pages/referrals/receiver_choice.h"
#include "ui/pages/referrals/referral_page.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs Day = 24 * 3'600'000;

/// The frame with the directory and the referrals, in English.
struct Program
{
    bool isCryptoReady = crypto::initialise().hasValue();
    tests::TempStore temp;
    tests::FakeClock clock;
    tests::SeededRandom random{95};
    tests::ScriptedAsk ask;
    tests::ScriptedFileAsk files;
    kit::Translations translations;
    sync::UserId user = sync::UserId::make(random);
    std::unique_ptr<casework::Workspace> workspace;
    std::unique_ptr<shell::MainWindow> window;

    Program()
    {
        INDARO_CHECK(isCryptoReady);
        kit::applyTheme(*qApp, kit::ThemeKind::Light);
        translations.setLanguage(kit::Language::English);
        auto db = temp.open(store::Connection::Mode::Create).value();
        INDARO_CHECK(store::migrate(db, casework::migrations(), {}).hasValue());
        INDARO_CHECK(sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue());
        INDARO_CHECK(sync::setMeta(db, sync::meta::Series, base::asBytes("BCDF")).hasValue());
        start(std::move(db));
        INDARO_CHECK(run([user = user](casework::Desk &desk) {
                         return casework::saveStaff(desk, {.id = user, .name = u"Odette"_s, .position = {}, .phone = {}});
                     }).hasValue());
    }
    void start(store::Connection db)
    {
        workspace = std::make_unique<casework::Workspace>(std::move(db), user, clock, random);
        kit::PageContext context;
        context.workspace = workspace.get();
        context.clock = &clock;
        context.translations = &translations;
        context.ask = &ask;
        context.files = &files;
        shell::PageRegistry registry;
        for (auto entry : {pages::homePage(), pages::directoryPage(), pages::referralsPage(), pages::referralPage()})
            registry.add(std::move(entry));
        window = std::make_unique<shell::MainWindow>(std::move(registry), shell::FrameSetup{context, u"Odette"_s, [] {}});
        window->resize(1366, 768);
        window->openPage(pages::HomePageId);
        window->show();
        window->activateWindow();
        INDARO_CHECK(QTest::qWaitForWindowActive(window.get()));
    }
    void cutPower()
    {
        workspace->drain();
        window.reset();
        workspace.reset();
        start(temp.open(store::Connection::Mode::ReadWrite).value());
    }
    template <class Job> std::invoke_result_t<Job, casework::Desk &> run(Job job)
    {
        using Answer = std::invoke_result_t<Job, casework::Desk &>;
        auto answer = std::make_shared<std::optional<Answer>>();
        workspace->ask(workspace.get(), std::move(job), [answer](Answer result) { answer->emplace(std::move(result)); });
        if (!QTest::qWaitFor([&] { return answer->has_value(); }))
            qFatal("no answer");
        return **answer;
    }
    kit::Page *open(kit::PageId id, kit::PageArgument argument = {})
    {
        INDARO_CHECK(window->openPage(id, std::move(argument)));
        return window->currentPage();
    }
    casework::DirectoryEntry entry(const QString &name)
    {
        const auto all = run([](casework::Desk &desk) { return casework::listDirectory(desk); }).value();
        const auto found = std::ranges::find(all, name, &casework::DirectoryEntry::name);
        INDARO_CHECK(found != all.end());
        return *found;
    }
    void shot(const char *name) const
    {
        const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        QApplication::processEvents();
        window->grab().save(QDir(folder).filePath(QLatin1String(name) + u".png"_s));
    }
};

QStringList namesIn(kit::Page *page)
{
    auto *table = page->findChild<QTableWidget *>();
    QStringList names;
    for (int row = 0; row < table->rowCount(); ++row)
        names << table->item(row, 0)->text();
    return names;
}

int rowOf(kit::Page *page, const QString &name)
{
    return int(namesIn(page).indexOf(name));
}

QPushButton *named(QWidget *in, const char *name)
{
    return in->findChild<QPushButton *>(QLatin1String(name));
}

QString textOf(QWidget *in, const char *name)
{
    const auto *label = in->findChild<QLabel *>(QLatin1String(name));
    return label == nullptr || !label->isVisible() ? QString() : label->text();
}

pages::ValueEdit *fieldOf(QWidget *in, sync::FieldId field)
{
    for (auto *edit : in->findChildren<pages::ValueEdit *>()) {
        if (edit->field() == field && edit->isVisible())
            return edit;
    }
    return nullptr;
}

pages::FormFieldEdit *formLine(QWidget *in, const char *name)
{
    for (auto *edit : in->findChildren<pages::FormFieldEdit *>()) {
        if (edit->name() == QLatin1String(name))
            return edit;
    }
    return nullptr;
}

QString wordsOn(const QList<print::Page> &paper)
{
    QStringList words;
    for (const print::Page &page : paper) {
        for (const auto &item : page.texts)
            words << item.text;
    }
    return words.join(u'\n');
}

} // namespace

class TestUiDirectory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsFoundByKeyboardAlone()
    {
        Program program;
        auto *page = program.open(pages::DirectoryPageId);
        QTRY_VERIFY(namesIn(page).size() > 30);
        auto *search = page->findChild<kit::SearchField *>();
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, u"integre muy"_s);
        QCOMPARE(namesIn(page).first(), u"Centre intégré de Muyinga"_s); // others only name it in their notes
        QVERIFY(!namesIn(page).contains(u"Centre Seruka"_s));
        program.shot("directory-found");
        QTest::keyClick(search, Qt::Key_Down);
        auto *table = page->findChild<QTableWidget *>();
        QVERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_Return); // to its fields
        QTRY_VERIFY(fieldOf(page, fields::directory_entry::Phone) != nullptr &&
                    fieldOf(page, fields::directory_entry::Name)->isAncestorOf(QApplication::focusWidget()));
        program.shot("directory-change");
    }

    void whatIsChangedIsKeptAndSaidToBeVerified()
    {
        Program program;
        auto *page = program.open(pages::DirectoryPageId);
        QTRY_VERIFY(namesIn(page).size() > 30);
        const auto shipped = int(namesIn(page).size());
        auto *toCall = page->findChild<QCheckBox *>();
        QCOMPARE(toCall->text(), u"To be called: %1"_s.arg(shipped));
        auto *table = page->findChild<QTableWidget *>();
        table->setCurrentCell(rowOf(page, u"Centre Seruka"_s), 0);
        QVERIFY(textOf(page, "directoryAsked").contains(u"nothing of this is verified"_s));
        QVERIFY(!textOf(page, "directoryFacts").contains(u"vérifier"_s)); // said once, and in one language
        named(page, "directoryChange")->click();
        QTRY_VERIFY(fieldOf(page, fields::directory_entry::Phone) != nullptr &&
                    fieldOf(page, fields::directory_entry::Phone)->isEnabled());
        auto *phone = fieldOf(page, fields::directory_entry::Phone)->findChild<QLineEdit *>();
        QTRY_VERIFY(phone->isEnabled());
        QTest::keyClicks(phone, u"+257 22 00 00 04"_s);
        named(page, "directoryVerified")->click();
        QTRY_VERIFY(textOf(page, "directoryAsked").contains(u"by Odette"_s));
        QTRY_COMPARE(program.entry(u"Centre Seruka"_s).phone, u"+257 22 00 00 04"_s);
        QTRY_COMPARE(toCall->text(), u"To be called: %1"_s.arg(shipped - 1));
        toCall->click();
        QVERIFY(!namesIn(page).contains(u"Centre Seruka"_s));
        program.shot("directory-to-call");
        program.clock.advance(100 * Day); // three months are over
        page->refresh();
        QTRY_VERIFY(namesIn(page).contains(u"Centre Seruka"_s));
        program.cutPower();
        QCOMPARE(program.entry(u"Centre Seruka"_s).phone, u"+257 22 00 00 04"_s);
    }

    void oneThatIsGoneIsNotOffered()
    {
        Program program;
        auto *page = program.open(pages::DirectoryPageId);
        QTRY_VERIFY(namesIn(page).size() > 30);
        auto *table = page->findChild<QTableWidget *>();
        table->setCurrentCell(rowOf(page, u"SOJPAE"_s), 0);
        named(page, "directoryGone")->click();
        QTRY_VERIFY(program.entry(u"SOJPAE"_s).isClosed);
        QTRY_COMPARE(namesIn(page).last(), u"SOJPAE"_s);
        QCOMPARE(named(page, "directoryGone")->text(), u"It is there again"_s);
        QVERIFY(!named(page, "directoryVerified")->isVisible());
        const auto all = program.run([](casework::Desk &desk) { return casework::listDirectory(desk); }).value();
        QVERIFY(!wordsOn(tests::laidOut(pages::directoryPaper(all, QDate(2026, 11, 26))).value()).contains(u"SOJPAE"_s));
    }

    void theHouseAddsAFocalPointAndLosesNothingToACut()
    {
        Program program;
        auto *page = program.open(pages::DirectoryPageId);
        QTRY_VERIFY(namesIn(page).size() > 30);
        page->toolbarActions().first()->trigger();
        QTRY_VERIFY(fieldOf(page, fields::directory_entry::Name) != nullptr);
        QTest::keyClicks(fieldOf(page, fields::directory_entry::Name)->findChild<QLineEdit *>(), u"Radio Isango"_s);
        QVERIFY(page->flushEdits());
        program.cutPower();
        page = program.open(pages::DirectoryPageId);
        QTRY_VERIFY(namesIn(page).size() > 30);
        page->toolbarActions().first()->trigger();
        QTRY_COMPARE(fieldOf(page, fields::directory_entry::Name)->findChild<QLineEdit *>()->text(), u"Radio Isango"_s);
        auto *kind = fieldOf(page, fields::directory_entry::Category)->findChild<QComboBox *>();
        kind->setCurrentIndex(kind->findData(u"media"_s));
        Q_EMIT kind->activated(kind->currentIndex());
        program.shot("directory-add");
        for (auto *button : page->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == u"Add it"_s)
                button->click();
        }
        QTRY_VERIFY(namesIn(page).contains(u"Radio Isango"_s));
        QCOMPARE(program.entry(u"Radio Isango"_s).category, u"media"_s);
    }

    void thePaperIsInTwoLanguages()
    {
        Program program;
        const auto id = program.entry(u"Centre Humura"_s).id;
        QVERIFY(program
                    .run([id](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY(casework::noteVerified(desk, id));
                        INDARO_TRY(casework::setField(desk, fields::directory_entry::Phone, id, "+257 22 00 00 05"));
                        return {};
                    })
                    .hasValue());
        const auto all = program.run([](casework::Desk &desk) { return casework::listDirectory(desk); }).value();
        const auto paper = tests::laidOut(pages::directoryPaper(all, QDate(2026, 11, 26))).value();
        const QString words = wordsOn(paper);
        for (const QString &word : {u"Qui peut aider"_s, u"Abashobora gufasha"_s, u"Téléphone, contact"_s, u"Terefone"_s,
                                    u"+257 22 00 00 05"_s, u"Aide juridique"_s, u"24/11/2026"_s})
            QVERIFY2(words.contains(word), qPrintable(word));
        QVERIFY(!words.contains(u"À vérifier"_s)); // notes are for the house
        QVERIFY(paper.size() <= 5);
    }

    void aReferralOffersReceiversAndTakesAnyOther()
    {
        Program program;
        const auto person = program
                                .run([](casework::Desk &desk) -> base::Result<casework::CaseId> {
                                    casework::Admission admission;
                                    admission.person.displayName = "Rose";
                                    INDARO_TRY_ASSIGN(const auto admitted, casework::admitPerson(desk, admission));
                                    return admitted.id;
                                })
                                .value();
        const auto muyinga = program.entry(u"Centre intégré de Muyinga"_s).id;
        QVERIFY(program
                    .run([muyinga](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY(casework::adoptDirectoryEntry(desk, muyinga));
                        INDARO_TRY(casework::setField(desk, fields::directory_entry::Phone, muyinga, "+257 22 00 00 06"));
                        INDARO_TRY(
                            casework::setField(desk, fields::directory_entry::Contact, muyinga, "infirmière de garde"));
                        return {};
                    })
                    .hasValue());
        auto *page = program.open(pages::ReferralPageId, pages::OpenReferral{person, std::nullopt});
        auto *agency = formLine(page, "to_agency");
        auto *choice = page->findChild<pages::ReceiverChoice *>();
        QTRY_VERIFY(agency != nullptr && agency->line()->isEnabled() && !page->title().isEmpty() &&
                    page->title() != u"Referral"_s);
        QTest::keyClicks(formLine(page, "to_worker")->line(), u"la sage-femme"_s); // written by hand: stays
        agency->line()->setFocus();
        QTest::keyClicks(agency->line(), u"muyinga centre"_s);
        QTRY_VERIFY(choice->isVisible() && choice->count() > 0);
        program.shot("referral-receivers");
        QTest::keyClick(agency->line(), Qt::Key_Down);
        QTest::keyClick(agency->line(), Qt::Key_Return);
        QCOMPARE(agency->value(), u"Centre intégré de Muyinga"_s);
        QCOMPARE(formLine(page, "to_worker")->value(), u"la sage-femme"_s);
        QCOMPARE(formLine(page, "to_phone")->value(), u"+257 22 00 00 06"_s);
        QCOMPARE(formLine(page, "to_kind")->value(), u"health"_s);
        QCOMPARE(formLine(page, "to_location")->value(), u"Muyinga"_s);
        QVERIFY(textOf(page, "receiverAsked").contains(u"ring before you print"_s));
        QVERIFY(!choice->isVisible());
        // Another one takes the place of what was filled in, and of nothing else.
        agency->line()->clear();
        QTest::keyClicks(agency->line(), u"humura"_s);
        QTRY_VERIFY(choice->isVisible());
        QTest::keyClick(agency->line(), Qt::Key_Down);
        QTest::keyClick(agency->line(), Qt::Key_Return);
        QCOMPARE(formLine(page, "to_location")->value(), u"Gitega"_s);
        QCOMPARE(formLine(page, "to_worker")->value(), u"la sage-femme"_s);
        // Free text is a receiver too.
        agency->line()->clear();
        QTest::keyClicks(agency->line(), u"Paroisse de Kobero"_s);
        QVERIFY(textOf(page, "receiverAsked").isEmpty());
        QVERIFY(page->flushEdits());
        const auto referrals =
            program.run([person](casework::Desk &desk) { return casework::listReferrals(desk, person); }).value();
        QTRY_COMPARE(program.run([person](casework::Desk &desk) { return casework::listReferrals(desk, person); })
                         .value()
                         .front()
                         .receiverAgency,
                     u"Paroisse de Kobero"_s);
        QCOMPARE(referrals.size(), std::size_t{1});
    }

    void itStandsInFrench()
    {
        Program program;
        program.translations.setLanguage(kit::Language::French);
        auto *page = program.open(pages::DirectoryPageId);
        QTRY_VERIFY(namesIn(page).size() > 30);
        program.shot("directory-fr");
        QCOMPARE(page->title(), u"Répertoire"_s);
    }
};

QTEST_MAIN(TestUiDirectory)
#include "test_ui_directory.moc"
