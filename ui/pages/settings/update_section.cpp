// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/update_section.h"

#include "core/base/path.h"
#include "core/session/vault.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

/// For a shell, whatever is in it.
QString quotedWord(const QString &word)
{
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString sizeText(const std::vector<release::StickFile> &files)
{
    quint64 bytes = 0;
    for (const release::StickFile &file : files)
        bytes += file.bytes;
    constexpr quint64 MiB = quint64{1} << 20;
    return QString::number((bytes + MiB - 1) / MiB);
}

} // namespace

UpdatePlace UpdatePlace::ofThisProgram()
{
    return {"/", release::Version::parse(QCoreApplication::applicationVersion().toStdString())};
}

UpdateSection::UpdateSection(const kit::PageContext &context, QWidget *parent,
                             std::function<void(const Installation &)> install, UpdatePlace place)
    : Section(context, parent), m_place(std::move(place)), m_install(std::move(install)), m_look(new kit::PushButton(this)),
      m_begin(new kit::PushButton(this)), m_progress(new kit::ProgressPanel(this)),
      m_found(kit::makeLabel(kit::TextRole::Body, this)), m_next(kit::makeLabel(kit::TextRole::Body, this)),
      m_byTerminal(kit::makeLabel(kit::TextRole::Muted, this)), m_command(new QLineEdit(this))
{
    kit::setButtonRole(m_look, kit::ButtonRole::Primary);
    m_command->setReadOnly(true); // to be copied
    m_rows->addWidget(m_look, 0, Qt::AlignLeft);
    m_rows->addWidget(m_progress);
    m_rows->addWidget(m_found);
    m_rows->addWidget(m_next);
    m_rows->addWidget(m_begin, 0, Qt::AlignLeft);
    m_rows->addWidget(m_byTerminal);
    m_rows->addWidget(m_command);
    m_look->setObjectName(u"lookAtStick"_s);
    m_begin->setObjectName(u"installVersion"_s);
    m_byTerminal->setBuddy(m_command);
    m_begin->setEnabled(bool(m_install));
    connect(m_begin, &QPushButton::clicked, this, [this] { m_install(installation()); });
    connect(m_look, &QPushButton::clicked, this, [this] {
        m_context.files->chooseFolder(this, tr("Folder of the new version on the stick"), QDir::homePath(),
                                      [this](const QString &folder) { look(folder); });
    });
    connect(m_progress, &kit::ProgressPanel::cancelled, this, [this] { m_isCancelled->store(true); });
    m_poll.setInterval(100);
    connect(&m_poll, &QTimer::timeout, this, [this] { m_progress->setPermille(m_permille->load()); });
    retranslate();
}

void UpdateSection::look(const QString &folder)
{
    m_folder = folder;
    m_looked.reset();
    m_banner->dismiss();
    showFound();
    m_permille = std::make_shared<std::atomic<int>>(0);
    m_isCancelled = std::make_shared<std::atomic<bool>>(false);
    m_look->setEnabled(false);
    m_progress->start(tr("Reading every file of the new version…"), true);
    m_poll.start();
    const auto progress = [permille = m_permille, isCancelled = m_isCancelled](int done) {
        permille->store(done);
        return !isCancelled->load();
    };
    kit::runInBackground(
        this,
        [place = m_place, stick = std::filesystem::path(folder.toStdU16String()), progress]() -> base::Result<Looked> {
            INDARO_TRY_ASSIGN(const auto keys, release::readReleaseKeys(release::releaseKeyFolder(place.root)));
            INDARO_TRY_ASSIGN(release::Release found, release::readStick(stick, keys, progress));
            INDARO_TRY_ASSIGN(const auto mark, release::readVersionMark(release::versionMarkFile(place.root)));
            INDARO_TRY_ASSIGN(const release::System here, release::thisSystem());
            auto mayFollow = release::mayFollow(found, place.installed.value_or(release::Version{}), mark, here);
            return Looked{std::move(found), std::move(mayFollow)};
        },
        [this](base::Result<Looked> looked) {
            m_poll.stop();
            m_progress->finish();
            m_look->setEnabled(true);
            if (!looked) {
                m_banner->showError(looked.error());
                return;
            }
            m_looked = std::move(*looked);
            if (!m_looked->mayFollow)
                m_banner->showError(m_looked->mayFollow.error());
            showFound();
        });
}

void UpdateSection::showFound()
{
    const bool isGood = m_looked && m_looked->mayFollow.hasValue();
    m_found->setVisible(m_looked.has_value());
    m_next->setVisible(isGood);
    m_begin->setVisible(isGood && m_install);
    m_byTerminal->setVisible(isGood);
    m_command->setVisible(isGood);
    // One thing to do next.
    kit::setButtonRole(m_look, isGood ? kit::ButtonRole::Normal : kit::ButtonRole::Primary);
    kit::setButtonRole(m_begin, kit::ButtonRole::Primary);
    if (!m_looked)
        return;
    const release::Release &found = m_looked->release;
    QStringList signers;
    for (const std::string &name : found.signedBy)
        signers.append(QString::fromStdString(name));
    const QDate day = QDate::fromString(QString::fromStdString(found.day), Qt::ISODate);
    m_found->setText(tr("Indaro %1 of %2, %3 MiB, signed by: %4. Every file is as it was signed.")
                         .arg(QString::fromStdString(found.version.toString()), kit::dateText(day), sizeText(found.files),
                              signers.join(u", "_s)));
    if (!isGood)
        return;
    m_next->setText(
        tr("What to do next:\n"
           "1. Make a backup (Settings, Backup).\n"
           "2. Have the person at hand who knows the password of the computer’s administrator.\n"
           "3. Press the button. Indaro closes, asks for your passphrase and for that password, and opens again.\n"
           "If the new version cannot open your data, the former version and your data are put back by themselves."));
    m_byTerminal->setText(tr("The same from a terminal, with Indaro closed:"));
    const Installation what = installation();
    m_command->setText(u"indaro-cli update apply %1 --vault %2 --user %3 --passphrase-stdin"_s.arg(
        quotedWord(what.stick), quotedWord(what.vault), quotedWord(what.user)));
    m_command->setCursorPosition(0);
}

Installation UpdateSection::installation() const
{
    return {QDir::toNativeSeparators(m_folder),
            m_context.vault ? QString::fromStdString(base::utf8Of(m_context.vault->folder())) : QString(),
            m_context.vault ? QString::fromStdString(m_context.vault->userLabel()) : QString(),
            m_looked ? QString::fromStdString(m_looked->release.version.toString()) : QString()};
}

void UpdateSection::refresh()
{
    showFound();
}

void UpdateSection::retranslate()
{
    m_title->setText(tr("New version from a stick"));
    const QString here = m_place.installed ? QString::fromStdString(m_place.installed->toString()) : QString();
    m_text->setText(
        here.isEmpty()
            ? tr("A new version comes on a USB stick. It is installed only when two of the people who may sign "
                 "have signed it and every file is as it was signed.")
            : tr("This computer has version %1. A new version comes on a USB stick. It is installed only when two "
                 "of the people who may sign have signed it, every file is as it was signed, and it is newer.")
                  .arg(here));
    m_look->setText(tr("Look at a stick…"));
    m_begin->setText(tr("Install this version…"));
    m_command->setAccessibleName(tr("Line for the terminal"));
    showFound();
}

} // namespace indaro::ui::pages
