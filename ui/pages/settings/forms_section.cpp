// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/forms_section.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/settings/form_compare_panel.h"
#include "ui/pages/settings/form_data_panel.h"
#include "ui/pages/settings/form_preview_panel.h"
#include "ui/pages/settings/form_report_panel.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QListWidget>

#include <algorithm>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {
constexpr int ListHeight = 280;
constexpr int FormButtonWidth = 200;

/// Any thread.
Result<std::vector<indaro::forms::ItemChange>> compareFiles(const QByteArray &before, const QByteArray &after)
{
    INDARO_TRY_ASSIGN(const auto older, indaro::forms::FormDefinition::fromBytes(before, {}));
    INDARO_TRY_ASSIGN(const auto newer, indaro::forms::FormDefinition::fromBytes(after, {}));
    return indaro::forms::compareForms(older, newer);
}

} // namespace

FormsSection::FormsSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_overview(new QWidget(this)), m_list(new QListWidget(m_overview)),
      m_withShipped(new kit::CheckBox(m_overview)), m_empty(new kit::EmptyState(u"document-multiple"_s, m_overview)),
      m_import(new kit::PushButton(m_overview)), m_try(new kit::PushButton(m_overview)),
      m_compare(new kit::PushButton(m_overview)), m_retire(new kit::PushButton(m_overview)),
      m_progress(new kit::ProgressPanel(this)), m_report(new FormReportPanel(this)),
      m_preview(new FormPreviewPanel(*context.clock, this)), m_comparison(new FormComparePanel(this)),
      m_data(new FormDataPanel(context, m_overview))
{
    build();
    connect(m_import, &QPushButton::clicked, this, &FormsSection::choose);
    connect(m_empty, &kit::EmptyState::started, this, &FormsSection::choose);
    connect(m_retire, &QPushButton::clicked, this, &FormsSection::retire);
    connect(m_try, &QPushButton::clicked, this, &FormsSection::preview);
    connect(m_report, &FormReportPanel::previewRequested, this,
            [this] { startPreview(m_report->form()->definition, m_report); });
    connect(m_compare, &QPushButton::clicked, this, &FormsSection::compare);
    connect(m_comparison, &FormComparePanel::closed, this, [this] { showPart(m_overview); });
    connect(m_preview, &FormPreviewPanel::closed, this, [this] {
        m_preview->clear();
        showPart(m_beforePreview);
    });
    connect(m_withShipped, &QCheckBox::toggled, this, [this] { showForms(std::vector(m_forms)); });
    connect(m_list, &QListWidget::currentRowChanged, this, &FormsSection::updateButtons);
    connect(m_progress, &kit::ProgressPanel::cancelled, this, &FormsSection::giveUp);
    connect(m_report, &FormReportPanel::keepRequested, this, &FormsSection::keep);
    connect(m_report, &FormReportPanel::cancelled, this, [this] {
        m_report->clear();
        m_banner->dismiss();
        showPart(m_overview);
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this](const casework::Changes &changes) {
        const auto isOfForms = [](const casework::Change &change) {
            return change.key.table == model::fields::form::Table || change.key.table == model::fields::form_part::Table ||
                   change.key.table == model::fields::interview::Table;
        };
        if (isVisible() && std::any_of(changes.begin(), changes.end(), isOfForms))
            refresh();
    });
    retranslate();
}

void FormsSection::build()
{
    m_import->setObjectName(u"importForm"_s);
    m_list->setObjectName(u"formList"_s);
    m_withShipped->setObjectName(u"withShipped"_s);
    m_withShipped->hide(); // until the forms are read
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(ListHeight);
    m_list->setSpacing(kit::space::One / 2);
    kit::setButtonRole(m_import, kit::ButtonRole::Primary);
    auto *column = new QVBoxLayout(m_overview);
    column->setContentsMargins(0, 0, 0, 0);
    auto *buttons = new kit::FlowGrid(2, FormButtonWidth);
    for (QPushButton *button : {m_import, m_try, m_compare, m_retire})
        buttons->addCell(button);
    column->addWidget(m_empty);
    column->addWidget(m_list);
    column->addWidget(m_withShipped);
    column->addLayout(buttons);
    column->addWidget(m_data);
    for (QWidget *part : std::initializer_list<QWidget *>{m_progress, m_overview, m_report, m_preview, m_comparison})
        m_rows->addWidget(part);
    m_report->hide();
    m_preview->hide();
    m_comparison->hide();
}

void FormsSection::showPart(QWidget *part)
{
    m_overview->setVisible(part == m_overview);
    m_report->setVisible(part == m_report);
    m_preview->setVisible(part == m_preview);
    m_comparison->setVisible(part == m_comparison);
    if (part != m_overview)
        kit::scrollTo(part); // at 200 % the words above it fill the screen
}

QString FormsSection::wordsLanguage() const
{
    return kit::Translations::code(m_context.translations->language()) == "en"_L1 ? u"en"_s : u"fr"_s;
}

