// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/join_house_page.h"

#include "core/casework/house/house.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/roads/sync_page.h"

#include <QtCore/QDir>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace indaro::ui::roads {

JoinHousePage::JoinHousePage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : WizardPage(context, parent), m_exchange(exchange), m_name(new kit::FormRow(new QLineEdit(this), this)),
      m_codeA(new CodeView(this)), m_again(new kit::PushButton(this)), m_codeB(new CodeEdit(this))
{
    m_reading = codeToRead(m_codeA, m_again, this);
    setSteps({{Picture::Scene::NewToStick, m_name},
              {Picture::Scene::ReadAtNew, m_reading},
              {Picture::Scene::ReadAtAdmin, m_codeB},
              {Picture::Scene::Together, nullptr}});
    connect(m_codeB, &CodeEdit::edited, this, [this] { m_next->setEnabled(m_codeB->isComplete()); });
    connect(m_codeB, &CodeEdit::submitted, this, &JoinHousePage::finish);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_next->isEnabled())
            chooseStick(&JoinHousePage::writeRequest);
    });
    showStep(Name);
}

kit::PageId JoinHousePage::id() const
{
    return JoinHousePageId;
}

QString JoinHousePage::title() const
{
    return tr("Join an existing house");
}

void JoinHousePage::open(const kit::PageArgument &)
{
    const auto &standing = m_exchange.standing();
    const bool isMember = standing && standing->membership == exchange::Standing::Membership::Member;
    if (isMember && step() != Done)
        showStep(Done);
    using Begun = std::pair<QString, std::optional<exchange::Joining>>;
    m_exchange.ask(
        this,
        [](casework::Desk &desk, exchange::ExchangeDesk &exchange) -> base::Result<Begun> {
            INDARO_TRY_ASSIGN(QString name, casework::laptopName(desk, desk.log.device()));
            INDARO_TRY_ASSIGN(auto joining, exchange::findJoining(desk, exchange));
            return Begun{std::move(name), std::move(joining)};
        },
        [this](const base::Result<Begun> &begun) {
            if (!begun)
                return m_banner->showError(begun.error());
            auto *line = static_cast<QLineEdit *>(m_name->editor());
            if (line->text().isEmpty())
                line->setText(begun->first);
            goOn(begun->second);
        });
}

/// A lock or a power cut came in between: the code that was read aloud is the same as before.
void JoinHousePage::goOn(const std::optional<exchange::Joining> &joining)
{
    if (step() != Name || !m_next->isEnabled() || !joining || !joining->request)
        return;
    m_series = joining->request->series;
    m_codeA->setCode(joining->request->code);
    showStep(CodeA);
}

void JoinHousePage::next()
{
    m_banner->dismiss();
    switch (step()) {
    case Name:
        return chooseStick(&JoinHousePage::writeRequest);
    case CodeA:
        return m_stick.empty() ? chooseStick(&JoinHousePage::readAnswer) : readAnswer();
    case CodeB:
        return finish();
    default:
        context().navigator->openPage(SyncPageId, m_stick.empty() ? kit::PageArgument()
                                                                  : kit::PageArgument(ExchangeWithFolder{
                                                                        QString::fromStdU16String(m_stick.u16string())}));
    }
}

void JoinHousePage::chooseStick(void (JoinHousePage::*then)())
{
    context().files->chooseFolder(this, tr("USB stick"), QDir::homePath(), [this, then](const QString &folder) {
        m_stick = std::filesystem::path(folder.toStdU16String());
        (this->*then)();
    });
}

void JoinHousePage::writeRequest()
{
    setBusy(true);
    const QString name = static_cast<QLineEdit *>(m_name->editor())->text().trimmed();
    const auto failed = [this](const base::Error &error) {
        setBusy(false);
        m_banner->showError(error);
    };
    m_exchange.ask(
        this,
        [name](casework::Desk &desk, exchange::ExchangeDesk &exchange) -> base::Result<exchange::JoinRequest> {
            return exchange::requestToJoin(desk, exchange, name);
        },
        [this, failed](base::Result<exchange::JoinRequest> request) {
            if (!request)
                return failed(request.error());
            m_series = request->series;
            m_codeA->setCode(request->code);
            kit::runInBackground(
                this,
                [path = exchange::requestFile(m_stick, m_series), file = std::move(request->file)] {
                    return exchange::writeToStick(path, file);
                },
                [this, failed](const base::Result<void> &written) {
                    if (!written)
                        return failed(written.error());
                    setBusy(false);
                    showStep(CodeA);
                });
        });
}

