// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/packs_section.h"

#include "core/base/file.h"
#include "core/casework/drafts.h"
#include "core/casework/house/house.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/settings/pack_editor.h"
#include "ui/pages/settings/pack_report_panel.h"

#include <QtCore/QFile>
#include <QtWidgets/QListWidget>

#include <algorithm>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int PackListHeight = 180;

/// Any thread.
Result<QByteArray> readPackFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Error(base::Errc::FileNotReadable);
    if (file.size() > sop::LargestPack)
        return base::Error(base::Errc::FileTooLarge, {{"limit", std::int64_t{sop::LargestPack}}});
    return file.readAll();
}

} // namespace

PacksSection::PacksSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_overview(new QWidget(this)), m_list(new QListWidget(m_overview)),
      m_import(new kit::PushButton(m_overview)), m_save(new kit::PushButton(m_overview)),
      m_edit(new kit::PushButton(m_overview)), m_report(new PackReportPanel(context, this)),
      m_editor(new PackEditor(context, this))
{
    m_import->setObjectName(u"importPack"_s);
    m_save->setObjectName(u"savePack"_s);
    m_list->setObjectName(u"packList"_s);
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(PackListHeight);
    kit::setButtonRole(m_import, kit::ButtonRole::Primary);
    auto *column = new QVBoxLayout(m_overview);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    m_edit->setObjectName(u"editPack"_s);
    for (QPushButton *button : {m_import, m_save, m_edit})
        column->addWidget(button, 0, Qt::AlignLeft);
    m_rows->addWidget(m_overview);
    m_rows->addWidget(m_report);
    m_rows->addWidget(m_editor);
    m_report->hide();
    m_editor->hide();
    connect(m_import, &QPushButton::clicked, this, &PacksSection::choose);
    connect(m_save, &QPushButton::clicked, this, &PacksSection::save);
    connect(m_edit, &QPushButton::clicked, this, &PacksSection::edit);
    connect(m_editor, &PackEditor::keepRequested, this, &PacksSection::keepOwn);
    connect(m_editor, &PackEditor::closed, this, [this] {
        m_banner->dismiss();
        showPart(m_overview);
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &PacksSection::updateButtons);
    connect(m_report, &PackReportPanel::takeRequested, this, &PacksSection::take);
    connect(m_report, &PackReportPanel::cancelled, this, [this] {
        m_banner->dismiss();
        showPart(m_overview);
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this](const casework::Changes &changes) {
        const auto isOfPacks = [](const casework::Change &change) {
            return change.key.table == model::fields::sop_pack::Table ||
                   change.key.table == model::fields::checklist::Table ||
                   change.key.table == model::fields::sop_pack_part::Table;
        };
        if (isVisible() && std::any_of(changes.begin(), changes.end(), isOfPacks))
            refresh();
    });
    retranslate();
}

void PacksSection::showPart(QWidget *part)
{
    for (QWidget *each : std::initializer_list<QWidget *>{m_overview, m_report, m_editor})
        each->setVisible(each == part);
    if (part != m_report)
        m_report->clear();
}

void PacksSection::flush()
{
    if (m_editor->isVisible())
        m_editor->flush();
}

void PacksSection::choose()
{
    m_context.files->openFile(this, tr("Procedure pack to take in, from this computer or a USB stick"),
                              tr("Procedure packs (*.toml)"), [this](const QString &path) { read(path); });
}

void PacksSection::read(const QString &path)
{
    m_banner->dismiss();
    m_import->setEnabled(false);
    kit::runInBackground(
        this, [path] { return readPackFile(path); },
        [this, reading = ++m_reading](const Result<QByteArray> &file) {
            if (reading != m_reading)
                return;
            if (file)
                return weigh(*file);
            m_import->setEnabled(true);
            m_banner->showError(file.error());
        });
}

void PacksSection::weigh(const QByteArray &file)
{
    m_context.workspace->ask(
        this,
        [file](casework::Desk &desk) -> Result<std::shared_ptr<const ReadPack>> {
            INDARO_TRY_ASSIGN(casework::PackWeighing weighing, casework::weighPack(desk, file));
            return std::make_shared<const ReadPack>(ReadPack{file, std::move(weighing)});
        },
        [this, reading = m_reading](const Result<std::shared_ptr<const ReadPack>> &read) {
            if (reading != m_reading)
                return;
            m_import->setEnabled(true);
            if (!read)
                return m_banner->showError(read.error());
            m_report->show(*read);
            showPart(m_report);
        });
}

void PacksSection::take(casework::PackTrust trust)
{
    if (m_report->pack() == nullptr)
        return;
    m_report->setEnabled(false); // one press, one pack
    m_context.workspace->ask(
        this, [file = m_report->pack()->file, trust](casework::Desk &desk) { return casework::takePack(desk, file, trust); },
        [this](const Result<casework::PackRecordId> &taken) {
            m_report->setEnabled(true);
            if (!taken)
                return m_banner->showError(taken.error());
            showPart(m_overview);
            m_banner->showMessage(kit::Banner::Kind::Good,
                                  tr("The pack is in the house. Files that begin now follow it; those that have begun keep "
                                     "theirs until somebody moves them. It goes to the other computers with the next "
                                     "exchange."));
            refresh();
        });
}

void PacksSection::save()
{
    const casework::StoredPack *pack = chosen();
    if (pack == nullptr)
        return;
    const QString name = QStringLiteral("%1-%2.toml").arg(pack->packId).arg(pack->revision);
    m_context.files->saveFile(
        this, tr("Save the procedure pack, for example on a USB stick"), name, tr("Procedure packs (*.toml)"),
        [this, id = pack->id](const QString &path) {
            m_context.workspace->ask(
                this,
                [id, path](casework::Desk &desk) -> Result<void> {
                    INDARO_TRY_ASSIGN(const QByteArray file, casework::loadPackFile(desk, id));
                    return base::writeFileDurably(path.toStdU16String(),
                                                  base::asBytes({file.constData(), static_cast<std::size_t>(file.size())}));
                },
                [this](const Result<void> &written) {
                    if (!written)
                        return m_banner->showError(written.error());
                    m_banner->showMessage(
                        kit::Banner::Kind::Good,
                        tr("The pack is saved, with its signature if it has one. Nothing of a person is in "
                           "it."));
                });
        });
}

/// The house's own copy of the chosen pack, under a name of its own so that the issuer's next revision is never taken for an
/// older one; or what was left unfinished.
void PacksSection::edit()
{
    const casework::StoredPack *pack = chosen();
    if (pack == nullptr)
        return;
    m_banner->dismiss();
    struct Begun
    {
        sop::Pack pack;
        QString house;
        std::optional<sop::Pack> draft{}; ///< left unfinished
    };
    m_context.workspace->ask(
        this,
        [id = pack->id](casework::Desk &desk) -> Result<std::shared_ptr<Begun>> {
            INDARO_TRY_ASSIGN(const casework::PackInUse read, casework::loadPack(desk, id));
            INDARO_TRY_ASSIGN(const casework::HouseDetails house, casework::loadHouse(desk));
            auto begun = std::make_shared<Begun>(Begun{*read.pack, house.name});
            INDARO_TRY_ASSIGN(const auto draft, casework::findDraft(desk, PackEditor::DraftKey));
            const std::string_view text = draft ? base::asText(*draft) : std::string_view();
            if (auto left = sop::readPack(QByteArray(text.data(), static_cast<qsizetype>(text.size()))); draft && left)
                begun->draft = std::move(left->pack);
            return begun;
        },
        [this, isLocal = pack->isLocal](const Result<std::shared_ptr<Begun>> &begun) {
            if (!begun)
                return m_banner->showError(begun.error());
            if ((*begun)->draft) {
                m_editor->begin(*(*begun)->draft);
                return showPart(m_editor);
            }
            sop::Pack own = (*begun)->pack;
            if (!isLocal && !own.id.endsWith("-own"_L1))
                own.id += u"-own"_s;
            int newest = 0;
            for (const casework::StoredPack &each : m_packs)
                newest = each.packId == own.id ? std::max(newest, each.revision) : newest;
            own.revision = newest + 1;
            own.issuer = (*begun)->house.isEmpty() ? own.issuer : (*begun)->house;
            m_editor->begin(own);
            showPart(m_editor);
        });
}

void PacksSection::keepOwn(const QByteArray &file)
{
    m_editor->setEnabled(false); // one press, one pack
    m_context.workspace->ask(
        this,
        [file](casework::Desk &desk) -> Result<void> {
            INDARO_TRY(casework::takePack(desk, file, casework::PackTrust::Local));
            return casework::discardDraft(desk, PackEditor::DraftKey);
        },
        [this](const Result<void> &kept) {
            m_editor->setEnabled(true);
            if (!kept)
                return m_banner->showError(kept.error());
            showPart(m_overview);
            m_banner->showMessage(kit::Banner::Kind::Good,
                                  tr("The house has its own procedure now. Files that begin from now on follow it."));
            refresh();
        });
}

void PacksSection::refresh()
{
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::listPacks(desk); },
        [this](Result<std::vector<casework::StoredPack>> packs) {
            if (packs)
                showPacks(std::move(packs).value());
            else
                m_banner->showError(packs.error());
        });
}

