// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/attachment_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/people/commands.h"
#include "core/casework/referrals/counter_referral.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/unmet_needs.h"
#include "core/casework/workspace.h"
#include "core/documents/document.h"
#include "core/model/field_table.h"
#include "tests/ui/frame_program.h"
#include "tests/ui/paper_faults.h"
#include "ui/kit/date_text.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/referrals/form_field_edit.h"
#include "ui/pages/referrals/referral_page.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/referrals/reminder_paper.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::ui;
using tests::lineOf;
using tests::typeInto;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs HourMs = 3'600'000;

struct Program : tests::FrameProgram
{
    explicit Program(kit::Language language)
        : FrameProgram(language, {pages::homePage(), pages::caseFilePage(), pages::referralPage(), pages::referralsPage()})
    {
    }
};

/// The panel of this name, and the button that hands it in.
pages::ActionPanel *panelOf(QWidget *page, const char *name)
{
    return page->findChild<pages::ActionPanel *>(QLatin1StringView(name));
}

QString labelIn(QWidget *page, const char *name)
{
    const auto *label = page->findChild<QLabel *>(QLatin1StringView(name));
    return label->isVisible() ? label->text() : QString();
}

void choose(QWidget *in, const QString &name, const QString &code)
{
    auto *box = in->findChild<QComboBox *>(name);
    QVERIFY(box != nullptr);
    const int index = box->findData(code);
    QVERIFY2(index >= 0, qPrintable(code));
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
}

/// A referral of Rose's that left on paper.
sync::RecordId printedReferral(Program &program, casework::CaseId rose)
{
    return program
        .run([rose](casework::Desk &desk) -> base::Result<sync::RecordId> {
            INDARO_TRY_ASSIGN(casework::ReferralContent content, casework::prefillReferral(desk, rose));
            content.form.insert({{u"consent_explained_by"_s, u"Odette"_s},
                                 {u"consent_language"_s, u"rn"_s},
                                 {u"consent_given_by"_s, u"person"_s},
                                 {u"to_agency"_s, u"Centre intégré de Muyinga"_s},
                                 {u"to_kind"_s, u"health"_s},
                                 {u"to_worker"_s, u"Jeanne"_s},
                                 {u"to_phone"_s, u"+257 22 30 00 01"_s},
                                 {u"priority"_s, u"emergency"_s},
                                 {u"services"_s, u"health legal_aid"_s}});
            INDARO_TRY_ASSIGN(const auto referral, casework::createReferral(desk, rose, content));
            INDARO_TRY(casework::markReferralPrinted(desk, referral.id));
            return referral.id;
        })
        .value();
}

/// As a scanner sees the paper.
QImage drawn(const print::Page &page)
{
    constexpr double DotsPerMm = 8;
    QImage image(int(210 * DotsPerMm), int(297 * DotsPerMm), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    print::paintPage(painter, page, DotsPerMm);
    return image;
}

QImage codePicture(const QString &text)
{
    const auto code = documents::makeQrCode(text).value();
    constexpr int Module = 8;
    QImage image((code.size + 8) * Module, (code.size + 8) * Module, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (int y = 0; y < code.size; ++y) {
        for (int x = 0; x < code.size; ++x) {
            if (code.dark(x, y))
                painter.fillRect((x + 4) * Module, (y + 4) * Module, Module, Module, Qt::black);
        }
    }
    return image;
}

/// A new one to the police, to which she agrees, as it is typed; not saved yet.
pages::ReferralPage *writtenReferral(Program &program, casework::CaseId rose)
{
    auto *page = program.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{rose, std::nullopt});
    INDARO_CHECK(QTest::qWaitFor([page] {
        const auto *name = lineOf(page, "person_name");
        return name != nullptr && name->value() == u"Ndayizeye Rose"_s;
    }));
    lineOf(page, "to_agency")->setValue(u"Police de Muyinga"_s);
    for (const char *name : {"consent_explained_by", "consent_language"})
        QTest::keyClicks(lineOf(page, name)->findChild<QLineEdit *>(), u"Odette"_s);
    lineOf(page, "to_kind")->findChildren<QCheckBox *>().at(2)->click();
    lineOf(page, "consent_given_by")->findChildren<QCheckBox *>().first()->click();
    return page;
}

} // namespace

