// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_entry/paper_entry_page.h"

#include "core/casework/workspace.h"
#include "core/documents/serial.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/error_text.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_entry/paper_entry_mode.h"
#include "ui/pages/paper_entry/paper_entry_texts.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

struct FileOfPaper
{
    std::optional<sync::RecordId> person{};
    QString caseCode{};
    QString form{}; ///< which one the number is of; empty: not known here
};

base::Result<FileOfPaper> readFileOfPaper(casework::Desk &desk, const std::optional<sync::RecordId> &person,
                                          const QString &serial)
{
    FileOfPaper read{person};
    if (!person) {
        INDARO_TRY_ASSIGN(const auto paper, casework::paperOfSerial(desk, serial));
        if (paper) {
            read.person = paper->person;
            read.form = paper->form;
        }
    }
    if (read.person) {
        INDARO_TRY_ASSIGN(const auto code, desk.log.load(model::fields::case_file::CaseCode, *read.person));
        read.caseCode = QString::fromStdString(code.textOr(""));
    }
    return read;
}

/// The number as it is kept, in whatever spelling. `isAltered`: it bears a check code, which does not fit.
struct TypedNumber
{
    QString serial{};
    bool isAltered = false;
};
TypedNumber numberOf(const QString &typed)
{
    if (const auto checked = documents::readSerial(typed))
        return {checked->toText()};
    static const QRegularExpression withCode(
        u"^\\s*[A-Za-z]{4}[\\s-]*[0-9]{4}[\\s-]*[0-9]{4,6}([\\s-]+[0-9A-Za-z]{2}|[A-Za-z][0-9A-Za-z]|[0-9][A-Za-z])\\s*$"_s);
    if (withCode.match(typed).hasMatch())
        return {{}, true};
    const auto plain = documents::Serial::fromText(typed);
    return {plain ? plain->toText() : typed.simplified()}; // the paper of somebody else has numbers of its own
}

} // namespace

PaperEntryPage::PaperEntryPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_banner(new kit::Banner(this)), m_hint(kit::makeLabel(kit::TextRole::Body, this)),
      m_file(kit::makeLabel(kit::TextRole::Heading, this)), m_beforeText(kit::makeLabel(kit::TextRole::Body, this)),
      m_reason(new QComboBox), m_serial(new QLineEdit), m_day(new QLineEdit), m_writer(new QLineEdit),
      m_serialRow(new kit::FormRow(m_serial, this)), m_dayRow(new kit::FormRow(m_day, this)),
      m_writerRow(new kit::FormRow(m_writer, this)), m_reasonRow(new kit::FormRow(m_reason, this)),
      m_choose(new kit::PushButton(this)), m_openFile(new kit::PushButton(this)), m_openInterview(new kit::PushButton(this))
{
    auto *body = new kit::ScrollBody(this);
    body->widget()->setMaximumWidth(kit::space::ReadingWidth);
    auto *column = body->column();
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_banner, m_hint, m_serialRow, m_file, m_choose, m_dayRow, m_writerRow,
                                          m_beforeText, m_reasonRow, m_openFile, m_openInterview})
        column->addWidget(part);
    column->addStretch();
    m_serial->setObjectName(u"paperSerial"_s);
    m_day->setObjectName(u"paperDay"_s);
    m_writer->setObjectName(u"paperWriter"_s);
    m_beforeText->setObjectName(u"typedBefore"_s);
    m_reason->setObjectName(u"typedAgainWhy"_s);
    m_openFile->setObjectName(u"typeIntoFile"_s);
    m_openInterview->setObjectName(u"typeInterview"_s);
    kit::setButtonRole(m_openFile, kit::ButtonRole::Primary);
    connect(m_serial, &QLineEdit::returnPressed, this, [this] {
        m_day->setFocus(); // which finishes the number
    });
    connect(m_serial, &QLineEdit::editingFinished, this, [this] { find({}); });
    connect(m_serial, &QLineEdit::textEdited, this, [this] { startOver(); });
    connect(m_day, &QLineEdit::returnPressed, m_writer, qOverload<>(&QWidget::setFocus));
    connect(m_day, &QLineEdit::textEdited, this, [this] {
        m_dayRow->clearMessage();
        forgetBefore();
    });
    connect(m_reason, &QComboBox::activated, m_reasonRow, &kit::FormRow::clearMessage);
    connect(m_writer, &QLineEdit::returnPressed, this, [this] { begin(Goal::File); });
    connect(m_openFile, &QPushButton::clicked, this, [this] { begin(Goal::File); });
    connect(m_openInterview, &QPushButton::clicked, this, [this] { begin(Goal::Interview); });
    connect(m_choose, &QPushButton::clicked, this, [this] { this->context().navigator->openPage(PeoplePageId); });
    retranslate();
}

