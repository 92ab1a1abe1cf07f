// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_forms/paper_forms_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/paper/serial_register.h"
#include "core/casework/people/full_file.h"
#include "core/casework/workspace.h"
#include "ui/kit/low_area.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapped_titles.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/questionnaires/house_questionnaires.h"
#include "ui/print/preview_widget.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int NameRole = Qt::UserRole + 1;
constexpr int NarrowForms = 900; // below this the paper stands under the list
constexpr int FormsWidth = 300;

base::Result<QList<print::Paper>> asPapers(const base::Result<print::Paper> &paper)
{
    if (!paper)
        return paper.error();
    return QList<print::Paper>{*paper};
}

QString titleIn(const documents::Label &label, kit::Language language)
{
    return language == kit::Language::English ? label.english : label.french;
}

} // namespace

PaperFormsPage::PaperFormsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_questionnaires(new HouseQuestionnaires(*context.workspace, this)),
      m_print(new QAction(this)), m_pdf(new QAction(this)), m_blank(new QAction(this)), m_booklet(new QAction(this)),
      m_typeIn(new QAction(this)), m_banner(new kit::Banner(this)), m_hint(kit::makeLabel(kit::TextRole::Body, this)),
      m_forWhom(new ForWhom(context, u"form"_s, {}, this)), m_split(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_tree(new QTreeWidget(this)), m_preview(new print::PreviewWidget(this))
{
    m_tree->setHeaderHidden(true);
    m_tree->setColumnCount(1);
    m_tree->setItemDelegate(new kit::WrappedTitles(m_tree));
    m_tree->setWordWrap(true); // a title is a sentence: none is cut
    connect(m_tree->header(), &QHeaderView::sectionResized, m_tree, &QTreeWidget::doItemsLayout, Qt::QueuedConnection);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setObjectName(u"paperForms"_s);
    m_split->setSpacing(kit::space::Two);
    m_split->addWidget(m_tree);
    m_split->addWidget(m_preview, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::One);
    auto *above = new kit::LowArea(this);
    above->column()->setSpacing(kit::space::One);
    above->column()->addWidget(m_banner);
    above->column()->addWidget(m_hint);
    above->column()->addWidget(m_forWhom);
    column->addWidget(above);
    connect(m_forWhom, &ForWhom::changed, this, [this] {
        if (!isFilled())
            return;
        m_banner->dismiss();
        showChosen();
    });
    column->addLayout(m_split, 1);
    m_print->setShortcut(QKeySequence::Print);
    m_blank->setCheckable(true);
    connect(m_print, &QAction::triggered, this, [this] { putChosen(PaperRoad::Printer); });
    connect(m_pdf, &QAction::triggered, this, [this] { putChosen(PaperRoad::Pdf); });
    connect(m_booklet, &QAction::triggered, this, &PaperFormsPage::putBooklet);
    connect(m_typeIn, &QAction::triggered, this,
            [this] { this->context().navigator->openPage(PaperEntryPageId, OpenPaperEntry{m_person}); });
    connect(m_blank, &QAction::toggled, this, [this](bool isBlank) {
        m_isBlank = isBlank;
        showChosen();
    });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (m_isFilling || item == nullptr || item->data(0, NameRole).toString().isEmpty())
            return;
        m_chosen = item->data(0, NameRole).toString();
        showChosen();
    });
    connect(m_questionnaires, &HouseQuestionnaires::failed, this,
            [this](const base::Error &error) { m_banner->showError(error); });
    const auto forms = listPaperForms();
    if (forms)
        m_forms = *forms;
    else
        m_banner->showError(forms.error());
    retranslate();
}

kit::PageId PaperFormsPage::id() const
{
    return PaperFormsPageId;
}

QString PaperFormsPage::title() const
{
    return tr("Forms on paper");
}

QList<QAction *> PaperFormsPage::toolbarActions() const
{
    return m_person ? QList<QAction *>{m_print, m_pdf, m_blank, m_typeIn}
                    : QList<QAction *>{m_print, m_pdf, m_booklet, m_typeIn};
}

void PaperFormsPage::open(const kit::PageArgument &argument)
{
    m_banner->dismiss();
    const auto *forms = argument.as<OpenPaperForms>();
    const auto person = forms == nullptr ? std::nullopt : forms->person;
    if (person != m_person) {
        m_read.reset();
        m_displayName.clear();
        m_caseCode.clear();
        m_blank->setChecked(false);
    }
    m_person = person;
    m_forWhom->showPerson(person);
    Q_EMIT toolbarActionsChanged();
    if (forms != nullptr && !forms->form.isEmpty())
        m_chosen = forms->form;
    refresh();
    readQuestionnaires();
}

void PaperFormsPage::refresh()
{
    fillTree();
    showChosen();
}

