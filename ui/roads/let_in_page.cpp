// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/let_in_page.h"

#include "core/casework/house/house.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/sign_in/second_person_panel.h"
#include "ui/roads/sync_page.h"

#include <QtCore/QDir>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::roads {

namespace {

QString seriesOf(const exchange::FoundRequest &request)
{
    return QString::fromStdString(request.request.series);
}

} // namespace

LetInPage::LetInPage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : WizardPage(context, parent), m_exchange(exchange), m_choices(new QListWidget(this)), m_check(new QWidget(this)),
      m_codeA(new CodeEdit(m_check)), m_isAdmin(new kit::CheckBox(m_check)), m_mayDecide(new kit::CheckBox(m_check)),
      m_keeps(new QWidget(m_check)), m_keepsTitle(kit::makeLabel(kit::TextRole::FieldLabel, m_keeps)),
      m_keepsText(kit::makeLabel(kit::TextRole::Muted, m_keeps)), m_keepsIdentity(new kit::CheckBox(m_keeps)),
      m_keepsHealth(new kit::CheckBox(m_keeps)), m_keepsPerpetrators(new kit::CheckBox(m_keeps)),
      m_second(new pages::SecondPersonPanel(m_check)), m_codeB(new CodeView(this)), m_again(new kit::PushButton(this))
{
    m_reading = codeToRead(m_codeB, m_again, this);
    auto *rows = new QVBoxLayout(m_check);
    rows->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_codeA, m_isAdmin, m_mayDecide, m_keeps, m_second})
        rows->addWidget(widget);
    auto *kept = new QVBoxLayout(m_keeps);
    kept->setContentsMargins(0, kit::space::One, 0, 0);
    kept->setSpacing(kit::space::Half);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_keepsTitle, m_keepsIdentity, m_keepsHealth, m_keepsPerpetrators, m_keepsText})
        kept->addWidget(widget);
    m_keepsIdentity->setObjectName(QStringLiteral("keepsIdentity"));
    m_keepsHealth->setObjectName(QStringLiteral("keepsHealth"));
    m_keepsPerpetrators->setObjectName(QStringLiteral("keepsPerpetrators"));
    m_choices->setMaximumHeight(120);
    setSteps({{Picture::Scene::StickToAdmin, m_choices},
              {Picture::Scene::ReadAtNew, m_check},
              {Picture::Scene::StickToNew, m_reading},
              {Picture::Scene::Together, nullptr}});
    connect(m_codeA, &CodeEdit::edited, this, [this] { m_next->setEnabled(m_codeA->isComplete()); });
    connect(m_codeA, &CodeEdit::submitted, this, &LetInPage::checkCode);
    connect(m_isAdmin, &QCheckBox::toggled, this, [this](bool isAdmin) {
        m_mayDecide->setVisible(isAdmin && m_request && m_request->request.person);
        m_mayDecide->setChecked(false);
        m_keeps->setVisible(!isAdmin); // it hands the keys on: it has all
    });
    m_mayDecide->hide();
    connect(m_second, &pages::SecondPersonPanel::agreed, this, &LetInPage::letIn);
    connect(m_second, &pages::SecondPersonPanel::cancelled, this, [this] { setBusy(false); });
    connect(m_choices, &QListWidget::itemActivated, this,
            [this](QListWidgetItem *item) { take(m_requests.at(static_cast<std::size_t>(m_choices->row(item)))); });
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (!m_next->isEnabled())
            return;
        this->context().files->chooseFolder(this, tr("USB stick"), QDir::homePath(), [this](const QString &folder) {
            m_folder = std::filesystem::path(folder.toStdU16String());
            setBusy(true);
            writeAnswer(*m_answer);
        });
    });
    showStep(Stick);
    m_choices->hide();
}

kit::PageId LetInPage::id() const
{
    return LetInPageId;
}

QString LetInPage::title() const
{
    return tr("Let a laptop in");
}

