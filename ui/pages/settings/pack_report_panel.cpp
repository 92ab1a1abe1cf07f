// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/pack_report_panel.h"

#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/words/pack_fault_words.h"

#include <QtWidgets/QTextBrowser>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;
using Standing = sop::PackSignature::Standing;

namespace {
constexpr int FaultsHeight = 240;
} // namespace

PackReportPanel::PackReportPanel(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_facts(kit::makeLabel(kit::TextRole::Body, this)), m_standing(new kit::Banner(this)),
      m_digits(kit::makeLabel(kit::TextRole::Title, this)), m_faults(new QTextBrowser(this)),
      m_take(new kit::PushButton(this)), m_accept(new kit::PushButton(this)), m_local(new kit::PushButton(this)),
      m_cancel(new kit::PushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Two);
    m_faults->setMinimumHeight(FaultsHeight);
    m_digits->setObjectName(u"packDigits"_s);
    m_digits->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_take->setObjectName(u"takePack"_s);
    m_accept->setObjectName(u"acceptPackKey"_s);
    m_local->setObjectName(u"takePackAsOwn"_s);
    kit::setButtonRole(m_take, kit::ButtonRole::Primary);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_facts, m_standing, m_digits, m_faults})
        column->addWidget(part);
    for (QPushButton *button : {m_take, m_accept, m_local, m_cancel})
        column->addWidget(button, 0, Qt::AlignLeft);
    connect(m_take, &QPushButton::clicked, this, [this] { Q_EMIT takeRequested(casework::PackTrust::KnownKey); });
    connect(m_accept, &QPushButton::clicked, this, [this] { Q_EMIT takeRequested(casework::PackTrust::AcceptKey); });
    connect(m_local, &QPushButton::clicked, this, [this] { Q_EMIT takeRequested(casework::PackTrust::Local); });
    connect(m_cancel, &QPushButton::clicked, this, &PackReportPanel::cancelled);
    retranslate();
}

void PackReportPanel::show(std::shared_ptr<const ReadPack> pack)
{
    m_pack = std::move(pack);
    retranslate();
}

void PackReportPanel::clear()
{
    m_pack.reset();
    m_faults->clear();
}

bool PackReportPanel::isOlder() const
{
    const auto &newest = m_pack->weighing.newestRevision;
    return newest && *newest >= m_pack->weighing.reading.pack.revision;
}

/// What stands against it, worst first; else who vouches for it.
void PackReportPanel::showStanding()
{
    using Kind = kit::Banner::Kind;
    const casework::PackWeighing &weighing = m_pack->weighing;
    const Standing standing = weighing.signature.standing;
    const bool isSigned = standing == Standing::Signed;
    const bool isKnown = isSigned && weighing.isKeyKnown;
    const bool mayBeTaken = weighing.reading.isUsable() && !isOlder();
    if (!weighing.reading.isUsable())
        m_standing->showMessage(Kind::Error,
                                tr("This pack has faults that keep the house from following it. They stand below, "
                                   "with their lines, for whoever issued it."));
    else if (isOlder())
        m_standing->showMessage(Kind::Info, tr("This revision, or a newer one, is in the house already."));
    else if (standing == Standing::Tampered)
        m_standing->showMessage(
            Kind::Error, tr("It was changed after it was signed, or its signature is damaged: it is refused. Ask who "
                            "issued it for the original. A director who knows why may take it in as the house's own."));
    else if (standing == Standing::Unsigned)
        m_standing->showMessage(
            Kind::Warning, tr("Nobody has signed it, so nothing shows who wrote it: it is refused. Ask for a signed one. A "
                              "director may take it in as the house's own."));
    else if (!isKnown)
        m_standing->showMessage(
            Kind::Warning, tr("It is signed with a key this house does not know. Call the organisation that issued it on "
                              "a number you know, and compare these 30 digits one by one."));
    else
        m_standing->showMessage(Kind::Good, tr("It is signed with a key a director of this house has accepted before."));
    m_digits->setVisible(isSigned);
    m_digits->setText(isSigned ? sop::keyDigits(weighing.signature.key) : QString());
    m_take->setVisible(mayBeTaken && isKnown);
    m_accept->setVisible(mayBeTaken && isSigned && !isKnown);
    m_local->setVisible(mayBeTaken && !isKnown);
}

QString PackReportPanel::faultsHtml() const
{
    const QString language = m_context.translations->language() == kit::Language::English ? u"en"_s : u"fr"_s;
    QString html;
    for (const sop::PackFault &fault : m_pack->weighing.reading.faults) {
        if (sop::severityOf(fault.code) == sop::FaultSeverity::Note)
            continue; // a missing Kirundi text is no fault of the pack
        const auto words = ui::words::textOf(fault, language);
        html += u"<p><b>"_s + tr("Line %1").arg(fault.line) + u"</b> · "_s + fault.place.toHtmlEscaped() + u"<br>"_s +
                words.what.toHtmlEscaped() + u" "_s + words.advice.toHtmlEscaped() + u"</p>"_s;
    }
    return html;
}

void PackReportPanel::retranslate()
{
    m_take->setText(tr("Take it in"));
    m_accept->setText(tr("The digits are the same: take it in, and know this key from now on"));
    m_local->setText(tr("Take it in as the house's own (director)"));
    m_cancel->setText(tr("Do not take it in"));
    if (m_pack == nullptr)
        return;
    const sop::Pack &pack = m_pack->weighing.reading.pack;
    m_title->setText(tr("%1, revision %2")
                         .arg(StepTexts::words(pack.title, pack.kirundi, m_context.translations->language()))
                         .arg(pack.revision));
    m_facts->setText(tr("Issued by %1. Steps: %2.").arg(pack.issuer).arg(pack.stepCount()) + u'\n' +
                     StepTexts::words(pack.about, pack.kirundi, m_context.translations->language()));
    showStanding();
    m_faults->setHtml(faultsHtml());
    m_faults->setVisible(!m_faults->toPlainText().isEmpty());
    m_faults->setAccessibleName(tr("Faults"));
}

void PackReportPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace indaro::ui::pages
