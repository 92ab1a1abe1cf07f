// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/form_report_panel.h"

#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/words/finding_words.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;
using indaro::forms::Finding;
using indaro::forms::FindingCode;
using indaro::forms::Severity;

namespace {

constexpr int ShownRemarks = 400;
constexpr int RemarksHeight = 260;

/// Each missing text would be a line; there is one for each language instead.
bool isMissingText(const Finding &finding)
{
    return finding.code == FindingCode::MissingTranslation || finding.code == FindingCode::TranslationAwaited;
}

QString cell(const QString &text)
{
    return u"<td style=\"padding: 2px 12px 6px 0\">"_s + text.toHtmlEscaped() + u"</td>"_s;
}

} // namespace

FormReportPanel::FormReportPanel(QWidget *parent)
    : QWidget(parent), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_facts(kit::makeLabel(kit::TextRole::Muted, this)), m_standing(new kit::Banner(this)),
      m_summary(kit::makeLabel(kit::TextRole::Body, this)), m_findings(new QTextBrowser(this)),
      m_keep(new kit::PushButton(this)), m_preview(new kit::PushButton(this)), m_cancel(new kit::PushButton(this))
{
    m_keep->setObjectName(u"keepForm"_s);
    m_findings->setObjectName(u"findings"_s);
    m_findings->setStyleSheet(
        u"QTextBrowser { min-height: %1px; }"_s.arg(RemarksHeight)); // the program's is lower and goes before
    m_findings->setOpenLinks(false);
    m_findings->setTabChangesFocus(true);
    kit::setButtonRole(m_keep, kit::ButtonRole::Primary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_facts, m_standing, m_summary})
        column->addWidget(widget);
    constexpr int ButtonWidth = 180;
    auto *buttons = new kit::FlowGrid(3, ButtonWidth);
    for (QPushButton *button : {m_keep, m_preview, m_cancel})
        buttons->addCell(button);
    column->addLayout(buttons);
    column->addWidget(m_findings);
    connect(m_keep, &QPushButton::clicked, this, &FormReportPanel::keepRequested);
    connect(m_preview, &QPushButton::clicked, this, &FormReportPanel::previewRequested);
    connect(m_cancel, &QPushButton::clicked, this, &FormReportPanel::cancelled);
    retranslate();
}

void FormReportPanel::show(const ReadForm &form, const casework::FormWeighing &weighing, const QString &language)
{
    m_form = form;
    m_weighing = weighing;
    m_language = language;
    fill();
    m_keep->setFocus();
}

void FormReportPanel::setLanguage(const QString &language)
{
    m_language = language;
    fill();
}

void FormReportPanel::clear()
{
    m_form.reset();
    m_findings->clear();
}

QString FormReportPanel::standingText() const
{
    using Standing = casework::FormWeighing::Standing;
    const QString &version = m_form->form.facts.version;
    if (m_form->isShipped)
        return tr("This version came with Indaro. There is nothing to import.");
    if (m_weighing.standing == Standing::AlreadyHere)
        return tr("This very form is kept here already. There is nothing to import.");
    if (m_weighing.standing == Standing::VersionTaken)
        return tr("This version is kept here already, with other content. A form never changes under interviews that were "
                  "held with it: ask its author for a new version number (sheet “settings”, column “version”).");
    if (!m_weighing.newestVersion)
        return {};
    return casework::compareVersions(version, *m_weighing.newestVersion) > 0
               ? tr("It is newer than version %1, which is kept here. New interviews will begin with this one; those "
                    "already "
                    "begun stay with their version.")
                     .arg(*m_weighing.newestVersion)
               : tr("It is older than version %1, which is kept here. New interviews go on with the newer one.")
                     .arg(*m_weighing.newestVersion);
}

QString FormReportPanel::findingsHtml() const
{
    std::vector<const Finding *> findings;
    for (const Finding &finding : m_form->report.findings) {
        if (!isMissingText(finding))
            findings.push_back(&finding);
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding *left, const Finding *right) {
        return indaro::forms::severityOf(left->code) > indaro::forms::severityOf(right->code);
    });
    QString html = u"<table width=\"100%\">"_s;
    for (const auto &language : m_form->report.languages) {
        if (language.missing > 0)
            html += u"<tr>"_s + cell(language.language.header) +
                    cell(tr("%n texts are missing in this language; the other one is shown in their place.", nullptr,
                            language.missing)) +
                    u"</tr>"_s;
    }
    const auto shown = std::min<std::size_t>(findings.size(), ShownRemarks);
    for (std::size_t i = 0; i < shown; ++i) {
        const Finding &finding = *findings[i];
        QString place =
            finding.row > 0 ? tr("Sheet %1, row %2").arg(finding.sheet).arg(finding.row) : tr("Sheet %1").arg(finding.sheet);
        if (!finding.column.isEmpty())
            place = tr("%1, column %2").arg(place, finding.column);
        const words::FindingWords said = words::textOf(finding, m_language);
        html += u"<tr>"_s + cell(place) + cell(said.what + u' ' + said.advice) + u"</tr>"_s;
    }
    html += u"</table>"_s;
    if (shown < findings.size())
        html += u"<p>"_s +
                tr("%n more of the same kind are not listed here.", nullptr, static_cast<int>(findings.size() - shown))
                    .toHtmlEscaped() +
                u"</p>"_s;
    return html;
}

void FormReportPanel::fill()
{
    if (!m_form)
        return;
    const casework::FormFacts &facts = m_form->form.facts;
    m_title->setText(facts.title);
    QStringList parts{facts.formId};
    if (!facts.version.isEmpty())
        parts << tr("version %1").arg(facts.version);
    parts << tr("%n question(s)", nullptr, facts.questions);
    parts << (facts.languages.isEmpty() ? tr("one language") : facts.languages.join(u", "_s));
    parts << m_form->form.fileName;
    m_facts->setText(parts.join(u"  ·  "_s));

    const QString standing = standingText();
    const bool isNew = m_weighing.standing == casework::FormWeighing::Standing::New && !m_form->isShipped;
    if (standing.isEmpty())
        m_standing->dismiss();
    else
        m_standing->showMessage(isNew ? kit::Banner::Kind::Info : kit::Banner::Kind::Warning, standing);
    m_keep->setVisible(isNew);

    int errors = 0;
    int warnings = 0;
    for (const Finding &finding : m_form->report.findings) {
        errors += indaro::forms::severityOf(finding.code) == Severity::Error ? 1 : 0;
        warnings += indaro::forms::severityOf(finding.code) == Severity::Warning && !isMissingText(finding) ? 1 : 0;
    }
    QStringList lines;
    if (errors > 0)
        lines << tr("%n row(s) do not do what they say.", nullptr, errors);
    if (warnings > 0)
        lines << tr("%n row(s) may not do what their author meant.", nullptr, warnings);
    lines << (lines.isEmpty() ? tr("Everything in this form was understood.")
                              : tr("The form opens all the same; what was done in each place stands below."));
    lines << tr("Nothing is kept yet.");
    m_summary->setText(lines.join(u' '));
    m_findings->setVisible(!m_form->report.findings.empty());
    m_findings->setHtml(findingsHtml());
}

void FormReportPanel::retranslate()
{
    m_keep->setText(tr("Keep this form"));
    m_preview->setText(tr("Try it out"));
    m_cancel->setText(tr("Do not keep it"));
    m_findings->setAccessibleName(tr("What was remarked in the form"));
    fill();
}

void FormReportPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
