// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/paper/serial_register.h"
#include "core/model/code_list.h"
#include "core/model/field_name.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/sop/pack.h"
#include "tests/support/for_whom.h"
#include "tests/ui/frame_program.h"
#include "tests/ui/paper_faults.h"
#include "ui/kit/translations.h"
#include "ui/models/field_label.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/checklist/step_panel.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/paper_forms/paper_form_data.h"
#include "ui/pages/paper_forms/paper_forms_page.h"
#include "ui/pages/settings/numbers_paper.h"
#include "ui/print/preview_widget.h"

#include <QAction>
#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QTreeWidget>

#include <map>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

struct Program : tests::FrameProgram
{
    explicit Program(kit::Language language = kit::Language::English)
        : FrameProgram(language, {pages::homePage(), pages::caseFilePage(), pages::checklistPage(), pages::paperFormsPage()})
    {
    }
    void shot(const QString &name) const
    {
        if (const QString where = qEnvironmentVariable("INDARO_SCREENSHOTS"); !where.isEmpty())
            window->grab().save(where + u'/' + name + u".png"_s);
    }
};

QString textOf(const QList<print::Page> &pages)
{
    return tests::wordsOn(pages).join(u'\n');
}

/// Whether a text that ends in "…" was written so.
bool saysItself(const QString &form, const QString &text)
{
    QFile file(u":/indaro/templates/%1/%1.json"_s.arg(form));
    return file.open(QIODevice::ReadOnly) && QString::fromUtf8(file.readAll()).contains(text);
}

template <class Each> void forEachField(const documents::Template &form, Each each)
{
    for (const documents::Part &part : form.parts)
        for (const documents::Section &section : part.sections)
            for (const documents::Row &row : section.rows)
                for (const documents::Field &field : row.fields)
                    each(field);
}

sync::RecordId anyRecord()
{
    static tests::SeededRandom random(17);
    return sync::RecordId::make(random);
}

/// The codes a field may hold; those of a consent's purpose stand in two lists.
QStringList codesOf(sync::FieldId field)
{
    QStringList codes;
    const QString list = model::codeListOf(field);
    const bool isPurpose = field == fields::consent::Purpose;
    for (const QString &name : isPurpose ? QStringList{u"consent_use"_s, u"consent_purpose"_s} : QStringList{list}) {
        if (name.isEmpty())
            continue;
        for (const model::Code &code : model::CodeList::byName(name).codes())
            codes.append(code.code);
    }
    return isPurpose ? codes << u"copy_outside"_s : codes;
}

/// The record a line of an assessment belongs to.
std::optional<std::uint16_t> wholeOf(sync::FieldId field)
{
    if (field == fields::risk_line::Assessment)
        return fields::risk_assessment::Table;
    if (field == fields::best_interests_item::BestInterests || field == fields::best_interests_item_health::BestInterests)
        return fields::best_interests::Table;
    return {};
}

base::Value idOf(const sync::RecordId &id)
{
    return base::Bytes(id.bytes().begin(), id.bytes().end());
}

void put(casework::Record &record, sync::FieldId field, const base::Value &value)
{
    const auto *table = model::schema().findTable(field.table);
    for (std::size_t i = 0; i < table->fields.size(); ++i) {
        if (table->fields[i].field == field.field)
            record.values[i] = value;
    }
}

/// The house never identifies; beside its conclusion stands what an authority has decided.
void addAuthority(casework::FullFile &file, casework::Record house)
{
    namespace decision = fields::status_decision;
    casework::Record authority = house;
    authority.id = anyRecord();
    put(authority, decision::Author, "authority");
    put(house, decision::Author, "house");
    if (house.text(decision::Status) == "identified"_L1)
        put(house, decision::Status, "presumed");
    file.records.push_back(std::move(house));
    file.records.push_back(std::move(authority));
}

