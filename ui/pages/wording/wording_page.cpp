// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/wording/wording_page.h"

#include "core/base/file.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/hint.h"
#include "ui/kit/list_header.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/wording/wording_keys.h"

#include <QAbstractTableModel>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using casework::WordingRemark;
using casework::WordingVerdict;

namespace {

constexpr int WordingTableHeight = 220;
constexpr int WordingEditHeight = 84;

/// Least sure first, so that an hour of a reviewer is spent where it helps most.
int sureness(const QString &level)
{
    static const QStringList levels{u"low"_s, u"medium"_s, u"high"_s, u"none"_s, u"reviewed"_s};
    return int(levels.indexOf(level));
}

/// Letters without accents and case, so that "reperer" finds "Repérer".
QString searched(const QString &text)
{
    QString plain;
    for (const QChar letter : text.normalized(QString::NormalizationForm_D)) {
        if (letter.category() != QChar::Mark_NonSpacing)
            plain += letter.toCaseFolded();
    }
    return plain.replace(QChar(0x2019), u'\'');
}

QString placeOf(const WordingText &text)
{
    return text.kind + u'/' + text.key;
}

} // namespace

class WordingPage::Model final : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 3; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole || !index.isValid())
            return {};
        const WordingText &text = *m_rows[std::size_t(index.row())];
        switch (index.column()) {
        case 0:
            return QString(text.kirundi).replace(u'\n', u' ');
        case 1:
            return QString(text.french).replace(u'\n', u' ');
        default:
            return m_standing(text);
        }
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
            return {};
        return section < m_heads.size() ? m_heads[section] : QString();
    }
    void show(std::vector<const WordingText *> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    void setHeads(const QStringList &heads)
    {
        m_heads = heads;
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, 2);
    }
    void setStanding(std::function<QString(const WordingText &)> standing) { m_standing = std::move(standing); }
    void changed(int row) { Q_EMIT dataChanged(index(row, 0), index(row, 2)); }
    [[nodiscard]] const WordingText *at(int row) const
    {
        return row >= 0 && std::size_t(row) < m_rows.size() ? m_rows[std::size_t(row)] : nullptr;
    }

private:
    std::vector<const WordingText *> m_rows;
    QStringList m_heads;
    std::function<QString(const WordingText &)> m_standing;
};