void PaperFormsPage::resizeEvent(QResizeEvent *event)
{
    kit::Page::resizeEvent(event);
    const bool isNarrow = width() < NarrowForms;
    m_split->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_tree->setMaximumWidth(isNarrow ? QWIDGETSIZE_MAX : FormsWidth);
    m_tree->setMaximumHeight(isNarrow ? height() / 3 : QWIDGETSIZE_MAX);
}

void PaperFormsPage::fillTree()
{
    const kit::Language language = context().translations->language();
    m_isFilling = true;
    m_tree->clear();
    for (const QString &group : paperFormGroups()) {
        auto *heading = new QTreeWidgetItem({paperFormGroupTitle(group)});
        heading->setFlags(Qt::ItemIsEnabled);
        for (const PaperForm &form : m_forms) {
            if (form.group != group)
                continue;
            auto *item = new QTreeWidgetItem(heading, {titleIn(form.title, language)});
            item->setData(0, NameRole, form.name);
            item->setToolTip(0, item->text(0)); // one word may be wider than the list at twice the size
        }
        if (heading->childCount() == 0) {
            delete heading;
            continue;
        }
        m_tree->addTopLevelItem(heading);
        heading->setExpanded(true);
    }
    addQuestionnaires();
    m_isFilling = false;
    choose(m_chosen);
}

const PaperForm *PaperFormsPage::chosen() const
{
    const auto found = std::ranges::find(m_forms, m_chosen, &PaperForm::name);
    return found == m_forms.end() ? nullptr : &*found;
}

void PaperFormsPage::choose(const QString &form)
{
    QTreeWidgetItem *first = nullptr;
    QTreeWidgetItem *wanted = nullptr;
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group) {
        for (int row = 0; row < m_tree->topLevelItem(group)->childCount(); ++row) {
            QTreeWidgetItem *item = m_tree->topLevelItem(group)->child(row);
            first = first == nullptr ? item : first;
            wanted = item->data(0, NameRole).toString() == form ? item : wanted;
        }
    }
    if (wanted == nullptr && HouseQuestionnaires::isOne(form) && !m_questionnaires->isLoaded())
        return; // it comes
    if (QTreeWidgetItem *item = wanted != nullptr ? wanted : first; item != nullptr) {
        m_chosen = item->data(0, NameRole).toString();
        m_isFilling = true;
        m_tree->setCurrentItem(item);
        m_isFilling = false;
    }
}

bool PaperFormsPage::isFilled() const
{
    const PaperForm *form = chosen();
    return m_person && !m_isBlank && form != nullptr && form->about == documents::About::Person;
}

void PaperFormsPage::showPaper(const base::Result<QList<print::Paper>> &papers)
{
    if (!papers)
        return m_banner->showError(papers.error());
    PaperWork::of(this)->layOut(
        *papers,
        [this](const QList<print::Page> &pages) {
            allow(true);
            m_preview->setPages(pages);
            m_preview->goToPage(0);
        },
        [this](const base::Error &error) { m_banner->showError(error); });
}

void PaperFormsPage::allow(bool isReady)
{
    for (QAction *each : {m_print, m_pdf}) {
        if (isFilled()) {
            m_forWhom->allow(each, isReady);
        } else {
            each->setEnabled(isReady);
            each->setToolTip({});
        }
    }
}

void PaperFormsPage::showNothing()
{
    PaperWork::of(this)->forgetLayout();
    m_preview->setPages({});
    m_print->setEnabled(false);
    m_pdf->setEnabled(false);
}

void PaperFormsPage::showChosen()
{
    if (HouseQuestionnaires::isOne(m_chosen))
        return showQuestionnaire();
    const PaperForm *form = chosen();
    if (form == nullptr)
        return;
    m_read.reset();
    m_hint->setText(
        isFilled() ? tr("Filled with what the register knows of this person. Lines without an entry are for the pen.")
        : m_person ? tr("This form is printed blank: the pen fills it.")
                   : tr("Blank forms, to be filled with the pen. To fill one from a file, open it from that file."));
    m_forWhom->setForm(m_chosen);
    m_forWhom->setVisible(isFilled());
    showNothing();
    if (!isFilled())
        return showPaper(asPapers(blankPaper(m_chosen)));
    using Read = std::shared_ptr<const PaperFormOfPerson>;
    context().workspace->ask(
        this,
        [person = *m_person, name = m_chosen,
         receiver = m_forWhom->paper().receiver](casework::Desk &desk) -> base::Result<Read> {
            INDARO_TRY_ASSIGN(auto read, readPaperForm(desk, person, name, receiver));
            return std::make_shared<const PaperFormOfPerson>(std::move(read));
        },
        [this, person = *m_person, name = m_chosen, receiver = m_forWhom->paper().receiver](const base::Result<Read> &read) {
            if (m_person != person || m_chosen != name || !isFilled() || receiver != m_forWhom->paper().receiver)
                return;
            if (!read && !receiver.isHouse())
                return; // said where the receiver was chosen
            if (!read)
                return m_banner->showError(read.error());
            m_read = *read;
            showPaper(asPapers(filledPaper(*m_read)));
        });
}