/// One record of each table the form is filled from; every text holds a word found nowhere else, every choice its code of
/// this rank. Lines belong to the assessment of the file.
casework::FullFile markedFile(const documents::Template &form, int length, qsizetype rank = 0)
{
    casework::FullFile file{anyRecord(), {}, {}, {}};
    std::map<std::uint16_t, sync::RecordId> ids;
    for (const std::uint16_t table : pages::tablesOf(form))
        ids.emplace(table, anyRecord());
    for (const std::uint16_t table : pages::tablesOf(form)) {
        const sync::TableDefinition *definition = model::schema().findTable(table);
        casework::Record record{table, ids.at(table), {}};
        for (const sync::FieldDefinition &field : definition->fields) {
            const sync::FieldId id{table, field.field};
            const QStringList codes = codesOf(id);
            if (!codes.isEmpty())
                record.values.push_back(model::toValue(codes[rank % codes.size()]));
            else if (const auto whole = wholeOf(id))
                record.values.push_back(idOf(ids.at(*whole)));
            else if (field.type == sync::FieldType::Text)
                record.values.push_back(
                    model::toValue((u"zq%1x%2 "_s.arg(table).arg(field.field)).repeated(length).trimmed()));
            else if (field.type == sync::FieldType::Integer)
                record.values.push_back(std::int64_t{7});
            else
                record.values.push_back({});
        }
        if (table == fields::status_decision::Table)
            addAuthority(file, std::move(record));
        else
            file.records.push_back(std::move(record));
    }
    return file;
}

QString markOf(sync::FieldId field)
{
    return u"zq%1x%2"_s.arg(field.table).arg(field.field);
}

/// The fields of a form whose words on paper can be told from all others.
QList<sync::FieldId> markedFields(const documents::Template &form)
{
    QList<sync::FieldId> marked;
    const auto add = [&marked](const QString &of, documents::FieldKind kind) {
        const auto field = model::fieldNamed(of);
        if (!field || (kind != documents::FieldKind::Text && kind != documents::FieldKind::Multiline))
            return;
        const auto *column = model::schema().findTable(field->table)->findField(field->field);
        if (column->type == sync::FieldType::Text && codesOf(*field).isEmpty())
            marked.append(*field);
    };
    forEachField(form, [&](const documents::Field &field) {
        add(field.of, field.kind);
        for (const documents::TableColumn &column : field.tableColumns)
            add(column.of, documents::FieldKind::Text);
    });
    return marked;
}

/// A code that reads the same as its French.
bool isItsOwnWord(sync::FieldId field, const QString &code)
{
    const QString list = model::codeListOf(field);
    const model::Code *found = list.isEmpty() ? nullptr : model::CodeList::byName(list).find(code);
    return found != nullptr && found->french == code;
}

base::Result<QList<print::Page>> pagesOf(const documents::Template &form, const casework::FullFile &file,
                                         const casework::Withheld &withheld)
{
    return tests::laidOut(pages::filledPaper({form, pages::filledForm(form, file, withheld), {}}));
}

} // namespace

