// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/library/library_page.h"

#include "core/base/file.h"
#include "core/casework/attachments/media_type.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/hint.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/attachment_import.h"
#include "ui/models/code_label.h"
#include "ui/models/traces_text.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/library/library_news_panel.h"
#include "ui/pages/library/library_viewer.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Result;
namespace book = model::fields::library_document;

namespace {

constexpr int LibraryTableHeight = 260;

QString suffixFor(const QString &mediaType)
{
    return mediaType == "text/plain"_L1 ? u".txt"_s : casework::suffixOf(mediaType);
}

/// A name any disk takes.
QString plainName(const QString &title)
{
    QString name;
    for (const QChar letter : title.left(60))
        name += letter.isLetterOrNumber() || letter == u' ' || letter == u'-' ? letter : QChar(u'_');
    return name.trimmed().isEmpty() ? u"document"_s : name.trimmed();
}

} // namespace

struct LibraryPage::Loaded
{
    std::vector<casework::LibraryDocument> all;
    bool mayWrite = false;
    bool mayGive = false;
};

/// A file that was chosen, and not kept yet.
struct LibraryPage::Offer
{
    QByteArray content;
    std::optional<casework::LibraryId> replaces;
};

LibraryPage::LibraryPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_offer(std::make_shared<Offer>()), m_new(new QAction(this)), m_news(new QAction(this)),
      m_give(new QAction(this)), m_banner(new kit::Banner(this)), m_search(new QLineEdit(this)),
      m_older(new kit::CheckBox(this)), m_newsPanel(new LibraryNewsPanel(context, this)),
      m_empty(kit::makeLabel(kit::TextRole::Muted, this)), m_table(new QTableWidget(0, 5, this)),
      m_read(new kit::PushButton(this)), m_print(new kit::PushButton(this)), m_save(new kit::PushButton(this)),
      m_replace(new kit::PushButton(this)), m_use(new kit::PushButton(this)), m_viewer(new LibraryViewer(this))
{
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    makeForm(body);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_banner, m_search, m_older, m_form, m_newsPanel, m_empty, m_table})
        column->addWidget(part);
    for (QPushButton *button : {m_read, m_print, m_save, m_replace, m_use}) {
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    column->addWidget(m_viewer);
    column->addStretch();
    kit::setUpList(m_table, {8, 4, 4, 5, 4});
    m_table->setMinimumHeight(LibraryTableHeight);
    kit::showWholeRows(m_table);
    m_table->setTextElideMode(Qt::ElideNone);
    m_search->setObjectName(u"librarySearch"_s);
    m_search->setClearButtonEnabled(true);
    m_older->setObjectName(u"libraryOlder"_s);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    connect(m_new, &QAction::triggered, this, [this] { chooseFile({}); });
    connect(m_news, &QAction::triggered, m_newsPanel, &LibraryNewsPanel::choose);
    connect(m_give, &QAction::triggered, this, &LibraryPage::giveOut);
    connect(m_newsPanel, &LibraryNewsPanel::taken, this, [this](int documents) {
        m_banner->showMessage(kit::Banner::Kind::Good, tr("%n document(s) taken in.", nullptr, documents));
        refresh();
    });
    connect(m_search, &QLineEdit::textChanged, this, &LibraryPage::show);
    connect(m_older, &QCheckBox::toggled, this, &LibraryPage::show);
    connect(m_table, &QTableWidget::currentCellChanged, this, &LibraryPage::showChoice);
    connect(m_table, &QTableWidget::cellActivated, this, &LibraryPage::readChosen);
    connect(m_read, &QPushButton::clicked, this, &LibraryPage::readChosen);
    connect(m_print, &QPushButton::clicked, this, &LibraryPage::printChosen);
    connect(m_save, &QPushButton::clicked, this, &LibraryPage::saveChosen);
    connect(m_replace, &QPushButton::clicked, this, [this] {
        if (const auto *document = chosen())
            chooseFile(document->id);
    });
    connect(m_use, &QPushButton::clicked, this, &LibraryPage::toggleUse);
    connect(m_viewer, &LibraryViewer::failed, this, [this](const base::Error &error) { m_banner->showError(error); });
    connect(m_viewer, &LibraryViewer::closed, this, [this] { m_table->setFocus(Qt::TabFocusReason); });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void LibraryPage::makeForm(QWidget *body)
{
    m_form = new ActionPanel(
        context(), "library",
        {book::Title, book::Kind, book::Language, book::Version, book::PublishedOn, book::Issuer, book::Source, book::Words},
        [offer = m_offer](casework::Desk &desk, const ActionPanel::Values &values) -> Result<void> {
            INDARO_TRY(casework::addToLibrary(desk, {.title = values.at(book::Title),
                                                     .kind = values.at(book::Kind),
                                                     .language = values.at(book::Language),
                                                     .version = values.at(book::Version),
                                                     .publishedOn = values.at(book::PublishedOn),
                                                     .issuer = values.at(book::Issuer),
                                                     .source = values.at(book::Source),
                                                     .words = values.at(book::Words),
                                                     .replaces = offer->replaces,
                                                     .content = offer->content}));
            return {};
        },
        body);
    m_form->setObjectName(u"libraryForm"_s);
    connect(m_form, &ActionPanel::submitted, this, [this] {
        m_offer->content.clear();
        m_offer->replaces.reset();
        context().navigator->showNotice(tr("The document is kept, and goes to the other laptops with the next exchange."));
        refresh();
    });
}

/// Read from a stick and never written to it; pictures are drawn anew, and what was written into a PDF of who made it goes.
void LibraryPage::chooseFile(const std::optional<casework::LibraryId> &replaces)
{
    context().files->openFile(
        this, tr("Choose a document"), tr("Documents (*.pdf *.txt *.jpg *.jpeg *.png);;All files (*)"),
        [this, replaces](const QString &path) {
            m_banner->dismiss();
            kit::runInBackground(
                this, [path] { return models::readAnyAttachment(path); },
                [this, replaces](Result<models::ImportedFile> file) {
                    if (!file)
                        return m_banner->showError(file.error());
                    m_offer->content = file->content;
                    // It is read by everybody and names nobody: kept as it is, and that is said.
                    const bool isText = casework::mediaTypeOf(file->content).family == casework::MediaFamily::Unknown;
                    if (file->traces != models::Traces::None && !isText)
                        m_banner->showMessage(kit::Banner::Kind::Warning, models::tracesText(file->traces));
                    beginOffer(file->name, replaces);
                });
        });
}

void LibraryPage::beginOffer(const QString &name, const std::optional<casework::LibraryId> &replaces)
{
    m_offer->replaces = replaces;
    m_form->begin();
    const auto before = m_loaded == nullptr ? std::vector<casework::LibraryDocument>() : m_loaded->all;
    const auto old = std::ranges::find_if(before, [&](const auto &each) { return replaces && each.id == *replaces; });
    const bool isNewVersion = old != before.end();
    const std::pair<sync::FieldId, QString> proposed[] = {
        {book::Title, isNewVersion ? old->title : name},
        {book::Kind, isNewVersion ? old->kind : QString()},
        {book::Language, isNewVersion ? old->language : QString()},
        {book::Issuer, isNewVersion ? old->issuer : QString()},
        {book::Words, isNewVersion ? old->words : QString()},
    };
    for (auto *edit : m_form->findChildren<ValueEdit *>()) {
        for (const auto &[field, text] : proposed) {
            if (edit->field() == field && !text.isEmpty())
                edit->setValue(model::toValue(text));
        }
    }
}

kit::PageId LibraryPage::id() const
{
    return LibraryPageId;
}

QString LibraryPage::title() const
{
    return tr("Library");
}

QList<QAction *> LibraryPage::toolbarActions() const
{
    return {m_new, m_news, m_give};
}

void LibraryPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_search->setFocus();
    refresh();
}