kit::PageId PaperEntryPage::id() const
{
    return PaperEntryPageId;
}

QString PaperEntryPage::title() const
{
    return tr("Type in from paper");
}

void PaperEntryPage::open(const kit::PageArgument &argument)
{
    m_banner->dismiss();
    const auto *entry = argument.as<OpenPaperEntry>();
    m_serial->clear();
    m_day->clear();
    m_writer->clear();
    m_dayRow->clearMessage();
    m_given = entry != nullptr ? entry->person : std::nullopt;
    m_givenCode.clear();
    startOver();
    m_serial->setFocus();
    if (!m_given)
        return;
    context().workspace->ask(
        this, [person = m_given](casework::Desk &desk) { return readFileOfPaper(desk, person, {}); },
        [this, person = m_given](const base::Result<FileOfPaper> &read) {
            if (m_given != person)
                return;
            if (!read)
                return m_banner->showError(read.error());
            m_givenCode = read->caseCode;
            m_caseCode = m_person == m_given ? m_givenCode : m_caseCode;
            showPerson();
        });
}

/// Whose file it is, is only what this page was opened with: what a number said is of that number.
void PaperEntryPage::startOver()
{
    ++m_asking;
    m_serialRow->clearMessage();
    m_isSearching = false;
    m_looked.clear();
    m_form.clear();
    forgetBefore();
    m_person = m_given;
    m_caseCode = m_givenCode;
    showPerson();
}

void PaperEntryPage::showPerson()
{
    m_file->setText(m_caseCode.isEmpty() ? QString() : tr("The file %1").arg(m_caseCode));
    m_file->setVisible(!m_caseCode.isEmpty());
    m_choose->setVisible(!m_person);
    m_openFile->setEnabled(m_person.has_value());
    m_openInterview->setEnabled(m_person.has_value());
}

/// The number on the paper says whose it is. `then`: what goes on when it names no other file.
void PaperEntryPage::find(std::optional<Goal> then)
{
    const TypedNumber number = numberOf(m_serial->text());
    if (m_looked == m_serial->text().trimmed() && !m_isSearching && !m_serialRow->hasMessage()) {
        if (then)
            begin(*then);
        return;
    }
    startOver();
    m_looked = m_serial->text().trimmed();
    if (number.isAltered)
        return refuseNumber(tr("The check code does not fit this number: look at the paper again."));
    if (number.serial.isEmpty())
        return;
    m_isSearching = true;
    context().workspace->ask(
        this, [serial = number.serial](casework::Desk &desk) { return readFileOfPaper(desk, {}, serial); },
        [this, then, asking = ++m_asking](const base::Result<FileOfPaper> &read) {
            if (asking != m_asking)
                return;
            m_isSearching = false;
            if (!read)
                return m_banner->showError(read.error());
            found(read->person, read->caseCode);
            m_form = read->person == m_person ? read->form : QString();
            if (then && !m_serialRow->hasMessage())
                begin(*then);
        });
}

void PaperEntryPage::found(const std::optional<sync::RecordId> &person, const QString &caseCode)
{
    if (!person && !m_given)
        return refuseNumber(
            tr("No paper of that number was printed on this computer for somebody. Choose the person, and open "
               "this page from her file."));
    if (person && m_given && *m_given != *person)
        return refuseNumber(tr("The paper of that number was printed for another file: %1.").arg(caseCode));
    if (!person)
        return; // a paper of somebody else, for whom this page was opened with
    m_person = person;
    m_caseCode = caseCode;
    showPerson();
}

void PaperEntryPage::refuseNumber(const QString &why)
{
    m_serialRow->setMessage(why);
    m_openFile->setEnabled(false);
    m_openInterview->setEnabled(false);
}

