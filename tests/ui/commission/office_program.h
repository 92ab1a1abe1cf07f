// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/audit.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/model/field_table.h"
#include "core/reports/house_mode.h"
#include "tests/ui/frame_program.h"
#include "ui/pages/commission/counts_page.h"
#include "ui/pages/commission/national_page.h"
#include "ui/pages/commission/packets_page.h"
#include "ui/pages/commission/publications_page.h"
#include "ui/pages/directory/directory_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/reports/reports_page.h"

#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

/// A shelter's program and the commission's, and what a test reads off their pages.
namespace indaro::tests {

namespace pages = ui::pages;
namespace fields = model::fields;

inline constexpr int Busy = 30'000; // ms: counting, sealing and the disk of a machine that is busy
inline constexpr std::size_t MostOfFile = std::size_t{16} << 20;

struct OfficeProgram : FrameProgram
{
    QString name;
    /// `post`: asked when a page is made; the road of the server, or null.
    explicit OfficeProgram(
        QString called, const std::function<pages::PacketPost *()> &post = [] { return nullptr; })
        : FrameProgram(ui::kit::Language::English,
                       {pages::homePage(), pages::directoryPage(), withPost<pages::PacketsPage>(pages::packetsPage(), post),
                        pages::nationalPage(), pages::publicationsPage(),
                        withPost<pages::CountsPage>(pages::countsPage(), post), pages::reportsPage()}),
          name(std::move(called))
    {
    }
    template <class Page>
    static ui::kit::PageEntry withPost(ui::kit::PageEntry entry, const std::function<pages::PacketPost *()> &post)
    {
        entry.make = [post](const ui::kit::PageContext &context, QWidget *parent) -> ui::kit::Page * {
            return new Page(context, post(), parent);
        };
        return entry;
    }
    [[nodiscard]] casework::OwnOrganisationKey key()
    {
        return run([](casework::Desk &desk) -> base::Result<casework::OwnOrganisationKey> {
                   INDARO_TRY_ASSIGN(const auto known, casework::ownOrganisationKey(desk));
                   return known ? base::Result<casework::OwnOrganisationKey>(*known) : casework::makeOrganisationKey(desk);
               })
            .value();
    }
    void meet(OfficeProgram &other, const char *category, bool isCompared = true)
    {
        INDARO_CHECK(run([own = other.key(), called = other.name.toStdString(), category,
                          isCompared](casework::Desk &desk) -> base::Result<void> {
                         INDARO_TRY_ASSIGN(const auto entry,
                                           casework::addToDirectory(desk, {.name = called, .category = category}));
                         INDARO_TRY(casework::setPartnerKey(desk, entry, own.text));
                         return isCompared ? casework::notePartnerKeyCompared(desk, entry, own.code) : base::Result<void>();
                     }).hasValue());
    }
    /// Women who came to the house in May 2025.
    void admit(int women)
    {
        INDARO_CHECK(
            run([women](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
                for (int i = 0; i < women; ++i) {
                    const auto id = sync::RecordId::make(desk.random);
                    INDARO_TRY(desk.log.birth({fields::case_file::Table, id},
                                              {{fields::case_file::Sex, "F"}, {fields::case_file::IsMinor, "no"}}));
                    INDARO_TRY(desk.log.birth({fields::identity::Table, id}, {{fields::identity::GivenNames, "Immaculée"}}));
                    INDARO_TRY(desk.log.birth({fields::stay::Table, sync::RecordId::make(desk.random)},
                                              {{fields::stay::CaseFile, base::Bytes(id.bytes().begin(), id.bytes().end())},
                                               {fields::stay::ArrivedAt, "2025-05-05"}}));
                }
                return transaction.commit();
            }).hasValue());
    }
    [[nodiscard]] std::size_t audits(casework::AuditVerb verb)
    {
        return run([verb](casework::Desk &desk) { return casework::listAuditOf(desk, verb); })->size();
    }
};

template <class T> T *part(QWidget *page, const char *name)
{
    return page->findChild<T *>(QLatin1StringView(name));
}

inline void choosePeriod(QWidget *page, const char *box, const QString &code)
{
    auto *periods = part<QComboBox>(page, box);
    QVERIFY(periods->findData(code) >= 0);
    periods->setCurrentIndex(periods->findData(code));
    Q_EMIT periods->activated(periods->currentIndex());
}

inline QString cell(const QTableWidget *table, int row, int column)
{
    const auto *item = table->item(row, column);
    return item != nullptr ? item->text() : QString();
}

inline QStringList packetsIn(const QString &folder)
{
    return QDir(folder).entryList({u"*.counts"_s}, QDir::Files);
}

/// The numbers of 2025 are sealed on the page of the shelter; the path of the new file.
inline QString sealYear(OfficeProgram &shelter, const QString &stick)
{
    const QStringList before = packetsIn(stick);
    auto *page = shelter.open<pages::CountsPage>(pages::CountsPageId);
    auto *seal = part<QPushButton>(page, "countsSeal");
    auto *leaves = part<QLabel>(page, "countsLeaves");
    if (!QTest::qWaitFor([&] { return part<QComboBox>(page, "countsPeriod")->count() > 0; }, Busy))
        return {};
    choosePeriod(page, "countsPeriod", u"2025"_s);
    if (!QTest::qWaitFor([&] { return shelter.workspace->pendingJobs() == 0; }, Busy))
        return {};
    QCoreApplication::processEvents(); // what was counted just now, not before
    if (!QTest::qWaitFor([&] { return seal->isEnabled() && leaves->text().contains(u"of 2025."_s); }, Busy))
        return {};
    shelter.files.path = stick;
    seal->click();
    if (!QTest::qWaitFor([&] { return packetsIn(stick).size() > before.size(); }, Busy))
        return {};
    for (const QString &name : packetsIn(stick)) {
        if (!before.contains(name))
            return QDir(stick).filePath(name);
    }
    return {};
}

} // namespace indaro::tests
