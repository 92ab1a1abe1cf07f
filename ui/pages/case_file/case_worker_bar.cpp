// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/case_worker_bar.h"

#include "core/casework/workspace.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <memory>

namespace indaro::ui::pages {

CaseWorkerBar::CaseWorkerBar(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_label(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_staff(kit::makeNarrowBox(this, 24))
{
    m_staff->setObjectName(QStringLiteral("caseWorker"));
    m_label->setBuddy(m_staff);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_label);
    row->addWidget(m_staff);
    row->addStretch(1);
    connect(m_staff, &QComboBox::activated, this, &CaseWorkerBar::name);
    m_staff->setEnabled(false);
    retranslate();
}

void CaseWorkerBar::showPerson(const std::optional<sync::RecordId> &person)
{
    m_person = person;
    m_staff->setEnabled(false);
    if (!person) {
        ++m_reading;
        m_staff->clear();
        return;
    }
    m_context.workspace->ask(
        this,
        [person = *person](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->staff, casework::listStaff(desk));
            INDARO_TRY_ASSIGN(loaded->worker, casework::caseWorkerOf(desk, person));
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this, reading = ++m_reading](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (loaded && reading == m_reading) // the page says what is wrong with the vault
                show(**loaded);
        });
}

void CaseWorkerBar::show(const Loaded &loaded)
{
    m_staff->clear();
    m_staff->addItem(tr("Who opened the file"), QString());
    for (const casework::StaffMember &member : loaded.staff) {
        if (member.isActive || loaded.worker == member.id)
            m_staff->addItem(member.name, QString::fromStdString(member.id.toText()));
    }
    const QString worker = loaded.worker ? QString::fromStdString(loaded.worker->toText()) : QString();
    if (m_staff->findData(worker) < 0)
        m_staff->addItem(tr("somebody this computer does not know"), worker);
    m_staff->setCurrentIndex(m_staff->findData(worker));
    m_staff->setEnabled(true);
}

void CaseWorkerBar::name(int index)
{
    if (!m_person)
        return;
    const auto account = sync::UserId::fromText(m_staff->itemData(index).toString().toStdString());
    m_context.workspace->ask(
        this,
        [person = *m_person, account](casework::Desk &desk) { return casework::nameCaseWorker(desk, person, account); },
        [this, person = *m_person](const base::Result<void> &named) {
            if (!named)
                m_context.navigator->showNotice(kit::errorText(named.error()).whole());
            if (m_person == person)
                showPerson(m_person);
        });
}

void CaseWorkerBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CaseWorkerBar::retranslate()
{
    m_label->setText(tr("Case &worker"));
    m_staff->setAccessibleName(tr("Case worker"));
    if (m_staff->count() > 0)
        m_staff->setItemText(0, tr("Who opened the file"));
}

} // namespace indaro::ui::pages
