// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/conflicts/test_exports.h"

#include "core/casework/forms/form_store.h"
#include "core/casework/house/house_only.h"
#include "core/forms/workbook.h"
#include "core/forms/workbook_writer.h"
#include "tests/ui/conflicts/rose.h"
#include "ui/kit/widgets.h"
#include "ui/pages/settings/form_data_panel.h"

#include <QFile>

using namespace indaro;
using namespace indaro::tests;
using namespace indaro::ui;
using namespace Qt::StringLiterals;

namespace {

/// A partner's form, and a signed interview of each of these people.
base::Result<void> hold(casework::Desk &desk, const std::vector<sync::RecordId> &people)
{
    const indaro::forms::TextSheet survey{u"survey"_s,
                                          {{u"type"_s, u"name"_s, u"label"_s}, {u"text"_s, u"town"_s, u"Ville"_s}}};
    const indaro::forms::TextSheet settings{u"settings"_s, {{u"form_id"_s, u"version"_s}, {u"visit"_s, u"1"_s}}};
    INDARO_TRY_ASSIGN(const QByteArray bytes, indaro::forms::makeWorkbook({survey, settings}));
    INDARO_TRY_ASSIGN(const auto form, indaro::forms::FormDefinition::fromBytes(bytes, u"visit"_s));
    INDARO_TRY_ASSIGN(const auto kept,
                      casework::keepForm(desk, {casework::factsOf(form, u"visit"_s), u"visit.xlsx"_s, bytes}));
    for (const sync::RecordId &person : people) {
        INDARO_TRY_ASSIGN(const auto interview,
                          casework::startInterview(desk, {person, u"visit"_s, u"1"_s, u"fr"_s, kept.id}));
        INDARO_TRY(casework::saveAnswer(desk, interview,
                                        {u"/data/town"_s, u"text"_s, QString::fromStdString(person.toText()), std::nullopt,
                                         sync::Compartment::Identity}));
        INDARO_TRY(casework::signInterview(desk, interview, {}));
    }
    return {};
}

} // namespace

void TestExports::interviewsLeaveWhenASecondPersonAgrees() // [contracts.md 9]
{
    Rose rose;
    const auto aline = rose.admit("Nkurunziza", "Aline");
    QVERIFY(rose.vault->addAccount("marie", TwoLaptops::secretOf(SecondPassphrase), rose.vault->approveAlone().value()));
    QVERIFY(rose.run([people = std::vector{rose.id, aline}](casework::Desk &desk) { return hold(desk, people); }));
    QVERIFY(rose.run([aline](casework::Desk &desk) { return casework::decideCopyOutside(desk, aline, false); }));
    kit::PageContext context;
    context.workspace = rose.workspace.get();
    context.vault = rose.vault;
    context.clock = &rose.clock;
    context.translations = &rose.translations;
    context.ask = &rose.ask;
    context.files = &rose.files;
    rose.files.path = rose.dir.filePath(u"visit.xlsx"_s);
    QWidget frame;
    kit::Banner banner(&frame);
    pages::FormDataPanel panel(context, &banner, &frame);
    panel.resize(900, 600);
    frame.resize(900, 700);
    frame.show();
    panel.refresh();
    auto *leave = panel.findChild<QPushButton *>(u"exportInterviews"_s);
    auto *secret = panel.findChild<kit::SecretField *>();
    QTRY_VERIFY(panel.isVisible() && leave->isVisible());

    leave->click();
    QTRY_VERIFY(secret->isVisible());
    QVERIFY(!QFile::exists(rose.files.path)); // nobody has agreed yet
    QVERIFY(rose.audit().filter(u"list_exported"_s).isEmpty());
    QTest::keyClicks(secret, QLatin1StringView(SecondPassphrase));
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(rose.files.path), 15'000);
    QTRY_VERIFY(banner.isVisible() && banner.text().contains(u"1"_s));
    QVERIFY(rose.audit().first().startsWith(u"list_exported interviews with "_s));
    QFile file(rose.files.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto workbook = indaro::forms::Workbook::read(file.readAll(), indaro::forms::Workbook::Reading::AllSheets).value();
    QStringList cells;
    for (const auto &row : workbook.sheets().front().rows)
        cells << row.cells;
    QVERIFY(cells.contains(QString::fromStdString(rose.id.toText())));
    QVERIFY(!cells.contains(QString::fromStdString(aline.toText()))); // she said no to copies outside
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}
