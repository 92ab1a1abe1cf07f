// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/going_back_panel.h"

#include "core/casework/referrals/incoming.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "ui/kit/ask.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/referrals/organisation_files.h"
#include "ui/pages/referrals/package_words.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/referrals/slip_form.h"
#include "ui/print/document_view.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Result;

namespace {

/// The ways in which a paper goes back.
const QStringList PaperWays{u"person"_s, u"hand"_s, u"email"_s, u"other"_s};

documents::Template slipAlone(const documents::Template &form)
{
    documents::Template slip;
    slip.name = u"counter_referral"_s;
    const auto part = std::ranges::find(form.parts, u"slip"_s, &documents::Part::name);
    if (part != form.parts.end())
        slip.parts = {*part};
    return slip;
}

/// A line of the table of services: name, day, under way, finished, interrupted.
QStringList serviceRow(const QString &service, const casework::ServiceAnswerDraft &answer, const QString &language)
{
    const QString code = model::toText(answer.answer);
    const QString name = models::codeLabel(u"referral_service"_s, service, language);
    const bool isRunning = code == "running"_L1;
    const bool isDone = code == "given"_L1 || code == "finished"_L1;
    const bool isStopped = code == "interrupted"_L1;
    const bool isTicked = isRunning || isDone || isStopped; // the paper has no column for the others
    const QString words = isTicked ? name : name + u": "_s + models::codeLabel(u"referral_answer"_s, code, language);
    const auto tick = [](bool isSet) { return isSet ? u"1"_s : QString(); };
    return {words, kit::dateText(model::toText(answer.answeredOn)), tick(isRunning), tick(isDone), tick(isStopped)};
}

} // namespace

documents::DocumentData slipDocument(const documents::Template &slipForm, const casework::Referral &referral,
                                     const casework::CounterReferral &slip, const QString &language)
{
    documents::DocumentData data;
    QMap<QString, QString> lines = slip.form;
    lines.insert(u"slip_result"_s, slip.result);
    lines.insert(u"slip_recommendations"_s, slip.recommendations);
    lines.insert(u"slip_referral_serial"_s, referral.partnerNumber);
    for (auto line = lines.begin(); line != lines.end(); ++line) {
        const documents::Field *field = slipForm.field(line.key());
        if (field == nullptr || line.value().isEmpty())
            continue;
        if (field->options.isEmpty())
            data.set(line.key(), kit::dateText(line.value()));
        else
            data.choose(line.key(), line.value().split(u' ', Qt::SkipEmptyParts));
    }
    documents::FieldValue table;
    for (const auto &[service, answer] : slip.services)
        table.rows.append(serviceRow(service, answer, language));
    if (!table.rows.isEmpty())
        data.fields.insert(u"slip_services"_s, table);
    // It bears the number of the form it answers, with its check code: over there that number opens the referral.
    const auto theirs = documents::Serial::fromText(referral.partnerNumber);
    if (const auto serial = theirs ? theirs : documents::Serial::fromText(referral.serial)) {
        for (const auto &part : slipForm.parts)
            data.serials.insert(part.name, *serial);
    }
    return data;
}

GoingBackPanel::GoingBackPanel(const kit::PageContext &context, const documents::Template &form, QWidget *parent)
    : QFrame(parent), m_context(context), m_form(slipAlone(form)), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_hint(kit::makeLabel(kit::TextRole::Muted, this)), m_slip(new SlipForm(context, form, this)),
      m_banner(new kit::Banner(this)), m_way(kit::makeNarrowBox(this)), m_print(new kit::PushButton(this)),
      m_seal(new kit::PushButton(this)), m_notNow(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"goingBackPanel"_s);
    m_print->setObjectName(u"slipPrint"_s);
    m_seal->setObjectName(u"slipSeal"_s);
    m_way->setObjectName(u"slipWay"_s);
    m_wayRow = new kit::FormRow(m_way, this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_hint, m_slip, m_wayRow, m_banner})
        column->addWidget(part);
    for (auto *button : {m_seal, m_print, m_notNow})
        column->addWidget(button, 0, Qt::AlignLeft);
    kit::setButtonRole(m_notNow, kit::ButtonRole::Quiet);
    connect(m_seal, &QPushButton::clicked, this, [this] {
        askFirst([this] {
            chooseWritableFolder(
                m_context, this, tr("The stick or folder for the sealed file"),
                [this](const QString &folder) { seal(folder); },
                [this](const base::Error &error) { m_banner->showError(error); });
        });
    });
    connect(m_print, &QPushButton::clicked, this, [this] { askFirst([this] { print(); }); });
    connect(m_notNow, &QPushButton::clicked, this, [this] {
        flush();
        hide();
    });
    retranslate();
    hide();
}