QString PacksSection::lineOf(const casework::StoredPack &pack) const
{
    QStringList parts{pack.issuer};
    parts << (!pack.id || pack.isShipped ? tr("came with the program")
              : pack.isLocal             ? tr("the house's own: a director vouches for it")
                                         : tr("signed: %1").arg(pack.keyDigits));
    parts << tr("%n checklist(s) follow it", nullptr, pack.checklists);
    if (pack.id && !pack.isWhole())
        parts << tr("still coming from another computer: %1 of %2 parts are here").arg(pack.partsHere).arg(pack.parts);
    if (pack.takenAt > 0)
        parts << (pack.takenBy.isEmpty() ? tr("taken in on %1").arg(kit::dateTimeText(pack.takenAt))
                                         : tr("taken in on %1 by %2").arg(kit::dateTimeText(pack.takenAt), pack.takenBy));
    return tr("%1, revision %2").arg(pack.title).arg(pack.revision) + u'\n' + parts.join(u"  ·  "_s);
}

void PacksSection::showPacks(std::vector<casework::StoredPack> packs)
{
    const int row = m_list->currentRow();
    m_packs = std::move(packs);
    m_list->clear();
    for (const casework::StoredPack &pack : m_packs)
        m_list->addItem(lineOf(pack));
    m_list->setCurrentRow(std::clamp(row, 0, std::max(m_list->count() - 1, 0)));
    updateButtons();
}

const casework::StoredPack *PacksSection::chosen() const
{
    const auto row = static_cast<std::size_t>(m_list->currentRow());
    return m_list->currentRow() >= 0 && row < m_packs.size() ? &m_packs[row] : nullptr;
}

void PacksSection::updateButtons()
{
    const casework::StoredPack *pack = chosen();
    m_save->setEnabled(pack != nullptr && (!pack->id || pack->isWhole()));
    m_edit->setEnabled(m_save->isEnabled());
}

void PacksSection::retranslate()
{
    m_title->setText(tr("Procedures"));
    m_text->setText(
        tr("What the house does step by step comes from a procedure pack: one file, signed by the organisation that "
           "issues it. A file that has begun keeps its revision until somebody moves it."));
    m_import->setText(tr("Take in a pack…"));
    m_save->setText(tr("Save as a file…"));
    m_edit->setText(tr("Write the house's own from it…"));
    m_list->setAccessibleName(tr("Procedure packs"));
    if (!m_packs.empty())
        showPacks(std::vector(m_packs));
}

} // namespace indaro::ui::pages