WordingPage::WordingPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_model(new Model(this)), m_save(new QAction(this)), m_banner(new kit::Banner(this)),
      m_intro(kit::makeLabel(kit::TextRole::Body, this)), m_which(new QComboBox(this)), m_search(new QLineEdit(this)),
      m_state(kit::makeLabel(kit::TextRole::Muted, this)), m_table(new QTableView(this)),
      m_english(kit::makeLabel(kit::TextRole::Muted, this)), m_french(kit::makeLabel(kit::TextRole::Body, this)),
      m_remark(kit::makeLabel(kit::TextRole::Muted, this)), m_kirundi(new QPlainTextEdit(this)), m_note(new QLineEdit(this)),
      m_reviewer(new QLineEdit(this)), m_good(new kit::PushButton(this)), m_change(new kit::PushButton(this)),
      m_wrong(new kit::PushButton(this)), m_takeBack(new kit::PushButton(this))
{
    auto *body = new kit::ScrollBody(this);
    auto *column = body->column();
    m_kirundiRow = new kit::FormRow(m_kirundi, body->widget());
    m_noteRow = new kit::FormRow(m_note, body->widget());
    m_reviewerRow = new kit::FormRow(m_reviewer, body->widget());
    m_model->setStanding([this](const WordingText &text) {
        if (const WordingRemark *remark = remarkOn(text)) {
            switch (remark->verdict) {
            case WordingVerdict::Good:
                return tr("approved");
            case WordingVerdict::Changed:
                return tr("corrected");
            case WordingVerdict::Wrong:
                return tr("not to be said");
            }
        }
        if (text.level == "reviewed"_L1)
            return tr("reviewed");
        if (text.level == "none"_L1)
            return tr("no Kirundi yet");
        if (text.level == "high"_L1)
            return tr("seen in a published text");
        return text.level == "medium"_L1 ? tr("put together") : tr("unsure");
    });
    m_table->setModel(m_model);
    kit::setUpList(m_table, {8, 8, 4});
    m_table->setMinimumHeight(WordingTableHeight);
    m_kirundi->setMinimumHeight(WordingEditHeight);
    m_kirundi->setMaximumHeight(2 * WordingEditHeight);
    m_kirundi->setTabChangesFocus(true);
    m_note->setMaxLength(int(casework::WordingLimit));
    m_reviewer->setMaxLength(200);
    m_search->setClearButtonEnabled(true);
    m_which->setObjectName(u"wordingWhich"_s);
    m_search->setObjectName(u"wordingSearch"_s);
    m_kirundi->setObjectName(u"wordingKirundi"_s);
    m_note->setObjectName(u"wordingNote"_s);
    m_reviewer->setObjectName(u"wordingReviewer"_s);
    for (int i = 0; i < 4; ++i)
        m_which->addItem(QString());
    for (QLabel *label : {m_english, m_french, m_remark}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_intro, m_reviewerRow, m_which, m_search, m_state,
                                                          m_table, m_french, m_english, m_kirundiRow, m_noteRow})
        column->addWidget(part);
    for (QPushButton *button : {m_good, m_change, m_wrong, m_takeBack})
        column->addWidget(button, 0, Qt::AlignLeft);
    kit::setButtonRole(m_good, kit::ButtonRole::Primary);
    kit::setButtonRole(m_takeBack, kit::ButtonRole::Quiet);
    column->addWidget(m_remark);
    column->addStretch();
    m_good->setShortcut(QKeySequence(u"Ctrl+Return"_s));
    m_save->setShortcut(QKeySequence::Save);
    connect(m_save, &QAction::triggered, this, &WordingPage::save);
    connect(m_which, &QComboBox::currentIndexChanged, this, &WordingPage::filter);
    connect(m_search, &QLineEdit::textChanged, this, &WordingPage::filter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WordingPage::showChosen);
    connect(m_kirundi, &QPlainTextEdit::textChanged, this, [this] {
        const WordingText *text = chosen();
        const WordingRemark *remark = text != nullptr ? remarkOn(*text) : nullptr;
        const QString stood = remark != nullptr && remark->verdict != WordingVerdict::Wrong ? remark->kirundi
                              : text != nullptr                                             ? text->kirundi
                                                                                            : QString();
        const bool isOther = m_kirundi->toPlainText().trimmed() != stood;
        m_good->setEnabled(text != nullptr && !isOther && !stood.isEmpty());
        m_change->setEnabled(text != nullptr && isOther && !m_kirundi->toPlainText().trimmed().isEmpty());
        m_kirundiRow->clearMessage();
    });
    connect(m_reviewer, &QLineEdit::textChanged, this, [this] { m_reviewerRow->clearMessage(); });
    connect(m_good, &QPushButton::clicked, this, [this] { say(WordingVerdict::Good); });
    connect(m_change, &QPushButton::clicked, this, [this] { say(WordingVerdict::Changed); });
    connect(m_wrong, &QPushButton::clicked, this, [this] { say(WordingVerdict::Wrong); });
    connect(m_takeBack, &QPushButton::clicked, this, &WordingPage::takeBack);
    retranslate();
}

kit::PageId WordingPage::id() const
{
    return WordingPageId;
}

QString WordingPage::title() const
{
    return tr("Review of the Kirundi");
}

QList<QAction *> WordingPage::toolbarActions() const
{
    return {m_save};
}

bool WordingPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

void WordingPage::open(const kit::PageArgument &argument)
{
    m_banner->dismiss();
    context().translations->setRecording(true);
    if (const auto *wording = argument.as<OpenWording>(); wording != nullptr && !wording->sources.isEmpty()) {
        m_screen = wording->sources;
        m_search->clear();
        m_which->setCurrentIndex(int(Which::Screen));
    } else if (m_screen.isEmpty()) {
        m_which->setCurrentIndex(int(Which::Open));
    }
    m_table->setFocus();
    refresh();
}

void WordingPage::refresh()
{
    context().workspace->ask(
        this, [](casework::Desk &desk) { return casework::listWordingRemarks(desk); },
        [this](base::Result<std::vector<WordingRemark>> remarks) {
            if (!remarks)
                return m_banner->showError(remarks.error());
            m_remarks = std::move(*remarks);
            m_remarkOf.clear();
            const WordingRemark *last = nullptr;
            for (std::size_t i = 0; i < m_remarks.size(); ++i) {
                m_remarkOf.insert(m_remarks[i].kind + u'/' + m_remarks[i].key, i);
                if (last == nullptr || m_remarks[i].at > last->at)
                    last = &m_remarks[i];
            }
            if (m_reviewer->text().isEmpty() && last != nullptr)
                m_reviewer->setText(last->reviewer);
            filter();
        });
}

const WordingRemark *WordingPage::remarkOn(const WordingText &text) const
{
    const auto found = m_remarkOf.constFind(placeOf(text));
    return found == m_remarkOf.cend() ? nullptr : &m_remarks[*found];
}

const WordingText *WordingPage::chosen() const
{
    return m_model->at(m_table->currentIndex().row());
}