void LetInPage::open(const kit::PageArgument &)
{
    if (step() == Done || step() == Stick) {
        showStep(Stick);
        m_choices->hide();
        m_banner->dismiss();
        context().workspace->ask(this, &exchange::findLettingIn,
                                 [this](const base::Result<std::optional<exchange::LettingIn>> &found) {
                                     if (!found)
                                         m_banner->showError(found.error());
                                     else if (*found && step() == Stick)
                                         goOn(**found);
                                 });
    }
}

/// A lock came in between: the code is the same as before.
void LetInPage::goOn(const exchange::LettingIn &lettingIn)
{
    m_request = exchange::FoundRequest{{}, lettingIn.request, lettingIn.asked};
    m_answer = lettingIn.answer;
    const auto &standing = m_exchange.standing();
    m_access = lettingIn.hasAccess                      ? Access::Given
               : standing && !standing->servers.empty() ? Access::NotGiven
                                                        : Access::NoServer;
    m_codeB->setCode(QString::fromStdString(lettingIn.answer.code));
    showStep(CodeB);
}

void LetInPage::next()
{
    switch (step()) {
    case Stick:
        return context().files->chooseFolder(this, tr("USB stick with the request"), QDir::homePath(),
                                             [this](const QString &folder) { findRequests(folder); });
    case CodeA:
        return checkCode();
    case CodeB:
        m_banner->dismiss();
        m_exchange.change(
            this, [](casework::Desk &desk, exchange::ExchangeDesk &) { return exchange::endLettingIn(desk); },
            [](const base::Result<void> &) {}); // a failure of the disk is told by the workspace
        return showStep(Done);
    default:
        context().navigator->openPage(SyncPageId);
    }
}

void LetInPage::findRequests(const QString &folder)
{
    m_banner->dismiss();
    m_folder = std::filesystem::path(folder.toStdU16String());
    setBusy(true);
    kit::runInBackground(
        this, [path = m_folder] { return exchange::findRequests(path); },
        [this](base::Result<std::vector<exchange::FoundRequest>> found) {
            setBusy(false);
            showRequests(std::move(found));
        });
}

void LetInPage::showRequests(base::Result<std::vector<exchange::FoundRequest>> found)
{
    if (!found) {
        if (found.error().code == base::Errc::FileNotFound)
            m_banner->showMessage(
                kit::Banner::Kind::Warning,
                tr("There is no request on this stick. On the new laptop, open “Exchange”, “Join an existing "
                   "house”, and let it write one."));
        else
            m_banner->showError(found.error());
        return;
    }
    m_requests = std::move(*found);
    if (m_requests.size() == 1)
        return take(m_requests.front());
    m_choices->clear();
    for (const auto &request : m_requests)
        m_choices->addItem(tr("%1 (series %2)").arg(QString::fromStdString(request.request.name), seriesOf(request)));
    m_choices->setAccessibleName(tr("Laptops that ask to be let in"));
    m_choices->show();
    m_choices->setCurrentRow(0);
    m_choices->setFocus();
    m_banner->showMessage(kit::Banner::Kind::Info,
                          tr("Several laptops ask. Choose the one that stands beside you and press Enter."));
}

void LetInPage::take(const exchange::FoundRequest &request)
{
    m_request = request;
    m_codeA->clear();
    m_isAdmin->setChecked(false);
    for (QCheckBox *part : {m_keepsIdentity, m_keepsHealth, m_keepsPerpetrators})
        part->setChecked(true);
    m_banner->dismiss();
    m_second->hide();
    showStep(CodeA);
    m_next->setEnabled(false);
    m_codeA->setFocus();
}

void LetInPage::checkCode()
{
    if (!sync::isSameCode(m_request->request.code, m_codeA->code().toStdString()))
        return m_banner->showError(base::Error(base::Errc::EnrolmentCodeWrong));
    m_banner->showMessage(kit::Banner::Kind::Good, tr("The codes are the same. A second person of the house agrees now."));
    setBusy(true);
    m_second->start(context().vault);
}

