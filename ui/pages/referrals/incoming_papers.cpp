// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/incoming_papers.h"

#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/attachment_import.h"
#include "ui/models/traces_text.h"
#include "ui/pages/library/library_viewer.h"

#include <QHideEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Result;

namespace {

QString nameOf(const casework::KeptPaper &scan)
{
    return scan.title.isEmpty() ? scan.fileName : scan.title;
}

} // namespace

IncomingPapers::IncomingPapers(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_banner(new kit::Banner(this)),
      m_scansText(kit::makeLabel(kit::TextRole::Body, this)), m_forgetText(kit::makeLabel(kit::TextRole::Muted, this)),
      m_looks(new QVBoxLayout), m_viewer(new LibraryViewer(this)), m_attach(new kit::PushButton(this)),
      m_forget(new kit::PushButton(this))
{
    setObjectName(u"incomingPapers"_s);
    m_scansText->setObjectName(u"incomingScans"_s);
    m_scansText->setTextFormat(Qt::PlainText); // named by whoever made the file
    m_forgetText->setObjectName(u"incomingForgetOn"_s);
    m_attach->setObjectName(u"incomingAttach"_s);
    m_forget->setObjectName(u"incomingForget"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_scansText})
        column->addWidget(part);
    m_looks->setSpacing(kit::space::One);
    column->addLayout(m_looks);
    column->addWidget(m_viewer);
    column->addWidget(m_attach, 0, Qt::AlignLeft);
    column->addWidget(m_forgetText);
    column->addWidget(m_forget, 0, Qt::AlignLeft);
    connect(m_attach, &QPushButton::clicked, this, &IncomingPapers::chooseScan);
    connect(m_forget, &QPushButton::clicked, this, &IncomingPapers::askForget);
    connect(m_viewer, &LibraryViewer::closed, this, [this] {
        const auto looked = std::exchange(m_looked, std::nullopt);
        for (std::size_t i = 0; i < m_lookButtons.size() && i < m_scans.size(); ++i) {
            if (looked == m_scans[i].key)
                m_lookButtons[i]->setFocus(Qt::TabFocusReason);
        }
    });
    connect(m_viewer, &LibraryViewer::failed, this, [this](const base::Error &error) {
        m_looked.reset();
        m_banner->showError(error);
    });
    retranslate();
    hide();
}

void IncomingPapers::showPackage(const casework::IncomingPackage &package)
{
    if (!m_package || m_package->id != package.id) {
        m_banner->dismiss();
        m_scans.clear();
        closeScan();
        makeLooks();
    }
    m_package = package;
    showWords();
    if (isVisibleTo(parentWidget()))
        readScans();
}

void IncomingPapers::clear()
{
    m_package.reset();
    m_scans.clear();
    closeScan();
    makeLooks();
    hide();
}

void IncomingPapers::readScans()
{
    m_context.workspace->ask(
        this, [id = m_package->id](casework::Desk &desk) { return casework::listIncomingScans(desk, id); },
        [this, id = m_package->id](const Result<std::vector<casework::KeptPaper>> &scans) {
            if (!m_package || m_package->id != id)
                return;
            if (!scans)
                return m_banner->showError(scans.error());
            const bool isSame =
                std::ranges::equal(m_scans, *scans, {}, &casework::KeptPaper::key, &casework::KeptPaper::key);
            m_scans = *scans;
            if (!isSame)
                makeLooks();
            const bool isLookedAtThere =
                std::ranges::any_of(m_scans, [this](const casework::KeptPaper &each) { return m_looked == each.key; });
            if (m_looked && !isLookedAtThere)
                closeScan(); // filed or forgotten on another laptop
            showWords();
        });
}

void IncomingPapers::showWords()
{
    const auto due = m_package ? casework::forgetDueAt(*m_package) : std::nullopt;
    setVisible(due.has_value()); // filed, forgotten, or not for this account
    if (!due)
        return;
    const auto &access = m_context.workspace->access();
    const bool mayAct = !access || access->mayDo(casework::Thing::Consents);
    const bool isDue = *due <= m_context.clock->nowUtc();
    QStringList names;
    for (const casework::KeptPaper &scan : m_scans)
        names << nameOf(scan);
    m_scansText->setText(tr("Scans of the paper: %1. They go into the file when it is filed.").arg(names.join(u"; "_s)));
    m_scansText->setVisible(!names.isEmpty());
    m_attach->setVisible(mayAct);
    m_forgetText->setText(
        isDue ? tr("Nobody has filed it. Since %1 what it says is to be forgotten.").arg(kit::dateTimeText(*due))
              : tr("If nobody files it, what it says is to be forgotten from %1 on.").arg(kit::dateTimeText(*due)));
    kit::setTextRole(m_forgetText, isDue ? kit::TextRole::Error : kit::TextRole::Muted);
    m_forget->setVisible(mayAct && isDue);
}