QString GoingBackPanel::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

void GoingBackPanel::begin(const casework::Referral &referral, const std::vector<casework::ServiceAnswer> &services,
                           const std::optional<casework::DirectoryId> &partner)
{
    m_referral = referral;
    m_partner = partner;
    m_banner->dismiss();
    m_seal->setVisible(partner.has_value());
    m_slip->begin(referral.id, services);
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::loadHouse(desk); },
        [this](const Result<casework::HouseDetails> &house) {
            if (house)
                m_house = *house;
        });
    setVisible(true);
    kit::scrollTo(this);
}

void GoingBackPanel::flush()
{
    m_slip->keepDraft();
}

void GoingBackPanel::dismiss()
{
    flush();
    m_referral.reset();
    hide();
}

void GoingBackPanel::refused(const base::Error &error)
{
    const QString field = QString::fromStdString(error.text("field"));
    if (!error.text("standing").empty()) // she has said no to them
        return m_banner->showError(error);
    const QString words = field == "slip_refusal"_L1    ? tr("Tick why it was refused.")
                          : field == "slip_decision"_L1 ? tr("Tick what was decided.")
                          : field == "slip_agrees"_L1
                              ? tr("Nothing goes back unless the person agrees: ask her or him, and tick it.")
                              : kit::errorText(error).whole();
    if (field.isEmpty() || !m_slip->showProblem(field, words))
        m_banner->showError(error);
}

void GoingBackPanel::haveLeft()
{
    m_slip->takenIn();
    Q_EMIT wentBack();
}

/// A line that gives the address of the house away is looked at first, as before a referral leaves.
void GoingBackPanel::askFirst(std::function<void()> goOn)
{
    const casework::CounterReferral slip = m_slip->content();
    casework::ReferralContent said;
    said.form = slip.form;
    said.form.insert(u"slip_result"_s, slip.result);
    said.form.insert(u"slip_recommendations"_s, slip.recommendations);
    QStringList labels;
    for (const QString &line : casework::linesNamingTheHouse(said, m_house))
        labels << PackageWords::label(m_form, line, language());
    if (labels.isEmpty())
        return goOn();
    const kit::Question question{
        tr("The address of the house"),
        tr("The address of the house seems to stand in: %1. It is not switched on for this receiver.")
            .arg(labels.join(u"; "_s)),
        tr("Whoever finds this paper would know where the house is."),
        {tr("Correct the text"), tr("Let it go all the same")},
        0,
        true};
    m_context.ask->ask(this, question, [goOn = std::move(goOn)](int choice) {
        if (choice == 1)
            goOn();
    });
}

/// It says "answered" when the file lies there, and not before.
void GoingBackPanel::seal(const QString &folder)
{
    if (!m_referral || !m_partner)
        return;
    flush();
    using Prepared = std::shared_ptr<const casework::PreparedPackage>;
    const casework::CounterReferral slip = m_slip->content();
    m_context.workspace->ask(
        this,
        [id = m_referral->id, slip, partner = *m_partner](casework::Desk &desk) -> Result<Prepared> {
            INDARO_TRY_ASSIGN(auto prepared, casework::prepareCounterReferral(desk, id, slip, {.partner = partner}));
            return std::make_shared<const casework::PreparedPackage>(std::move(prepared));
        },
        [this, folder, slip, id = m_referral->id](const Result<Prepared> &prepared) {
            if (!m_referral || m_referral->id != id)
                return;
            if (!prepared)
                return refused(prepared.error());
            write(*prepared, slip, folder);
        });
}