wire::GroupMask LetInPage::chosenCompartments() const
{
    if (m_isAdmin->isChecked())
        return wire::AllGroups;
    unsigned left = 0;
    for (const auto &[part, compartment] :
         {std::pair(m_keepsIdentity, sync::Compartment::Identity), std::pair(m_keepsHealth, sync::Compartment::Health),
          std::pair(m_keepsPerpetrators, sync::Compartment::Perpetrator)}) {
        if (!part->isChecked())
            left |= 1U << static_cast<unsigned>(compartment);
    }
    return static_cast<wire::GroupMask>(wire::AllGroups & ~left);
}

void LetInPage::letIn(const std::shared_ptr<session::Approval> &approval)
{
    const exchange::LetIn how{.typedCode = m_codeA->code(),
                              .isAdmin = m_isAdmin->isChecked(),
                              .mayDecide = m_mayDecide->isChecked(),
                              .others = {},
                              .agreed = approval->auditDetail(),
                              .groups = chosenCompartments()};
    m_exchange.change(
        this,
        [file = m_request->file, how](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::letLaptopIn(desk, exchange, file, how);
        },
        [this](const base::Result<sync::EnrolmentAnswer> &answer) {
            if (!answer) {
                setBusy(false);
                return m_banner->showError(answer.error());
            }
            askServer(*answer);
        });
}

/// So that the new laptop needs no invitation; where nobody can be asked, everything else goes on.
void LetInPage::askServer(const sync::EnrolmentAnswer &answer)
{
    const auto &servers = m_exchange.standing()->servers;
    m_access = servers.empty() ? Access::NoServer : Access::NotGiven;
    if (std::ranges::none_of(servers, &exchange::Server::hasAccess))
        return writeAnswer(answer);
    m_banner->showMessage(kit::Banner::Kind::Info, tr("The house agrees. Asking the server to know the new laptop…"));
    m_exchange.admitAtServer(m_request->request.device, this,
                             [this, answer](const base::Result<base::Bytes> &secret) { serverAnswered(answer, secret); });
}

void LetInPage::serverAnswered(const sync::EnrolmentAnswer &answer, const base::Result<base::Bytes> &secret)
{
    if (!secret)
        return writeAnswer(answer);
    m_exchange.ask(
        this,
        [request = m_request->file, secret = *secret](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::addAccess(desk, exchange, request, secret);
        },
        [this, answer](const base::Result<sync::EnrolmentAnswer> &better) {
            m_access = better ? Access::Given : Access::NotGiven;
            writeAnswer(better ? *better : answer);
        });
}

QString LetInPage::serverText() const
{
    switch (m_access) {
    case Access::Given:
        return tr("The new laptop may use the server of the house as soon as it belongs to the house.");
    case Access::NotGiven:
        return tr(
            "The server could not be asked now: the new laptop exchanges by USB stick or on the Wi-Fi of the house until "
            "the people who run the server give it an invitation.");
    case Access::NoServer:
        return tr("The house has no server: the new laptop exchanges by USB stick or on the Wi-Fi of the house.");
    }
    return {};
}

void LetInPage::writeAnswer(const sync::EnrolmentAnswer &answer)
{
    m_answer = answer;
    m_codeB->setCode(QString::fromStdString(answer.code));
    kit::runInBackground(
        this,
        [path = exchange::answerFile(m_folder, seriesOf(*m_request)), file = answer.file] {
            return exchange::writeToStick(path, file);
        },
        [this](const base::Result<void> &written) { answerWritten(written); });
}

