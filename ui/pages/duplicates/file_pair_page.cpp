// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/duplicates/file_pair_page.h"

#include "core/casework/audit/openings.h"
#include "core/casework/row_values.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/session/vault.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/duplicates/duplicate_texts.h"
#include "ui/pages/duplicates/side_choice.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <map>
#include <sstream>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

// What goes with a form and is no field of a record stands under numbers no field has.
constexpr sync::FieldId OtherOfPair{fields::file_merge::Table, 901};
constexpr sync::FieldId ChosenSides{fields::file_merge::Table, 902};
constexpr sync::FieldId AgreedToMerge{fields::file_merge::Table, 903};

/// "2 1 0 2 6 1": table, field and side of each.
std::vector<casework::MergeChoice> readChoices(const std::string &text)
{
    std::vector<casework::MergeChoice> choices;
    std::istringstream in(text);
    for (int table = 0, field = 0, side = 0; in >> table >> field >> side;)
        choices.push_back({{static_cast<std::uint16_t>(table), static_cast<std::uint16_t>(field)},
                           static_cast<casework::MergeSide>(side)});
    return choices;
}

base::Result<casework::CaseId> otherOf(const ActionPanel::Values &values)
{
    const auto *bytes = values.at(OtherOfPair).bytes();
    const auto other = bytes != nullptr ? casework::CaseId::fromBytes(*bytes) : std::nullopt;
    return other ? base::Result<casework::CaseId>(*other)
                 : base::Result<casework::CaseId>(base::Error(base::Errc::UnknownRecord));
}

/// Nothing to fill in: what goes along is known without it.
void addSilently(ActionPanel *panel, std::function<bool(ActionPanel::Values &)> read)
{
    auto *nothing = new QWidget(panel);
    nothing->setFixedHeight(0);
    panel->addMore(nothing, std::move(read));
}

} // namespace

struct FilePairPage::Loaded
{
    std::optional<casework::FileComparison> comparison{};
    bool needsReason = false; ///< the second file is somebody else's case
    QString otherCode{};
};

FilePairPage::FilePairPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_scroll(new QScrollArea(this)), m_heading(kit::makeLabel(kit::TextRole::Title, this)),
      m_banner(new kit::Banner(this)), m_openOther(new kit::PushButton(this)),
      m_keptText(kit::makeLabel(kit::TextRole::Body, this)), m_otherText(kit::makeLabel(kit::TextRole::Body, this)),
      m_reasons(kit::makeLabel(kit::TextRole::Body, this)), m_said(kit::makeLabel(kit::TextRole::Muted, this)),
      m_fieldsTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_fieldsIntro(kit::makeLabel(kit::TextRole::Muted, this)),
      m_fields(new QWidget(this)), m_begin(new kit::PushButton(this)), m_what(kit::makeLabel(kit::TextRole::Body, this)),
      m_second(new SecondPersonPanel(this))
{
    auto *body = new QWidget(m_scroll);
    makePanels(body);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    m_column->setSpacing(kit::space::Two);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_banner);
    m_column->addWidget(m_openOther, 0, Qt::AlignLeft);
    auto *files = new QWidget(body);
    constexpr int FileWidth = 280;
    auto *grid = new kit::FlowGrid(2, FileWidth, files);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addCell(m_keptText);
    grid->addCell(m_otherText);
    m_column->addWidget(files);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_reasons, m_said, m_answer, m_fieldsTitle, m_fieldsIntro, m_fields})
        m_column->addWidget(part);
    m_column->addWidget(m_what);
    m_column->addWidget(m_begin, 0, Qt::AlignLeft);
    m_column->addWidget(m_merge);
    m_column->addWidget(m_second);
    m_column->addStretch();
    m_begin->setObjectName(u"beginMerge"_s);
    m_reasons->setObjectName(u"matchReasons"_s);
    m_keptText->setTextFormat(Qt::PlainText);
    m_otherText->setTextFormat(Qt::PlainText);
    m_said->setTextFormat(Qt::PlainText);
    m_heading->setTextFormat(Qt::PlainText);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    connect(m_openOther, &QPushButton::clicked, this,
            [this] { this->context().navigator->openPage(CaseFilePageId, OpenCaseFile{*m_other}); });
    connect(m_begin, &QPushButton::clicked, this, [this] {
        m_merge->begin(*m_one);
        kit::scrollTo(m_merge);
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible() && m_loaded != nullptr && !m_loaded->comparison) // the reason may have been given meanwhile
            refresh();
    });
    showNothing();
    retranslate();
}

