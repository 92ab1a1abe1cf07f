// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/package_panel.h"

#include "core/casework/checklists/guards.h"
#include "core/casework/directory/directory_search.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/workspace.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"
#include "ui/kit/ask.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/organisation_files.h"
#include "ui/pages/referrals/package_words.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr int SealDays[] = {7, casework::PackageDays, 90};

/// The key of the organisation the form names; nothing: it has none in the directory.
Result<std::optional<casework::PartnerKey>> keyOfReceiver(casework::Desk &desk, const casework::Referral &referral)
{
    const QString receiver = model::foldName(referral.content.form.value(u"to_agency"_s));
    INDARO_TRY_ASSIGN(auto keys, casework::listPartnerKeys(desk));
    for (auto &key : keys) {
        if (model::foldName(key.name) == receiver)
            return std::optional(std::move(key));
    }
    return std::optional<casework::PartnerKey>();
}

casework::GuardedAction sendingOf(const casework::Referral &referral)
{
    return {sop::Action::ReferralSend, referral.caseFile, referral.serial};
}

Result<casework::Referral> savedReferral(casework::Desk &desk, sync::RecordId id,
                                         const std::optional<casework::ReferralContent> &typed)
{
    if (typed)
        INDARO_TRY(casework::saveReferral(desk, id, *typed));
    return casework::loadReferral(desk, id);
}

} // namespace

/// What is shown before anything leaves; `problem`: why nothing may.
struct PackagePanel::Looked
{
    QString receiver;
    std::optional<casework::PartnerKey> key;
    std::optional<casework::PackagePreview> preview;
    std::optional<Error> problem;
};

/// Sealed on the store's thread.
struct PackagePanel::Prepared
{
    std::shared_ptr<const casework::PreparedPackage> package; ///< null: something else would leave than was shown
};

PackagePanel::PackagePanel(const kit::PageContext &context, const documents::Template &form, QWidget *parent)
    : QFrame(parent), m_context(context), m_form(form), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_whom(kit::makeLabel(kit::TextRole::Body, this)), m_key(kit::makeLabel(kit::TextRole::Body, this)),
      m_naming(kit::makeLabel(kit::TextRole::Error, this)), m_leaves(kit::makeLabel(kit::TextRole::Body, this)),
      m_stays(kit::makeLabel(kit::TextRole::Muted, this)), m_banner(new kit::Banner(this)), m_way(kit::makeNarrowBox(this)),
      m_days(kit::makeNarrowBox(this)), m_directory(new kit::PushButton(this)), m_seal(new kit::PushButton(this)),
      m_notNow(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"packagePanel"_s);
    m_whom->setObjectName(u"packageWhom"_s);
    m_key->setObjectName(u"packageKey"_s);
    m_naming->setObjectName(u"packageNaming"_s);
    m_leaves->setObjectName(u"packageLeaves"_s);
    m_stays->setObjectName(u"packageStays"_s);
    m_seal->setObjectName(u"packageSeal"_s);
    m_directory->setObjectName(u"packageDirectory"_s);
    m_way->setObjectName(u"packageWay"_s);
    m_days->setObjectName(u"packageDays"_s);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    m_wayRow = new kit::FormRow(m_way, this);
    m_daysRow = new kit::FormRow(m_days, this);
    for (QLabel *label : {m_whom, m_key, m_naming, m_leaves, m_stays})
        label->setTextFormat(Qt::PlainText); // what is shown was typed by somebody
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_whom, m_key, m_naming, m_leaves, m_stays, m_wayRow,
                                                          m_daysRow, m_banner})
        column->addWidget(part);
    for (auto *button : {m_directory, m_seal, m_notNow})
        column->addWidget(button, 0, Qt::AlignLeft);
    kit::setButtonRole(m_seal, kit::ButtonRole::Primary);
    kit::setButtonRole(m_notNow, kit::ButtonRole::Quiet);
    connect(m_directory, &QPushButton::clicked, this, [this] { m_context.navigator->openPage(DirectoryPageId); });
    connect(m_seal, &QPushButton::clicked, this, &PackagePanel::askFirst);
    connect(m_notNow, &QPushButton::clicked, this, &PackagePanel::dismiss);
    connect(m_days, &QComboBox::activated, this, &PackagePanel::look);
    retranslate();
    hide();
}

QString PackagePanel::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

casework::PackageOrder PackagePanel::order() const
{
    const QDate today = model::localDay(m_context.clock->nowUtc());
    return {.partner = m_looked->key->entry,
            .way = m_way->currentData().toString().toStdString(),
            .expiresOn = today.addDays(m_days->currentData().toInt())};
}

void PackagePanel::begin(const casework::Referral &referral)
{
    if (m_referral != referral.id)
        m_looked.reset();
    m_referral = referral.id;
    m_banner->dismiss();
    setVisible(true);
    look();
}