void WordingPage::filter()
{
    const auto which = static_cast<Which>(m_which->currentIndex());
    const QString wanted = searched(m_search->text().trimmed());
    const WordingText *before = chosen();
    std::vector<const WordingText *> rows;
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < m_screen.size(); ++i)
        places.insert(m_screen[i], i);
    int said = 0;
    for (const WordingText &text : wordingTexts()) {
        const WordingRemark *remark = remarkOn(text);
        said += remark != nullptr ? 1 : 0;
        const bool isIn = which == Which::Screen ? text.kind == "screens"_L1 && places.contains(text.key)
                          : which == Which::Open
                              ? remark == nullptr && text.level != "reviewed"_L1 && text.level != "none"_L1
                          : which == Which::Said ? remark != nullptr
                                                 : true;
        if (isIn &&
            (wanted.isEmpty() || searched(text.kirundi + u'\n' + text.french + u'\n' + text.english).contains(wanted)))
            rows.push_back(&text);
    }
    if (which == Which::Screen) {
        std::ranges::stable_sort(rows, {}, [&](const WordingText *text) { return places.value(text->key); });
    } else if (which == Which::Open) {
        std::ranges::stable_sort(rows, {}, [](const WordingText *text) { return sureness(text->level); });
    }
    const auto at = std::ranges::find(rows, before);
    const int row = at == rows.end() ? 0 : int(at - rows.begin());
    m_model->show(std::move(rows));
    m_state->setText(m_model->rowCount() == 0 ? tr("No such text. Choose another list, or search for less.")
                                              : tr("Texts here: %1. Looked at on this laptop: %2 of %3.")
                                                    .arg(m_model->rowCount())
                                                    .arg(said)
                                                    .arg(wordingTexts().size()));
    m_save->setEnabled(said > 0);
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    showChosen();
}

void WordingPage::keepTyped()
{
    if (m_editing == nullptr || !m_change->isEnabled())
        return;
    if (m_reviewer->text().trimmed().isEmpty())
        return m_banner->showMessage(
            kit::Banner::Kind::Warning,
            tr("This correction is not kept, because no name of a reviewer stands above: %1").arg(m_kirundi->toPlainText()));
    WordingRemark remark;
    remark.kind = m_editing->kind;
    remark.key = m_editing->key;
    remark.verdict = WordingVerdict::Changed;
    remark.kirundi = m_kirundi->toPlainText();
    remark.note = m_note->text();
    remark.reviewer = m_reviewer->text();
    m_editing = nullptr;
    context().workspace->ask(
        this, [remark](casework::Desk &desk) { return casework::keepWordingRemark(desk, remark); },
        [this, remark](const base::Result<void> &kept) {
            if (!kept) // half a sentence, a place holder is missing: said, and not thrown away unseen
                return m_banner->showMessage(
                    kit::Banner::Kind::Warning,
                    tr("This correction is not kept, because names or numbers would be missing in it: %1")
                        .arg(remark.kirundi));
            showCorrections(*context().workspace, this, *context().translations);
            refresh();
        });
}

bool WordingPage::flushEdits()
{
    keepTyped();
    return true;
}

void WordingPage::showChosen()
{
    const WordingText *text = chosen();
    if (text != m_editing)
        keepTyped();
    m_editing = text;
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_english, m_french, m_kirundiRow, m_noteRow, m_good, m_change, m_wrong})
        part->setVisible(text != nullptr);
    const WordingRemark *remark = text != nullptr ? remarkOn(*text) : nullptr;
    m_takeBack->setVisible(remark != nullptr);
    m_remark->setVisible(remark != nullptr);
    if (text == nullptr)
        return;
    m_french->setText(tr("French: %1").arg(QString(text->french).replace("||"_L1, " / "_L1)));
    m_english->setText(text->kind == "screens"_L1 ? tr("English: %1").arg(text->english)
                                                  : tr("English: %1 (choice %2)").arg(text->english, text->key));
    m_kirundi->setPlainText(remark != nullptr && remark->verdict != WordingVerdict::Wrong ? remark->kirundi : text->kirundi);
    m_note->setText(remark != nullptr ? remark->note : QString());
    m_kirundiRow->setHint(
        text->kind == "screens"_L1 && text->english.contains("%n"_L1)
            ? tr("The words for one, two upright strokes, the words for several; each with the sign of the number.")
        : text->english.contains("%1"_L1) ? tr("Keep %1, %2 …: names and dates are put in there.")
                                          : QString());
    if (remark != nullptr)
        m_remark->setText(tr("Written down by %1").arg(remark->reviewer));
    Q_EMIT m_kirundi->textChanged(); // the buttons follow
}

