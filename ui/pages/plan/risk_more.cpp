// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/risk_more.h"

#include "core/model/field_table.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/pages/people/value_edit.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

RiskMore::RiskMore(const QString &language, QWidget *parent)
    : QWidget(parent), m_fold(new QToolButton(this)), m_body(new QWidget(this))
{
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, kit::space::One);
    column->addWidget(m_fold, 0, Qt::AlignLeft);
    column->addWidget(m_body);
    auto *inner = new QVBoxLayout(m_body);
    inner->setContentsMargins(kit::space::Two, 0, 0, 0);
    auto *grid = new kit::FlowGrid(FieldColumns, FieldWidth);
    constexpr std::array shown{fields::risk_line::Measures, fields::risk_line::Who, fields::risk_line::UntilOn,
                               fields::risk_line::Reason};
    for (std::size_t i = 0; i < shown.size(); ++i) {
        m_edits[i] = new ValueEdit(shown[i], language, m_body);
        connect(m_edits[i], &ValueEdit::valueEdited, this, &RiskMore::edited);
        if (i == 0)
            inner->addWidget(m_edits[i]);
        else
            grid->addCell(m_edits[i]);
    }
    inner->addLayout(grid);
    connect(m_fold, &QToolButton::toggled, this, &RiskMore::unfold);
    unfold(false);
}

void RiskMore::unfold(bool isOpen)
{
    m_fold->setChecked(isOpen);
    m_fold->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_body->setVisible(isOpen);
}

bool RiskMore::isEmpty() const
{
    return std::ranges::all_of(m_edits, [](const ValueEdit *edit) { return edit->value().isNull(); });
}

void RiskMore::addTo(casework::RiskLineDraft &draft) const
{
    draft.measures = m_edits[0]->value();
    draft.who = m_edits[1]->value();
    draft.untilOn = m_edits[2]->value();
    draft.reason = m_edits[3]->value();
}

QJsonArray RiskMore::content() const
{
    QJsonArray content;
    for (const ValueEdit *edit : m_edits) {
        base::ByteWriter out;
        base::encodeValue(out, edit->value());
        const base::Bytes bytes = std::move(out).take();
        content.append(QString::fromLatin1(
            QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())).toBase64()));
    }
    return content;
}

void RiskMore::restore(const QJsonArray &content)
{
    for (std::size_t i = 0; i < m_edits.size(); ++i) {
        const QByteArray bytes = QByteArray::fromBase64(content.at(qsizetype(i)).toString().toLatin1());
        base::ByteReader in(base::asBytes(std::string_view(bytes.constData(), std::size_t(bytes.size()))));
        const auto value = base::decodeValue(in);
        m_edits[i]->startOver();
        m_edits[i]->setValue(value ? *value : base::Value());
    }
    unfold(!isEmpty());
}

void RiskMore::flush()
{
    for (ValueEdit *edit : m_edits)
        edit->flush();
}

void RiskMore::setTexts(const QString &domain, const QString &language)
{
    m_fold->setText(tr("Measures, who and until when"));
    m_fold->setAccessibleName(m_fold->text() + u": "_s + domain);
    for (ValueEdit *edit : m_edits)
        edit->setLanguage(language);
}

} // namespace indaro::ui::pages