bool LibraryPage::flushEdits()
{
    m_form->flush();
    return true;
}

bool LibraryPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

void LibraryPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->all, casework::listLibrary(desk));
            loaded->mayWrite = desk.access.mayWrite(casework::Thing::Forms);
            loaded->mayGive = loaded->mayWrite && desk.access.mayWrite(casework::Thing::Consents);
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void LibraryPage::show()
{
    if (m_loaded == nullptr)
        return;
    const casework::LibraryDocument *before = chosen();
    const auto kept = before == nullptr ? std::nullopt : std::optional(before->id);
    m_shown = casework::searchLibrary(m_loaded->all, m_search->text());
    // What holds stands above what it replaced.
    std::ranges::stable_partition(m_shown, &casework::LibraryDocument::isCurrent);
    if (!m_older->isChecked())
        std::erase_if(m_shown, [](const casework::LibraryDocument &one) { return !one.isCurrent(); });
    const QString language = kit::Translations::code(context().translations->language());
    const QColor muted = kit::colors(kit::currentTheme()).muted;
    m_table->setRowCount(int(m_shown.size()));
    int row = 0;
    int current = 0;
    for (const casework::LibraryDocument &one : m_shown) {
        QStringList version{one.version,
                            one.language.isEmpty() ? QString() : models::codeLabel(u"language"_s, one.language, language)};
        QStringList issued{one.issuer, kit::dateText(one.publishedOn)};
        for (QStringList *facts : {&version, &issued})
            facts->removeAll(QString());
        const QString state = !one.isWhole()    ? tr("%1 of %2 parts are here").arg(one.partsHere).arg(one.parts)
                              : one.withdrawnAt ? tr("out of use")
                              : one.replacedBy  ? tr("replaced by a newer version")
                                                : QLocale().formattedDataSize(one.size);
        const QStringList cells{one.title, models::codeLabel(u"library_kind"_s, one.kind, language),
                                version.join(u"  ·  "_s), issued.join(u"  ·  "_s), state};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (!one.isCurrent())
                item->setForeground(muted);
            m_table->setItem(row, cell, item);
        }
        if (kept == one.id)
            current = row;
        ++row;
    }
    m_table->resizeRowsToContents();
    m_table->setVisible(row > 0);
    m_empty->setVisible(row == 0);
    m_empty->setText(
        m_loaded->all.empty()
            ? tr("No document is kept yet. Laws, the procedure, the guide of the referral mechanism and leaflets "
                 "belong here: they are read without the network and go to every laptop of the house.")
            : tr("No document has all these words. Older versions are shown when they are ticked above."));
    if (row > 0)
        m_table->setCurrentCell(current, 0);
    m_new->setEnabled(m_loaded->mayWrite);
    m_news->setEnabled(m_loaded->mayWrite);
    m_give->setEnabled(m_loaded->mayGive && row > 0);
    showChoice();
}

