// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/conflicts/test_exports.h"
#include "tests/support/for_whom.h"

#include "core/casework/consents/consents.h"
#include "core/casework/forms/form_store.h"
#include "core/casework/house/house.h"
#include "core/casework/house/house_only.h"
#include "core/casework/htcds/exchange_table.h"
#include "core/casework/htcds/htcds_export.h"
#include "core/forms/workbook.h"
#include "core/forms/workbook_writer.h"
#include "core/model/said_age.h"
#include "tests/ui/conflicts/rose.h"
#include "ui/forms/form_view.h"
#include "ui/kit/widgets.h"
#include "ui/pages/intake/interview_paper.h"
#include "ui/pages/settings/exchange_section.h"
#include "ui/pages/settings/exchange_words.h"
#include "ui/pages/settings/form_data_panel.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>

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

/// What a PDF says, as who opens it reads it.
QString pdfText(const QString &path)
{
    QProcess words;
    words.start(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s});
    return words.waitForFinished() ? QString::fromUtf8(words.readAllStandardOutput()) : QString();
}

/// A form in which most kinds of lines occur, filled.
struct Filled
{
    std::shared_ptr<const indaro::forms::FormDefinition> definition;
    std::unique_ptr<indaro::forms::FormInstance> instance;

    Filled()
    {
        const indaro::forms::TextSheet survey{
            u"survey"_s,
            {{u"type"_s, u"name"_s, u"label::French (fr)"_s, u"label::Kirundi (rn)"_s, u"relevant"_s, u"constraint"_s},
             {u"begin_group"_s, u"who"_s, u"Qui elle est"_s, u"Uwo ari we"_s},
             {u"note"_s, u"explained"_s, u"Vous pouvez arrêter à tout moment."_s, u"Murashobora guhagarika."_s},
             {u"date"_s, u"born"_s, u"Née le"_s, u"Yavutse"_s},
             {u"select_one yn"_s, u"alone"_s, u"Êtes-vous venue **seule** ?"_s, u"Mwaje mwenyene?"_s},
             {u"text"_s, u"with"_s, u"Avec qui ?"_s, u"Na nde?"_s, u"${alone} = 'no'"_s},
             {u"text"_s, u"phone"_s, u"Téléphone"_s, u""_s},
             {u"text"_s, u"church"_s, u"Église"_s, u"Ishengero"_s},
             {u"integer"_s, u"years"_s, u"Années d’école"_s, u"Imyaka y’ishure"_s, u""_s, u". < 20"_s},
             {u"end_group"_s},
             {u"begin_repeat"_s, u"child"_s, u"Enfant"_s, u"Umwana"_s},
             {u"text"_s, u"call"_s, u"Nom"_s, u"Izina"_s},
             {u"text"_s, u"school"_s, u"Où ${call} va-t-elle à l’école ?"_s, u"${call} yiga he?"_s},
             {u"end_repeat"_s},
             {u"text"_s, u"story"_s, u"Racontez."_s, u"Muravuge."_s}}};
        const indaro::forms::TextSheet choices{
            u"choices"_s,
            {{u"list_name"_s, u"name"_s, u"label::French (fr)"_s, u"label::Kirundi (rn)"_s},
             {u"yn"_s, u"yes"_s, u"Oui"_s, u"Ego"_s},
             {u"yn"_s, u"no"_s, u"Non"_s, u"Oya"_s}}};
        const QByteArray bytes = indaro::forms::makeWorkbook({survey, choices}).value();
        definition = std::make_shared<const indaro::forms::FormDefinition>(
            indaro::forms::FormDefinition::fromBytes(bytes, u"visit"_s).value());
        instance = std::make_unique<indaro::forms::FormInstance>(definition, indaro::forms::FormEnvironment());
        put(u"/data/who/born"_s, model::KeptAnswer{u"2009-01-01"_s, u"17y 2026-11-20 J. N."_s}.whole());
        put(u"/data/who/alone"_s, u"yes"_s);
        put(u"/data/who/years"_s, u"33"_s);
        INDARO_CHECK(instance->setMissing(u"/data/who/church"_s, base::Missing::Refused).hasValue());
        put(u"/data/child[1]/call"_s, u"Iteka"_s);
        INDARO_CHECK(instance->addRepeat(u"/data/child"_s).hasValue());
        put(u"/data/child[2]/call"_s, u"Keza"_s);
        for (int i = 0; i < 1200; ++i)
            story += (i % 40 == 39 ? u"mot%1\n"_s : u"mot%1 "_s).arg(i);
        put(u"/data/story"_s, story);
    }
    void put(const QString &path, const QString &value) { INDARO_CHECK(instance->setAnswer(path, value).hasValue()); }
    QString story;
};