void PackagePanel::dismiss()
{
    m_looked.reset();
    m_referral.reset();
    hide();
}

void PackagePanel::look()
{
    if (!m_referral)
        return;
    const QDate expiresOn = model::localDay(m_context.clock->nowUtc()).addDays(m_days->currentData().toInt());
    m_context.workspace->ask(
        this,
        [id = *m_referral, typed = m_typed(), expiresOn](casework::Desk &desk) -> Result<std::shared_ptr<const Looked>> {
            INDARO_TRY_ASSIGN(const casework::Referral referral, savedReferral(desk, id, typed));
            auto looked = std::make_shared<Looked>();
            looked->receiver = referral.content.form.value(u"to_agency"_s);
            INDARO_TRY_ASSIGN(looked->key, keyOfReceiver(desk, referral));
            if (!looked->key) {
                looked->problem = Error(Errc::PartnerKeyMissing);
                return std::shared_ptr<const Looked>(std::move(looked));
            }
            auto preview = casework::previewPackage(desk, id, {.partner = looked->key->entry, .expiresOn = expiresOn});
            if (preview)
                looked->preview = std::move(preview).value();
            else
                looked->problem = preview.error();
            return std::shared_ptr<const Looked>(std::move(looked));
        },
        [this, id = *m_referral](const Result<std::shared_ptr<const Looked>> &looked) {
            if (m_referral != id)
                return;
            if (!looked)
                return m_banner->showError(looked.error());
            showLooked(*looked);
        });
}

void PackagePanel::showLooked(std::shared_ptr<const Looked> looked)
{
    m_looked = std::move(looked);
    if (m_looked->problem)
        m_banner->showError(*m_looked->problem);
    showWords();
    kit::scrollTo(this);
}

void PackagePanel::showWords()
{
    const bool isReady = m_looked != nullptr && m_looked->preview.has_value();
    m_seal->setEnabled(isReady);
    m_seal->setText(tr("Seal it and write the file…"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_leaves, m_stays, m_wayRow, m_daysRow})
        part->setVisible(isReady);
    m_naming->setVisible(isReady && !m_looked->preview->namingTheHouse.isEmpty());
    m_directory->setVisible(m_looked != nullptr && (!m_looked->key || !m_looked->key->isCompared));
    if (m_looked == nullptr)
        return;
    const auto &key = m_looked->key;
    if (!key) {
        m_whom->setText(m_looked->receiver.isEmpty() ? tr("Write first to whom it goes.")
                                                     : tr("To: %1").arg(m_looked->receiver));
        m_key->setText(tr("The directory has no key of this organisation. Ask it for its key, or print the referral."));
        return;
    }
    m_whom->setText(tr("To: %1").arg(key->name));
    QStringList said{PackageWords::standing(*key)};
    if (key->isCompared)
        said << tr("Its key: %1").arg(key->code);
    else
        said << PackageWords::danger(key->name);
    m_key->setText(said.join(u'\n'));
    kit::setTextRole(m_key, key->isCompared ? kit::TextRole::Body : kit::TextRole::Error);
    if (!isReady)
        return;
    const casework::PackagePreview &preview = *m_looked->preview;
    QMap<QString, QString> lines;
    for (const casework::PackageLine &line : preview.lines)
        lines.insert(line.name, line.value);
    m_leaves->setText(tr("Exactly this leaves, and opens until %1:").arg(kit::dateText(preview.expiresOn)) + u'\n' +
                      PackageWords::lines(m_form, lines, language()).join(u'\n'));
    QStringList labels;
    for (const QString &line : preview.notShared)
        labels << PackageWords::label(m_form, line, language());
    m_stays->setText(labels.isEmpty() ? tr("Nothing else is filled in about the person.")
                                      : tr("Stays here: %1").arg(labels.join(u"; "_s)));
    labels.clear();
    for (const QString &line : preview.namingTheHouse)
        labels << PackageWords::label(m_form, line, language());
    m_naming->setText(tr("The address of the house seems to stand in: %1. It is not switched on for this receiver.")
                          .arg(labels.join(u"; "_s)));
}

/// Lines that give the address of the house away are looked at first.
void PackagePanel::askFirst()
{
    if (m_naming->isHidden())
        return chooseFolder();
    const kit::Question question{tr("The address of the house"),
                                 m_naming->text(),
                                 tr("Whoever opens this package would know where the house is."),
                                 {tr("Correct the text"), tr("Seal it all the same")},
                                 0,
                                 true};
    m_context.ask->ask(this, question, [this](int choice) {
        if (choice == 1)
            chooseFolder();
    });
}

void PackagePanel::chooseFolder()
{
    if (!m_referral)
        return;
    chooseWritableFolder(
        m_context, this, tr("The stick or folder for the sealed file"), [this](const QString &folder) { seal(folder); },
        [this](const Error &error) { m_banner->showError(error); });
}

