// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/reports/count_packet.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "tests/core/casework/desk_fixture.h"
#include "tests/ui/start/program.h"
#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/sign_in/card_view.h"
#include "ui/shell/main_window.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTableWidget>

using namespace indaro;
using namespace indaro::ui;
using namespace indaro::tests;
namespace fields = model::fields;

namespace {

constexpr int Patience = 30'000;
constexpr int Women = 43; // rounded, no figure of a publication is this one
const QString Second = u"cinq autres mots assez longs"_s;

/// A shelter elsewhere, which knows the commission and has women who came last year.
struct Shelter : DeskFixture
{
    casework::OwnOrganisationKey own = casework::makeOrganisationKey(*desk).value();

    explicit Shelter(int year) : DeskFixture(77)
    {
        clock.setUtc(base::SystemClock().nowUtc()); // the program reads the hour of the machine
        auto transaction = db->begin();
        INDARO_CHECK(transaction.hasValue());
        const std::string day = std::to_string(year) + "-05-05";
        for (int i = 0; i < Women; ++i) {
            const auto id = sync::RecordId::make(random);
            INDARO_CHECK(log->birth({fields::case_file::Table, id},
                                    {{fields::case_file::Sex, "F"}, {fields::case_file::IsMinor, "no"}})
                             .hasValue());
            INDARO_CHECK(log->birth({fields::stay::Table, sync::RecordId::make(random)},
                                    {{fields::stay::CaseFile, base::Bytes(id.bytes().begin(), id.bytes().end())},
                                     {fields::stay::ArrivedAt, std::string_view(day)}})
                             .hasValue());
        }
        INDARO_CHECK(transaction->commit().hasValue());
    }
    [[nodiscard]] base::Bytes sealFor(const casework::OwnOrganisationKey &commission, int year)
    {
        const auto entry = casework::addToDirectory(*desk, {.name = "La commission", .category = "commission"}).value();
        INDARO_CHECK(casework::setPartnerKey(*desk, entry, commission.text).hasValue());
        INDARO_CHECK(casework::notePartnerKeyCompared(*desk, entry, commission.code).hasValue());
        return reports::sealCounts(*desk, reports::Period::ofYear(year), entry).value().bytes;
    }
};

struct Workstation : Program
{
    using Program::Program;
    template <class Job> auto run(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &>> answer;
        composition->workspace()->ask(window(), std::move(job), [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    [[nodiscard]] QWidget *open(kit::PageId page) const
    {
        INDARO_CHECK(frame()->openPage(page));
        return frame()->currentPage();
    }
    [[nodiscard]] QAction *action(qsizetype at) const { return frame()->currentPage()->toolbarActions().at(at); }
};

template <class T> T *part(QWidget *page, const char *name)
{
    return page->findChild<T *>(QLatin1StringView(name));
}

QString cell(const QTableWidget *table, int row, int column)
{
    const auto *item = table->item(row, column);
    return item != nullptr ? item->text() : QString();
}

bool hasCell(const QTableWidget *table, int column, const QString &text)
{
    for (int row = 0; row < table->rowCount(); ++row) {
        if (cell(table, row, column) == text)
            return true;
    }
    return false;
}

} // namespace

/// The commission's workstation from its first minute to the files it hands out, through the whole program.
class TestCommissionStart : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;
    QTemporaryDir m_stick;
    QString m_folder;
    const int m_year = QDate::currentDate().year() - 1;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
        m_folder = m_home.path() + u"/vault"_s;
    }

    void theFirstRunMakesAWorkstation()
    {
        Workstation p(m_folder);
        QVERIFY(press(p.window(), u"Next"_s));
        QTRY_VERIFY(shown<pages::MachineStep>(p.window()) != nullptr);
        if (auto *box = shown<QCheckBox>(p.window()))
            box->setChecked(true);
        QVERIFY(press(p.window(), u"Next"_s));
        QVERIFY(press(p.window(), u"Next"_s));
        auto *house = shown<pages::HouseStep>(p.window());
        QVERIFY(house != nullptr);
        const auto lines = house->findChildren<QLineEdit *>();
        lines[0]->setText(u"La commission"_s);
        Q_EMIT lines[0]->textEdited({});
        lines[1]->setText(u"+257 22 00 00 00"_s);
        Q_EMIT lines[1]->textEdited({});
        part<QRadioButton>(house, "houseIsCommission")->click();
        QVERIFY(house->isCommission());
        picture(p.window(), u"commission-1-first-run"_s);
        QVERIFY(press(p.window(), u"Next"_s));
        auto *account = shown<pages::AccountStep>(p.window());
        QVERIFY(account != nullptr);
        account->findChild<QLineEdit *>()->setText(u"m1"_s);
        for (auto *field : secrets(p.window()))
            QTest::keyClicks(field, Passphrase);
        QVERIFY(press(p.window(), u"Create the vault"_s));
        QTRY_VERIFY_WITH_TIMEOUT(p.window()->findChild<pages::CardView *>() != nullptr, Patience);
        const auto cards = p.window()->findChildren<pages::CardView *>();
        QCOMPARE(cards.size(), 3);
        const base::SecretBytes one = cards[0]->digits().clone();
        const base::SecretBytes other = cards[2]->digits().clone();
        QVERIFY(press(p.window(), u"The three cards are written"_s));
        secrets(p.window())[0]->setSecret(one);
        secrets(p.window())[1]->setSecret(other);
        QVERIFY(press(p.window(), u"Check the cards"_s));
        QTRY_VERIFY_WITH_TIMEOUT(p.frame() != nullptr, Patience);
        QVERIFY(p.run([](casework::Desk &desk) { return reports::houseMode(desk); }).value() ==
                reports::HouseMode::Commission);
    }