class TestUiReferrals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chasedAnsweredAndClosed_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("fr") << int(kit::Language::French);
        QTest::newRow("rn") << int(kit::Language::Kirundi);
    }
    /// Nobody answers, somebody calls, a letter goes, the slip comes back and is typed in; each is there with its proof.
    void chasedAnsweredAndClosed()
    {
        QFETCH(int, language);
        const QString tag = QLatin1StringView(QTest::currentDataTag());
        Program program(static_cast<kit::Language>(language));
        const auto rose = program.admitRose();
        const auto id = printedReferral(program, rose);
        program.clock.advance(25 * HourMs);
        auto *page = program.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{rose, id});
        QTRY_VERIFY(!labelIn(page, "ladder").isEmpty());
        const auto waiting = [&] {
            return program.run([id](casework::Desk &desk) { return casework::waitingOf(desk, id); }).value();
        };
        QVERIFY(waiting()->rung == casework::Rung::Receiver && !waiting()->isAsked);
        program.shot(u"referral_unanswered_"_s + tag);

        // Home says whom to ask now, and leads there.
        QVERIFY(program.window->openPage(pages::HomePageId));
        const QString whom = models::codeLabel(u"referral_rung"_s, casework::toCode(casework::Rung::Receiver),
                                               kit::Translations::code(static_cast<kit::Language>(language)));
        const auto lineAtHome = [&]() -> QPushButton * {
            const auto buttons = program.window->findChildren<QPushButton *>();
            const auto found = std::ranges::find_if(
                buttons, [&](QPushButton *each) { return each->isVisible() && each->text().contains(whom); });
            return found == buttons.end() ? nullptr : *found;
        };
        QTRY_VERIFY(lineAtHome() != nullptr);
        program.shot(u"referral_home_"_s + tag);
        lineAtHome()->click();
        QTRY_VERIFY(page->isVisible() && page->findChild<QPushButton *>(u"recordCall"_s)->isVisible());

        // A call: they promise an answer.
        page->findChild<QPushButton *>(u"recordCall"_s)->click();
        auto *call = panelOf(page, "callPanel");
        QTRY_VERIFY(call->isVisible());
        typeInto(call, fields::referral_call::Result, u"no_answer"_s);
        typeInto(call, fields::referral_call::SpokeTo, u"Jeanne"_s);
        program.shot(u"referral_call_"_s + tag);
        call->submit();
        QTRY_VERIFY(!call->isVisible() && waiting()->isAsked);

        // Accepted, by telephone: without its proof it is not taken.
        page->findChild<QPushButton *>(u"recordStep"_s)->click();
        auto *step = panelOf(page, "stepPanel");
        QTRY_VERIFY(step->isVisible());
        choose(step, u"stepStatus"_s, u"received"_s);
        step->submit();
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(step->isVisible());
        typeInto(step, fields::referral_step::Evidence, u"call_note"_s);
        typeInto(step, fields::referral_step::SpokeTo, u"Jeanne"_s);
        step->submit();
        QTRY_VERIFY(!step->isVisible() && labelIn(page, "steps").contains(u"Jeanne"_s));

        // The slip comes back, and is typed as it is written; leaving in between loses nothing.
        page->findChild<QPushButton *>(u"typeSlip"_s)->click();
        auto *slip = panelOf(page, "slipPanel");
        QTRY_VERIFY(slip->isVisible());
        lineOf(slip, "slip_decision")->findChildren<QCheckBox *>().at(1)->click(); // in part
        QTest::keyClicks(lineOf(slip, "slip_received_by")->findChild<QLineEdit *>(), u"Jeanne, garde"_s);
        QTest::keyClicks(lineOf(slip, "slip_recommendations")->findChild<QPlainTextEdit *>(), u"pansement"_s);
        choose(slip, u"slipService/health"_s, u"given"_s);
        choose(slip, u"slipService/legal_aid"_s, u"refused"_s);
        QVERIFY(slip->findChild<QComboBox *>(u"slipReason/legal_aid"_s)->isVisible());
        choose(slip, u"slipReason/legal_aid"_s, u"capacity"_s);
        program.shot(u"referral_slip_"_s + tag);
        QVERIFY(page->flushEdits());
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(program.window->openPage(pages::HomePageId));
        page = program.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{rose, id});
        QTRY_VERIFY(!labelIn(page, "steps").isEmpty());
        page->findChild<QPushButton *>(u"typeSlip"_s)->click();
        slip = panelOf(page, "slipPanel");
        QTRY_COMPARE(lineOf(slip, "slip_received_by")->value(), u"Jeanne, garde"_s);
        QTRY_COMPARE(slip->findChild<QComboBox *>(u"slipReason/legal_aid"_s)->currentData().toString(), u"capacity"_s);
        typeInto(slip, fields::referral_slip::PaperOn, u"24/11/2026"_s);
        lineOf(slip, "slip_received_date")->findChild<QLineEdit *>()->setText(u"24/11/2026 9:15"_s); // as the label asks
        slip->submit();
        QTRY_VERIFY(!slip->isVisible());
        const auto answers =
            program.run([id](casework::Desk &desk) { return casework::listServiceAnswers(desk, id); }).value();
        QCOMPARE(answers.size(), std::size_t(2));
        QVERIFY(answers[0].answer == "given"_L1 && answers[1].reason == "capacity"_L1);
        QTRY_VERIFY(labelIn(page, "steps").contains(u"pansement"_s));
        const auto slips = program.run([id](casework::Desk &desk) { return casework::listSlipsOf(desk, id); }).value();
        QCOMPARE(slips[0].form.value(u"slip_received_date"_s), u"2026-11-24T09:15"_s);
        QVERIFY(labelIn(page, "ladder").isEmpty()); // nobody is chased any more
        QVERIFY(!waiting());
        program.shot(u"referral_answered_"_s + tag);

        // What nobody could do is kept, and the referral is closed.
        page->findChild<QPushButton *>(u"recordUnmet"_s)->click();
        auto *unmet = panelOf(page, "unmetPanel");
        QTRY_VERIFY(unmet->isVisible());
        typeInto(unmet, fields::unmet_need::Service, u"legal_aid"_s);
        typeInto(unmet, fields::unmet_need::Reason, u"full"_s);
        unmet->submit();
        QTRY_VERIFY(!unmet->isVisible());
        QCOMPARE(program.run([rose](casework::Desk &desk) { return casework::listUnmetNeedsOf(desk, rose); })->size(),
                 std::size_t(1));
        page->findChild<QPushButton *>(u"recordStep"_s)->click();
        QTRY_VERIFY(step->isVisible());
        choose(step, u"stepStatus"_s, u"closed"_s);
        step->submit();
        QTRY_VERIFY(!page->findChild<QPushButton *>(u"recordStep"_s)->isVisible());
    }

    void withoutPaperItWaitsForTheSameSteps()
    {
        Program program(kit::Language::French);
        const auto rose = program.admitRose();
        auto *page = writtenReferral(program, rose);
        QVERIFY(page->flushEdits());
        const auto status = [&] {
            return program.run([](casework::Desk &desk) { return casework::listReferrals(desk, std::nullopt); })
                .value()
                .front()
                .status;
        };
        const auto send = [&] {
            page->findChild<QPushButton *>(u"recordStep"_s)->click();
            auto *step = panelOf(page, "stepPanel");
            INDARO_CHECK(QTest::qWaitFor([&] { return step->isVisible(); }));
            typeInto(step, fields::referral_step::Way, u"phone"_s);
            step->submit();
            INDARO_CHECK(QTest::qWaitFor([&] { return program.workspace->pendingJobs() == 0; }));
        };
        send();
        QVERIFY(status() == casework::ReferralStatus::Draft); // the procedure wants something first, and says what
        QTRY_VERIFY(page->findChild<pages::GuardPanel *>()->isVisible());
        program.shot(u"referral_without_paper_held_fr"_s);
        QVERIFY(program.closePrinting(rose));
        QVERIFY(program
                    .run([rose](casework::Desk &desk) {
                        return casework::waiveGuards(desk, {sop::Action::ReferralSend, rose}, u"Essai."_s, false);
                    })
                    .hasValue());
        panelOf(page, "stepPanel")->submit();
        QTRY_VERIFY(status() == casework::ReferralStatus::Sent);
        QTRY_VERIFY(!labelIn(page, "steps").isEmpty());
        QCOMPARE(
            program.run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::ReferralSent); })
                ->size(),
            std::size_t(1));
    }

    /// Who asks another for the formal identification passes her story on: the procedure wants her agreement and the
    /// decision on her status first, and no other referral waits for these.
    void anIdentificationWaitsForMoreThanOtherReferrals()
    {
        Program program(kit::Language::French);
        const auto rose = program.admitRose();
        auto *page = writtenReferral(program, rose);
        lineOf(page, "services")->setValue(u"identification"_s);
        QVERIFY(page->flushEdits());
        QVERIFY(program.closePrinting(rose)); // what every referral waits for
        const auto isHeld = [&] { return page->findChild<pages::GuardPanel *>()->isVisible(); };
        page->toolbarActions().at(1)->trigger(); // as a PDF
        QTRY_VERIFY(isHeld());
        program.shot(u"referral_identification_held_fr"_s);
        QVERIFY(program
                    .run([rose](casework::Desk &desk) {
                        return casework::waiveGuards(desk, {sop::Action::IdentificationRefer, rose}, u"Essai."_s, false);
                    })
                    .hasValue());
        program.files.path = program.folder.filePath(u"identification.pdf"_s);
        page->toolbarActions().at(1)->trigger(); // as a PDF
        QTRY_VERIFY(QFile::exists(program.files.path));
    }

    void whatIsOpenIsAboutTheReferralInFront()
    {
        Program program(kit::Language::French);
        const auto rose = program.admitRose();
        const auto first = printedReferral(program, rose);
        const auto second = printedReferral(program, rose);
        auto *page = program.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{rose, first});
        QTRY_VERIFY(page->findChild<QPushButton *>(u"recordStep"_s)->isVisible());
        page->findChild<QPushButton *>(u"recordStep"_s)->click();
        auto *step = panelOf(page, "stepPanel");
        QTRY_VERIFY(step->isVisible());
        choose(step, u"stepStatus"_s, u"accepted"_s);
        program.translations.setLanguage(kit::Language::English); // other words are no other choice
        QCOMPARE(step->findChild<QComboBox *>(u"stepStatus"_s)->currentData().toString(), u"accepted"_s);
        typeInto(step, fields::referral_step::SpokeTo, u"Jeanne"_s);
        // Another one comes in front: nothing that is typed now is written to the first.
        QVERIFY(program.window->openPage(pages::ReferralPageId, pages::OpenReferral{rose, second}));
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(!step->isVisible());
        page->findChild<QPushButton *>(u"recordStep"_s)->click();
        QTRY_VERIFY(step->isVisible());
        choose(step, u"stepStatus"_s, u"refused"_s);
        typeInto(step, fields::referral_step::Evidence, u"message"_s);
        step->submit();
        QTRY_VERIFY(!step->isVisible());
        const auto standing = [&](sync::RecordId id) {
            return program.run([id](casework::Desk &desk) { return casework::loadReferral(desk, id); }).value().status;
        };
        QVERIFY(standing(first) == casework::ReferralStatus::Printed);
        QVERIFY(standing(second) == casework::ReferralStatus::Refused);
    }

    void aSlipThatCameBackFilesItself_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("picture") << u"png"_s;
        QTest::newRow("PDF") << u"pdf"_s;
    }
    void aSlipThatCameBackFilesItself() // [issue 6, 4]
    {
        QFETCH(QString, suffix);
        Program program(kit::Language::French);
        const auto rose = program.admitRose();
        const auto id = printedReferral(program, rose);
        const auto referral = program.run([id](casework::Desk &desk) { return casework::loadReferral(desk, id); }).value();
        const auto paper =
            tests::laidOut(pages::reminderPaper(referral, {u"Maison"_s, {}, {}, {}}, QDate(2026, 11, 25))).value();
        program.files.path = program.path(u"scan."_s + suffix);
        if (suffix == "pdf"_L1)
            QVERIFY(print::exportPdf({paper.last()}, std::filesystem::path(program.files.path.toStdString())).hasValue());
        else
            QVERIFY(drawn(paper.last()).save(program.files.path));
        auto *list = program.open<pages::ReferralsPage>(pages::ReferralsPageId);
        list->findChild<QPushButton *>(u"openScan"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<pages::ReferralPage *>(program.window->currentPage()) != nullptr, 60'000);
        auto *page = qobject_cast<pages::ReferralPage *>(program.window->currentPage());
        auto *slip = panelOf(page, "slipPanel");
        QTRY_VERIFY(slip->isVisible());
        lineOf(slip, "slip_decision")->findChildren<QCheckBox *>().first()->click();
        slip->submit();
        QTRY_VERIFY(!slip->isVisible());
        const auto kept =
            program.run([rose](casework::Desk &desk) { return casework::listAttachments(desk, rose); }).value();
        QCOMPARE(kept.size(), std::size_t(1));
        const auto steps = program.run([id](casework::Desk &desk) { return casework::listStepsOf(desk, id); }).value();
        QVERIFY(std::ranges::any_of(steps, [&](const casework::ReferralStep &step) {
            return step.status == casework::ReferralStatus::FedBack && step.attachment == kept[0].key.record;
        }));
    }

    void anAlteredNumberOpensNothing() // [issue 6, 4]
    {
        Program program(kit::Language::French);
        const auto rose = program.admitRose();
        const auto id = printedReferral(program, rose);
        const auto referral = program.run([id](casework::Desk &desk) { return casework::loadReferral(desk, id); }).value();
        const auto serial = documents::Serial::fromText(referral.serial).value();
        documents::Serial other = serial;
        ++other.number;
        auto *list = program.open<pages::ReferralsPage>(pages::ReferralsPageId);
        auto *line = list->findChild<QLineEdit *>(u"slipNumber"_s);
        const auto banner = [&] { return list->findChild<kit::Banner *>(); };
        // One digit was changed on the paper: the check code is the old one's.
        line->setText(other.toText() + u' ' + documents::checkCode(serial));
        list->findChild<QPushButton *>(u"openNumber"_s)->click();
        QVERIFY(banner()->isVisible() && program.window->currentPage() == list);
        // Whole, but of no referral here.
        line->setText(other.toText() + u' ' + documents::checkCode(other));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(banner()->isVisible() && program.window->currentPage() == list);
        program.shot(u"referrals_number_unknown_fr"_s);
        // The same on a scan: nothing is filed.
        program.files.path = program.path(u"altered.png"_s);
        QVERIFY(codePicture(u"INDARO1:%1:%2"_s.arg(other.toText(), documents::checkCode(serial))).save(program.files.path));
        list->findChild<QPushButton *>(u"openScan"_s)->click();
        QTRY_VERIFY(list->findChild<QPushButton *>(u"openScan"_s)->isEnabled());
        QVERIFY(banner()->isVisible() && program.window->currentPage() == list);
        QVERIFY(program.run([rose](casework::Desk &desk) { return casework::listAttachments(desk, rose); })->empty());
        // And as it is on the paper: its referral, with the slip to type in.
        line->setText(serial.toText().toLower() + u' ' + documents::checkCode(serial));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(qobject_cast<pages::ReferralPage *>(program.window->currentPage()) != nullptr);
        QTRY_VERIFY(panelOf(program.window->currentPage(), "slipPanel")->isVisible());
    }

    void aReminderNamesTheNumberAndNobody()
    {
        Program program(kit::Language::French);
        const auto rose = program.admitRose();
        const auto id = printedReferral(program, rose);
        const auto referral = program.run([id](casework::Desk &desk) { return casework::loadReferral(desk, id); }).value();
        const auto letter = tests::laidOut(pages::reminderPaper(
            referral, {u"Maison"_s, u"+257 71 00 00 00"_s, {}, u"Rue du Marché 7"_s}, QDate(2026, 11, 25)));
        QVERIFY(letter.hasValue());
        QString all;
        for (const print::Page &paper : *letter) {
            for (const auto &item : paper.texts)
                all += item.text + u'\n';
        }
        QVERIFY(all.contains(referral.serial) && all.contains(u"+257 71 00 00 00"_s));
        QVERIFY(all.contains(kit::dateText(QDate(2026, 11, 25))));
        // It is the form that is printed blank too, with a number that can be read back on each page.
        const auto form = documents::loadBuiltinTemplate(u"reminder_letter"_s).value();
        QVERIFY(all.contains(form.parts.first().title.french));
        QVERIFY(letter->first().qrs.size() == 1 && letter->last().qrs.size() == 1);
        for (const QString &secret : {u"Ndayizeye"_s, u"Rose"_s, u"1999"_s, u"Marché"_s})
            QVERIFY2(!all.contains(secret), qPrintable(secret));
        QVERIFY(letter->size() >= 2); // with a slip to answer on
        QVERIFY(program.run([id](casework::Desk &desk) { return casework::noteReminderPrinted(desk, id); }).hasValue());
        program.clock.advance(25 * HourMs);
        const auto calls = program.run([id](casework::Desk &desk) { return casework::waitingOf(desk, id); }).value()->calls;
        QCOMPARE(calls.size(), std::size_t(1));
        QCOMPARE(calls[0].result, u"letter"_s);
    }
};

QTEST_MAIN(TestUiReferrals)
#include "test_ui_referrals.moc"