/// A button for each scan.
void IncomingPapers::makeLooks()
{
    for (QPushButton *button : m_lookButtons)
        button->deleteLater();
    m_lookButtons.clear();
    for (const casework::KeptPaper &scan : m_scans) {
        auto *button = new kit::PushButton(this);
        button->setObjectName(u"incomingLook"_s);
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        button->setText(tr("Look at “%1”").arg(nameOf(scan).replace(u'&', u"&&"_s)));
        connect(button, &QPushButton::clicked, this, [this, scan] { look(scan); });
        m_looks->addWidget(button, 0, Qt::AlignLeft);
        m_lookButtons.push_back(button);
    }
}

/// It stays in memory: what is noted of it is that it was looked at, and by whom.
void IncomingPapers::look(const casework::KeptPaper &scan)
{
    if (!m_package)
        return;
    closeScan();
    m_banner->dismiss();
    m_looked = scan.key;
    m_context.workspace->ask(
        this,
        [id = m_package->id, key = scan.key](casework::Desk &desk) { return casework::openIncomingScan(desk, id, key); },
        [this, scan](const Result<QByteArray> &content) {
            if (m_looked != scan.key)
                return; // another one, or none, by now
            if (content)
                return m_viewer->read(nameOf(scan), *content, {});
            m_looked.reset();
            m_banner->showError(content.error());
        });
}

void IncomingPapers::closeScan()
{
    m_looked.reset();
    m_viewer->close();
}

void IncomingPapers::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous()) // not a window that was made small
        closeScan();
    QFrame::hideEvent(event);
}

void IncomingPapers::chooseScan()
{
    if (!m_package)
        return;
    m_context.files->openFile(this, tr("A scan of the paper"), tr("Pictures and PDF (*.png *.jpg *.jpeg *.pdf)"),
                              [this](const QString &path) {
                                  m_attach->setEnabled(false);
                                  using Read = std::shared_ptr<const models::ImportedFile>;
                                  kit::runInBackground(
                                      this,
                                      [path]() -> Result<Read> {
                                          INDARO_TRY_ASSIGN(auto file, models::readAnyAttachment(path));
                                          return std::make_shared<const models::ImportedFile>(std::move(file));
                                      },
                                      [this](const Result<Read> &read) {
                                          m_attach->setEnabled(true);
                                          if (!read)
                                              return m_banner->showError(read.error());
                                          offer(*read);
                                      });
                              });
}

/// Where what a program wrote into it is still in it, whoever holds the paper decides.
void IncomingPapers::offer(std::shared_ptr<const models::ImportedFile> scan)
{
    if (scan->traces == models::Traces::None)
        return keep(scan);
    m_context.ask->ask(this, models::tracesQuestion(scan->traces), [this, scan](int choice) {
        if (choice == models::KeptAsItIs)
            keep(scan);
    });
}

void IncomingPapers::keep(const std::shared_ptr<const models::ImportedFile> &scan)
{
    if (!m_package)
        return;
    m_context.workspace->ask(
        this,
        [id = m_package->id, scan](casework::Desk &desk) {
            return casework::attachIncomingScan(
                desk, id, {scan->kind, models::titleWithTraces(scan->name, scan->traces), scan->content});
        },
        [this, id = m_package->id](const Result<sync::RecordKey> &kept) {
            if (!m_package || m_package->id != id)
                return;
            if (!kept)
                return m_banner->showError(kept.error());
            m_banner->showMessage(kit::Banner::Kind::Good,
                                  tr("It is kept. Delete it now from the stick, the camera or the telephone it came from."));
            readScans();
        });
}

void IncomingPapers::askForget()
{
    if (!m_package)
        return;
    const kit::Question question{
        tr("Forget what it says"),
        tr("What the referral of %1 says is forgotten, with its scans.").arg(m_package->partnerName),
        tr("From whom it came and what was answered stays in the list. It cannot be filed any more. A backup, and a sealed "
           "file of the exchange, that was made before still holds it: destroy old backups."),
        {tr("Cancel"), tr("Forget what it says")},
        0,
        true};
    m_context.ask->ask(this, question, [this, id = m_package->id](int choice) {
        if (choice != 1 || !m_package || m_package->id != id)
            return;
        m_context.workspace->ask(
            this, [id](casework::Desk &desk) { return casework::forgetIncoming(desk, id); },
            [this](const Result<void> &forgotten) {
                if (!forgotten)
                    return m_banner->showError(forgotten.error());
                m_context.navigator->showNotice(
                    tr("What it said is gone from this laptop, from its history too. The other laptops let go of it with "
                       "the next exchange."));
                Q_EMIT changed();
            });
    });
}

void IncomingPapers::retranslate()
{
    m_attach->setText(tr("Attach a scan of the paper…"));
    m_forget->setText(tr("Forget what it says"));
    m_viewer->retranslate();
    makeLooks();
    showWords();
}

} // namespace indaro::ui::pages