void WordingPage::say(WordingVerdict verdict)
{
    const WordingText *text = chosen();
    if (text == nullptr)
        return;
    WordingRemark remark;
    remark.kind = text->kind;
    remark.key = text->key;
    remark.verdict = verdict;
    remark.kirundi = m_kirundi->toPlainText();
    remark.note = m_note->text();
    remark.reviewer = m_reviewer->text();
    if (verdict == WordingVerdict::Good && remark.kirundi.trimmed() != text->kirundi)
        remark.verdict = WordingVerdict::Changed; // the correction made before is right
    if (remark.reviewer.trimmed().isEmpty()) {
        m_reviewerRow->setMessage(tr("Who reviews? Write your name: it goes with each remark."));
        m_reviewer->setFocus();
        return;
    }
    const int row = m_table->currentIndex().row();
    context().workspace->ask(
        this, [remark](casework::Desk &desk) { return casework::keepWordingRemark(desk, remark); },
        [this, row, remark](const base::Result<void> &kept) {
            if (!kept) {
                const std::string field = kept.error().text("field");
                if (field == "placeholders")
                    return m_kirundiRow->setMessage(tr("The same %1, %2 … as in the French must stand in it, each once."));
                if (field == "plural")
                    return m_kirundiRow->setMessage(
                        tr("One form for one and one for several, parted by two upright strokes."));
                return m_banner->showError(kept.error());
            }
            m_banner->dismiss();
            showCorrections(*context().workspace, this, *context().translations);
            m_editing = nullptr; // kept
            if (row + 1 < m_model->rowCount())
                m_table->setCurrentIndex(m_model->index(row + 1, 0));
            m_table->setFocus();
            refresh();
        });
}

void WordingPage::takeBack()
{
    const WordingText *text = chosen();
    if (text == nullptr)
        return;
    context().workspace->ask(
        this,
        [kind = text->kind, key = text->key](casework::Desk &desk) { return casework::dropWordingRemark(desk, kind, key); },
        [this](const base::Result<void> &dropped) {
            if (!dropped)
                return m_banner->showError(dropped.error());
            showCorrections(*context().workspace, this, *context().translations);
            refresh();
        });
}

void WordingPage::save()
{
    context().files->saveFile(
        this, tr("Save the remarks on the Kirundi"), u"kirundi-remarks.tsv"_s, u"TSV (*.tsv)"_s,
        [this, bytes = casework::wordingFile(m_remarks)](const QString &path) {
            kit::runInBackground(
                this,
                [bytes, path = std::filesystem::path(path.toStdString())] {
                    return base::writeFileDurably(
                        path, base::asBytes(std::string_view(bytes.constData(), std::size_t(bytes.size()))));
                },
                [this](const base::Result<void> &done) {
                    if (!done)
                        return m_banner->showError(done.error());
                    m_banner->showMessage(kit::Banner::Kind::Good, tr("The remarks are written into the file. Send it to "
                                                                      "whoever maintains the program: the next version "
                                                                      "says what you wrote. They stay here too."));
                });
        });
}

void WordingPage::retranslate()
{
    m_intro->setText(
        tr("For a person who speaks Kirundi from childhood. Press Shift+F9 on any page to see its texts here. What you "
           "correct stands on the screens at once, still marked ° and with the French, until a new "
           "version of the program has taken it in."));
    m_save->setText(tr("Save the remarks as a file…"));
    m_which->setItemText(int(Which::Screen), tr("Texts of the page before"));
    m_which->setItemText(int(Which::Open), tr("Not looked at yet, least sure first"));
    m_which->setItemText(int(Which::All), tr("All texts"));
    m_which->setItemText(int(Which::Said), tr("My remarks"));
    m_which->setAccessibleName(tr("Which texts"));
    kit::setHint(m_search, tr("Search in Kirundi, French and English"));
    m_search->setAccessibleName(kit::hintOf(m_search));
    m_table->setAccessibleName(title());
    m_model->setHeads({tr("Kirundi"), tr("French"), tr("State")});
    m_kirundiRow->setLabel(tr("Kirundi"));
    m_noteRow->setLabel(tr("Why (if it should change)"));
    m_reviewerRow->setLabel(tr("Name of the reviewer"));
    m_good->setText(tr("Good as it is"));
    m_change->setText(tr("Correct it so"));
    m_wrong->setText(tr("Not to be said: leave the French"));
    m_takeBack->setText(tr("Take the remark back"));
    if (chosen() != nullptr)
        showChosen();
}

kit::PageEntry wordingPage()
{
    return {
        WordingPageId, kit::PageEntry::Place::None, [] { return WordingPage::tr("Review of the Kirundi"); }, u"languages"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new WordingPage(context, parent); }};
}

} // namespace indaro::ui::pages
