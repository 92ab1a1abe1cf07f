// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/directory/directory_news_panel.h"

#include "core/base/file.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Result;

DirectoryNewsPanel::DirectoryNewsPanel(const kit::PageContext &context, QWidget *parent)
    : SignedNewsCard(context, parent), m_hint(kit::makeLabel(kit::TextRole::Body, this)), m_give(new kit::PushButton(this)),
      m_choose(new kit::PushButton(this))
{
    setObjectName(u"directoryNews"_s);
    m_from->setObjectName(u"directoryNewsFrom"_s);
    m_give->setObjectName(u"directoryGive"_s);
    m_choose->setObjectName(u"directoryChoose"_s);
    m_take->setObjectName(u"directoryTake"_s);
    m_above->addWidget(m_hint);
    for (auto *button : {m_give, m_choose})
        m_above->addWidget(button, 0, Qt::AlignLeft);
    setTabOrder(m_choose, m_take); // which were made first
    setTabOrder(m_take, m_close);
    connect(m_give, &QPushButton::clicked, this, &DirectoryNewsPanel::giveOut);
    connect(m_choose, &QPushButton::clicked, this, &DirectoryNewsPanel::chooseFile);
    connect(m_take, &QPushButton::clicked, this, &DirectoryNewsPanel::takeTicked);
    retranslate();
    hide();
}

void DirectoryNewsPanel::begin()
{
    m_file.reset();
    m_news.reset();
    m_banner->dismiss();
    showNews();
    setVisible(true);
    kit::scrollTo(this);
}

QString DirectoryNewsPanel::damagedText() const
{
    return tr("This is no directory, or somebody has changed it since it was signed. Nothing of it was taken. Ask for it "
              "again.");
}

void DirectoryNewsPanel::giveOut()
{
    m_context.files->saveFile(
        this, tr("The directory as a signed file"), u"indaro-directory.indaro"_s, tr("Directory (*.indaro)"),
        [this](const QString &path) {
            m_context.workspace->ask(
                this, [](casework::Desk &desk) { return casework::signedDirectory(desk); },
                [this, path](const Result<base::Bytes> &file) {
                    if (!file)
                        return showProblem(file.error());
                    kit::runInBackground(
                        this, [path, bytes = *file] { return base::writeFileDurably(path.toStdU16String(), bytes); },
                        [this](const Result<void> &written) {
                            if (!written)
                                return showProblem(written.error());
                            m_banner->keepSaying([this] {
                                m_banner->showMessage(kit::Banner::Kind::Good,
                                                      tr("The directory is written. Whoever has compared the key of this "
                                                         "house can take it in."));
                            });
                        });
                });
        });
}

void DirectoryNewsPanel::chooseFile()
{
    m_context.files->openFile(this, tr("A directory that came"), tr("Directory (*.indaro)"),
                              [this](const QString &path) { readFile(path, casework::MostDirectoryFileBytes); });
}

void DirectoryNewsPanel::read()
{
    readNews<casework::DirectoryNews>(
        [](casework::Desk &desk, base::ByteView file) { return casework::readDirectoryFile(desk, file); },
        [this](const Result<std::shared_ptr<const casework::DirectoryNews>> &news) {
            m_news = news ? *news : nullptr;
            if (!news)
                showProblem(news.error());
            showNews();
        });
}

void DirectoryNewsPanel::takeTicked()
{
    if (m_file == nullptr)
        return;
    std::vector<casework::DirectoryId> wanted;
    for (const auto &[tick, entry] : m_ticks) {
        if (tick->isChecked())
            wanted.push_back(entry);
    }
    m_context.workspace->ask(
        this, [file = m_file, wanted](casework::Desk &desk) { return casework::takeInDirectoryFile(desk, *file, wanted); },
        [this](const Result<int> &taken) {
            if (!taken)
                showProblem(taken.error());
            else
                m_banner->keepSaying([this, count = *taken] {
                    m_banner->showMessage(
                        kit::Banner::Kind::Good,
                        tr("%n organisation(s) taken in. A key that came with them is to be compared.", nullptr, count));
                });
            read();
            Q_EMIT changed();
        });
}

QString DirectoryNewsPanel::wordsOf(const casework::DirectoryChange &change) const
{
    const QString language = kit::Translations::code(m_context.translations->language());
    QStringList lines{change.isNew ? tr("New: %1").arg(change.name) : change.name};
    for (const casework::DirectoryChange::Field &field : change.fields) {
        const QString label = models::fieldLabel(field.field);
        const QString after = models::valueText(field.field, field.after.toStdString(), language);
        lines << (field.before.isEmpty()
                      ? tr("%1: %2").arg(label, after)
                      : tr("%1: %2 instead of %3")
                            .arg(label, after, models::valueText(field.field, field.before.toStdString(), language)));
    }
    if (!change.key.isEmpty())
        lines << tr("Another key for sealed packages: to be compared before it is used");
    return lines.join(u"\n    "_s);
}

void DirectoryNewsPanel::showNews()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_ticks.clear();
    const bool isThere = m_news != nullptr;
    m_from->setVisible(isThere);
    m_take->setVisible(isThere && !m_news->changes.empty());
    if (!isThere)
        return;
    m_from->setText(signedText(m_news->signer, m_news->madeAt) + u' ' +
                    (m_news->changes.empty() ? tr("It says nothing that is not here.")
                                             : tr("Tick what is to be taken in; the rest stays as it is.")));
    for (const casework::DirectoryChange &change : m_news->changes) {
        auto *tick = new kit::CheckBox(wordsOf(change).replace(u'&', u"&&"_s), this);
        tick->setObjectName(u"directoryChange/"_s + change.name);
        m_lines->addWidget(tick);
        m_ticks.emplace_back(tick, change.entry);
    }
}

void DirectoryNewsPanel::retranslate()
{
    m_title->setText(tr("The directory from hand to hand"));
    m_hint->setText(
        tr("Given out, it is signed with the key of this house; notes stay here. Taken in, every difference is shown "
           "before anything changes."));
    m_give->setText(tr("Give it out, signed…"));
    m_choose->setText(tr("Take one in…"));
    m_take->setText(tr("Take in what is ticked"));
    m_close->setText(tr("Close"));
    QStringList ticked;
    for (const auto &[tick, entry] : m_ticks) {
        if (tick->isChecked())
            ticked << tick->objectName();
    }
    showNews();
    for (const auto &[tick, entry] : m_ticks)
        tick->setChecked(ticked.contains(tick->objectName()));
}

} // namespace indaro::ui::pages
