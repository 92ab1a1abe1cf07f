// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/install_window.h"

#include "ui/kit/background.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QCloseEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QVBoxLayout>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

base::Error noAnswer()
{
    return base::Error(base::Errc::UpdateFailed, {{"undone", std::int64_t{0}}, {"step", "install"}, {"why", "no answer"}});
}

} // namespace

std::vector<std::string> installWords(const QString &cli, const Installation &what)
{
    return {cli.toStdString(),
            "update",
            "apply",
            what.stick.toStdString(),
            "--vault",
            what.vault.toStdString(),
            "--user",
            what.user.toStdString(),
            "--passphrase-stdin",
            "--json"};
}

base::Result<void> installAnswer(int exitCode, const std::string &output)
{
    const QJsonObject answer = QJsonDocument::fromJson(QByteArray::fromStdString(output)).object();
    if (exitCode == 0 && answer.value("ok"_L1).toBool())
        return {};
    const QJsonObject said = answer.value("error"_L1).toObject();
    for (const auto code : base::allErrc()) {
        if (said.value("code"_L1).toString().toStdString() != base::errcName(code))
            continue;
        std::vector<base::ErrorArg> args;
        for (auto each = said.begin(); each != said.end(); ++each) {
            if (each.value().isDouble())
                args.push_back({each.key().toStdString(), std::int64_t(std::llround(each.value().toDouble()))});
            else if (each.key() != "code"_L1 && each.key() != "text"_L1)
                args.push_back({each.key().toStdString(), each.value().toString().toStdString()});
        }
        return base::Error(code, std::move(args));
    }
    return noAnswer();
}

InstallWindow::InstallWindow(Installation what,
                             std::function<base::Result<void>(const base::SecretBytes &passphrase)> install,
                             std::function<bool()> goOn)
    : m_what(std::move(what)), m_install(std::move(install)), m_goOn(std::move(goOn))
{
    setWindowTitle(u"Indaro"_s);
    resize(1100, 720);
    auto *page = new QWidget(this);
    QVBoxLayout *column = (new kit::ScrollBody(page))->column();
    column->setSpacing(kit::space::Two);
    m_title = kit::makeLabel(kit::TextRole::Title, page);
    m_text = kit::makeLabel(kit::TextRole::Body, page);
    m_banner = new kit::Banner(page);
    m_secret = new kit::SecretField(page);
    m_secretRow = new kit::FormRow(m_secret, page);
    m_progress = new kit::ProgressPanel(page);
    m_begin = new kit::PushButton(page);
    m_open = new kit::PushButton(page);
    m_begin->setObjectName(u"beginInstalling"_s);
    m_open->setObjectName(u"openIndaro"_s);
    kit::setButtonRole(m_begin, kit::ButtonRole::Primary);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_text, m_banner, m_secretRow, m_progress}) {
        part->setMaximumWidth(kit::space::ReadingWidth);
        column->addWidget(part);
    }
    column->addWidget(m_begin, 0, Qt::AlignLeft);
    column->addWidget(m_open, 0, Qt::AlignLeft);
    column->addStretch(1);
    setCentralWidget(page);
    connect(m_secret, &kit::SecretField::submitted, this, &InstallWindow::begin);
    connect(m_secret, &kit::SecretField::edited, this, [this] { m_begin->setEnabled(!m_secret->isEmpty()); });
    connect(m_begin, &QPushButton::clicked, this, &InstallWindow::begin);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (!m_goOn())
            m_banner->showMessage(
                kit::Banner::Kind::Warning,
                tr("Indaro could not be started. Nothing is lost: start it from the menu of the computer."));
    });
    enterState(State::Asking);
    m_secret->setFocus();
}

void InstallWindow::begin()
{
    if (m_state == State::Installing || m_secret->isEmpty())
        return;
    m_banner->dismiss();
    enterState(State::Installing);
    auto passphrase = std::make_shared<base::SecretBytes>(m_secret->takeSecret());
    kit::runInBackground(
        this, [install = m_install, passphrase] { return install(*passphrase); },
        [this](const base::Result<void> &result) { ended(result); });
}

void InstallWindow::ended(const base::Result<void> &result)
{
    if (result) {
        enterState(State::Installed);
        m_open->setFocus();
        return;
    }
    m_banner->showError(result.error());
    // After a wrong passphrase, or with no administrator at hand, it is tried again; after the rest nothing would be else.
    const auto code = result.error().code;
    const bool mayTry = code != base::Errc::UpdateFailed || result.error().text("why") == "administrator";
    enterState(mayTry ? State::Asking : State::Failed);
    if (mayTry)
        m_secret->setFocus();
    else
        m_open->setFocus();
}

void InstallWindow::enterState(State state)
{
    m_state = state;
    const bool isAsking = state == State::Asking;
    m_secretRow->setVisible(isAsking);
    m_begin->setVisible(isAsking);
    m_begin->setEnabled(!m_secret->isEmpty());
    m_open->setVisible(state != State::Installing);
    kit::setButtonRole(m_open, isAsking ? kit::ButtonRole::Normal : kit::ButtonRole::Primary);
    retranslate();
}

void InstallWindow::retranslate()
{
    m_title->setText(m_state == State::Installed ? tr("Indaro %1 is installed").arg(m_what.version)
                                                 : tr("Install Indaro %1").arg(m_what.version));
    m_text->setVisible(m_state != State::Failed);
    m_text->setText(m_state == State::Installed
                        ? tr("Your data were opened by it. Open Indaro, sign in, and look at one file you know.")
                        : tr("Your passphrase shows that the new version reads your data. Then the computer asks for the "
                             "password of its administrator. If the new version cannot open your data, the former version "
                             "and your data are put back by themselves."));
    m_secretRow->setLabel(tr("Passphrase of %1").arg(m_what.user));
    m_secret->setAccessibleName(tr("Passphrase of %1").arg(m_what.user));
    m_begin->setText(tr("Install"));
    m_open->setText(m_state == State::Asking ? tr("Not now: open Indaro as it is") : tr("Open Indaro"));
    if (m_state == State::Installing)
        m_progress->start(tr("The new version is being installed. Do not switch the computer off."), false);
    else
        m_progress->finish();
}

void InstallWindow::changeEvent(QEvent *event)
{
    kit::Window::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::ActivationChange && !isActiveWindow())
        m_secret->clear(); // nobody locks this window
}

void InstallWindow::closeEvent(QCloseEvent *event)
{
    event->setAccepted(m_state != State::Installing);
}

void InstallWindow::keyPressEvent(QKeyEvent *event)
{
    if (!kit::pressFocused(*event))
        kit::Window::keyPressEvent(event);
}

} // namespace indaro::ui::pages