void LetInPage::answerWritten(const base::Result<void> &written)
{
    setBusy(false);
    if (!written)
        return m_banner->showError(written.error());
    showStep(CodeB);
    // The files of the house go onto the same stick, so that one way is enough.
    if (m_exchange.isFolderBusy())
        return m_banner->showMessage(kit::Banner::Kind::Info, tr("The answer is on the stick.") + u'\n' + serverText());
    m_banner->showMessage(kit::Banner::Kind::Info,
                          tr("The answer is on the stick. The files of the house are being written onto "
                             "it too: leave it in…"));
    m_next->setEnabled(false);
    m_again->setEnabled(false);
    connect(
        &m_exchange, &exchange::Exchange::folderFinished, this,
        [this](const QString &, const base::Result<transport::FolderReport> &report) { filesWritten(report); },
        Qt::SingleShotConnection);
    m_exchange.exchangeFolder(QString::fromStdU16String(m_folder.u16string()), false);
}

void LetInPage::filesWritten(const base::Result<transport::FolderReport> &report)
{
    m_next->setEnabled(true);
    m_again->setEnabled(true);
    const auto failure = report ? report->writeFailure : std::optional(report.error());
    if (failure)
        return m_banner->showError(*failure);
    m_banner->showMessage(m_access == Access::NotGiven ? kit::Banner::Kind::Warning : kit::Banner::Kind::Good,
                          tr("Answer and files are on the stick and were read back without a fault.") + u'\n' +
                              serverText());
}

void LetInPage::retranslateStep()
{
    m_codeA->setLabel(tr("Code A, as it is read aloud"));
    m_again->setText(tr("Write the answer onto a stick again…"));
    m_isAdmin->setText(tr("It may become an administrator’s laptop (let others in, shut a stolen one out)"));
    m_mayDecide->setText(
        tr("The person who works on it may do so as well (leave it when in doubt: it can be allowed later)"));
    m_keepsTitle->setText(tr("What this laptop keeps beside the course of each stay"));
    m_keepsIdentity->setText(tr("Names, origins and papers"));
    m_keepsHealth->setText(tr("Health"));
    m_keepsPerpetrators->setText(tr("Alleged perpetrators"));
    m_keepsText->setText(tr("What is not ticked never comes to this laptop and cannot be written on it: a stolen one cannot "
                            "tell it. The guard’s laptop needs none of the three. Without names nobody is admitted on it, "
                            "and no interview is corrected. It cannot be given more later without letting it in anew."));
    switch (step()) {
    case Stick:
        return setTexts(tr("Put the stick of the new laptop into this one"),
                        tr("The new laptop has written its request onto it. Both laptops are in one room, and you know who "
                           "brings it."),
                        tr("The stick is in: choose it…"));
    case CodeA:
        return setTexts(tr("Type code A while somebody reads it aloud"),
                        tr("The new laptop shows code A. Have it read aloud from that screen; this laptop compares. It is "
                           "called %1 and has the series %2.")
                            .arg(m_request ? QString::fromStdString(m_request->request.name) : QString(),
                                 m_request ? seriesOf(*m_request) : QString()),
                        tr("Compare"));
    case CodeB:
        return setTexts(
            tr("Carry the stick back to the new laptop and read code B aloud"),
            tr("There, press the button to go on. When it asks for code B, read these thirty digits aloud from this "
               "screen."),
            tr("The new laptop says that it belongs to the house"));
    default:
        return setTexts(
            tr("The new laptop belongs to the house"),
            tr("When it has exchanged with the stick, put the stick in here once more and exchange: then this laptop "
               "has what was written there. Every laptop shows that a new one came until somebody there confirms it."),
            tr("To the exchange"));
    }
}

kit::PageEntry letInPage(exchange::Exchange &exchange)
{
    return {
        LetInPageId,
        kit::PageEntry::Place::None,
        [] { return LetInPage::tr("Let a laptop in"); },
        {},
        [&exchange](const kit::PageContext &context, QWidget *parent) { return new LetInPage(context, exchange, parent); }};
}

} // namespace indaro::ui::roads
