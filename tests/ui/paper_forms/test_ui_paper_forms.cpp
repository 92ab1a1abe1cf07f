// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/model/code_list.h"
#include "core/model/field_name.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/sop/pack.h"
#include "tests/ui/frame_program.h"
#include "tests/ui/paper_faults.h"
#include "ui/kit/translations.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/checklist/step_panel.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/paper_forms/paper_form_data.h"
#include "ui/pages/paper_forms/paper_forms_page.h"
#include "ui/print/preview_widget.h"

#include <QAction>
#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QTreeWidget>

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

/// One record of each table the form is filled from; every text holds a word found nowhere else, every choice its first
/// code.
casework::FullFile markedFile(const documents::Template &form, int length)
{
    casework::FullFile file{anyRecord(), {}, {}, {}};
    for (const std::uint16_t table : pages::tablesOf(form)) {
        const sync::TableDefinition *definition = model::schema().findTable(table);
        casework::Record record{table, anyRecord(), {}};
        for (const sync::FieldDefinition &field : definition->fields) {
            const sync::FieldId id{table, field.field};
            const QString list = model::codeListOf(id);
            if (!list.isEmpty())
                record.values.push_back(model::toValue(model::CodeList::byName(list).codes().front().code));
            else if (field.type == sync::FieldType::Text)
                record.values.push_back(
                    model::toValue((u"zq%1x%2 "_s.arg(table).arg(field.field)).repeated(length).trimmed()));
            else if (field.type == sync::FieldType::Integer)
                record.values.push_back(std::int64_t{7});
            else
                record.values.push_back({});
        }
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
        if (column->type == sync::FieldType::Text && model::codeListOf(*field).isEmpty())
            marked.append(*field);
    };
    forEachField(form, [&](const documents::Field &field) {
        add(field.of, field.kind);
        for (const documents::TableColumn &column : field.tableColumns)
            add(column.of, documents::FieldKind::Text);
    });
    return marked;
}

base::Result<QList<print::Page>> pagesOf(const documents::Template &form, const casework::FullFile &file,
                                         const casework::Withheld &withheld)
{
    return pages::filledPages({form, pages::filledForm(form, file, withheld), {}});
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
        const auto blank = pages::blankPages(name);
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
        missing.removeAll(u"justice-event"_s);
        missing.removeAll(u"retention-certificate"_s); // of an erasure, by its page
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
        QVERIFY(read.hasValue() && textOf(pages::filledPages(*read).value()).contains(u"Rose"_s));
        program.files.path = program.path(u"exit.pdf"_s);
        page->toolbarActions()[1]->trigger();
        QTRY_VERIFY(QFile::exists(program.files.path));
        const auto noted =
            program.run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::FormPrinted); })
                .value();
        QCOMPARE(noted.size(), std::size_t{1});
        QVERIFY(noted.front().object == rose);
        QCOMPARE(noted.front().detail, std::string("exit BCDF-2026-0001"));
        // Blank, and all of them for a day without electricity.
        page->toolbarActions()[2]->setChecked(true);
        QTRY_VERIFY(preview->pageCount() > 0);
        page = program.open<pages::PaperFormsPage>(pages::PaperFormsPageId);
        program.files.path = program.path(u"booklet.pdf"_s);
        page->toolbarActions()[2]->trigger();
        QTRY_VERIFY(QFile::exists(program.files.path));
        const auto blank =
            program
                .run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::BlankFormPrinted); })
                .value();
        QCOMPARE(blank.back().detail, std::string("booklet"));
        program.shot(u"blank"_s);
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