const casework::LibraryDocument *LibraryPage::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && std::size_t(row) < m_shown.size() ? &m_shown[std::size_t(row)] : nullptr;
}

void LibraryPage::showChoice()
{
    const casework::LibraryDocument *one = chosen();
    const bool isThere = one != nullptr;
    const bool mayWrite = isThere && m_loaded != nullptr && m_loaded->mayWrite;
    for (QPushButton *button : {m_read, m_print, m_save}) {
        button->setVisible(isThere);
        button->setEnabled(isThere && one->isWhole());
    }
    m_replace->setVisible(mayWrite && !one->replacedBy.has_value());
    m_use->setVisible(mayWrite && !one->replacedBy.has_value());
    m_use->setText(isThere && one->withdrawnAt ? tr("Take it into use again") : tr("Take it out of use"));
}

void LibraryPage::withChosen(std::function<void(const casework::LibraryDocument &, const QByteArray &)> take)
{
    const casework::LibraryDocument *one = chosen();
    if (one == nullptr || !one->isWhole())
        return;
    m_banner->dismiss();
    context().workspace->ask(
        this, [id = one->id](casework::Desk &desk) { return casework::loadLibraryFile(desk, id); },
        [this, document = *one, take = std::move(take)](const Result<QByteArray> &content) {
            if (!content)
                return m_banner->showError(content.error());
            take(document, *content);
        });
}