void PaperFormsPage::putChosen(PaperRoad road)
{
    if (HouseQuestionnaires::isOne(m_chosen))
        return putQuestionnaire(road);
    const PaperForm *form = chosen();
    if (form == nullptr)
        return;
    if (isFilled())
        return putFilled(road);
    putBlank(form->name.toStdString(), asPapers(blankPaper(form->name)), road);
}

/// It bears the numbers of its parts, and is written down with them when it is there.
void PaperFormsPage::putFilled(PaperRoad road)
{
    if (m_read == nullptr)
        return;
    using Read = std::shared_ptr<const PaperFormOfPerson>;
    const casework::Receiver receiver = m_forWhom->paper().receiver;
    auto serials = std::make_shared<QStringList>();
    context().workspace->ask(
        this,
        // Read again: what is withheld, or was taken back, since the form was chosen is on no paper.
        [person = *m_person, name = m_chosen, receiver, serials](casework::Desk &desk) -> base::Result<Read> {
            INDARO_TRY_ASSIGN(auto read, readPaperForm(desk, person, name, receiver));
            INDARO_TRY_ASSIGN(*serials, casework::takeFormNumbers(desk, numbersOf(read.form)));
            setNumbers(read.form, read.data, *serials);
            return std::make_shared<const PaperFormOfPerson>(std::move(read));
        },
        [this, person = *m_person, name = m_chosen, receiver, serials, road](const base::Result<Read> &numbered) {
            if (!numbered)
                return m_banner->showError(numbered.error());
            const auto note = [person, form = name.toStdString(), serials = *serials, receiver](casework::Desk &desk) {
                return casework::noteNumberedForm(desk, person, form, serials, receiver);
            };
            give(
                asPapers(filledPaper(**numbered)), name + u".pdf"_s, road, note, [this] { m_forWhom->reset(); }, *serials);
        });
}

void PaperFormsPage::putBlank(const std::string &name, const base::Result<QList<print::Paper>> &papers, PaperRoad road)
{
    give(papers, QString::fromStdString(name) + u".pdf"_s, road, [name](casework::Desk &desk) {
        return casework::recordAuditNow(desk, casework::AuditVerb::BlankFormPrinted, std::nullopt, name);
    });
}

void PaperFormsPage::putBooklet()
{
    QList<print::Paper> booklet;
    for (const PaperForm &form : m_forms) {
        const auto paper = blankPaper(form.name);
        if (!paper)
            return m_banner->showError(paper.error());
        booklet.append(*paper);
    }
    m_questionnaires->load([this, booklet] {
        m_questionnaires->drawAll(
            [this, booklet](const QList<print::Paper> &more) { putBlank("booklet", booklet + more, PaperRoad::Pdf); });
    });
}

void PaperFormsPage::give(const base::Result<QList<print::Paper>> &papers, const QString &fileName, PaperRoad road,
                          std::function<base::Result<void>(casework::Desk &)> note, std::function<void()> done,
                          const QStringList &serials)
{
    const auto failed = [this, serials](const base::Error &error) {
        if (!serials.isEmpty())
            voidNumbers(serials, error.code);
        m_banner->showError(error);
    };
    if (!papers)
        return failed(papers.error());
    putOnPaper(
        context(), this, road,
        {.papers = *papers, .fileName = fileName, .note = std::move(note), .failed = failed, .done = std::move(done)});
}

/// Why no paper came of them; given up in a dialog, they are void without a word.
void PaperFormsPage::voidNumbers(const QStringList &serials, base::Errc why)
{
    using enum base::Errc;
    const auto reason = why == Cancelled                                                  ? casework::VoidReason::Stopped
                        : why == PrintFailed || why == FileNotWritable || why == DiskFull ? casework::VoidReason::Failed
                                                                                          : casework::VoidReason::Unrecorded;
    context().workspace->ask(
        this, [serials, reason](casework::Desk &desk) { return casework::voidNumbers(desk, serials, reason); },
        [this](const base::Result<void> &noted) {
            if (!noted)
                m_banner->showError(noted.error());
        });
}

void PaperFormsPage::retranslate()
{
    m_print->setText(tr("Print"));
    m_pdf->setText(tr("Save as PDF"));
    m_blank->setText(tr("Blank"));
    m_typeIn->setText(tr("Type in from paper"));
    m_booklet->setText(tr("All blank forms in one booklet"));
    m_tree->setAccessibleName(title());
    m_preview->setAccessibleName(tr("The form as it will be printed"));
    if (m_tree->topLevelItemCount() > 0)
        refresh();
}

kit::PageEntry paperFormsPage()
{
    return {
        PaperFormsPageId, kit::PageEntry::Place::Papers, [] { return PaperFormsPage::tr("Forms on paper"); },
        u"document-print"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new PaperFormsPage(context, parent); }};
}

} // namespace indaro::ui::pages