    void startedAgainItOpensAddsUpPublishesAndWrites()
    {
        Workstation p(m_folder);
        QVERIFY(p.signIn());
        QVERIFY(p.frame()->currentPage()->id() == pages::PacketsPageId); // with the packets in front
        QVERIFY(!p.frame()->openPage(pages::AdmitPageId));               // it registers nobody

        // It makes its key and knows the shelter's; publishing takes a second person.
        Shelter shelter(m_year);
        const auto own = p.run([](casework::Desk &desk) { return casework::makeOrganisationKey(desk); }).value();
        QVERIFY(p.run([key = shelter.own](casework::Desk &desk) -> base::Result<void> {
                     INDARO_TRY_ASSIGN(const auto entry,
                                       casework::addToDirectory(desk, {.name = "Maison Inzira", .category = "shelter"}));
                     INDARO_TRY(casework::setPartnerKey(desk, entry, key.text));
                     return casework::notePartnerKeyCompared(desk, entry, key.code);
                 }).hasValue());
        const auto alone = p.vault()->approveAlone();
        QVERIFY(alone && p.vault()->addAccount("deuxieme", secretOf(Second), *alone).hasValue());

        // A stick with the shelter's packet comes.
        const QString packet = m_stick.filePath(u"indaro-1.counts"_s);
        QVERIFY(base::writeFileDurably(packet.toStdU16String(), shelter.sealFor(own, m_year)).hasValue());
        QWidget *page = p.open(pages::PacketsPageId);
        p.files->path = m_stick.path();
        p.action(0)->trigger();
        auto *outcomes = part<QTableWidget>(page, "packetOutcomes");
        QTRY_VERIFY_WITH_TIMEOUT(cell(outcomes, 0, 1).startsWith(u"Maison Inzira"_s), Patience);
        QVERIFY2(cell(outcomes, 0, 1).contains(u"taken in"_s), qPrintable(cell(outcomes, 0, 1)));
        picture(p.window(), u"commission-2-packets"_s);

        // The sum stands there exactly, for inside.
        page = p.open(pages::NationalPageId);
        auto *sums = part<QTableWidget>(page, "nationalFigures");
        QTRY_VERIFY_WITH_TIMEOUT(hasCell(sums, 1, QString::number(Women)), Patience);
        QVERIFY(part<QLabel>(page, "internalMark")->text().contains(u"INTERNAL"_s));
        QVERIFY(!hasCell(sums, 2, QString::number(Women))); // and not so for publication
        picture(p.window(), u"commission-3-national"_s);

        // Nothing is published until somebody else has agreed.
        page = p.open(pages::PublicationsPageId);
        auto *releases = part<QTableWidget>(page, "releaseTable");
        QTRY_VERIFY_WITH_TIMEOUT(p.action(0)->isEnabled(), Patience);
        p.action(0)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(button(p.window(), u"I agree"_s) != nullptr, Patience);
        QTest::keyClicks(secrets(p.window()).first(), u"certainement faux"_s);
        QVERIFY(press(p.window(), u"I agree"_s));
        QTRY_VERIFY_WITH_TIMEOUT(button(p.window(), u"I agree"_s) != nullptr, Patience);
        QCOMPARE(releases->rowCount(), 0);
        QTest::keyClicks(secrets(p.window()).first(), Second);
        QVERIFY(press(p.window(), u"I agree"_s));
        const bool isPublished = QTest::qWaitFor([&] { return releases->rowCount() == 1; }, Patience);
        QStringList said; // what the page says instead
        for (const auto *banner : page->findChildren<kit::Banner *>())
            said.append(banner->text());
        QVERIFY2(isPublished, qPrintable(said.join(u'\n')));
        QCOMPARE(cell(releases, 0, 0), QString::number(m_year));
        QCOMPARE(p.audit().filter(u"figures_published"_s).size(), 1);

        // The files, for everybody.
        QTRY_VERIFY_WITH_TIMEOUT(p.action(1)->isEnabled(), Patience);
        p.action(1)->trigger();
        const QDir written(m_stick.filePath(u"indaro-%1-1"_s.arg(m_year)));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(written.filePath(u"manifest.json"_s)), Patience);
        const QStringList tables = written.entryList({u"*.csv"_s}, QDir::Files);
        QVERIFY(tables.size() > 20);
        int small = 0;
        for (const QString &name : tables) {
            QFile file(written.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QVERIFY2(!text.contains(u"Inzira"_s), qPrintable(name)); // nothing of the shelter
            const auto cells = text.split(QRegularExpression(u"[,\r\n]"_s));
            QVERIFY2(!cells.contains(QString::number(Women)), qPrintable(name)); // nothing exact
            small += int(cells.count(u"< 11"_s));
        }
        QVERIFY(small > 20);
        picture(p.window(), u"commission-4-publications"_s);
    }
};

QTEST_MAIN(TestCommissionStart)
#include "test_commission_start.moc"