void FormsSection::choose()
{
    m_context.files->openFile(this, tr("Form to import, from this computer or a USB stick"), tr("Forms (*.xlsx *.zip)"),
                              [this](const QString &path) { read(path); });
}

void FormsSection::read(const QString &path)
{
    m_banner->dismiss();
    m_import->setEnabled(false);
    m_progress->start(tr("The form is being read …"), true);
    kit::runInBackground(
        this, [path] { return readForm(path); },
        [this, reading = ++m_reading](const Result<ReadForm> &form) {
            if (reading != m_reading)
                return;
            if (form)
                return weigh(*form);
            giveUp();
            m_banner->showError(form.error());
        });
}

void FormsSection::giveUp()
{
    ++m_reading;
    m_progress->finish();
    m_import->setEnabled(true);
}

void FormsSection::weigh(const ReadForm &form)
{
    m_context.workspace->ask(
        this, [kept = form.form](casework::Desk &desk) { return casework::weighForm(desk, kept); },
        [this, form, reading = m_reading](const Result<casework::FormWeighing> &weighing) {
            if (reading != m_reading)
                return;
            giveUp();
            if (!weighing)
                return m_banner->showError(weighing.error());
            showPart(m_report);
            m_report->show(form, *weighing, wordsLanguage());
        });
}

void FormsSection::keep()
{
    if (!m_report->form())
        return;
    m_report->setEnabled(false); // one press, one form
    m_context.workspace->ask(
        this, [form = m_report->form()->form](casework::Desk &desk) { return casework::keepForm(desk, form); },
        [this](const Result<casework::KeptForm> &kept) {
            m_report->setEnabled(true);
            if (!kept)
                return m_banner->showError(kept.error());
            m_report->clear();
            showPart(m_overview);
            m_banner->keepSaying([this] {
                m_banner->showMessage(kit::Banner::Kind::Good,
                                      tr("The form is kept. It is offered for new interviews now, and goes to the other "
                                         "computers of the house with the next exchange."));
            });
            refresh();
        });
}

void FormsSection::startPreview(std::shared_ptr<const indaro::forms::FormDefinition> definition, QWidget *from)
{
    m_banner->dismiss();
    m_beforePreview = from;
    m_preview->show(std::move(definition));
    showPart(m_preview);
}

void FormsSection::preview()
{
    const casework::StoredForm *form = chosen();
    if (form == nullptr)
        return;
    m_banner->dismiss();
    m_progress->start(tr("The form is being read …"), true);
    m_context.workspace->ask(
        this, [id = form->id](casework::Desk &desk) { return casework::loadFormContent(desk, id); },
        [this, name = form->facts.formId, reading = ++m_reading](const Result<QByteArray> &content) {
            if (reading != m_reading)
                return;
            if (!content) {
                giveUp();
                return m_banner->showError(content.error());
            }
            kit::runInBackground(
                this, [bytes = *content, name] { return indaro::forms::FormDefinition::fromBytes(bytes, name); },
                [this, reading](Result<indaro::forms::FormDefinition> definition) {
                    if (reading != m_reading)
                        return;
                    giveUp();
                    if (!definition)
                        return m_banner->showError(definition.error());
                    startPreview(std::make_shared<const indaro::forms::FormDefinition>(std::move(*definition)), m_overview);
                });
        });
}

/// The version before the chosen one; of the oldest the one after it.
const casework::StoredForm *FormsSection::otherVersion() const
{
    const casework::StoredForm *form = chosen();
    const casework::StoredForm *after = nullptr;
    bool isPassed = false;
    for (const casework::StoredForm &other : m_forms) { // the newest version of each first
        if (form == nullptr || other.facts.formId != form->facts.formId || !other.isWhole())
            continue;
        if (other.id == form->id)
            isPassed = true;
        else if (isPassed)
            return &other;
        else
            after = &other;
    }
    return after;
}

void FormsSection::compare()
{
    const casework::StoredForm *newer = chosen();
    const casework::StoredForm *older = otherVersion();
    if (newer == nullptr || older == nullptr)
        return;
    if (casework::compareVersions(newer->facts.version, older->facts.version) < 0)
        std::swap(newer, older);
    m_banner->dismiss();
    m_progress->start(tr("The form is being read …"), true);
    m_context.workspace->ask(
        this,
        [from = older->id, to = newer->id](casework::Desk &desk) -> Result<std::pair<QByteArray, QByteArray>> {
            INDARO_TRY_ASSIGN(auto before, casework::loadFormContent(desk, from));
            INDARO_TRY_ASSIGN(auto after, casework::loadFormContent(desk, to));
            return std::pair(std::move(before), std::move(after));
        },
        [this, before = older->facts, after = newer->facts,
         reading = ++m_reading](const Result<std::pair<QByteArray, QByteArray>> &contents) {
            if (reading != m_reading)
                return;
            if (!contents) {
                giveUp();
                return m_banner->showError(contents.error());
            }
            kit::runInBackground(
                this, [both = *contents] { return compareFiles(both.first, both.second); },
                [this, before, after, reading](const Result<std::vector<indaro::forms::ItemChange>> &changes) {
                    if (reading != m_reading)
                        return;
                    giveUp();
                    if (!changes)
                        return m_banner->showError(changes.error());
                    showPart(m_comparison);
                    m_comparison->show(after.title, before.version, after.version, *changes);
                });
        });
}