void JoinHousePage::readAnswer()
{
    setBusy(true);
    kit::runInBackground(
        this, [folder = m_stick, series = m_series] { return exchange::findAnswer(folder, series); },
        [this](base::Result<base::Bytes> found) {
            if (!found) {
                setBusy(false);
                if (found.error().code != base::Errc::FileNotFound)
                    return m_banner->showError(found.error());
                return m_banner->showAction(
                    kit::Banner::Kind::Warning,
                    tr("There is no answer for this laptop on the stick yet. Put the stick in that comes "
                       "from the administrator’s laptop, then press the button again."),
                    tr("It is in another folder…"), [this] { chooseStick(&JoinHousePage::readAnswer); });
            }
            m_answer = std::move(*found);
            m_exchange.ask(
                this,
                [answer = m_answer](casework::Desk &desk, exchange::ExchangeDesk &exchange) -> base::Result<void> {
                    INDARO_TRY(exchange::readAnswer(desk, exchange, answer));
                    return {};
                },
                [this](const base::Result<void> &read) {
                    setBusy(false);
                    if (!read)
                        return m_banner->showError(read.error());
                    m_banner->dismiss();
                    m_codeB->clear();
                    showStep(CodeB);
                    m_next->setEnabled(false);
                    m_codeB->setFocus();
                });
        });
}

void JoinHousePage::finish()
{
    setBusy(true);
    m_exchange.change(
        this,
        [answer = m_answer, code = m_codeB->code()](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::finishJoining(desk, exchange, answer, code);
        },
        [this](const base::Result<std::string> &finished) {
            setBusy(false);
            if (!finished)
                return m_banner->showError(finished.error());
            m_server = *finished;
            m_banner->dismiss();
            kit::runInBackground(
                this,
                [folder = m_stick, series = m_series] {
                    exchange::tidyStick(folder, series);
                    return true;
                },
                [](bool) {});
            showStep(Done);
        });
}

void JoinHousePage::retranslateStep()
{
    m_name->setLabel(tr("What this laptop is called in the house"));
    m_name->setHint(tr("For example: office, night room. The others will see this name."));
    m_again->setText(tr("Write the request onto a stick again…"));
    m_codeB->setLabel(tr("Code B, as it is read aloud"));
    if (!m_server.empty() && step() == Done)
        m_banner->showMessage(kit::Banner::Kind::Good,
                              tr("It may use the server of the house too: %1. It does so by itself whenever there is a "
                                 "connection.")
                                  .arg(QString::fromStdString(m_server)));
    switch (step()) {
    case Name:
        return setTexts(tr("Put a USB stick into this laptop"),
                        tr("This laptop writes its request onto the stick. Bring both laptops into one room: you need the "
                           "person who works at the administrator’s laptop."),
                        tr("The stick is in: choose it…"));
    case CodeA:
        return setTexts(
            tr("Carry the stick to the administrator’s laptop and read code A aloud"),
            tr("There, open “Exchange”, “Let a laptop in”. When it asks for code A, read these thirty digits aloud "
               "from this screen. Never send them by telephone or message. Come back with the stick."),
            tr("The stick is back: go on"));
    case CodeB:
        return setTexts(
            tr("Type code B while somebody reads it aloud"),
            tr("The administrator’s laptop shows code B now. Have it read aloud from that screen. If this laptop "
               "says that it is not the same, stop: somebody may have changed the files."),
            tr("Compare"));
    default:
        return setTexts(tr("This laptop belongs to the house"),
                        tr("Exchange once with the stick now: the files of the house are on it. Then put the stick into the "
                           "administrator’s laptop again, so that it learns what was written here."),
                        m_stick.empty() ? tr("To the exchange") : tr("Exchange with the stick now"));
    }
}

kit::PageEntry joinHousePage(exchange::Exchange &exchange)
{
    return {JoinHousePageId,
            kit::PageEntry::Place::None,
            [] { return JoinHousePage::tr("Join an existing house"); },
            {},
            [&exchange](const kit::PageContext &context, QWidget *parent) {
                return new JoinHousePage(context, exchange, parent);
            }};
}

} // namespace indaro::ui::roads