QList<print::Page> laidOutNow(const print::Paper &paper)
{
    return print::layOutAllCopies(paper.form, paper.styles, paper.data);
}

/// The words of all pages one after another, without blanks.
QString wordsOn(const QList<print::Page> &pages)
{
    QString words;
    for (const print::Page &page : pages) {
        for (const print::TextItem &item : page.texts)
            words += item.text;
    }
    return words.removeIf([](QChar c) { return c.isSpace(); }); // the separator of lines is one
}

QString withoutBlanks(QString text)
{
    return text.removeIf([](QChar c) { return c.isSpace(); });
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
    pages::FormDataPanel panel(context, &frame);
    const auto &banner = *panel.findChild<kit::Banner *>(u"dataBanner"_s);
    panel.resize(900, 600);
    frame.resize(900, 700);
    frame.show();
    panel.refresh();
    auto *leave = panel.findChild<QPushButton *>(u"exportInterviews"_s);
    auto *secret = panel.findChild<kit::SecretField *>();
    QTRY_VERIFY(panel.isVisible() && leave->isVisible());

    leave->click(); // for nobody yet
    QTRY_VERIFY(banner.isVisible());
    QVERIFY(!secret->isVisible());
    auto *receiver = panel.findChild<QComboBox *>(u"exportReceiver"_s);
    QCOMPARE(receiver->currentIndex(), 0);
    receiver->setCurrentIndex(receiver->findData(QString()));
    Q_EMIT receiver->activated(receiver->currentIndex());
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

/// Each kind of file under the rule of two, and the tables back in on the same page: nothing comes in twice.
void TestExports::whatLeftAsAFileComesInAgain() // [contracts.md 9]
{
    Rose rose;
    QVERIFY(rose.vault->addAccount("marie", TwoLaptops::secretOf(SecondPassphrase), rose.vault->approveAlone().value()));
    QVERIFY(rose.run([id = rose.id](casework::Desk &desk) { return hold(desk, {id}); }));
    kit::PageContext context;
    context.workspace = rose.workspace.get();
    context.vault = rose.vault;
    context.clock = &rose.clock;
    context.translations = &rose.translations;
    context.ask = &rose.ask;
    context.files = &rose.files;
    QWidget frame;
    pages::FormDataPanel panel(context, &frame);
    const auto &banner = *panel.findChild<kit::Banner *>(u"dataBanner"_s);
    panel.resize(900, 600);
    frame.resize(900, 700);
    frame.show();
    panel.refresh();
    auto *leave = panel.findChild<QPushButton *>(u"exportInterviews"_s);
    auto *secret = panel.findChild<kit::SecretField *>();
    QTRY_VERIFY(panel.isVisible() && leave->isVisible());
    rose.translations.setLanguage(kit::Language::English);
    QCoreApplication::processEvents();
    auto *kind = panel.findChild<QComboBox *>(u"exportFormat"_s);
    auto *whom = panel.findChild<QComboBox *>(u"exportReceiver"_s);
    whom->setCurrentIndex(whom->findData(QString()));
    Q_EMIT whom->activated(whom->currentIndex());
    for (const auto &[format, inside] : {std::pair{u"ODK submissions in an archive"_s, QByteArray("submission.xml")},
                                         std::pair{u"Tables (CSV) in an archive"_s, QByteArray("visit.csv")}}) {
        kind->setCurrentText(format);
        QCOMPARE(kind->currentText(), format);
        rose.files.path = rose.dir.filePath(format.first(3) + u".zip"_s);
        leave->click();
        QTRY_VERIFY(secret->isVisible());
        QVERIFY(!QFile::exists(rose.files.path)); // each file is agreed to for itself
        QTest::keyClicks(secret, QLatin1StringView(SecondPassphrase));
        QTest::keyClick(secret, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(rose.files.path) && leave->isEnabled(), 15'000);
        QFile file(rose.files.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.startsWith("PK"));
        QVERIFY2(bytes.contains(inside), inside.constData()); // names of files are readable in an archive
        QCOMPARE(rose.audit().filter(u"list_exported interviews with "_s).size(), format.startsWith(u'O') ? 1 : 2);
    }
    auto *takeIn = panel.findChild<QPushButton *>(u"importSubmissions"_s);
    takeIn->click();
    QTRY_VERIFY2_WITH_TIMEOUT(banner.isVisible() && banner.text().contains(u"Here already: 1"_s), qPrintable(banner.text()),
                              15'000);

    QFile central(rose.dir.filePath(u"central.csv"_s));
    QVERIFY(central.open(QIODevice::WriteOnly));
    central.write("SubmissionDate,town,shoe_size,KEY\n2026-10-01T10:00:00.000Z,Ngozi,41,uuid:aaa\n");
    central.close();
    rose.files.path = central.fileName();
    takeIn->click();
    QTRY_VERIFY_WITH_TIMEOUT(banner.text().contains(u"Interviews taken in: 1."_s), 15'000);
    const auto *report = panel.findChild<QLabel *>(u"submissionReport"_s);
    QVERIFY(report->isVisible() && report->text().contains(u"shoe_size"_s));
}

void TestExports::nothingOfAnInterviewIsLostOnPaper()
{
    const Filled filled;
    const ui::forms::FormTexts texts(*filled.instance, {});
    SeededRandom random{5};
    const auto anyRecord = sync::RecordId::make(random);
    casework::LoadedInterview interview{anyRecord, anyRecord};
    interview.formVersion = u"1"_s;
    interview.correction = 2;
    interview.correctionReason = u"L’interprète avait mal compris l’année."_s;
    interview.interviewerView = u"Elle pleure souvent."_s;
    interview.answers = {{u"/data/old"_s, u"text"_s, u"réponse d’avant"_s}};
    interview.sittings = {{anyRecord,
                           1,
                           {u"J. N."_s, u"Espérance"_s, u"rn"_s, u"Bureau"_s, u"Sœur"_s},
                           1'764'000'000'000,
                           1'764'003'600'000,
                           u"finished"_s}};
    pages::InterviewOnPaper paper{texts, interview, u"K7Q2-M9XT-4"_s, u"Accueil"_s};
    paper.unknownPaths = QStringList{u"/data/old"_s};
    paper.release = {{sync::Compartment::Health}, true};
    paper.printedOn = QDate(2026, 11, 26);
    const QList<print::Page> pages = laidOutNow(pages::interviewPaper(paper).value());
    const QString words = wordsOn(pages);
    for (const QString &expected : {u"K7Q2-M9XT-4"_s,
                                    u"correction 2"_s,
                                    interview.correctionReason,
                                    u"Vous pouvez arrêter à tout moment."_s,
                                    u"Murashobora guhagarika."_s,
                                    u"Êtes-vous venue seule ?"_s,
                                    u"Mwaje mwenyene?"_s,
                                    u"Oui"_s,
                                    u"Ego"_s,
                                    u"2009"_s,
                                    u"J. N."_s,
                                    u"sans réponse"_s,
                                    u"n’a pas voulu répondre"_s,
                                    u"Ne se demandait pas, d’après les réponses : Avec qui ?"_s,
                                    u"Enfant (2)"_s,
                                    u"Keza"_s,
                                    u"ne suit pas une règle"_s,
                                    u"santé"_s,
                                    u"n’en sort pas"_s,
                                    u"réponse d’avant"_s,
                                    interview.interviewerView,
                                    u"Espérance"_s,
                                    u"Sœur"_s,
                                    u"INTERNE"_s})
        QVERIFY2(words.contains(withoutBlanks(expected)), qPrintable(expected));
    QString story; // in pieces, on more than one page
    for (const print::Page &page : pages) {
        for (const print::TextItem &item : page.texts)
            story += item.text.startsWith(u"mot"_s) ? item.text : QString();
    }
    QCOMPARE(withoutBlanks(story), withoutBlanks(filled.story));
    for (const print::Page &page : pages) {
        for (const print::TextItem &item : page.texts) {
            QVERIFY2(!item.text.endsWith(u'…'), qPrintable(item.text));
            QVERIFY2(item.rect.bottom() <= page.height - 3, qPrintable(item.text.left(80)));
        }
    }
    QVERIFY(pages.size() > 1);
    qsizetype ticks = 0; // "yes", in its box
    for (const print::Page &page : pages)
        ticks += std::ranges::count(page.shapes, print::ShapeItem::Kind::Tick, &print::ShapeItem::kind);
    QCOMPARE(ticks, qsizetype(1));
}

void TestExports::nothingWithheldIsOnTheInterviewPaper()
{
    const Filled filled;
    const ui::forms::FormTexts texts(*filled.instance, {});
    SeededRandom random{5};
    const auto anyRecord = sync::RecordId::make(random);
    casework::LoadedInterview interview{anyRecord, anyRecord};
    interview.formVersion = u"1"_s;
    interview.interviewerView = u"Elle parle de KEZA la nuit."_s;
    interview.answers = {{u"/data/old"_s, u"text"_s, u"réponse d’avant"_s}};
    pages::InterviewOnPaper paper{texts, interview, u"K7Q2-M9XT-4"_s, u"Accueil"_s};
    paper.unknownPaths = QStringList{u"/data/old"_s};
    const auto words = [&] { return wordsOn(laidOutNow(pages::interviewPaper(paper).value())); };
    for (const QString &said : {u"Keza"_s, u"KEZA"_s, u"d’avant"_s})
        QVERIFY2(words().contains(said), qPrintable(said));
    paper.release.withheld.add({u"identity.contact_person"_s, {casework::tellingWords(u"Keza"_s)}, {}});
    paper.release.withheld.add({u"answer:/data/old"_s, {}, {}});
    for (const QString &said : {u"Keza"_s, u"KEZA"_s, u"d’avant"_s})
        QVERIFY2(!words().contains(said), qPrintable(said));
    QVERIFY(words().contains(u"nesetransmetpas"_s) || words().contains(u"ne se transmet pas"_s));
    // Whether a question was asked says what was answered to the one it depends on.
    paper.release.withheld = {};
    QVERIFY(words().contains(u"Avecqui?"_s) && words().contains(u"Nesedemandaitpas"_s));
    paper.release.withheld.add({casework::withheldAnswer(u"/data/who/alone"_s), {}, {}});
    QVERIFY(words().contains(u"Êtes-vousvenue"_s));
    QVERIFY(!words().contains(u"Avecqui"_s) && !words().contains(u"Nesedemandaitpas"_s));
    QVERIFY(words().contains(u"n’yfigurentpas"_s));
}

void TestExports::aTableOfTheStandardLeavesWithASecondPersonAndComesInAgain() // [contracts.md 9]
{
    Rose rose;
    const auto aline = rose.admit("Nkurunziza", "Aline");
    QVERIFY(rose.vault->addAccount("marie", TwoLaptops::secretOf(SecondPassphrase), rose.vault->approveAlone().value()));
    QVERIFY(rose.run([aline](casework::Desk &desk) { return casework::decideCopyOutside(desk, aline, false); }));
    kit::PageContext context;
    context.workspace = rose.workspace.get();
    context.vault = rose.vault;
    context.clock = &rose.clock;
    context.translations = &rose.translations;
    context.ask = &rose.ask;
    context.files = &rose.files;
    rose.translations.setLanguage(kit::Language::English);
    QWidget frame;
    pages::ExchangeSection section(context, &frame);
    const auto &banner = *section.findChild<kit::Banner *>(u"exchangeBanner"_s);
    const auto &preview = *section.findChild<QLabel *>(u"exchangePreview"_s);
    section.resize(900, 800);
    frame.resize(900, 900);
    frame.show();
    section.refresh();
    auto *leaveAtOnce = section.findChild<QPushButton *>(u"exportTable"_s);
    leaveAtOnce->click(); // for nobody yet
    QTRY_VERIFY(banner.text().contains(u"for whom"_s));
    QVERIFY(preview.text().isEmpty());
    auto *receiver = section.findChild<QComboBox *>(u"exchangeReceiver"_s);
    receiver->setCurrentIndex(receiver->findData(QString()));
    Q_EMIT receiver->activated(receiver->currentIndex());
    QTRY_VERIFY(preview.text().contains(u"1 person would be"_s)); // numbers, before anybody has agreed
    QVERIFY(preview.text().contains(u"1 said no"_s));
    QVERIFY(!preview.text().contains(u"Ndayizeye"_s));
    QVERIFY(rose.audit().filter(u"list_exported"_s).isEmpty());

    auto *leave = section.findChild<QPushButton *>(u"exportTable"_s);
    auto *secret = section.findChild<kit::SecretField *>();
    auto *kind = section.findChild<QComboBox *>(u"exchangeKind"_s);
    auto *from = section.findChild<QLineEdit *>(u"exchangeFrom"_s);
    kind->setCurrentIndex(2); // CTDC without a receiver and an agreement
    leave->click();
    QTRY_VERIFY(banner.isVisible() && banner.text().contains(u"agreement"_s));
    QVERIFY(!secret->isVisible());
    kind->setCurrentIndex(1);
    from->setText(u"31/02/2026"_s);
    leave->click();
    QTRY_VERIFY(banner.text().contains(u"31/02/2026"_s));
    from->clear();

    rose.files.path = rose.dir.filePath(u"htcds.csv"_s);
    leave->click();
    QTRY_VERIFY(secret->isVisible());
    QVERIFY(!QFile::exists(rose.files.path));
    QTest::keyClicks(secret, QLatin1StringView(SecondPassphrase));
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(rose.files.path) && leave->isEnabled(), 15'000);
    QTRY_VERIFY(banner.isVisible() && banner.text().contains(u"1 person is in the table"_s));
    QVERIFY(rose.audit().first().startsWith(u"list_exported htcds with "_s));
    QFile table(rose.files.path);
    QFile manifest(rose.files.path + u".manifest.json"_s);
    QVERIFY(table.open(QIODevice::ReadOnly) && manifest.open(QIODevice::ReadOnly));
    const QByteArray bytes = table.readAll();
    QVERIFY(bytes.contains("Ndayizeye") && !bytes.contains("Nkurunziza"));
    QCOMPARE(casework::verifyManifest(bytes, manifest.readAll()).value().rows, 1);

    // A partner's table comes in on the same page, each line told; the report holds no name.
    const QString partner = rose.dir.filePath(u"partner.csv"_s);
    {
        QFile file(partner);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("ext_CaseCode;prs_First_Name;prs_Gender\r\n;Keza;mystere\r\n0000;Iteka;Feminine\r\n");
    }
    rose.files.path = partner;
    section.findChild<QPushButton *>(u"importTable"_s)->click();
    const auto &report = *section.findChild<QLabel *>(u"exchangeReport"_s);
    QTRY_VERIFY_WITH_TIMEOUT(report.isVisible(), 15'000);
    QVERIFY(banner.text().contains(u"2 lines read. 1 new file."_s));
    QVERIFY2(report.text().contains(u"Line 3 was not taken"_s), qPrintable(report.text()));
    QVERIFY(report.text().contains(u"Line 2, prs_Gender"_s));
    casework::HtcdsImportReport sayingNothing;
    for (int line = 2; line < 900; ++line)
        sayingNothing.notTaken.push_back({line, {}, u"nothing"_s});
    sayingNothing.notTaken.push_back({900, {}, u"columns"_s});
    sayingNothing.cells.push_back({901, {}, u"encoding"_s});
    const QString told = pages::findingWords(sayingNothing);
    QVERIFY2(told.startsWith(u"898 lines say nothing that is read.\nLine 900 was not taken: "_s), qPrintable(told));
    QVERIFY(told.contains(u"Line 901: its letters"_s) && told.count(u'\n') == 2);
    rose.files.path = rose.dir.filePath(u"report.csv"_s);
    section.findChild<QPushButton *>(u"saveExchangeReport"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(rose.files.path), 15'000);
    QTRY_VERIFY(leave->isEnabled());
    QFile saved(rose.files.path);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const QByteArray said = saved.readAll();
    QVERIFY(said.contains("case-code") && !said.contains("Keza") && !said.contains("Iteka"));
}

void TestExports::whoMayNotTakeATableIsToldWhomToAsk()
{
    Rose rose;
    QVERIFY(rose.run([](casework::Desk &desk) {
        return casework::saveStaff(
            desk, {.id = desk.log.user(), .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"data_focal_point"_s});
    }));
    QTRY_VERIFY(rose.workspace->access() && !rose.workspace->access()->isDirector());
    rose.translations.setLanguage(kit::Language::English);
    kit::PageContext context;
    context.workspace = rose.workspace.get();
    context.vault = rose.vault;
    context.clock = &rose.clock;
    context.translations = &rose.translations;
    context.ask = &rose.ask;
    context.files = &rose.files;
    QWidget frame;
    pages::ExchangeSection section(context, &frame);
    section.resize(900, 800);
    frame.resize(900, 900);
    frame.show();
    section.refresh();
    const auto *ask = section.findChild<QLabel *>(u"exchangeAsk"_s);
    QTRY_VERIFY(ask->isVisible() && ask->text().contains(u"Ask the director"_s));
    for (const char *hidden : {"exportTable", "importTable", "exchangeReceiver", "exchangeKind", "exchangeFrom"})
        QVERIFY2(!section.findChild<QWidget *>(QLatin1StringView(hidden))->isVisible(), hidden);
    QVERIFY(!section.findChild<kit::Banner *>(u"exchangeBanner"_s)->isVisible()); // nothing was asked that is refused
}

void TestExports::aWholeInterviewIsPrintedByTheDirectorAndASecondPerson() // [contracts.md 9]
{
    Rose rose;
    QVERIFY(rose.vault->addAccount("marie", TwoLaptops::secretOf(SecondPassphrase), rose.vault->approveAlone().value()));
    QVERIFY(rose.run([people = std::vector{rose.id}](casework::Desk &desk) { return hold(desk, people); }));
    const auto lines = rose.run([id = rose.id](casework::Desk &desk) { return casework::listInterviews(desk, id); }).value();
    QVERIFY(rose.window->openPage(pages::IntakePageId, pages::OpenInterview{rose.id, lines.front().id}));
    auto *page = rose.page<pages::IntakePage>();
    QTRY_VERIFY_WITH_TIMEOUT(page->toolbarActions().size() == 3, 15'000);
    auto *secret = page->findChild<pages::SecondPersonPanel *>()->findChild<kit::SecretField *>(); // the sitting has one too
    rose.files.path = rose.dir.filePath(u"entretien.pdf"_s);
    rose.ask.choice = 1; // where to save it

    QVERIFY(!page->toolbarActions().last()->isEnabled()); // for nobody
    forTheHouse(page);
    page->toolbarActions().last()->trigger();
    QTRY_VERIFY(secret->isVisible());
    QVERIFY(rose.audit().filter(u"interview_printed"_s).isEmpty());
    rose.shot("interview_print_second");
    QTest::keyClicks(secret, QLatin1StringView(SecondPassphrase));
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(rose.files.path), 15'000);
    QCOMPARE(rose.audit().filter(u"interview_printed correction 0, with "_s).size(), 1); // and its number is used
    QCOMPARE(rose.files.suggested.section(u'.', -1), u"pdf"_s);
    QVERIFY(!rose.files.suggested.contains(u"Rose"_s));

    // What is withheld since is not on the next one, and there is none for somebody she did not agree to.
    const QString town = QString::fromStdString(rose.id.toText()).left(8);
    QVERIFY(pdfText(rose.files.path).contains(town));
    QVERIFY(rose.run(
        [id = rose.id](casework::Desk &desk) { return casework::withholdItems(desk, id, {u"answer:/data/town"_s}, {}); }));
    const auto again = [&](const QString &name) {
        rose.files.path = rose.dir.filePath(name);
        forTheHouse(page);
        page->toolbarActions().last()->trigger();
        QTRY_VERIFY(secret->isVisible());
        QTest::keyClicks(secret, QLatin1StringView(SecondPassphrase));
        QTest::keyClick(secret, Qt::Key_Return);
        QTRY_VERIFY(!secret->isVisible());
    };
    again(u"encore.pdf"_s);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(rose.files.path), 15'000);
    QVERIFY(!pdfText(rose.files.path).contains(town));
    QCOMPARE(rose.audit().filter(u"interview_printed"_s).size(), 2);
    auto *receiver = page->findChild<QComboBox *>(u"forWhomKind"_s);
    QTRY_VERIFY(receiver->isVisible());
    receiver->setCurrentIndex(receiver->findData(u"health"_s));
    again(u"hopital.pdf"_s);
    QTRY_COMPARE(rose.workspace->pendingJobs(), 0);
    QVERIFY(!QFile::exists(rose.files.path));
    QCOMPARE(rose.audit().filter(u"interview_printed"_s).size(), 2);
}