void FormsSection::retire()
{
    const casework::StoredForm *form = chosen();
    if (form == nullptr)
        return;
    m_context.workspace->ask(
        this,
        [id = form->id, isRetired = !form->isRetired](casework::Desk &desk) {
            return casework::setFormRetired(desk, id, isRetired);
        },
        [this](const Result<void> &done) {
            if (!done)
                m_banner->showError(done.error());
            refresh();
        });
}

void FormsSection::refresh()
{
    m_data->refresh();
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) {
            (void)shippedForms(); // read here, for who asks on the screen's own thread
            return casework::listForms(desk);
        },
        [this](Result<std::vector<casework::StoredForm>> forms) {
            if (forms)
                showForms(std::move(forms).value());
            else
                m_banner->showError(forms.error());
        });
}

QString FormsSection::lineOf(const casework::StoredForm &form) const
{
    const casework::FormFacts &facts = form.facts;
    QStringList parts{facts.formId};
    parts << (facts.languages.isEmpty() ? tr("one language") : facts.languages.join(u", "_s));
    parts << tr("%n question(s)", nullptr, facts.questions);
    parts << (form.drafts + form.signedInterviews == 0
                  ? tr("no interview held with it")
                  : tr("%n interview(s) held with it", nullptr, form.drafts + form.signedInterviews));
    if (!form.isWhole())
        parts << tr("still coming from another computer: %1 of %2 parts are here").arg(form.partsHere).arg(form.parts);
    else if (form.isRetired)
        parts << tr("not offered any more");
    if (form.hasTwin)
        parts << tr("two computers brought in different files under this version");
    const QString head = facts.version.isEmpty() ? facts.title : tr("%1, version %2").arg(facts.title, facts.version);
    const QString when = kit::dateTimeText(form.importedAt);
    parts << (form.importedBy.isEmpty() ? tr("imported on %1").arg(when)
                                        : tr("imported on %1 by %2").arg(when, form.importedBy));
    return head + u'\n' + parts.join(u"  ·  "_s);
}

void FormsSection::showForms(std::vector<casework::StoredForm> forms)
{
    const casework::StoredForm *before = chosen();
    const auto wanted = before != nullptr ? std::optional(before->id) : std::nullopt;
    m_forms = std::move(forms);
    m_listed = m_forms;
    if (!m_withShipped->isChecked())
        std::erase_if(m_listed, cameWithProgram);
    m_withShipped->setVisible(std::any_of(m_forms.begin(), m_forms.end(), cameWithProgram));
    m_list->clear();
    for (const casework::StoredForm &form : m_listed) {
        m_list->addItem(lineOf(form));
        m_list->item(m_list->count() - 1)->setToolTip(lineOf(form)); // at 200 % its end may be cut
        if (form.id == wanted)
            m_list->setCurrentRow(m_list->count() - 1);
    }
    if (m_list->currentRow() < 0 && m_list->count() > 0)
        m_list->setCurrentRow(0);
    m_list->setVisible(!m_listed.empty());
    m_import->setVisible(!m_listed.empty());
    m_empty->setVisible(m_listed.empty());
    updateButtons();
}

const casework::StoredForm *FormsSection::chosen() const
{
    const auto row = static_cast<std::size_t>(m_list->currentRow());
    return m_list->currentRow() >= 0 && row < m_listed.size() ? &m_listed[row] : nullptr;
}

void FormsSection::updateButtons()
{
    const casework::StoredForm *form = chosen();
    m_retire->setVisible(form != nullptr);
    m_try->setVisible(form != nullptr);
    m_compare->setVisible(otherVersion() != nullptr);
    m_try->setEnabled(form != nullptr && form->isWhole());
    m_retire->setText(form != nullptr && form->isRetired ? tr("Offer it again") : tr("Do not offer it any more"));
}

void FormsSection::retranslate()
{
    m_title->setText(tr("Forms"));
    m_text->setText(
        tr("Forms of partners, as Excel workbooks (XLSForm). An interview stays with the version it was begun "
           "with; a newer version is offered for new interviews only. The forms that come with Indaro are always "
           "there and not listed."));
    m_empty->setTexts(
        tr("No form was imported yet"),
        tr("When a partner sends a form as an Excel workbook, bring it in here. What Indaro does not understand "
           "in it is listed before anything is kept."));
    m_empty->setActionText(tr("Import a form…"));
    m_import->setText(tr("Import a form…"));
    m_try->setText(tr("Try it out"));
    m_compare->setText(tr("Compare versions"));
    m_list->setAccessibleName(tr("Forms"));
    m_withShipped->setText(tr("Also those that came with the program"));
    m_report->setLanguage(wordsLanguage());
    if (!m_forms.empty())
        showForms(std::vector(m_forms));
    updateButtons();
}

} // namespace indaro::ui::pages