void FilePairPage::makePanels(QWidget *body)
{
    const auto other = [this](ActionPanel::Values &values) {
        values[OtherOfPair] = casework::idValue(*m_other);
        return true;
    };
    m_answer = new ActionPanel(
        context(), "duplicate", {fields::duplicate_answer::Answer, fields::duplicate_answer::Reason},
        [](casework::Desk &desk, sync::RecordId one, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto second, otherOf(values));
            return casework::answerDuplicate(desk, one, second, values.at(fields::duplicate_answer::Answer),
                                             values.at(fields::duplicate_answer::Reason));
        },
        body);
    m_answer->setObjectName(u"duplicateAnswer"_s);
    addSilently(m_answer, other);
    connect(m_answer, &ActionPanel::submitted, this, [this] {
        context().navigator->showNotice(
            tr("Remembered. It is asked again only when something they are compared by changes."));
        m_scroll->setFocus();
        refresh();
    });
    m_merge = new ActionPanel(
        context(), "file_merge", {fields::file_merge::Reason},
        [](casework::Desk &desk, sync::RecordId one, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto second, otherOf(values));
            INDARO_TRY(casework::mergeFiles(desk, one, second, readChoices(values.at(ChosenSides).textOr({})),
                                            values.at(fields::file_merge::Reason), values.at(AgreedToMerge).textOr({})));
            return {};
        },
        body);
    m_merge->setObjectName(u"mergeForm"_s);
    addSilently(m_merge, other);
    addSilently(m_merge, [this](ActionPanel::Values &values) {
        values[ChosenSides] = choices();
        values[AgreedToMerge] = std::exchange(m_agreed, {});
        return true;
    });
    m_merge->setRefusal([this](const base::Error &error) {
        if (error.code != base::Errc::SecondPersonNeeded)
            return false; // the form says what is wrong with it first
        m_second->start(context().vault);
        kit::scrollTo(m_second);
        return true;
    });
    connect(m_second, &SecondPersonPanel::agreed, this, [this](const std::shared_ptr<session::Approval> &approval) {
        m_agreed = approval->auditDetail();
        m_merge->submit();
    });
    connect(m_merge, &ActionPanel::submitted, this, [this] {
        context().navigator->showNotice(tr("The two files are one now. It can be undone on the page of the file."));
        if (m_loaded != nullptr && m_loaded->comparison)
            context().navigator->openPage(CaseFilePageId, OpenCaseFile{m_loaded->comparison->kept.id});
    });
    connect(m_merge, &ActionPanel::givenUp, this, [this] { m_second->hide(); });
}

kit::PageId FilePairPage::id() const
{
    return FilePairPageId;
}

QString FilePairPage::title() const
{
    return tr("Two files side by side");
}

void FilePairPage::showNothing()
{
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_openOther, m_keptText, m_otherText, m_reasons, m_said, m_answer, m_fieldsTitle,
                                          m_fieldsIntro, m_fields, m_begin, m_what, m_merge, m_second})
        part->hide();
    m_agreed.clear();
}

void FilePairPage::open(const kit::PageArgument &argument)
{
    const auto *pair = argument.as<OpenFilePair>();
    if (pair == nullptr)
        return;
    m_one = pair->one;
    m_other = pair->other;
    m_loaded.reset();
    m_banner->dismiss();
    m_heading->clear();
    showNothing();
    refresh();
}

bool FilePairPage::flushEdits()
{
    for (auto *panel : {m_answer, m_merge})
        panel->flush();
    return true;
}

void FilePairPage::refresh()
{
    if (!m_one || !m_other)
        return;
    context().workspace->ask(
        this,
        [one = *m_one, other = *m_other](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            // The door has asked about the first; the second is opened here.
            INDARO_TRY_ASSIGN(const auto ground, casework::noteOpening(desk, {other}));
            INDARO_TRY_ASSIGN(const auto file, casework::loadRecord(desk, fields::case_file::Table, other));
            loaded->otherCode = file.text(fields::case_file::CaseCode);
            loaded->needsReason = !ground;
            if (ground) {
                INDARO_TRY_ASSIGN(auto comparison, casework::compareFiles(desk, one, other));
                loaded->comparison = std::move(comparison);
            }
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this, one = *m_one, other = *m_other](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (one != m_one || other != m_other)
                return;
            if (!loaded) {
                showNothing();
                return m_banner->showError(loaded.error());
            }
            m_loaded = *loaded;
            show();
        });
}

QString FilePairPage::fileText(const casework::ComparedFile &file) const
{
    const QString language = kit::Translations::code(context().translations->language());
    QStringList lines{tr("File %1: %2").arg(file.caseCode, file.displayName)};
    if (file.openedAt)
        lines << tr("Opened on %1").arg(kit::dateText(model::localDay(*file.openedAt)));
    lines << models::codeLabel(u"case_status"_s, file.status, language) +
                 (file.isClosed ? u", "_s + tr("closed") : QString());
    lines << tr("%n stay(s) in the house", nullptr, int(file.stays));
    lines << tr("%n record(s) in it", nullptr, int(file.records));
    return lines.join(u'\n');
}

