// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/code_list.h"
#include "tests/ui/frame_program.h"
#include "tests/ui/paper_faults.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/paper_forms/paper_forms_page.h"

#include <QTreeWidget>

#include <algorithm>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;

namespace {

struct Program : tests::FrameProgram
{
    explicit Program(kit::Language language) : FrameProgram(language, {pages::homePage(), pages::paperFormsPage()}) {}
};

QString textOf(const QList<print::Page> &pages)
{
    return tests::wordsOn(pages).join(u'\n');
}

} // namespace

/// The list of forms on paper, and what stands on each of them alike.
class TestFormsList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Both houses must know which list the codes are of.
    void aReferralSaysWhichListOfServicesItIs()
    {
        const int version = model::CodeList::byName(u"referral_service"_s).version();
        QVERIFY(version > 0);
        QCOMPARE(model::CodeList::byName(u"sex"_s).version(), 0); // of the house alone
        const QString text = textOf(tests::laidOut(pages::blankPaper(u"referral"_s)).value());
        QVERIFY(text.contains(u"(liste, version %1)"_s.arg(version)));
    }

    /// Each title stands whole in the list, however narrow it is.
    void noTitleOfTheListIsCut()
    {
        Program program(kit::Language::French);
        auto *page = program.open<pages::PaperFormsPage>(pages::PaperFormsPageId);
        auto *tree = page->findChild<QTreeWidget *>();
        const auto lines = [tree] {
            QList<QTreeWidgetItem *> items;
            for (int group = 0; group < tree->topLevelItemCount(); ++group)
                for (int row = 0; row < tree->topLevelItem(group)->childCount(); ++row)
                    items << tree->topLevelItem(group)->child(row);
            return items;
        };
        // The questionnaires come last.
        QTRY_VERIFY_WITH_TIMEOUT(lines().size() > pages::listPaperForms().value().size(), 60'000);
        // Empty, or the first title that has too little room: its words as they are broken into lines.
        const auto cut = [&]() -> QString {
            for (QTreeWidgetItem *item : lines()) {
                const QRect row = tree->visualItemRect(item);
                const QRect words = tree->fontMetrics().boundingRect(QRect(0, 0, row.width() - 8, QWIDGETSIZE_MAX),
                                                                     Qt::AlignLeft | Qt::TextWordWrap, item->text(0));
                if (row.height() < words.height() || item->toolTip(0) != item->text(0))
                    return u"%1: %2 of %3"_s.arg(item->text(0)).arg(row.height()).arg(words.height());
            }
            return {};
        };
        QVERIFY(tree->wordWrap());
        for (const int width : {1366, 683, 480, 1366}) {
            program.window->resize(width, 768);
            QTRY_COMPARE(cut(), QString());
        }
        // Somewhere a title needs two lines, or the list asks for nothing.
        tree->setMaximumWidth(170);
        QTRY_VERIFY(tree->width() <= 170);
        QTRY_COMPARE(cut(), QString());
        const auto isHigh = [tree](QTreeWidgetItem *item) {
            return tree->visualItemRect(item).height() > 2 * tree->fontMetrics().height();
        };
        QVERIFY(std::ranges::any_of(lines(), isHigh));
    }
};

QTEST_MAIN(TestFormsList)
#include "test_forms_list.moc"