class TestUiPaperForms final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormIsBlankOnPaper_data()
    {
        QTest::addColumn<QString>("name");
        const auto forms = pages::listPaperForms().value();
        for (const pages::PaperForm &form : forms)
            QTest::newRow(qPrintable(form.name)) << form.name;
    }

    void everyFormIsBlankOnPaper()
    {
        QFETCH(QString, name);
        const auto blank = tests::laidOut(pages::blankPaper(name));
        QVERIFY2(blank.hasValue(), blank ? "" : blank.error().toString().c_str());
        const auto form = documents::loadBuiltinTemplate(name).value();
        QVERIFY(blank->size() >= form.copies);
        const QString text = textOf(*blank);
        for (const documents::Part &part : form.parts)
            QVERIFY2(text.contains(part.title.french), qPrintable(part.title.french));
        // Nothing is cut or stands over something else, and every word of a label is there, in both languages.
        forEachField(form, [&](const documents::Field &field) {
            const QString last = field.label.french.split(u' ').last();
            QVERIFY2(text.contains(last), qPrintable(field.label.french));
        });
        const QString fault = tests::faultOf(*blank);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        for (const QString &cut : tests::wordsOn(*blank).filter(QRegularExpression(u"…$"_s)))
            QVERIFY2(saysItself(name, cut), qPrintable(cut));
        if (const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS"); !folder.isEmpty())
            QVERIFY(print::exportPdf(*blank, (folder + u'/' + name + u"-blank.pdf"_s).toStdString()).hasValue());
    }

    void whatIsKnownStandsOnItAndWhatIsWithheldDoesNot_data() { everyFormIsBlankOnPaper_data(); }

    void whatIsKnownStandsOnItAndWhatIsWithheldDoesNot()
    {
        QFETCH(QString, name);
        const auto form = documents::loadBuiltinTemplate(name).value();
        if (form.about != documents::About::Person)
            return;
        const casework::FullFile file = markedFile(form, 1);
        const QString open = textOf(pagesOf(form, file, {}).value());
        for (const sync::FieldId &field : markedFields(form)) {
            QVERIFY2(open.contains(markOf(field)), qPrintable(model::fieldName(field)));
            // Withheld as a field, and as words that are said in another one.
            casework::Withheld withheld;
            withheld.add({casework::withheldField(field), {markOf(field)}, {}});
            const QString closed = textOf(pagesOf(form, file, withheld).value());
            QVERIFY2(!closed.contains(markOf(field)), qPrintable(model::fieldName(field)));
        }
        // The longest texts go on, and none is cut.
        const auto full = pagesOf(form, markedFile(form, 60), {}).value();
        const QString fault = tests::faultOf(full);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        if (const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS"); !folder.isEmpty()) {
            QVERIFY(
                print::exportPdf(pagesOf(form, file, {}).value(), (folder + u'/' + name + u"-filled.pdf"_s).toStdString())
                    .hasValue());
            QVERIFY(print::exportPdf(full, (folder + u'/' + name + u"-long.pdf"_s).toStdString()).hasValue());
        }
    }

    void noCodeStandsOnPaper_data() { everyFormIsBlankOnPaper_data(); }

    void noCodeStandsOnPaper()
    {
        QFETCH(QString, name);
        const auto form = documents::loadBuiltinTemplate(name).value();
        qsizetype most = 0;
        const auto eachBound = [&form](auto each) {
            forEachField(form, [&each](const documents::Field &field) {
                if (const auto of = model::fieldNamed(field.of); of && field.records.isEmpty())
                    each(*of, field, qsizetype(-1));
                for (qsizetype c = 0; c < field.tableColumns.size(); ++c) {
                    if (const auto of = model::fieldNamed(field.tableColumns[c].of))
                        each(*of, field, c);
                }
            });
        };
        eachBound(
            [&most](sync::FieldId of, const documents::Field &, qsizetype) { most = std::max(most, codesOf(of).size()); });
        // Every code of every list has its turn, and stands there as a tick or as words.
        for (qsizetype rank = 0; rank < most; ++rank) {
            const casework::FullFile file = markedFile(form, 1, rank);
            const documents::DocumentData data = pages::filledForm(form, file, {});
            eachBound([&](sync::FieldId of, const documents::Field &field, qsizetype column) {
                const QStringList codes = codesOf(of);
                if (codes.isEmpty())
                    return;
                const QString code = codes[rank % codes.size()];
                const documents::FieldValue value = data.fields.value(field.name);
                const QString shown = column < 0 ? value.values.value(0) : value.rows.value(0).value(column);
                const QByteArray where = (model::fieldName(of) + u": "_s + code).toUtf8();
                if (column < 0 && !field.options.isEmpty())
                    QVERIFY2(std::ranges::find(field.options, shown, &documents::Option::name) != field.options.end(),
                             where.constData());
                else
                    QVERIFY2(!shown.isEmpty() && (shown != code || isItsOwnWord(of, code)), where.constData());
            });
            static const QRegularExpression joined(u"\\b[a-z]+_[a-z_]+\\b"_s);
            const QString text = textOf(tests::laidOut(pages::filledPaper({form, data, {}})).value());
            QVERIFY2(!joined.match(text).hasMatch(), qPrintable(joined.match(text).captured()));
        }
    }

    /// The sheet of the first hours: ticked as it was said at the admission, and not where she keeps it back.
    void theSheetOfTheFirstHoursSaysWhomSheWouldRatherTalkTo()
    {
        const auto form = documents::loadBuiltinTemplate(u"triage"_s).value();
        const QString name = model::fieldName(fields::case_file::PreferredSex);
        const QStringList codes = codesOf(fields::case_file::PreferredSex);
        QCOMPARE(codes, (QStringList{u"female"_s, u"male"_s, u"no_preference"_s}));
        for (qsizetype rank = 0; rank < codes.size(); ++rank) {
            const auto data = pages::filledForm(form, markedFile(form, 1, rank), {});
            QCOMPARE(data.fields.value(name).values, QStringList{codes[rank]});
        }
        casework::Withheld withheld;
        withheld.add({casework::withheldField(fields::case_file::PreferredSex), {}, {}});
        QCOMPARE(pages::filledForm(form, markedFile(form, 1), withheld).fields.value(name).values, QStringList());
        const auto blank = tests::laidOut(pages::blankPaper(u"triage"_s)).value();
        const QString text = textOf(blank);
        for (const QString &words : {u"Préfère"_s, u"femme"_s, u"umugore"_s, u"umugabo"_s})
            QVERIFY2(text.contains(words), qPrintable(words));
        QCOMPARE(blank.size(), qsizetype(form.copies)); // one page, by the light of a lamp
    }

    /// What the screen calls a field, its paper calls the same.
    void wordsOfFieldsAreThoseOfTheScreens()
    {
        const auto read = [](const QString &name) {
            QFile file(u":/indaro/templates/"_s + name);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const auto shared = documents::parseSharedParts(read(u"words.json"_s), read(u"heads.json"_s));
        QVERIFY(shared.hasValue());
        kit::Translations translations;
        int compared = 0;
        for (const kit::Language language : {kit::Language::English, kit::Language::French, kit::Language::Kirundi}) {
            translations.setLanguage(language);
            for (auto words = shared->words.cbegin(); words != shared->words.cend(); ++words) {
                const auto field = model::fieldNamed(words.key());
                if (words.key().startsWith(u'@') || !field)
                    continue;
                // The catalogue keeps a colon with its word; the paper sets its lines itself.
                const QString said = models::fieldLabel(*field).replace(QChar::Nbsp, u' ').replace(QChar(0x202F), u' ');
                if (said.isEmpty())
                    continue; // the screen shows it without a label of its own, as the number of a plan
                const QByteArray where = (words.key() + u": "_s + said).toUtf8();
                if (language == kit::Language::English)
                    QVERIFY2(words->english == said, where.constData());
                else if (language == kit::Language::French)
                    QVERIFY2(words->french == said, where.constData());
                else if (!words->kirundi.isEmpty() && said != words->english && said != words->french)
                    QVERIFY2(words->kirundi.compare(said.section(u" · "_s, 0, 0).remove(u'°'), Qt::CaseInsensitive) == 0,
                             where.constData());
                ++compared;
            }
        }
        translations.setLanguage(kit::Language::English);
        QVERIFY(compared > 3 * 107); // of 127 fields
    }

    void linesOfAnAssessmentAreThoseOfTheNewest_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("risks") << u"risk_assessment"_s;
        QTest::newRow("best interests") << u"best_interests"_s;
    }

    void linesOfAnAssessmentAreThoseOfTheNewest()
    {
        QFETCH(QString, name);
        const auto form = documents::loadBuiltinTemplate(name).value();
        casework::FullFile file = markedFile(form, 1);
        const QString before = textOf(pagesOf(form, file, {}).value());
        // The same once more, later: an assessment that has no line yet.
        const bool isRisk = name == "risk_assessment"_L1;
        const auto whole = isRisk ? fields::risk_assessment::Table : fields::best_interests::Table;
        const auto line = isRisk ? fields::risk_line::Sign : fields::best_interests_item::Words;
        QVERIFY(before.contains(markOf(line)));
        casework::Record newer = *std::ranges::find(file.records, whole, &casework::Record::table);
        newer.id = anyRecord();
        file.records.push_back(newer);
        QVERIFY(!textOf(pagesOf(form, file, {}).value()).contains(markOf(line)));
        // And its own line.
        casework::Record own = *std::ranges::find(file.records, line.table, &casework::Record::table);
        const auto *table = model::schema().findTable(line.table);
        for (std::size_t i = 0; i < table->fields.size(); ++i) {
            if (wholeOf({line.table, table->fields[i].field}))
                own.values[i] = idOf(newer.id);
        }
        file.records.push_back(own);
        const QString after = textOf(pagesOf(form, file, {}).value());
        QCOMPARE(after.count(markOf(line)), before.count(markOf(line)));
    }

    /// As they are mostly filled: no last page that is nearly empty. With long texts: no signatures alone on a page.
    void noFormEndsOnAnEmptyPage_data() { everyFormIsBlankOnPaper_data(); }

    void noFormEndsOnAnEmptyPage()
    {
        QFETCH(QString, name);
        const auto form = documents::loadBuiltinTemplate(name).value();
        QString fault = tests::lastPageFaultOf(tests::laidOut(pages::blankPaper(name)).value(), 0.55);
        QVERIFY2(fault.isEmpty(), qPrintable(u"blank, "_s + fault));
        if (form.about != documents::About::Person)
            return;
        fault = tests::lastPageFaultOf(pagesOf(form, markedFile(form, 1), {}).value(), 0.55);
        QVERIFY2(fault.isEmpty(), qPrintable(u"filled, "_s + fault));
        for (const int length : {12, 60}) {
            const auto paper = pagesOf(form, markedFile(form, length), {}).value();
            fault = tests::lastPageFaultOf(paper, 0);
            QVERIFY2(fault.isEmpty(), qPrintable(u"%1 words, "_s.arg(length) + fault));
            fault = tests::faultOf(paper);
            QVERIFY2(fault.isEmpty(), qPrintable(u"%1 words, "_s.arg(length) + fault));
        }
    }

    /// Of the proceedings stands what holds: not what was corrected, nor why something was done without agreement.
    void onTheSheetOfTheProceedingsStandsWhatHolds()
    {
        namespace act = fields::justice_event;
        const auto form = documents::loadBuiltinTemplate(u"justice_event"_s).value();
        casework::FullFile file = markedFile(form, 1);
        const auto index = std::ranges::find(file.records, act::Table, &casework::Record::table) - file.records.begin();
        const auto more = [&](const char *kind, const char *words, sync::FieldId link) {
            casework::Record record = file.records[std::size_t(index)];
            record.id = anyRecord();
            put(record, act::Kind, kind);
            put(record, act::What, words);
            put(record, link, idOf(file.records[std::size_t(index)].id));
            file.records.push_back(record);
        };
        const auto rows = [&] { return pages::filledForm(form, file, {}).fields.value(u"acts"_s).rows; };
        QCOMPARE(rows().size(), 1);
        more("no_consent", "zqraison", act::Follows);
        QCOMPARE(rows().size(), 1); // it stays in the house
        more("hearing", "zqjuste", act::Corrects);
        QCOMPARE(rows().size(), 1);
        QCOMPARE(rows().front().last(), u"zqjuste"_s);
        file.records.pop_back();
        more("written_in_error", "zqerreur", act::Corrects);
        QVERIFY(rows().isEmpty());
    }

    /// The conclusion is the house's that stands; an authority's decision is in its table and takes nothing from it.
    void onTheSheetOfTheStatusStandsWhatHolds()
    {
        namespace decision = fields::status_decision;
        const auto form = documents::loadBuiltinTemplate(u"status_decision"_s).value();
        casework::FullFile file = markedFile(form, 1);
        const auto filled = [&](const char *field) {
            return pages::filledForm(form, file, {}).fields.value(QString::fromLatin1(field));
        };
        QCOMPARE(filled("conclusion").values, QStringList{u"presumed"_s});
        QCOMPARE(filled("authorities").rows.size(), 1);
        const auto house = std::ranges::find(file.records, decision::Table, &casework::Record::table) - file.records.begin();
        const sync::RecordId concluded = file.records[std::size_t(house)].id,
                             decided = file.records[std::size_t(house) + 1].id;
        casework::Record right = file.records[std::size_t(house)];
        right.id = anyRecord();
        put(right, decision::Status, "unclear");
        put(right, decision::Corrects, idOf(concluded));
        file.records.push_back(right);
        QCOMPARE(filled("conclusion").values, QStringList{u"unclear"_s});
        put(right, decision::Status, {}); // it is taken back
        put(right, decision::Corrects, idOf(decided));
        right.id = anyRecord();
        put(right, decision::Author, "authority");
        file.records.push_back(right);
        QVERIFY(filled("authorities").rows.isEmpty());
        QCOMPARE(filled("conclusion").values, QStringList{u"unclear"_s});
    }

    /// What a photocopier, or a printer without colour, leaves of it.
    void everyFormIsReadableInBlackAndWhite_data() { everyFormIsBlankOnPaper_data(); }

    void everyFormIsReadableInBlackAndWhite()
    {
        QFETCH(QString, name);
        const auto form = documents::loadBuiltinTemplate(name).value();
        const auto filled = pagesOf(form, markedFile(form, 1), {}).value();
        for (const QList<print::Page> &pages : {tests::laidOut(pages::blankPaper(name)).value(), filled}) {
            for (const print::Page &page : pages) {
                for (const print::TextItem &text : page.texts)
                    QVERIFY2(qGray(text.colour.rgb()) <= 80, qPrintable(text.text));
                for (const print::ShapeItem &shape : page.shapes) {
                    const int grey = qGray(shape.colour.rgb());
                    if (shape.kind == print::ShapeItem::Kind::Fill)
                        QVERIFY2(grey >= 225,
                                 qPrintable(shape.colour.name())); // a copy of a copy stays white enough to read
                    else
                        QVERIFY2(grey <= 125, qPrintable(shape.colour.name()));
                }
            }
        }
    }

    void everyFormOfTheProcedureCanBePrinted()
    {
        QStringList missing;
        const sop::Pack pack = sop::readShippedPack().value().pack;
        for (const sop::Phase &phase : pack.phases) {
            for (const sop::Step &step : phase.steps) {
                if (!step.form.isEmpty() && pages::paperFormOfStep(step.form).isEmpty() && !missing.contains(step.form))
                    missing.append(step.form);
            }
        }
        // An interview is printed by its own page, a quarterly report comes with the statistics.
        missing.removeAll(u"interview"_s);
        missing.removeAll(u"quarterly-report"_s);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u", "_s)));
    }

    void aFormIsFilledFromAFileAndNoted()
    {
        Program program;
        const auto rose = program.admitRose();
        auto *page = program.open<pages::PaperFormsPage>(pages::PaperFormsPageId, pages::OpenPaperForms{rose, u"exit"_s});
        auto *tree = page->findChild<QTreeWidget *>();
        QCOMPARE(tree->currentItem()->text(0), u"Exit sheet"_s);
        auto *preview = page->findChild<print::PreviewWidget *>();
        QTRY_VERIFY(preview->pageCount() > 0);
        program.shot(u"filled"_s);
        const auto read = program.run([rose](casework::Desk &desk) { return pages::readPaperForm(desk, rose, u"exit"_s); });
        QVERIFY(read.hasValue() && textOf(tests::laidOut(pages::filledPaper(*read)).value()).contains(u"Rose"_s));
        program.files.path = program.path(u"exit.pdf"_s);
        QVERIFY(!page->toolbarActions()[1]->isEnabled()); // looked at, and for nobody yet
        tests::forTheHouse(page);
        QTRY_VERIFY(page->toolbarActions()[1]->isEnabled());
        page->toolbarActions()[1]->trigger();
        QTRY_VERIFY(QFile::exists(program.files.path));
        const auto formsNoted = [&] {
            return program
                .run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::FormPrinted); })
                .value();
        };
        QTRY_COMPARE(formsNoted().size(), std::size_t{1}); // when it is there
        const auto noted = formsNoted();
        QVERIFY(noted.front().object == rose);
        QCOMPARE(noted.front().detail, std::string("exit BCDF-2026-0001"));
        // Blank, and all of them for a day without electricity.
        page->toolbarActions()[2]->setChecked(true);
        QTRY_VERIFY(preview->pageCount() > 0);
        page = program.open<pages::PaperFormsPage>(pages::PaperFormsPageId);
        program.files.path = program.path(u"booklet.pdf"_s);
        page->toolbarActions()[2]->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(program.files.path), 120'000); // more than a hundred pages
        const auto lastBlank = [&] {
            const auto lines = program
                                   .run([](casework::Desk &desk) {
                                       return casework::listAuditOf(desk, casework::AuditVerb::BlankFormPrinted);
                                   })
                                   .value();
            return lines.empty() ? std::string() : lines.back().detail;
        };
        QTRY_COMPARE(lastBlank(), std::string("booklet"));
        program.shot(u"blank"_s);
    }

    /// A number is on the paper before the paper is there. Where none came of it, the register says so: no gap.
    void aPaperThatNeverCameLeavesItsNumberVoid()
    {
        Program program;
        const auto rose = program.admitRose();
        auto *page = program.open<pages::PaperFormsPage>(pages::PaperFormsPageId, pages::OpenPaperForms{rose, u"exit"_s});
        const auto numbers = [&] {
            return program.run([](casework::Desk &desk) { return casework::listNumbers(desk, 2026); }).value();
        };
        const auto toPdf = [&](const QString &path, int choice) {
            program.files.path = path;
            program.ask.choice = choice;
            const auto asked = program.ask.asked.size();
            tests::forTheHouse(page);
            QTRY_VERIFY(page->toolbarActions()[1]->isEnabled());
            page->toolbarActions()[1]->trigger();
            QTRY_COMPARE(program.ask.asked.size(), asked + 1); // or the next answer would be the one to this question
        };
        toPdf(program.path(u"no/such/stick/exit.pdf"_s), 1);
        QTRY_VERIFY(numbers().size() == 1 && numbers()[0].reason == u"failed"_s);
        toPdf(program.path(u"never.pdf"_s), 2); // where to save it? Not now
        QTRY_COMPARE(numbers().size(), std::size_t(2));
        toPdf(program.path(u"exit.pdf"_s), 1);
        QTRY_VERIFY(numbers().size() == 3 && numbers()[2].state == casework::NumberState::Used);
        const auto all = numbers();
        QVERIFY(all[0].state == casework::NumberState::Void && all[1].state == casework::NumberState::Void);
        QVERIFY(all[1].reason.isEmpty() && !QFile::exists(program.path(u"never.pdf"_s)));
        QCOMPARE(all[2].form, u"exit"_s);
        // On paper, for who controls the house: every number, and nobody's name.
        const auto paper = tests::laidOut(pages::numbersPaper(all, 2026, program.clock.nowUtc())).value();
        QCOMPARE(tests::faultOf(paper), QString());
        const QString text = textOf(paper);
        for (const char *number : {"BCDF-2026-0001", "BCDF-2026-0002", "BCDF-2026-0003"})
            QVERIFY(text.contains(QLatin1StringView(number)));
        QVERIFY(text.count(u"ANNULÉ"_s) == 2 && !text.contains(u"Rose"_s));
    }

    void aStepLeadsToItsForm()
    {
        Program program;
        const auto rose = program.admitRose();
        auto *list = program.open<pages::ChecklistPage>(pages::ChecklistPageId, pages::OpenChecklist{rose, u"9.6"_s});
        auto *step = list->findChild<pages::StepPanel *>();
        QPushButton *paper = nullptr;
        QTRY_VERIFY((paper = [&]() -> QPushButton * {
                        for (auto *button : step->findChildren<QPushButton *>()) {
                            if (button->isVisible() && button->text() == u"The form of this step, on paper"_s)
                                return button;
                        }
                        return nullptr;
                    }()) != nullptr);
        paper->click();
        auto *forms = qobject_cast<pages::PaperFormsPage *>(program.window->currentPage());
        QVERIFY(forms != nullptr);
        QCOMPARE(forms->findChild<QTreeWidget *>()->currentItem()->text(0), u"Exit sheet"_s);
    }
};

QTEST_MAIN(TestUiPaperForms)
#include "test_ui_paper_forms.moc"
