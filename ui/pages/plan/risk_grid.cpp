// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/risk_grid.h"

#include "core/casework/drafts.h"
#include "core/casework/workspace.h"
#include "core/model/code_list.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/plan/risk_more.h"

#include <QComboBox>
#include <QGridLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int WordsWidth = 110; // the page at 200 % is 603 points wide

QString domainCode(std::size_t line)
{
    return QString::fromLatin1(casework::RiskDomains[line].data(), qsizetype(casework::RiskDomains[line].size()));
}

/// "", "1" … "3"; the words stand beside the digit, which can be typed.
void fillScale(QComboBox *box, const QString &list, const QString &language)
{
    const int chosen = box->currentIndex();
    box->clear();
    box->addItem(u"–"_s);
    for (const auto &code : model::CodeList::byName(list).codes())
        box->addItem(u"%1 %2"_s.arg(code.code, models::codeLabel(list, code.code, language)));
    box->setCurrentIndex(std::max(chosen, 0));
}

} // namespace

RiskGrid::RiskGrid(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_pause(kit::TypingPause::Draft, kit::TypingPause::Draft),
      m_return(new kit::CheckBox(this)), m_worst(kit::makeLabel(kit::TextRole::Body, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(kit::space::One);
    // A domain stands above what is said of it: beside it there is no room for that at 200 %.
    const auto cells = int(m_heads.size()) - 1;
    for (std::size_t i = 0; i < m_heads.size(); ++i)
        m_heads[i] = kit::makeLabel(kit::TextRole::Muted, this);
    grid->addWidget(m_heads[0], 0, 0, 1, cells);
    for (int cell = 0; cell < cells; ++cell)
        grid->addWidget(m_heads[std::size_t(cell) + 1], 1, cell);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i] = {kit::makeLabel(kit::TextRole::Body, this),
                      kit::makeNarrowBox(this, 8),
                      kit::makeNarrowBox(this, 8),
                      new QLineEdit(this),
                      new QLineEdit(this),
                      new RiskMore(kit::Translations::code(context.translations->language()), this)};
        auto &line = m_lines[i];
        const int row = 3 * int(i) + 2;
        grid->addWidget(line.domain, row, 0, 1, cells);
        int cell = 0;
        for (QWidget *part : std::initializer_list<QWidget *>{line.likelihood, line.severity, line.sign, line.measure})
            grid->addWidget(part, row + 1, cell++);
        grid->addWidget(line.more, row + 2, 0, 1, cells);
        connect(line.more, &RiskMore::edited, this, &RiskGrid::keepDraft);
        for (auto *box : {line.likelihood, line.severity}) {
            connect(box, &QComboBox::currentIndexChanged, this, &RiskGrid::showWorst);
        }
        for (auto *words : {line.sign, line.measure}) {
            words->setMinimumWidth(WordsWidth);
            connect(words, &QLineEdit::textEdited, this, [this] { m_pause.touch(); });
        }
    }
    for (int words : {2, 3})
        grid->setColumnStretch(words, 1);
    connect(&m_pause, &QTimer::timeout, this, &RiskGrid::keepDraft);
    column->addLayout(grid);
    column->addWidget(m_return);
    column->addWidget(m_worst);
    retranslate();
}

void RiskGrid::begin(sync::RecordId person)
{
    keepDraft(); // of whoever stood there
    m_person = person;
    restore({});
    m_context.workspace->ask(
        this, [key = "risks/" + person.toText()](casework::Desk &desk) { return casework::findDraft(desk, key); },
        [this, person](const base::Result<std::optional<base::Bytes>> &found) {
            if (found && *found && m_person == person)
                restore(QByteArray(reinterpret_cast<const char *>((*found)->data()), qsizetype((*found)->size())));
        });
}

void RiskGrid::keepDraft()
{
    if (!m_person || m_isFilling)
        return;
    m_pause.stop();
    const QByteArray content = draft();
    showState(kit::SaveState::Saving);
    m_context.workspace->ask(
        this,
        [key = "risks/" + m_person->toText(), content](casework::Desk &desk) {
            return casework::saveDraft(desk, key,
                                       base::asBytes(std::string_view(content.constData(), std::size_t(content.size()))));
        },
        [this](const base::Result<void> &kept) { showState(kept ? kit::SaveState::Saved : kit::SaveState::NotSaved); });
}

void RiskGrid::flush()
{
    for (const Line &line : m_lines)
        line.more->flush();
}

void RiskGrid::showState(kit::SaveState state)
{
    if (m_context.navigator != nullptr) // there is none where the grid is shown by itself
        m_context.navigator->showSaveState(state);
}

