// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/exchange/joining.h"
#include "core/model/field_table.h"
#include "core/relay/relay.h"
#include "core/sync/local_meta.h"
#include "tests/core/transport/scripted_server.h"
#include "tests/support/memory_relay_store.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/start/program.h"
#include "tests/ui/start/survey.h"
#include "ui/models/person_list_model.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/sign_in/card_view.h"
#include "ui/roads/erase_page.h"
#include "ui/roads/exchange_texts.h"
#include "ui/roads/house_card.h"
#include "ui/roads/join_house_page.h"
#include "ui/roads/let_in_page.h"
#include "ui/roads/lost_laptop_page.h"
#include "ui/roads/risk_sheet.h"
#include "ui/roads/sync_page.h"

#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtPrintSupport/QPrintDialog>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTableWidget>

using namespace indaro;
using namespace indaro::tests;
namespace models = ui::models;
namespace roads = ui::roads;

namespace {

constexpr int Patience = 20'000;
const QString SecondPassphrase = u"cinq autres mots bien longs"_s;

/// Whether a banner of the page holds this.
bool says(QWidget *page, const QString &words)
{
    return std::ranges::any_of(page->findChildren<kit::Banner *>(),
                               [&](kit::Banner *banner) { return banner->isVisible() && banner->text().contains(words); });
}

/// A signed-in program on a laptop of its own.
struct Laptop : Program
{
    explicit Laptop(const QString &folder) : Program(folder)
    {
        INDARO_CHECK(signIn());
        INDARO_CHECK(QTest::qWaitFor([this] { return exchange().standing().has_value(); }, Patience));
    }
    [[nodiscard]] exchange::Exchange &exchange() const { return *composition->exchange(); }
    [[nodiscard]] const exchange::Standing &standing() const { return *exchange().standing(); }
    [[nodiscard]] bool isMember() const { return standing().membership == exchange::Standing::Membership::Member; }
    kit::Page *open(kit::PageId page)
    {
        INDARO_CHECK(frame()->openPage(page));
        return frame()->currentPage();
    }
    template <class Job> auto run(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &>> answer;
        composition->workspace()->ask(window(), std::move(job), [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    template <class Job> auto runExchange(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &, exchange::ExchangeDesk &>> answer;
        exchange().change(window(), std::move(job), [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    sync::RecordId admit(const char *name) const
    {
        casework::Admission admission;
        admission.person.familyName = std::string_view(name);
        admission.person.sex = "F";
        return run([admission](casework::Desk &desk) { return casework::admitPerson(desk, admission); }).value().id;
    }
    [[nodiscard]] QString codeOf(const sync::RecordId &person) const
    {
        return run([person](casework::Desk &desk) { return casework::loadCaseFile(desk, person); })
            .value()
            .file.text(model::fields::case_file::CaseCode);
    }
    /// With the keyboard alone, from the first reason on; the first is chosen.
    [[nodiscard]] bool eraseOn(QWidget *page, const QString &code, const QString &second = {}) const
    {
        auto *reason = shown<QRadioButton>(page);
        auto *line = shown<QLineEdit>(page);
        if (reason == nullptr || line == nullptr || button(page, u"Erase for ever…"_s) != nullptr)
            return false;
        QTest::keyClick(reason, Qt::Key_Space);
        QTest::keyClicks(line, u"M1-2345"_s);
        if (!reason->isChecked() || button(page, u"Erase for ever…"_s) != nullptr)
            return false;
        line->clear();
        QTest::keyClicks(line, code);
        QTest::keyClick(line, Qt::Key_Return);
        if (!second.isEmpty()) {
            const auto field = [page] { return secrets(page).isEmpty() ? nullptr : secrets(page).first(); };
            if (!QTest::qWaitFor([&] { return field() != nullptr; }, Patience) || line->isEnabled())
                return false;
            QTest::keyClicks(field(), second);
            QTest::keyClick(field(), Qt::Key_Return);
        }
        return QTest::qWaitFor([page] { return says(page, u"The file is erased here"_s); }, Patience);
    }
    [[nodiscard]] bool knows(const sync::RecordId &person) const
    {
        return run([person](casework::Desk &desk) -> base::Result<bool> {
                   return casework::loadCaseFile(desk, person).hasValue();
               })
            .value();
    }
    /// By the button, with this stick in.
    [[nodiscard]] bool exchangeWith(const QString &stick)
    {
        files->path = stick;
        bool isDone = false;
        const auto watch =
            QObject::connect(&exchange(), &exchange::Exchange::folderFinished, window(),
                             [&](const QString &, const auto &report) { isDone = report && !report->writeFailure; });
        const bool isPressed = press(open(roads::SyncPageId), u"Exchange with a stick or folder…"_s);
        const bool isOver = isPressed && QTest::qWaitFor([&] { return isDone; }, Patience);
        QObject::disconnect(watch);
        return isOver;
    }
};

/// The digits a wizard shows, as they are read aloud.
QString readAloud(QWidget *page)
{
    auto *code = shown<roads::CodeView>(page);
    return code != nullptr ? code->code() : QString();
}

bool typeCode(QWidget *page, const QString &code)
{
    auto *edit = shown<roads::CodeEdit>(page);
    if (edit == nullptr)
        return false;
    auto *line = edit->findChild<QLineEdit *>();
    line->clear();
    QTest::keyClicks(line, code);
    return edit->isComplete();
}

/// Goes through Qt's own print dialog with the printer that writes a file. The words on paper; empty: none came out.
QString printOnto(QWidget *page, const QString &path)
{
    const auto dialog = [page]() -> QPrintDialog * {
        const auto all = page->findChildren<QPrintDialog *>();
        return all.isEmpty() || !all.last()->isVisible() ? nullptr : all.last();
    };
    if (!QTest::qWaitFor([&] { return dialog() != nullptr; }, Patience))
        return {};
    auto *printers = dialog()->findChild<QComboBox *>(u"printers"_s);
    auto *file = dialog()->findChild<QLineEdit *>(u"filename"_s);
    if (printers == nullptr || file == nullptr)
        return {};
    printers->setCurrentIndex(printers->count() - 1);
    file->setText(path);
    QTest::mouseClick(dialog()->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    if (!QTest::qWaitFor([&] { return QFile::exists(path); }, Patience))
        return {};
    if (const QString kept = qEnvironmentVariable("INDARO_PICTURES"); !kept.isEmpty())
        QFile::copy(path, kept + u'/' + QFileInfo(path).fileName());
    QProcess words;
    words.start(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s});
    return words.waitForFinished() ? QString::fromUtf8(words.readAllStandardOutput()) : QString();
}

QCheckBox *checkBox(QWidget *page, const QString &text)
{
    for (auto *box : page->findChildren<QCheckBox *>()) {
        if (box->isVisible() && box->text() == text)
            return box;
    }
    return nullptr;
}

/// Whether a text on the page holds this.
bool reads(QWidget *page, const QString &words)
{
    return std::ranges::any_of(page->findChildren<QLabel *>(),
                               [&](QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

void scrollTo(QWidget *page, QWidget *widget)
{
    for (QWidget *around = widget; around != page && around != nullptr; around = around->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(around))
            return scroll->ensureWidgetVisible(widget, 0, 200);
    }
}

/// The same screen in French and Kirundi, on the whole screen and on half of it. Afterwards it is English again.
void picturesToRead(Program &program, const QString &name, const std::function<QWidget *()> &inView = {})
{
    const QString folder = qEnvironmentVariable("INDARO_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    auto &translations = program.composition->translations();
    for (const auto language : {kit::Language::French, kit::Language::Kirundi}) {
        translations.setLanguage(language);
        for (const QSize size : {QSize(1366, 768), QSize(683, 768)}) {
            for (int i = 0; i < 12; ++i) { // smaller only once the side bar is, and each layout inside it
                program.window()->resize(size);
                QCoreApplication::processEvents();
            }
            if (inView)
                scrollTo(program.window(), inView());
            QCoreApplication::processEvents();
            const QString code = kit::Translations::code(language);
            program.window()->grab().save(u"%1/%2-%3-%4.png"_s.arg(folder, name, code, QString::number(size.width())));
        }
    }
    translations.setLanguage(kit::Language::English);
    program.window()->resize(1366, 768);
    QCoreApplication::processEvents();
}

/// On both screens, in each language; what is cut is told.
bool everythingIsReadable(Program &program, const QString &page)
{
    const QStringList faults = cutWordsEverywhere(*program.frame(), program.composition->translations(), page);
    for (const QString &fault : faults)
        qWarning("%s", qPrintable(fault));
    return faults.isEmpty();
}

/// Types another laptop's address and goes there.
void visit(QWidget *page, const QString &address)
{
    auto *line = shown<QLineEdit>(shown<roads::HouseCard>(page));
    line->clear();
    QTest::keyClicks(line, address);
    INDARO_CHECK(press(page, u"Exchange with this laptop"_s));
}

bool waitForStep(roads::WizardPage *page, int step)
{
    return QTest::qWaitFor([=] { return page->step() == step; }, Patience);
}

} // namespace

/// Two laptops of one house, each the whole program; the steps follow each other.
class TestUiSync : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;
    std::unique_ptr<Laptop> m_a, m_b;
    std::optional<sync::RecordId> m_rose;
    const base::SystemClock m_clock;
    MemoryRelayStore m_store;
    std::optional<relay::Relay> m_relay;
    std::unique_ptr<ScriptedServer> m_server;
    int m_uploads = 0;

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] QString stick() const { return path(u"stick"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_dir.path());
        QVERIFY(QDir().mkpath(stick()));
        for (const QString &name : {u"a"_s, u"b"_s}) {
            makeVault(path(name));
            (name == u"a" ? m_a : m_b) = std::make_unique<Laptop>(path(name));
        }
    }

    void cleanupTestCase()
    {
        m_a.reset();
        m_b.reset();
        m_server.reset();
    }

    void aLaptopAloneLearnsWhatAnExchangeIs()
    {
        QVERIFY(!m_a->isMember());
        auto *page = m_a->open(roads::SyncPageId);
        QVERIFY(button(page, u"Begin an exchange here…"_s) != nullptr);
        QVERIFY(button(page, u"Exchange now"_s) == nullptr); // nothing that cannot work is offered
        picture(m_a->window(), u"sync-alone"_s);
        m_rose = m_a->admit("Ndayizeye");
        QVERIFY(press(page, u"Begin an exchange here…"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_a->isMember(), Patience);
        QTRY_VERIFY(m_a->standing().counts.waiting > 0);
        QVERIFY(m_a->standing().mayEnrol);
        // What is only here is never shown as safe.
        QTRY_VERIFY(roads::countsHeading(m_a->standing()).contains(u"on this laptop only"_s));
        picture(m_a->window(), u"sync-founded"_s);
    }

    /// Found by her code, for no file is open; on a laptop that works alone there is nobody to wait for.
    void aPersonIsErasedOnALaptopThatWorksAlone()
    {
        const auto her = m_b->admit("Kabura");
        const QString code = m_b->codeOf(her);
        QVERIFY(press(m_b->open(roads::SyncPageId), u"Erase a person, or see what came of it…"_s));
        auto *page = qobject_cast<roads::ErasePage *>(m_b->frame()->currentPage());
        QVERIFY(page != nullptr);
        QTRY_VERIFY(reads(page, u"Nobody was erased so far"_s));
        QTest::keyClicks(shown<QLineEdit>(page), u"M1-2345"_s);
        QTest::keyClick(shown<QLineEdit>(page), Qt::Key_Return);
        QTRY_VERIFY(reads(page, u"No file has this code"_s));
        shown<QLineEdit>(page)->clear();
        QTest::keyClicks(shown<QLineEdit>(page), code.toLower());
        QTest::keyClick(shown<QLineEdit>(page), Qt::Key_Return);
        QTRY_VERIFY(reads(page, u"1 stay in the house"_s));
        const auto vault = m_b->vault(); // with somebody else in the house nobody does it alone
        QVERIFY(vault->addAccount("m9", secretOf(SecondPassphrase), vault->approveAlone().value()).hasValue());
        // What the procedure holds back is said before anybody is called to agree to it.
        QVERIFY(m_b->run([her](casework::Desk &desk) {
                       return casework::recordEvent(desk, her, sop::Event::Closure, u"2026-11-24"_s);
                   })
                    .hasValue());
        const auto reasons = page->findChildren<QRadioButton *>();
        reasons.at(static_cast<int>(exchange::ErasureReason::TermOver))->click();
        QTest::keyClicks(shown<QLineEdit>(page), code);
        QTest::keyClick(shown<QLineEdit>(page), Qt::Key_Return);
        QTRY_VERIFY(says(page, u"A step of the procedure must come first: 10.4"_s));
        QVERIFY(secrets(page).isEmpty() && m_b->knows(her) && shown<QLineEdit>(page)->isEnabled());
        shown<QLineEdit>(page)->clear();
        QVERIFY(m_b->eraseOn(page, code, SecondPassphrase)); // it is her own wish
        QTRY_VERIFY(reads(page, u"Complete: this laptop worked alone"_s));
        QVERIFY(!m_b->knows(her));
    }

    void twoPeopleLetALaptopInWithAStickAndTwoCodes()
    {
        auto *joins = qobject_cast<roads::JoinHousePage *>(m_b->open(roads::JoinHousePageId));
        auto *lets = qobject_cast<roads::LetInPage *>(m_a->open(roads::LetInPageId));
        m_a->files->path = m_b->files->path = stick();
        QVERIFY(press(lets, u"The stick is in: choose it…"_s)); // too early: it says so and waits
        QTRY_VERIFY(shown<kit::Banner>(lets) != nullptr);
        picture(m_b->window(), u"join-1"_s);
        QVERIFY(press(joins, u"The stick is in: choose it…"_s));
        QVERIFY(waitForStep(joins, 1));
        const QString codeA = readAloud(joins);
        QCOMPARE(codeA.size(), 35);
        picture(m_b->window(), u"join-2"_s);
        picturesToRead(*m_b, u"join-2"_s);
        QVERIFY(press(lets, u"The stick is in: choose it…"_s));
        QVERIFY(waitForStep(lets, 1));
        picture(m_a->window(), u"let-in-2"_s);
        auto *isAdmin = checkBox(lets, u"It may become an administrator’s laptop (let others in, shut a stolen one out)"_s);
        const QString mayDecide =
            u"The person who works on it may do so as well (leave it when in doubt: it can be allowed later)"_s;
        QVERIFY(isAdmin != nullptr && !isAdmin->isChecked() && checkBox(lets, mayDecide) == nullptr);
        QVERIFY(everythingIsReadable(*m_a, u"let-in-compartments"_s));
        isAdmin->click();
        QVERIFY(checkBox(lets, mayDecide) != nullptr && !checkBox(lets, mayDecide)->isChecked());
        picturesToRead(*m_a, u"let-in-2"_s);
        QVERIFY(everythingIsReadable(*m_a, u"let-in-admin"_s));
        isAdmin->click(); // this one becomes none
        // A code that was misheard lets nobody in.
        QVERIFY(typeCode(lets, QString(30, u'7')));
        QVERIFY(press(lets, u"Compare"_s));
        QTRY_VERIFY(shown<kit::Banner>(lets) != nullptr && shown<kit::Banner>(lets)->text().contains(u"not the same"_s));
        QCOMPARE(m_a->standing().laptops.size(), std::size_t{1});
        QVERIFY(typeCode(lets, codeA));
        QVERIFY(press(lets, u"Compare"_s));
        QVERIFY(waitForStep(lets, 2));
        const QString codeB = readAloud(lets);
        QTRY_VERIFY_WITH_TIMEOUT(button(lets, u"The new laptop says that it belongs to the house"_s) != nullptr, Patience);
        picture(m_a->window(), u"let-in-3"_s);
        QVERIFY(press(joins, u"The stick is back: go on"_s));
        QVERIFY(waitForStep(joins, 2));
        QVERIFY(typeCode(joins, codeA)); // the wrong one of the two
        QVERIFY(press(joins, u"Compare"_s));
        QTRY_VERIFY(shown<kit::Banner>(joins) != nullptr);
        QVERIFY(!m_b->isMember());
        QVERIFY(typeCode(joins, codeB));
        QVERIFY(press(joins, u"Compare"_s));
        QVERIFY(waitForStep(joins, 3));
        picture(m_b->window(), u"join-4"_s);
        // The stick brought the files of the house already.
        QVERIFY(!m_b->knows(*m_rose));
        QVERIFY(press(joins, u"Exchange with the stick now"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_b->knows(*m_rose), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_b->exchange().isFolderBusy(), Patience);
        QVERIFY(press(lets, u"The new laptop says that it belongs to the house"_s));
        QCOMPARE(lets->step(), 3);
    }

    void whatEachWroteReachesTheOtherAndProofIsShown()
    {
        QVERIFY(m_a->exchangeWith(stick()));
        QTRY_VERIFY(m_a->standing().counts.waiting < m_a->standing().counts.written);
        QTRY_VERIFY(
            m_a->run([](casework::Desk &desk) { return sync::findMeta(desk.db, "sync.tidied"); }).value().has_value());
        // B has signed that it holds what A wrote before: only proof counts, and it is shown in the file.
        auto *file = m_a->open(pages::CaseFilePageId);
        file->open(pages::OpenCaseFile{*m_rose});
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(file->findChildren<QLabel *>(),
                                                     [](QLabel *label) {
                                                         return label->isVisible() &&
                                                                label->text().startsWith(u"Received by"_s);
                                                     }),
                                 Patience);
        picture(m_a->window(), u"case-file-received"_s);
        // A page that is open hears of what comes in.
        QSignalSpy changed(m_a->composition->workspace(), &casework::Workspace::changed);
        const auto marie = m_b->admit("Uwimana");
        QVERIFY(m_b->exchangeWith(stick()));
        QVERIFY(m_a->exchangeWith(stick()));
        QTRY_VERIFY(m_a->knows(marie));
        QVERIFY(std::ranges::any_of(changed, [](const QList<QVariant> &arguments) {
            return std::ranges::any_of(arguments.first().value<casework::Changes>(), &casework::Change::isForeign);
        }));
        // The list of people says it in a word, of the rows that are seen.
        const auto lonely = m_a->admit("Butoyi");
        auto *people = m_a->open(pages::PeoplePageId);
        QTRY_VERIFY(shown<QTableView>(people) != nullptr); // the register is read first
        auto *list = shown<QTableView>(people);
        const auto wordOf = [list](const QString &name) {
            for (int row = 0; row < list->model()->rowCount(); ++row) {
                if (list->model()->index(row, models::PersonListModel::Name).data().toString().contains(name))
                    return list->model()->index(row, models::PersonListModel::Mark).data().toString();
            }
            return QString();
        };
        m_a->window()->resize(683, 768); // there the case code comes first
        QTRY_VERIFY(list->isColumnHidden(models::PersonListModel::Mark));
        m_a->window()->resize(1366, 768);
        QTRY_VERIFY(!list->isColumnHidden(models::PersonListModel::Mark));
        QTRY_COMPARE(wordOf(u"Ndayizeye"_s), u"Received"_s);
        QTRY_COMPARE(wordOf(u"Butoyi"_s), u"Here only"_s);
        QTRY_COMPARE(wordOf(u"Uwimana"_s), u"Received"_s); // who wrote it has it
        picture(m_a->window(), u"people-exchange"_s);
        picturesToRead(*m_a, u"people-exchange"_s);
        for (auto *laptop : {m_a.get(), m_b.get(), m_a.get()})
            QVERIFY(laptop->exchangeWith(stick()));
        QVERIFY(m_b->knows(lonely));
        m_a->open(pages::PeoplePageId);
        QTRY_COMPARE_WITH_TIMEOUT(wordOf(u"Butoyi"_s), u"Received"_s, Patience);
        QVERIFY(m_b->exchangeWith(stick()));
        m_a->open(roads::SyncPageId);
        picture(m_a->window(), u"sync-two"_s);
        auto *table = shown<QTableWidget>(m_a->frame()->currentPage());
        QTRY_COMPARE(table->rowCount(), 2);
    }

    /// An answer is in no list of the file: it counts all the same.
    void anAnswerNobodyElseHasTakesTheProofFromTheFile()
    {
        const auto holders = [this] {
            return m_a
                ->runExchange([rose = *m_rose](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
                    return exchange::loadFileProgress(desk, exchange, rose);
                })
                .value()
                .laptops.size();
        };
        const auto travel = [this] {
            return m_a->exchangeWith(stick()) && m_b->exchangeWith(stick()) && m_a->exchangeWith(stick());
        };
        const auto interview = m_a->run([rose = *m_rose](casework::Desk &desk) {
                                      return casework::startInterview(desk, {.caseFile = rose, .formId = u"intake"_s});
                                  })
                                   .value();
        QVERIFY(travel());
        QCOMPARE(holders(), std::size_t{1});
        QVERIFY(m_a->run([interview](casework::Desk &desk) {
                       return casework::saveAnswer(desk, interview,
                                                   {.path = u"/data/note"_s, .type = u"text"_s, .value = u"Exemple"_s});
                   })
                    .hasValue());
        QCOMPARE(holders(), std::size_t{0});
        QVERIFY(travel());
        QCOMPARE(holders(), std::size_t{1});
    }

    /// Two laptops on one network, without a server and without a stick.
    void twoLaptopsMeetOnTheNetworkOfTheHouse()
    {
        auto *here = m_a->open(roads::SyncPageId);
        auto *there = m_b->open(roads::SyncPageId);
        auto *offer = checkBox(here, u"Other laptops of the house may come to this one over the network it is on"_s);
        QVERIFY(offer != nullptr && !offer->isChecked()); // nobody listens before somebody has said so
        QVERIFY(m_a->exchange().house().addresses.isEmpty());
        offer->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_a->exchange().house().addresses.isEmpty(), Patience);
        const QString port = m_a->exchange().house().addresses.front().section(u':', -1);
        // It is found without typing, by who belongs to the house.
        QTRY_COMPARE_WITH_TIMEOUT(m_b->exchange().house().found.size(), qsizetype{1}, Patience);
        QCOMPARE(m_b->exchange().house().found.front().section(u':', -1), port);
        const auto here1 = m_a->admit("Bukuru");
        const auto there1 = m_b->admit("Nahimana");
        // Words for somebody who mistypes.
        visit(there, u"127.0.0.1:1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(there, u"No laptop answers at this address."_s), Patience);
        picture(m_b->window(), u"house-nobody"_s);
        picturesToRead(*m_b, u"house-found"_s, [&] { return shown<QLineEdit>(shown<roads::HouseCard>(there)); });
        visit(here, u"127.0.0.1:"_s + port); // its own address
        QTRY_VERIFY_WITH_TIMEOUT(says(here, u"This cannot be the address of another laptop."_s), Patience);
        visit(there, u"127.0.0.1:"_s + port);
        QTRY_VERIFY_WITH_TIMEOUT(says(there, u"The two laptops have exchanged"_s), Patience);
        QVERIFY(m_a->knows(there1) && m_b->knows(here1));
        QTRY_VERIFY(m_a->exchange().house().visitor.has_value());
        QVERIFY(m_a->exchange().house().taken > 0);
        QTRY_COMPARE(m_b->standing().last->road, exchange::RoadKind::House);
        QTRY_COMPARE(m_b->standing().counts.waiting, std::uint64_t{0});
        scrollTo(here, offer);
        picture(m_a->window(), u"house-offered"_s);
        picturesToRead(*m_a, u"house-offered"_s, [&] { return shown<QLineEdit>(shown<roads::HouseCard>(here)); });
        scrollTo(there, button(there, u"Exchange with this laptop"_s));
        picture(m_b->window(), u"house-visited"_s);
        offer->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_a->exchange().house().addresses.isEmpty(), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_b->exchange().house().found.isEmpty(), Patience); // it has said goodbye
        visit(there, u"127.0.0.1:"_s + port);
        QTRY_VERIFY_WITH_TIMEOUT(says(there, u"No laptop answers at this address."_s), Patience);
        offer->click(); // the lock below must end it
        QTRY_VERIFY_WITH_TIMEOUT(!m_a->exchange().house().addresses.isEmpty(), Patience);
    }

    /// Whoever writes while a stick with much on it is read waits for one piece of it, not for all.
    void aSaveDoesNotWaitForALongStick()
    {
        const QString full = path(u"full-stick"_s);
        QVERIFY(QDir().mkpath(full));
        const auto wrote =
            m_a->runExchange([](casework::Desk &desk, exchange::ExchangeDesk &exchange) -> base::Result<bool> {
                for (int i = 0; i < 120; ++i) {
                    casework::Admission admission;
                    admission.person.familyName = std::string_view("Exemple");
                    INDARO_TRY(casework::admitPerson(desk, admission));
                    INDARO_TRY(exchange.engine().cutPending());
                }
                return true;
            });
        QVERIFY(wrote.hasValue());
        QVERIFY(m_a->exchangeWith(full));
        QStringList order;
        bool isAsked = false;
        auto *workspace = m_b->composition->workspace();
        QObject here;
        QObject::connect(workspace, &casework::Workspace::changed, &here, [&] {
            if (std::exchange(isAsked, true))
                return; // in the middle of it: the first of many has come
            casework::Admission admission;
            admission.person.familyName = std::string_view("Ndikumana");
            workspace->ask(
                &here, [admission](casework::Desk &desk) { return casework::admitPerson(desk, admission); },
                [&order](const auto &saved) { order += saved ? u"saved"_s : u"failed"_s; });
        });
        QObject::connect(&m_b->exchange(), &exchange::Exchange::folderFinished, &here,
                         [&order](const QString &, const auto &report) {
                             order += report && report->intake.applied >= 120 ? u"exchanged"_s : u"not exchanged"_s;
                         });
        m_b->exchange().exchangeFolder(full, false);
        QTRY_COMPARE_WITH_TIMEOUT(order, QStringList({u"saved"_s, u"exchanged"_s}), Patience);
    }

    /// A second administrator is one only when the person at the laptop may decide too.
    void aColleagueMayDecideAboutLaptops()
    {
        auto *page = m_a->open(roads::SyncPageId);
        QTRY_COMPARE(m_a->standing().colleagues.size(), std::size_t{2});
        const QString other =
            std::ranges::find_if(m_a->standing().colleagues, [](const auto &one) { return !one.isSelf; })->name;
        const auto boxOf = [&]() -> QCheckBox * {
            for (auto *box : page->findChildren<QCheckBox *>()) {
                if (box->isVisible() && box->isEnabled() && box->text() == other)
                    return box;
            }
            return nullptr;
        };
        QTRY_VERIFY(boxOf() != nullptr && !boxOf()->isChecked());
        boxOf()->click();
        QTRY_VERIFY(std::ranges::all_of(m_a->standing().colleagues, &exchange::Colleague::mayDecide));
        const auto id = std::ranges::find_if(m_a->standing().colleagues, [](const auto &one) { return !one.isSelf; })->id;
        const QString person = QString::fromStdString(id.toText());
        QCOMPARE(m_a->audit().front(), u"laptop_rights_changed %1 may decide"_s.arg(person));
        boxOf()->click();
        QTRY_VERIFY(!std::ranges::all_of(m_a->standing().colleagues, &exchange::Colleague::mayDecide));
        QCOMPARE(m_a->audit().front(), u"laptop_rights_changed %1 may not decide"_s.arg(person));
        QTRY_VERIFY(boxOf() != nullptr);
        boxOf()->click();
        QTRY_VERIFY(std::ranges::all_of(m_a->standing().colleagues, &exchange::Colleague::mayDecide));
    }

    /// design/security.md 2.7: five clicks from the page about the exchange, the risk sheet included.
    void aStolenLaptopIsShutOutInFiveClicks()
    {
        auto *page = m_a->open(roads::SyncPageId);
        QTRY_VERIFY(button(page, u"A laptop was lost or stolen…"_s) != nullptr);
        QVERIFY(press(page, u"A laptop was lost or stolen…"_s)); // 1
        auto *lost = qobject_cast<roads::LostLaptopPage *>(m_a->frame()->currentPage());
        QVERIFY(lost != nullptr);
        auto *list = shown<QListWidget>(lost);
        QCOMPARE(list->count(), 1);
        picture(m_a->window(), u"lost-1"_s);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center()); // 2
        QVERIFY(press(lost, u"Go on"_s));                                                                      // 3
        QVERIFY(waitForStep(lost, 1));
        picture(m_a->window(), u"lost-2"_s);
        QVERIFY(press(lost, u"Shut it out now"_s)); // 4
        QVERIFY(waitForStep(lost, 2));
        QTRY_VERIFY(std::ranges::any_of(m_a->standing().laptops, &exchange::Laptop::isShutOut));
        picture(m_a->window(), u"lost-3"_s);
        QVERIFY(press(lost, u"Print the risk sheet…"_s)); // 5
        const QString sheet = printOnto(lost, path(u"risk-sheet.pdf"_s));
        QVERIFY(!sheet.isEmpty());
        const auto code = m_a->run([id = *m_rose](casework::Desk &desk) { return casework::loadCaseFile(desk, id); });
        QVERIFY2(sheet.contains(code->file.text(model::fields::case_file::CaseCode)), qPrintable(sheet));
        QVERIFY2(!sheet.contains(u"Ndayizeye"_s) && !sheet.contains(u"Uwimana"_s), qPrintable(sheet));
        QVERIFY(m_a->audit().front().startsWith(u"laptop_shut_out"_s));
        // It still reads what it has, learns that it is out, and sends nothing any more.
        QVERIFY(m_a->exchangeWith(stick()));
        m_b->files->path = stick();
        QVERIFY(press(m_b->open(roads::SyncPageId), u"Exchange with a stick or folder…"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_b->standing().membership, exchange::Standing::Membership::ShutOut, Patience);
        QTRY_VERIFY(!roads::exchangeLine(m_b->exchange()).text.isEmpty());
        picture(m_b->window(), u"sync-shut-out"_s);
    }

    void theRiskSheetHoldsEveryCaseCodeAndNoName()
    {
        exchange::RiskReport report{
            sync::DeviceId::fromBytes(base::Bytes(16, std::byte{1})).value(), u"bureau"_s, u"BCDF"_s, true, {}, {}, {}};
        for (int i = 0; i < 300; ++i)
            report.people.push_back({u"K%1-M9XT-4"_s.arg(i, 4, 10, QChar(u'0')), {}, i % 7 == 0, true, i % 3 != 0});
        const auto sheet = tests::laidOut(roads::riskSheet(report, 0));
        QVERIFY(sheet.hasValue());
        QString all;
        for (const auto &page : *sheet) {
            for (const auto &text : page.texts) {
                all += text.text + u' ';
                QVERIFY(text.box.adjusted(-1, -1, 1, 1).contains(text.rect));
            }
        }
        for (const auto &person : report.people)
            QVERIFY2(all.contains(person.caseCode), qPrintable(person.caseCode));
        QVERIFY(sheet->size() >= 2);
    }

    /// Everything in the middle of something is locked away without a word lost and without a thread left.
    void lockingInTheMiddleOfAnExchange()
    {
        for (int i = 0; i < 3; ++i)
            (void)m_a->admit("Exemple");
        m_a->exchange().exchangeFolder(stick(), false);
        m_a->exchange().exchangeNow(); // no server: a failure that must find nobody dead
        m_a->frame()->lockNow();
        QTRY_COMPARE(m_a->replaced, 1);
        QVERIFY(!m_a->unsaved);
        QVERIFY(m_a->composition->workspace() == nullptr);
        m_a.reset();
        m_a = std::make_unique<Laptop>(path(u"a"_s));
        QTRY_VERIFY(m_a->isMember());
    }

    void aServerSignsForWhatWasSent()
    {
        m_relay.emplace(relay::Relay::open(m_store, m_clock, {}).value());
        m_server = std::make_unique<ScriptedServer>(
            [this](const ScriptedServer::Request &request) { return answer(*m_relay, request, m_uploads); });
        auto *page = m_a->open(roads::SyncPageId);
        QVERIFY(press(page, u"Join a server with an invitation…"_s));
        const auto code = m_relay->inviteShelter(base::UtcMs{86'400'000}).value();
        const auto lines = page->findChildren<QLineEdit *>();
        for (auto *line : lines) {
            if (!line->isVisible())
                continue;
            line->clear();
            QTest::keyClicks(line, line == shown<QLineEdit>(page) ? m_server->url() : QString::fromStdString(code));
        }
        picture(m_a->window(), u"sync-join-server"_s);
        QVERIFY(press(page, u"Join"_s));
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(m_a->standing().servers, &exchange::Server::hasAccess), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_a->exchange().lastReport() && !m_a->exchange().lastReport()->failure &&
                                     !m_a->exchange().isServerBusy(),
                                 Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_a->standing().counts.waiting, std::uint64_t{0}, Patience);
        QVERIFY(m_a->standing().counts.stored > 0 && m_uploads > 0);
        QTRY_VERIFY(roads::countsHeading(m_a->standing()).startsWith(u"Everything"_s));
        QVERIFY(roads::exchangeLine(m_a->exchange()).text.startsWith(u"Last exchange"_s));
        picture(m_a->window(), u"sync-server"_s);
        m_a->composition->translations().setLanguage(kit::Language::French);
        QTRY_VERIFY(button(page, u"Échanger maintenant"_s) != nullptr);
        picture(m_a->window(), u"sync-server-fr"_s);
        m_a->open(roads::LetInPageId);
        picture(m_a->window(), u"let-in-fr"_s);
        m_a->composition->translations().setLanguage(kit::Language::English);
        // A lock with a request under way must not wait for the server.
        (void)m_a->admit("Exemple");
        m_a->exchange().exchangeNow();
        QTRY_VERIFY(m_a->exchange().isServerBusy());
        m_a->frame()->lockNow();
        QTRY_COMPARE(m_a->replaced, 1);
        m_a.reset();
    }

    /// A further laptop of the house from its very first start: it invents no house of its own, a lock in the middle costs
    /// nobody a code, and the answer brings its access to the server.
    void aFurtherLaptopJoinsInItsFirstRun()
    {
        const QString folder = path(u"c"_s);
        auto first = std::make_unique<Program>(folder);
        QVERIFY(setUpToJoin(*first));
        auto *joins = qobject_cast<roads::JoinHousePage *>(first->frame()->currentPage());
        QVERIFY(joins != nullptr); // nobody has to look for it
        first->files->path = stick();
        QVERIFY(press(joins, u"The stick is in: choose it…"_s));
        QVERIFY(waitForStep(joins, 1));
        const QString codeA = readAloud(joins);
        first->frame()->lockNow();
        QTRY_COMPARE(first->replaced, 1);
        first.reset();

        m_a = std::make_unique<Laptop>(path(u"a"_s));
        auto *lets = qobject_cast<roads::LetInPage *>(m_a->open(roads::LetInPageId));
        m_a->files->path = stick();
        QVERIFY(press(lets, u"The stick is in: choose it…"_s));
        QVERIFY(waitForStep(lets, 1));
        QVERIFY(typeCode(lets, codeA));
        QVERIFY(press(lets, u"Compare"_s));
        QVERIFY(waitForStep(lets, 2));
        QTRY_VERIFY_WITH_TIMEOUT(says(lets, u"may use the server of the house"_s), Patience);
        picture(m_a->window(), u"let-in-server"_s);
        const QString codeB = readAloud(lets);
        m_a->frame()->lockNow();
        QTRY_COMPARE(m_a->replaced, 1);
        m_a.reset();
        m_a = std::make_unique<Laptop>(path(u"a"_s));
        QTRY_VERIFY(qobject_cast<roads::LetInPage *>(m_a->frame()->currentPage()) != nullptr);
        lets = qobject_cast<roads::LetInPage *>(m_a->frame()->currentPage());
        QVERIFY(waitForStep(lets, 2));
        QCOMPARE(readAloud(lets), codeB);
        picture(m_a->window(), u"let-in-after-lock"_s);

        Laptop c(folder);
        QVERIFY(!c.isMember());
        QTRY_VERIFY(qobject_cast<roads::JoinHousePage *>(c.frame()->currentPage()) != nullptr);
        joins = qobject_cast<roads::JoinHousePage *>(c.frame()->currentPage());
        QVERIFY(waitForStep(joins, 1));
        QCOMPARE(readAloud(joins), codeA);
        picture(c.window(), u"join-after-lock"_s);
        c.files->path = stick();
        QVERIFY(press(joins, u"The stick is back: go on"_s));
        QVERIFY(waitForStep(joins, 2));
        QVERIFY(typeCode(joins, codeB));
        QVERIFY(press(joins, u"Compare"_s));
        QVERIFY(waitForStep(joins, 3));
        QVERIFY(says(joins, m_server->url()));
        picture(c.window(), u"join-server"_s);
        // No stick any more: the files come over the server, by themselves.
        QTRY_VERIFY_WITH_TIMEOUT(c.exchange().lastReport() && !c.exchange().lastReport()->failure, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(c.knows(*m_rose), Patience);
        QVERIFY(press(lets, u"The new laptop says that it belongs to the house"_s));
        QTRY_VERIFY(!m_a->standing().isLettingIn);
        QVERIFY(!c.standing().isJoining);
    }

    void aPersonIsErasedFromThePageOfHerFile()
    {
        m_b = std::make_unique<Laptop>(path(u"c"_s)); // the former one was shut out
        const auto her = m_a->admit("Kanyange");
        const auto travel = [this](std::initializer_list<Laptop *> way) {
            return std::ranges::all_of(way, [this](Laptop *laptop) { return laptop->exchangeWith(stick()); });
        };
        QVERIFY(travel({m_a.get(), m_b.get(), m_a.get()}) && m_b->knows(her));
        const QString code = m_a->codeOf(her);
        auto *file = m_a->open(pages::CaseFilePageId);
        file->open(pages::OpenCaseFile{her});
        QTRY_VERIFY(button(file, u"Erase this person everywhere…"_s) != nullptr);
        QVERIFY(press(file, u"Erase this person everywhere…"_s));
        auto *page = qobject_cast<roads::ErasePage *>(m_a->frame()->currentPage());
        QVERIFY(page != nullptr);
        QTRY_VERIFY(shown<QRadioButton>(page) != nullptr);
        QTRY_VERIFY(reads(page, u"Papers that were printed"_s));
        QVERIFY(!reads(page, u"Kanyange"_s)); // read over a shoulder
        picture(m_a->window(), u"erase-1"_s);
        picturesToRead(*m_a, u"erase-1"_s);
        QVERIFY(m_a->eraseOn(page, code));
        QTRY_VERIFY(reads(page, u"Not complete: 1 laptop has not confirmed yet"_s));
        QVERIFY(!m_a->knows(her));
        const QString order = m_a->audit().front().section(u' ', 1, 1);
        QVERIFY2(m_a->audit().front().startsWith(u"person_erased E-"_s) && m_a->audit().front().endsWith(u" reason asked"_s),
                 qPrintable(m_a->audit().front()));
        QVERIFY(reads(page, u": shut out before it confirmed; what is on it stays on it"_s));
        QVERIFY(says(page, order) && reads(page, u"not confirmed, last news"_s));
        picture(m_a->window(), u"erase-2"_s);
        picturesToRead(*m_a, u"erase-2"_s);
        QVERIFY(press(page, u"Print the certificate…"_s));
        const QString paper = printOnto(page, path(u"erasure.pdf"_s));
        QVERIFY2(paper.contains(u"CERTIFICAT"_s) && paper.contains(order) && paper.contains(code), qPrintable(paper));
        QVERIFY2(!paper.contains(u"Kanyange"_s), qPrintable(paper));

        // The other laptop carries it out and lists the order too; whoever has not the right gives none.
        QVERIFY(travel({m_a.get(), m_b.get()}));
        QVERIFY(!m_b->knows(her));
        auto *there = m_b->open(pages::ErasePageId);
        QTRY_VERIFY(reads(there, u"Order "_s + order));
        QVERIFY(reads(there, u"(this one): erased"_s));
        QTest::keyClicks(shown<QLineEdit>(there), m_b->codeOf(*m_rose));
        QVERIFY(press(there, u"Show what would go"_s));
        QTRY_VERIFY(says(there, u"has not given you the right to erase"_s));
        QVERIFY(shown<QRadioButton>(there) == nullptr && m_b->knows(*m_rose));
        picture(m_b->window(), u"erase-there"_s);
        QVERIFY(travel({m_a.get(), m_b.get(), m_a.get()}));
        page = qobject_cast<roads::ErasePage *>(m_a->open(pages::ErasePageId));
        QTRY_VERIFY(reads(page, u"All have confirmed. The old keys are destroyed when this laptop is opened"_s));
        m_a.reset();
        m_a = std::make_unique<Laptop>(path(u"a"_s));
        page = qobject_cast<roads::ErasePage *>(m_a->open(pages::ErasePageId));
        QTRY_VERIFY(reads(page, u"Complete since"_s) && reads(page, u": has confirmed, today"_s));
        picture(m_a->window(), u"erase-3"_s);
        QVERIFY(press(page, u"Print the certificate…"_s));
        const QString later = printOnto(page, path(u"erasure-later.pdf"_s));
        QVERIFY2(later.contains(order) && !later.contains(code), qPrintable(later)); // a line for the pen
    }

    /// The right alone is not enough: it is said before anything is asked, not after a second person has agreed.
    void onlyAnAdministratorsLaptopOrdersAnErasure()
    {
        const auto her = m_a->admit("Nsabimana");
        const auto person =
            m_b->run([](casework::Desk &desk) { return base::Result<sync::UserId>(desk.log.user()); }).value();
        const auto given = m_a->runExchange([person](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange.trust().setUser({person, wire::rights::All, wire::AllGroups}, desk.log.user());
        });
        QVERIFY(given.hasValue());
        QVERIFY(m_a->exchangeWith(stick()) && m_b->exchangeWith(stick()) && m_b->knows(her));
        auto *there = m_b->open(pages::ErasePageId);
        const QString before = m_b->audit().join(u'\n');
        there->open(pages::OpenErase{her});
        QTRY_VERIFY(says(there, u"Only an administrator’s laptop can give this order"_s));
        QVERIFY(shown<QRadioButton>(there) == nullptr && m_b->audit().join(u'\n') == before);
        picture(m_b->window(), u"erase-no-admin"_s);
    }

    /// The laptop it came from is shut out before all have carried it out: nobody would ever finish it.
    void anOrderThatNobodyFinishesIsGivenAgain()
    {
        makeVault(path(u"d"_s));
        Laptop second(path(u"d"_s)); // another administrator's
        const auto request = second.runExchange([](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::requestToJoin(desk, exchange, u"Bureau du fond"_s);
        });
        QVERIFY(request.hasValue());
        const auto answer = m_a->runExchange([&request](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            exchange::LetIn how;
            how.typedCode = request->code;
            how.isAdmin = how.mayDecide = true;
            how.agreed = "alone";
            return exchange::letLaptopIn(desk, exchange, request->file, how);
        });
        QVERIFY(answer.hasValue());
        const auto joined = second.runExchange([&answer](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::finishJoining(desk, exchange, answer->file, QString::fromStdString(answer->code));
        });
        QVERIFY(joined.hasValue());
        QTRY_VERIFY_WITH_TIMEOUT(second.isMember(), Patience);
        const auto her = m_a->admit("Nzeyimana");
        QVERIFY(m_a->exchangeWith(stick()) && second.exchangeWith(stick()) && second.knows(her));

        auto *there = second.open(pages::ErasePageId);
        there->open(pages::OpenErase{her});
        QTRY_VERIFY(shown<QRadioButton>(there) != nullptr);
        QVERIFY(second.eraseOn(there, second.codeOf(her)));
        const QString former = second.audit().front().section(u' ', 1, 1);
        QVERIFY(second.exchangeWith(stick()) && m_a->exchangeWith(stick()) && !m_a->knows(her));
        auto *page = m_a->open(pages::ErasePageId);
        QTRY_VERIFY(reads(page, u"Order "_s + former));
        QVERIFY(button(page, u"Order it again…"_s) == nullptr); // it may still be finished

        QVERIFY(press(m_a->open(roads::SyncPageId), u"A laptop was lost or stolen…"_s));
        auto *lost = qobject_cast<roads::LostLaptopPage *>(m_a->frame()->currentPage());
        QVERIFY(lost != nullptr);
        const auto named = [lost] { return shown<QListWidget>(lost)->findItems(u"Bureau du fond"_s, Qt::MatchContains); };
        QTRY_VERIFY(shown<QListWidget>(lost) != nullptr && named().size() == 1); // the list comes from the store
        shown<QListWidget>(lost)->setCurrentItem(named().front());
        QVERIFY(press(lost, u"Go on"_s) && waitForStep(lost, 1));
        QVERIFY(press(lost, u"Shut it out now"_s) && waitForStep(lost, 2));
        page = m_a->open(pages::ErasePageId);
        QTRY_VERIFY(button(page, u"Order it again…"_s) != nullptr);
        QVERIFY(reads(page, u"Laptops that have not confirmed may still hold the file. Order it again."_s));
        scrollTo(page, button(page, u"Order it again…"_s));
        picture(m_a->window(), u"erase-again"_s);
        QVERIFY(press(page, u"Order it again…"_s));
        QTRY_VERIFY(says(page, u"Ordered again: order E-"_s));
        QTRY_VERIFY(button(page, u"Order it again…"_s) == nullptr);
        const QString again = m_a->audit().front().section(u' ', 1, 1);
        QVERIFY2(again != former && m_a->audit().front().contains(u"again "_s + former), qPrintable(m_a->audit().front()));
        QTRY_VERIFY(reads(page, u"Order "_s + again) && reads(page, u"Ordered again as %1"_s.arg(again)));
    }

private:
    /// From the welcome to the program, as a person of a house that has Indaro already.
    [[nodiscard]] static bool setUpToJoin(Program &p)
    {
        for (auto *way : p.window()->findChildren<QRadioButton *>()) {
            if (way->text().simplified().startsWith(u"Join the house"_s))
                way->click();
        }
        picture(p.window(), u"first-run-join"_s);
        picturesToRead(p, u"first-run-join"_s);
        bool isGood = press(p.window(), u"Next"_s);
        if (auto *box = shown<QCheckBox>(p.window()))
            box->setChecked(true);
        isGood = isGood && press(p.window(), u"Next"_s) && press(p.window(), u"Next"_s);
        auto *account = shown<pages::AccountStep>(p.window());
        if (!isGood || account == nullptr)
            return false;
        account->findChild<QLineEdit *>()->setText(u"m3"_s);
        for (auto *field : secrets(p.window()))
            QTest::keyClicks(field, Passphrase);
        const auto cards = [&p] { return p.window()->findChildren<pages::CardView *>(); };
        if (!press(p.window(), u"Create the vault"_s) || !QTest::qWaitFor([&] { return cards().size() == 3; }, Patience))
            return false;
        const base::SecretBytes one = cards()[0]->digits().clone(), two = cards()[1]->digits().clone();
        isGood = press(p.window(), u"The three cards are written"_s);
        secrets(p.window())[0]->setSecret(one);
        secrets(p.window())[1]->setSecret(two);
        return isGood && press(p.window(), u"Check the cards"_s) &&
               QTest::qWaitFor(
                   [&p] {
                       return p.frame() != nullptr &&
                              qobject_cast<roads::JoinHousePage *>(p.frame()->currentPage()) != nullptr;
                   },
                   Patience);
    }

    static ScriptedServer::Reply answer(relay::Relay &relay, const ScriptedServer::Request &request, int &uploads)
    {
        const auto body = std::as_bytes(std::span(request.body.constData(), static_cast<std::size_t>(request.body.size())));
        const auto ok = [](const base::Bytes &bytes) {
            return ScriptedServer::Reply{
                .status = 200,
                .body = QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()))};
        };
        if (request.path == "/v1/join") {
            const auto joined = relay.join(body);
            return joined ? ok(wire::encodeJoinAnswer(*joined)) : ScriptedServer::Reply{.status = 403};
        }
        static const QRegularExpression bearer(u"Authorization: Bearer (\\S+)"_s, QRegularExpression::CaseInsensitiveOption);
        const auto token = wire::tokenFromText(bearer.match(QString::fromLatin1(request.head)).captured(1).toStdString());
        const auto caller = token ? relay.authenticate(*token) : base::Error(base::Errc::AccessRefused);
        if (!caller)
            return {.status = 401};
        if (request.path.endsWith("/sync")) {
            auto news = relay.sync(*caller, body);
            if (!news)
                return {.status = 400};
            for (const auto &envelope : news->envelopes)
                news->head.insert(news->head.end(), envelope.begin(), envelope.end());
            return ok(news->head);
        }
        if (const auto at = request.path.indexOf("/devices/"); at > 0) {
            const auto device = wire::DeviceId::fromBytes(base::fromHex(request.path.mid(at + 9).toStdString()).value());
            const auto admitted = relay.admitDevice(*caller, device.value());
            return admitted ? ok(wire::encodeJoinAnswer(*admitted)) : ScriptedServer::Reply{.status = 403};
        }
        const bool isRoster = request.path.endsWith("/roster");
        uploads += isRoster ? 0 : 1;
        const auto stored = isRoster ? relay.addRosterBlocks(*caller, body) : relay.upload(*caller, body);
        return stored ? ok(wire::encodeUploadAnswer(*stored)) : ScriptedServer::Reply{.status = 400};
    }
};

QTEST_MAIN(TestUiSync)
#include "test_ui_sync.moc"