void FilePairPage::show()
{
    if (m_loaded == nullptr)
        return;
    if (!m_loaded->comparison) {
        showNothing();
        m_heading->setText(title());
        m_openOther->show();
        m_banner->showMessage(
            kit::Banner::Kind::Info,
            tr("File %1 is not one of your cases. Open it once and say why; then come back here.").arg(m_loaded->otherCode));
        return;
    }
    m_openOther->hide();
    const casework::FileComparison &pair = *m_loaded->comparison;
    m_heading->setText(tr("Files %1 and %2").arg(pair.kept.caseCode, pair.other.caseCode));
    m_keptText->setText(fileText(pair.kept));
    m_otherText->setText(fileText(pair.other));
    m_reasons->setText(DuplicateTexts::reasons(pair.score));
    m_reasons->setVisible(!pair.score.reasons.empty());
    m_said->setVisible(pair.answer.has_value());
    if (pair.answer) {
        const QString language = kit::Translations::code(context().translations->language());
        m_said->setText(tr("Said on %1: %2. %3")
                            .arg(kit::dateText(model::localDay(pair.answer->at)),
                                 models::codeLabel(u"duplicate_answer"_s, pair.answer->answer, language),
                                 pair.answer->reason)
                            .trimmed());
    }
    for (QWidget *part : std::initializer_list<QWidget *>{m_keptText, m_otherText, m_fieldsTitle, m_fieldsIntro, m_what})
        part->show();
    const auto &access = context().workspace->access();
    const bool mayWrite = !access || access->mayWrite(casework::Thing::Register);
    const bool bothInHouse = pair.kept.isInHouse && pair.other.isInHouse;
    QStringList what{tr("File %1 is the older one and is kept: everything of file %2 is moved into it, with its whole "
                        "history. File %2 stays as an empty cover that leads to %1. Where one of the files says no to "
                        "something, the no holds until the person is asked again. It takes a second person, and it can be "
                        "undone.")
                         .arg(pair.kept.caseCode, pair.other.caseCode)};
    if (pair.kept.isClosed || pair.other.isClosed)
        what << tr("A closed file is opened for it.");
    if (bothInHouse)
        what << tr(
            "Both files say that the person is in the house. Nobody is there twice: write down the exit in one of them "
            "first.");
    m_what->setText(what.join(u'\n'));
    m_begin->setVisible(mayWrite && !bothInHouse);
    if (mayWrite && !m_answer->isVisible() && !pair.answer)
        m_answer->begin(*m_one);
    showFields();
}

void FilePairPage::showFields()
{
    const casework::FileComparison &pair = *m_loaded->comparison;
    const QString language = kit::Translations::code(context().translations->language());
    std::map<sync::FieldId, casework::MergeSide> chosen; // in this visit: a language that changes takes nothing away
    for (const SideChoice *choice : m_choices)
        chosen.emplace(choice->lead(), choice->side());
    auto *fields = new QWidget(this);
    auto *column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    m_choices.clear();
    int differing = 0;
    for (const bool isDiffering : {true, false}) { // what has to be decided stands first
        for (const casework::ComparedField &field : pair.fields) {
            if (field.isDiffering != isDiffering)
                continue;
            auto *choice = new SideChoice(field, pair.kept.caseCode, pair.other.caseCode, language, fields);
            if (const auto before = chosen.find(field.lead); before != chosen.end())
                choice->choose(before->second);
            m_choices.push_back(choice);
            column->addWidget(choice);
            differing += isDiffering ? 1 : 0;
        }
    }
    m_fieldsTitle->setText(differing == 0 ? tr("The two files do not contradict each other")
                                          : tr("%n thing(s) in which the two files differ", nullptr, differing));
    auto *old = m_column->replaceWidget(m_fields, fields);
    delete old;
    m_fields->hide();
    std::exchange(m_fields, fields)->deleteLater();
    m_fields->show();
}

std::string FilePairPage::choices() const
{
    std::ostringstream out;
    for (const SideChoice *choice : m_choices) {
        if (choice->isAsked())
            out << choice->lead().table << ' ' << choice->lead().field << ' ' << static_cast<int>(choice->side()) << ' ';
    }
    return out.str();
}

void FilePairPage::retranslate()
{
    m_openOther->setText(tr("Open the other file"));
    m_answer->setTexts(tr("What are these two files?"), tr("Remember the answer"));
    m_fieldsIntro->setText(tr("Choose what holds with the arrow keys or a click. What is not chosen stays in the history."));
    m_begin->setText(tr("Make them one file…"));
    m_merge->setTexts(tr("Make the two files one, together with a second person"), tr("Make them one"));
    show();
}

kit::PageEntry filePairPage()
{
    return {
        FilePairPageId, kit::PageEntry::Place::None, [] { return FilePairPage::tr("Two files side by side"); },
        u"edit-find"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new FilePairPage(context, parent); }};
}

} // namespace indaro::ui::pages