void PaperEntryPage::begin(Goal goal)
{
    if (m_looked != m_serial->text().trimmed())
        return find(goal);
    if (m_isSearching || m_serialRow->hasMessage() || !m_person)
        return m_serial->setFocus();
    const auto day = model::PartialDate::parse(m_day->text().trimmed());
    if (!day || day->day == 0) {
        m_dayRow->setMessage(tr("The day on the paper, for example 24/11/2026."));
        return m_day->setFocus();
    }
    const QString why = m_before.empty() ? QString() : m_reason->currentData().toString();
    if (!m_before.empty() && why.isEmpty()) {
        m_reasonRow->setMessage(tr("Choose why it is typed in once more."));
        return m_reason->setFocus();
    }
    const casework::PaperSource source{day->toIso(), m_form, numberOf(m_serial->text()).serial, m_writer->text(), why};
    if (!why.isEmpty())
        return beginTyping(source, goal);
    context().workspace->ask(
        this, [person = *m_person, source](casework::Desk &desk) { return casework::papersLikeThis(desk, person, source); },
        [this, source, goal, asking = m_asking](const base::Result<std::vector<casework::PaperEntry>> &before) {
            if (asking != m_asking || !m_person)
                return; // another number by now
            if (!before)
                return m_banner->showError(before.error());
            if (before->empty())
                return beginTyping(source, goal);
            askAgain(*before);
        });
}

/// A paper is easily typed in by two people, or twice after a power cut: what there is stands here, and one goes on with a
/// reason.
void PaperEntryPage::askAgain(const std::vector<casework::PaperEntry> &before)
{
    m_before = before;
    m_reason->setCurrentIndex(0);
    showBefore();
    m_reason->setFocus();
}

void PaperEntryPage::forgetBefore()
{
    m_before.clear();
    m_reasonRow->clearMessage();
    showBefore();
}

void PaperEntryPage::showBefore()
{
    m_beforeText->setVisible(!m_before.empty());
    m_reasonRow->setVisible(!m_before.empty());
    m_beforeText->setText(
        m_before.empty() ? QString() : tr("A paper like this one was typed in before:") + u'\n' + papersTypedIn(m_before));
}

void PaperEntryPage::beginTyping(const casework::PaperSource &source, Goal goal)
{
    PaperEntryMode::of(*context().workspace)->begin(*m_person, source, this, [this, goal](const base::Result<void> &begun) {
        if (begun)
            return goOn(goal);
        if (begun.error().code != base::Errc::DateInFuture)
            return m_banner->showError(begun.error());
        m_dayRow->setMessage(kit::errorText(begun.error()).what);
        m_day->setFocus();
    });
}

void PaperEntryPage::goOn(Goal goal)
{
    if (goal == Goal::Interview)
        context().navigator->openPage(IntakePageId, OpenInterview{*m_person, {}, true, numberOf(m_serial->text()).serial});
    else
        context().navigator->openPage(CaseFilePageId, OpenCaseFile{*m_person});
}

void PaperEntryPage::retranslate()
{
    m_hint->setText(tr("For what was written on paper first. The number on a form that was printed for a person opens her "
                       "file. What is saved then says of which day the paper is and who typed it in."));
    m_serialRow->setLabel(tr("Number on the paper"));
    m_serialRow->setHint(tr("Empty when it bears none."));
    m_dayRow->setLabel(tr("Day it was written"));
    m_writerRow->setLabel(tr("Who wrote it"));
    m_reasonRow->setLabel(tr("Why it is typed in once more"));
    const int chosen = std::max(0, m_reason->currentIndex());
    m_reason->clear();
    m_reason->addItem(tr("Choose"), QString());
    for (const QString &why : {u"rest"_s, u"other"_s, u"wrong"_s})
        m_reason->addItem(typedAgainWhy(why), why);
    m_reason->setCurrentIndex(chosen);
    showBefore();
    m_choose->setText(tr("Choose the person …"));
    m_openFile->setText(tr("Open the file and type"));
    m_openInterview->setText(tr("Type in an interview"));
    showPerson();
}

kit::PageEntry paperEntryPage()
{
    return {
        PaperEntryPageId, kit::PageEntry::Place::None, [] { return PaperEntryPage::tr("Type in from paper"); },
        u"document-edit"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new PaperEntryPage(context, parent); }};
}

} // namespace indaro::ui::pages