void LibraryPage::readChosen()
{
    withChosen([this](const casework::LibraryDocument &document, const QByteArray &content) {
        m_viewer->read(document.title, content, document.mediaType);
    });
}

void LibraryPage::printChosen()
{
    withChosen([this](const casework::LibraryDocument &document, const QByteArray &content) {
        LibraryViewer::pagesOf(this, content, document.mediaType, [this](const Result<QList<print::Page>> &pages) {
            if (!pages)
                return m_banner->showError(pages.error());
            printPagesOf(this, *pages, [this](const base::Error &error) { m_banner->showError(error); });
        });
    });
}

void LibraryPage::saveChosen()
{
    withChosen([this](const casework::LibraryDocument &document, const QByteArray &content) {
        context().files->saveFile(
            this, tr("Save the document as a file"), plainName(document.title) + suffixFor(document.mediaType),
            tr("All files (*)"), [this, content](const QString &path) {
                kit::runInBackground(
                    this,
                    [path, content] {
                        return base::writeFileDurably(path.toStdU16String(),
                                                      base::asBytes({content.constData(), std::size_t(content.size())}));
                    },
                    [this](const Result<void> &written) {
                        if (!written)
                            return m_banner->showError(written.error());
                        m_banner->showMessage(kit::Banner::Kind::Good, tr("The document is written."));
                    });
            });
    });
}

void LibraryPage::toggleUse()
{
    const casework::LibraryDocument *one = chosen();
    if (one == nullptr)
        return;
    context().workspace->ask(
        this,
        [id = one->id, isOut = !one->withdrawnAt](casework::Desk &desk) { return casework::setWithdrawn(desk, id, isOut); },
        [this](const Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            refresh();
        });
}

/// What is shown, in one file: the search chooses what goes.
void LibraryPage::giveOut()
{
    std::vector<casework::LibraryId> wanted;
    for (const casework::LibraryDocument &one : m_shown) {
        if (one.isWhole())
            wanted.push_back(one.id);
    }
    context().files->saveFile(
        this, tr("These documents for another house"), u"indaro-library.indaro"_s, tr("Documents (*.indaro)"),
        [this, wanted](const QString &path) {
            context().workspace->ask(
                this, [wanted](casework::Desk &desk) { return casework::libraryBundle(desk, wanted); },
                [this, path, count = int(wanted.size())](const Result<base::Bytes> &file) {
                    if (!file)
                        return m_banner->showError(file.error());
                    kit::runInBackground(
                        this, [path, bytes = *file] { return base::writeFileDurably(path.toStdU16String(), bytes); },
                        [this, count](const Result<void> &written) {
                            if (!written)
                                return m_banner->showError(written.error());
                            m_banner->showMessage(
                                kit::Banner::Kind::Good,
                                tr("%n document(s) written. Whoever has compared the key of this house can "
                                   "take them in.",
                                   nullptr, count));
                        });
                });
        });
}

void LibraryPage::retranslate()
{
    m_new->setText(tr("Take in a document"));
    m_news->setText(tr("Documents of another house"));
    m_give->setText(tr("Give these to another house"));
    kit::setHint(m_search, tr("Words of the title, of who issued it, a language, a year …"));
    m_search->setAccessibleName(tr("Look for a document"));
    m_older->setText(tr("Also older versions, and what is out of use"));
    m_form->setTexts(tr("The document that was chosen"), tr("Keep it"));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels(
        {tr("Document"), tr("Kind"), tr("Version and language"), tr("Issued by and on"), tr("State")});
    m_read->setText(tr("Read it here"));
    m_print->setText(tr("Put it on paper"));
    m_save->setText(tr("Save the document as a file"));
    m_replace->setText(tr("Take in a newer version"));
    m_newsPanel->retranslate();
    m_viewer->retranslate();
    show();
}

kit::PageEntry libraryPage()
{
    return {
        LibraryPageId, kit::PageEntry::Place::None, [] { return LibraryPage::tr("Library"); }, u"documentinfo"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new LibraryPage(context, parent); }};
}

} // namespace indaro::ui::pages