void RiskGrid::saved()
{
    m_pause.stop();
    if (!m_person)
        return;
    m_context.workspace->ask(
        this, [key = "risks/" + m_person->toText()](casework::Desk &desk) { return casework::discardDraft(desk, key); },
        [this](const base::Result<void> &gone) {
            if (!gone) // it would stand there again
                showState(kit::SaveState::NotSaved);
        });
    m_person.reset();
}

QByteArray RiskGrid::draft() const
{
    QJsonArray lines;
    for (const Line &line : m_lines)
        lines.append(QJsonArray{line.likelihood->currentIndex(), line.severity->currentIndex(), line.sign->text(),
                                line.measure->text(), line.more->content()});
    return QJsonDocument(QJsonObject{{u"lines"_s, lines}, {u"return"_s, m_return->isChecked()}})
        .toJson(QJsonDocument::Compact);
}

void RiskGrid::restore(const QByteArray &content)
{
    const QJsonObject whole = QJsonDocument::fromJson(content).object();
    const QJsonArray lines = whole.value(u"lines"_s).toArray();
    m_isFilling = true;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const QJsonArray line = lines.at(qsizetype(i)).toArray();
        m_lines[i].likelihood->setCurrentIndex(line.at(0).toInt());
        m_lines[i].severity->setCurrentIndex(line.at(1).toInt());
        m_lines[i].sign->setText(line.at(2).toString());
        m_lines[i].measure->setText(line.at(3).toString());
        m_lines[i].more->restore(line.at(4).toArray());
    }
    m_return->setChecked(whole.value(u"return"_s).toBool());
    showWorst();
    m_isFilling = false; // from now on what is changed is a draft
}

std::vector<casework::RiskLineDraft> RiskGrid::lines() const
{
    std::vector<casework::RiskLineDraft> drafts;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        const int likelihood = line.likelihood->currentIndex();
        const int severity = line.severity->currentIndex();
        const bool isEmpty = likelihood <= 0 && severity <= 0 && line.sign->text().isEmpty() &&
                             line.measure->text().isEmpty() && line.more->isEmpty();
        if (isEmpty)
            continue;
        casework::RiskLineDraft draft;
        draft.domain = casework::RiskDomains[i];
        if (likelihood > 0)
            draft.likelihood = likelihood;
        if (severity > 0)
            draft.severity = severity;
        draft.sign = line.sign->text().toStdString();
        draft.measureWords = line.measure->text().toStdString();
        line.more->addTo(draft);
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

bool RiskGrid::isForReturn() const
{
    return m_return->isChecked();
}

casework::RiskLevel RiskGrid::worst() const
{
    auto worst = casework::RiskLevel::Low;
    for (const Line &line : m_lines) {
        const bool isAsked = line.likelihood->currentIndex() > 0 && line.severity->currentIndex() > 0;
        worst =
            std::max(worst, isAsked ? casework::riskLevelOf(line.likelihood->currentIndex(), line.severity->currentIndex())
                                    : casework::RiskLevel::Medium);
    }
    return worst;
}

void RiskGrid::showWorst()
{
    const auto code = casework::riskLevelCode(worst());
    const QString language = kit::Translations::code(m_context.translations->language());
    const bool isWhole = std::ranges::all_of(
        m_lines, [](const Line &line) { return line.likelihood->currentIndex() > 0 && line.severity->currentIndex() > 0; });
    const QString level =
        models::codeLabel(u"risk_level"_s, QString::fromLatin1(code.data(), qsizetype(code.size())), language);
    m_worst->setText(isWhole ? tr("Level of the worst domain: %1").arg(level)
                             : tr("Level of the worst domain: %1. What nobody asked does not count as safe.").arg(level));
    keepDraft();
}

void RiskGrid::retranslate()
{
    const QString language = kit::Translations::code(m_context.translations->language());
    const std::array heads{tr("Domain"), tr("How likely"), tr("How bad"), tr("What one sees"), tr("What is done")};
    for (std::size_t i = 0; i < m_heads.size(); ++i)
        m_heads[i]->setText(heads[i]);
    m_isFilling = true;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line &line = m_lines[i];
        const QString domain = models::codeLabel(u"risk_domain"_s, domainCode(i), language);
        line.domain->setText(domain);
        fillScale(line.likelihood, u"risk_likelihood"_s, language);
        fillScale(line.severity, u"risk_severity"_s, language);
        const std::array<QWidget *, 4> fields{line.likelihood, line.severity, line.sign, line.measure};
        for (std::size_t field = 0; field < fields.size(); ++field)
            fields[field]->setAccessibleName(heads[field + 1] + u": "_s + domain);
        line.more->setTexts(domain, language);
    }
    m_return->setText(tr("For the place of return and the journey, not for the stay here"));
    showWorst();
    m_isFilling = false; // from now on what is changed is a draft
}

} // namespace indaro::ui::pages
