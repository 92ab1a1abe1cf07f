// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/machine_section.h"

#include "ui/kit/flow_grid.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/words/machine_words.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int MachineButtonWidth = 180;

/// Urgent, to do, not known, good.
int orderOf(const machine::Result &result)
{
    if (result.isUrgent)
        return 0;
    switch (result.verdict) {
    case machine::Verdict::ToDo:
        return 1;
    case machine::Verdict::NotKnown:
        return 2;
    case machine::Verdict::Good:
        break;
    }
    return 3;
}

} // namespace

MachineSection::MachineSection(const kit::PageContext &context, QWidget *parent, MakeSurroundings make)
    : Section(context, parent), m_make(std::move(make)), m_again(new kit::PushButton(this)),
      m_copy(new kit::PushButton(this)), m_manual(new kit::PushButton(this)),
      m_sum(kit::makeLabel(kit::TextRole::FieldLabel, this)), m_checks(new QVBoxLayout)
{
    m_again->setObjectName(u"machineAgain"_s);
    m_copy->setObjectName(u"machineCopy"_s);
    m_sum->setObjectName(u"machineSum"_s);
    kit::setButtonRole(m_again, kit::ButtonRole::Primary);
    kit::setButtonRole(m_manual, kit::ButtonRole::Quiet);
    auto *buttons = new kit::FlowGrid(3, MachineButtonWidth);
    for (QPushButton *button : {m_again, m_copy, m_manual})
        buttons->addCell(button);
    m_rows->addLayout(buttons);
    m_rows->addWidget(m_sum);
    m_checks->setSpacing(kit::space::Two);
    m_rows->addLayout(m_checks);
    connect(m_again, &QPushButton::clicked, this, [this] { refresh(); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(asText());
        m_banner->keepSaying([this] {
            m_banner->showMessage(kit::Banner::Kind::Good,
                                  tr("Copied. It names nobody: it can be sent to whoever looks after your computers."));
        });
    });
    connect(m_manual, &QPushButton::clicked, this,
            [this] { m_context.navigator->openPage(ManualPageId, OpenManual{u"check-laptop"_s}); });
    retranslate();
}

void MachineSection::refresh()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_again->setEnabled(false);
    m_banner->dismiss();
    retranslate();
    lookAtLaptop(m_context, this, m_make, [this](MachineResults results) {
        m_isLooking = false;
        m_again->setEnabled(true);
        std::ranges::stable_sort(results, {}, orderOf);
        m_results = std::move(results);
        retranslate();
    });
}

void MachineSection::addCheck(const machine::Result &result)
{
    const words::MachineWords said = words::textOf(result, languageOfMachineWords(m_context));
    auto *card = new QFrame(this);
    card->setObjectName(u"check_"_s + QString::fromLatin1(machine::nameOf(result.check)));
    if (result.verdict == machine::Verdict::ToDo)
        card->setProperty("banner", result.isUrgent ? u"error"_s : u"warning"_s);
    else
        kit::setCard(card);
    auto *rows = new QVBoxLayout(card);
    auto *title = kit::makeLabel(kit::TextRole::Heading, card);
    title->setText(said.title + u"  ·  "_s + said.state);
    rows->addWidget(title);
    auto *what = kit::makeLabel(kit::TextRole::Body, card);
    what->setText(said.what);
    rows->addWidget(what);
    for (qsizetype i = 0; i < said.steps.size(); ++i) {
        auto *step = kit::makeLabel(kit::TextRole::Body, card);
        step->setText(QString::number(i + 1) + u". "_s + said.steps.at(i));
        step->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard); // commands are copied
        rows->addWidget(step);
    }
    m_checks->addWidget(card);
}

void MachineSection::showResults()
{
    while (auto *item = m_checks->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const machine::Result &result : m_results)
        addCheck(result);
    m_copy->setEnabled(!m_results.empty());
    if (m_isLooking || m_results.empty()) {
        m_sum->setText(tr("Looking…"));
        return;
    }
    const auto count = [this](machine::Verdict verdict) {
        return QString::number(std::ranges::count(m_results, verdict, &machine::Result::verdict));
    };
    m_sum->setText(
        tr("To do: %1. Not known: %2. Good: %3.")
            .arg(count(machine::Verdict::ToDo), count(machine::Verdict::NotKnown), count(machine::Verdict::Good)));
}

QString MachineSection::asText() const
{
    QStringList lines{m_sum->text()};
    for (const machine::Result &result : m_results) {
        const words::MachineWords said = words::textOf(result, languageOfMachineWords(m_context));
        lines << QString() << said.title + u" "_s + said.state << said.what;
        for (qsizetype i = 0; i < said.steps.size(); ++i)
            lines << QString::number(i + 1) + u". "_s + said.steps.at(i);
    }
    return lines.join(u'\n') + u'\n';
}

void MachineSection::retranslate()
{
    m_title->setText(tr("Check this computer"));
    m_text->setText(
        tr("Indaro protects what it writes. What the computer itself does with memory, disk and papers it can only "
           "look at. Each line says what was found, what it means, and what to do. “Not known” is not “good”: then "
           "somebody has to look."));
    m_again->setText(tr("Look once more"));
    m_copy->setText(tr("Copy this list"));
    m_manual->setText(tr("How to do this, in the manual"));
    showResults();
}

} // namespace indaro::ui::pages