void PackagePanel::seal(const QString &folder)
{
    if (!m_referral || m_looked == nullptr || !m_looked->preview)
        return;
    m_seal->setEnabled(false);
    m_context.workspace->ask(
        this,
        [id = *m_referral, typed = m_typed(), order = order(),
         shown = *m_looked->preview](casework::Desk &desk) -> Result<Prepared> {
            INDARO_TRY_ASSIGN(const casework::Referral referral, savedReferral(desk, id, typed));
            INDARO_TRY_ASSIGN(const auto preview, casework::previewPackage(desk, id, order));
            if (preview.lines != shown.lines || preview.partner.key != shown.partner.key)
                return Prepared{};
            for (const casework::GuardedAction &printing : casework::printingGuards(referral))
                INDARO_TRY(casework::checkGuards(desk, printing));
            if (referral.status == casework::ReferralStatus::Draft)
                INDARO_TRY(casework::checkGuards(desk, sendingOf(referral)));
            INDARO_TRY_ASSIGN(auto package, casework::prepareReferral(desk, id, order));
            return Prepared{std::make_shared<const casework::PreparedPackage>(std::move(package))};
        },
        [this, folder, id = *m_referral](const Result<Prepared> &prepared) {
            if (m_referral != id)
                return;
            if (!prepared)
                return refused(prepared.error(), folder);
            if (prepared->package == nullptr) {
                m_banner->showMessage(kit::Banner::Kind::Warning,
                                      tr("Something else would leave than was shown. Look at it again before you seal it."));
                return look();
            }
            write(prepared->package, folder);
        });
}

void PackagePanel::refused(const Error &error, const QString &folder)
{
    showWords();
    if (error.code == Errc::StepsOpen && m_held)
        return m_held([this, folder] { seal(folder); });
    m_banner->showError(error);
}

/// It says "sent" when the file lies there, and not before.
void PackagePanel::write(std::shared_ptr<const casework::PreparedPackage> prepared, const QString &folder)
{
    auto unguarded = std::make_shared<casework::Unguarded>();
    writeThenRecord(
        m_context, this, folder, std::shared_ptr<const casework::SealedPackage>(prepared, &prepared->sealed),
        [prepared, unguarded](casework::Desk &desk) -> Result<void> {
            INDARO_TRY_ASSIGN(const casework::Referral referral, casework::loadReferral(desk, prepared->referral));
            INDARO_TRY(casework::recordReferralSealed(desk, *prepared));
            *unguarded = casework::tellUnguarded(desk, sendingOf(referral));
            return {};
        },
        [this, prepared, unguarded](const Result<QString> &written, bool isLeftBehind) {
            if (m_referral != prepared->referral)
                return; // about another referral by now
            if (!written) {
                m_banner->showMessage(kit::Banner::Kind::Error,
                                      kit::errorText(written.error()).whole() + u' ' +
                                          PackageWords::notLeft(prepared->sealed.fileName, isLeftBehind));
                return showWords();
            }
            if (!unguarded->steps.isEmpty())
                m_context.navigator->showNotice(
                    tr("Sealed. The procedure asks before it: %1.").arg(unguarded->steps.join(u", "_s)));
            else if (!unguarded->isNoted)
                m_context.navigator->showNotice(StepTexts::notNoted());
            m_banner->keepSaying([this, name = prepared->sealed.fileName] {
                m_banner->showMessage(kit::Banner::Kind::Good,
                                      tr("The file %1 is written. Nobody but the receiver can open it. Hand over the stick, "
                                         "or attach the file to an e-mail. When their answer comes as a file, take it in "
                                         "here.")
                                          .arg(name));
            });
            showWords();
            Q_EMIT sealed();
        });
}

void PackagePanel::retranslate()
{
    m_title->setText(tr("As a sealed package"));
    m_directory->setText(tr("Open the directory"));
    m_notNow->setText(tr("Not now"));
    m_wayRow->setLabel(tr("By which road it goes"));
    m_daysRow->setLabel(tr("How long it can be opened"));
    const auto fillBox = [](QComboBox *box, const QList<std::pair<QString, QVariant>> &choices, int first) {
        const int before = box->currentIndex();
        box->clear();
        for (const auto &[text, code] : choices)
            box->addItem(text, code);
        box->setCurrentIndex(before >= 0 ? before : first);
    };
    const auto way = [this](const QString &code) {
        return std::pair(models::codeLabel(u"referral_way"_s, code, language()), QVariant(code));
    };
    fillBox(m_way, {way(u"usb"_s), way(u"email"_s), way(u"package"_s)}, 0);
    QList<std::pair<QString, QVariant>> days;
    for (const int count : SealDays)
        days.append({tr("%n day(s)", nullptr, count), count});
    fillBox(m_days, days, 1);
    showWords();
}

} // namespace indaro::ui::pages