void GoingBackPanel::write(std::shared_ptr<const casework::PreparedPackage> prepared, const casework::CounterReferral &slip,
                           const QString &folder)
{
    writeThenRecord(
        m_context, this, folder, std::shared_ptr<const casework::SealedPackage>(prepared, &prepared->sealed),
        [prepared, slip](casework::Desk &desk) { return casework::recordCounterReferralSealed(desk, *prepared, slip); },
        [this, prepared](const Result<QString> &written, bool isLeftBehind) {
            if (!m_referral || m_referral->id != prepared->referral)
                return; // about another referral by now
            if (!written)
                return m_banner->showMessage(kit::Banner::Kind::Error,
                                             kit::errorText(written.error()).whole() + u' ' +
                                                 PackageWords::notLeft(prepared->sealed.fileName, isLeftBehind));
            haveLeft();
            m_banner->keepSaying([this, name = prepared->sealed.fileName] {
                m_banner->showMessage(kit::Banner::Kind::Good,
                                      tr("The file %1 is written. Nobody but who sent the referral can open it.").arg(name));
            });
        });
}

/// First whether it may go at all; that it went is written down when it lies on paper or in a PDF.
void GoingBackPanel::print()
{
    if (!m_referral)
        return;
    flush();
    const casework::CounterReferral slip = m_slip->content();
    m_context.workspace->ask(
        this, [id = m_referral->id, slip](casework::Desk &desk) { return casework::checkCounterReferral(desk, id, slip); },
        [this, slip, id = m_referral->id](const Result<void> &checked) {
            if (!m_referral || m_referral->id != id)
                return;
            if (!checked)
                return refused(checked.error());
            handOver(slip);
        });
}

void GoingBackPanel::handOver(const casework::CounterReferral &slip)
{
    const auto styles = documents::loadBuiltinStyles();
    if (!styles)
        return m_banner->showError(styles.error());
    const print::Paper paper{m_form, *styles, slipDocument(m_form, *m_referral, slip, language()), 1};
    const std::string way = m_way->currentData().toString().toStdString();
    writePapersOf(
        m_context, this, {paper}, u"%1.pdf"_s.arg(m_referral->serial),
        [this](const base::Error &error) { m_banner->showError(error); },
        [this, slip, way] {
            m_context.navigator->showNotice(tr("The PDF is saved."));
            noteLeft(slip, way);
        },
        [this, slip, way] { noteLeft(slip, way); });
}

void GoingBackPanel::noteLeft(const casework::CounterReferral &slip, const std::string &way)
{
    if (!m_referral)
        return;
    m_context.workspace->ask(
        this,
        [id = m_referral->id, slip, way](casework::Desk &desk) {
            return casework::markCounterReferralPrinted(desk, id, slip, way);
        },
        [this](const Result<void> &noted) {
            if (!noted)
                return refused(noted.error());
            haveLeft();
        });
}

void GoingBackPanel::retranslate()
{
    m_title->setText(tr("The slip that goes back"));
    m_hint->setText(
        tr("What the sender learns, and nothing else: no story, no diagnosis. Nothing goes back unless the person "
           "agrees to it."));
    m_wayRow->setLabel(tr("How the paper goes back"));
    m_print->setText(tr("Print the slip…"));
    m_seal->setText(tr("Seal it and write the file…"));
    m_notNow->setText(tr("Not now"));
    const int before = m_way->currentIndex();
    m_way->clear();
    for (const QString &way : PaperWays)
        m_way->addItem(models::codeLabel(u"referral_way"_s, way, language()), way);
    m_way->setCurrentIndex(std::max(0, before));
    m_slip->retranslate();
}

} // namespace indaro::ui::pages
