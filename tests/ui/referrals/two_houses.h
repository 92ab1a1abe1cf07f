// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/house/house.h"
#include "core/casework/referrals/internal_referrals.h"
#include "core/casework/referrals/package.h"
#include "tests/ui/frame_program.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/directory/directory_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/people_page.h"
#include "ui/pages/referrals/incoming_page.h"
#include "ui/pages/referrals/referral_page.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

/// Two houses whose only road is a stick: what their people do on the pages, one after the other.
namespace indaro::tests {

namespace pages = ui::pages;

struct HouseWithPages : FrameProgram
{
    QString name;
    explicit HouseWithPages(QString called, ui::kit::Language language = ui::kit::Language::French)
        : FrameProgram(language, {pages::homePage(), pages::caseFilePage(), pages::referralPage(), pages::referralsPage(),
                                  pages::incomingPage(), pages::directoryPage(), pages::admitPage()}),
          name(std::move(called))
    {
        INDARO_CHECK(run([house = name](casework::Desk &desk) -> base::Result<void> {
                         INDARO_TRY_ASSIGN(auto details, casework::loadHouse(desk));
                         details.name = house;
                         return casework::saveHouse(desk, details);
                     }).hasValue());
    }

    template <class T> T *find(QWidget *in, const char *object) const
    {
        return in->findChild<T *>(QLatin1StringView(object));
    }
    void click(QWidget *in, const char *object) const
    {
        auto *button = find<QPushButton>(in, object);
        QVERIFY2(button != nullptr && button->isEnabled(), object);
        button->click();
    }
    [[nodiscard]] QString label(QWidget *in, const char *object) const
    {
        const auto *text = find<QLabel>(in, object);
        return text != nullptr && text->isVisible() ? text->text() : QString();
    }
    void choose(QWidget *in, const char *object, const QVariant &data) const
    {
        auto *box = find<QComboBox>(in, object);
        QVERIFY2(box != nullptr && box->findData(data) >= 0, object);
        box->setCurrentIndex(box->findData(data));
        Q_EMIT box->activated(box->currentIndex());
    }
    [[nodiscard]] QString stick(const QString &file = {}) const
    {
        QDir(folder.path()).mkpath(u"stick"_s);
        return folder.filePath(file.isEmpty() ? u"stick"_s : u"stick/"_s + file);
    }
    /// The one sealed file on the stick that was not there before.
    [[nodiscard]] QString newestOnStick(QStringList *known) const
    {
        const QStringList now = QDir(stick()).entryList({u"*.indaro"_s}, QDir::Files);
        for (const QString &each : now) {
            if (!known->contains(each)) {
                *known = now;
                return stick(each);
            }
        }
        return {};
    }

    /// The same, once it is there; empty when it does not come.
    [[nodiscard]] QString awaitOnStick(QStringList *known) const
    {
        constexpr int OnTheStick = 30'000; // ms: through a thread, the store and the disk of a machine that is busy
        QString file;
        return QTest::qWaitFor([&] { return !(file = newestOnStick(known)).isEmpty(); }, OnTheStick) ? file : QString();
    }

    /// The key of the house, made and saved on the page of the directory.
    QString keyFile()
    {
        auto *page = open<pages::DirectoryPage>(pages::DirectoryPageId);
        page->toolbarActions().at(1)->trigger();
        if (!QTest::qWaitFor([&] { return find<QPushButton>(page, "ownKeyMake")->isVisible(); }))
            return {};
        click(page, "ownKeyMake");
        if (!QTest::qWaitFor([&] { return !label(page, "ownKeyCode").isEmpty(); }))
            return {};
        files.path = stick(u"key.txt"_s);
        click(page, "ownKeySave");
        return QTest::qWaitFor([&] { return QFile::exists(files.path); }) ? files.path : QString();
    }
    [[nodiscard]] QString digits()
    {
        return run([](casework::Desk &desk) { return casework::ownOrganisationKey(desk); }).value()->code;
    }
    /// The other house, written into the directory here; its key taken from its file, and compared where `heard` is said.
    void meet(const QString &other, const QString &otherKeyFile, const QString &heard)
    {
        QVERIFY(run([other](casework::Desk &desk) {
                    return casework::addToDirectory(desk, {.name = other.toStdString(), .category = "shelter"});
                }).hasValue());
        auto *page = open<pages::DirectoryPage>(pages::DirectoryPageId);
        QTest::keyClicks(page->findChild<ui::kit::SearchField *>(), other);
        auto *table = page->findChild<QTableWidget *>();
        QTRY_VERIFY(table->rowCount() == 1 && table->item(0, 0)->text() == other);
        QTRY_VERIFY(find<QPushButton>(page, "partnerKeyFile")->isVisible());
        files.path = otherKeyFile;
        click(page, "partnerKeyFile");
        QTRY_VERIFY(find<QPushButton>(page, "partnerKeyCompare")->isVisible());
        if (heard.isEmpty())
            return;
        QVERIFY(!label(page, "partnerKeyState").contains(heard)); // who compares types what is heard, not what is seen
        QTest::keyClicks(find<QLineEdit>(page, "partnerKeyDigits"), heard);
        click(page, "partnerKeyCompare");
        QTRY_VERIFY(label(page, "partnerKeyState").contains(heard));
    }
    /// A referral of Rose's to this organisation, typed on its page; she agrees.
    pages::ReferralPage *writeReferral(casework::CaseId rose, const QString &receiver)
    {
        auto *page = open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{rose, std::nullopt});
        INDARO_CHECK(QTest::qWaitFor([page] {
            const auto *line = lineOf(page, "person_name");
            return line != nullptr && !line->value().isEmpty();
        }));
        lineOf(page, "to_agency")->setValue(receiver);
        lineOf(page, "services")->setValue(u"health legal_aid"_s);
        QTest::keyClicks(lineOf(page, "description")->findChild<QPlainTextEdit *>(), u"Une place pour deux semaines."_s);
        for (const char *line : {"consent_explained_by", "consent_language"})
            QTest::keyClicks(lineOf(page, line)->findChild<QLineEdit *>(), u"Odette"_s);
        lineOf(page, "to_kind")->setValue(u"other_ngo"_s);
        lineOf(page, "consent_given_by")->findChildren<QCheckBox *>().first()->click();
        lineOf(page, "sex")->setShared(true);
        return page;
    }
    [[nodiscard]] casework::ReferralStatus onlyStatus()
    {
        return run([](casework::Desk &desk) { return casework::listReferrals(desk, std::nullopt); }).value().front().status;
    }
    /// What the procedure wants before Rose's referrals leave, for a test of something else.
    bool openGates(casework::CaseId rose)
    {
        return closePrinting(rose) &&
               run([rose](casework::Desk &desk) {
                   return casework::waiveGuards(desk, {sop::Action::ReferralSend, rose}, u"Essai."_s, false);
               }).hasValue();
    }
};

} // namespace indaro::tests
