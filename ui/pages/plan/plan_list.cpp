// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_list.h"

#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/kit/wrapped_titles.h"
#include "ui/models/code_label.h"

#include <QHeaderView>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int PlanKindRole = Qt::UserRole;
constexpr int PlanRecordRole = Qt::UserRole + 1;
constexpr int PlanHeadingRole = Qt::UserRole + 2;
constexpr int PlanListHeight = 300;

QByteArray bytesOf(const std::optional<sync::RecordId> &id)
{
    return id ? QByteArray(reinterpret_cast<const char *>(id->bytes().data()), qsizetype(id->bytes().size())) : QByteArray();
}

/// The last of the stay here and the last of the return: the one says nothing about the other.
std::vector<const casework::RiskAssessment *> lastRisks(const PlanOfPerson &whole)
{
    std::vector<const casework::RiskAssessment *> last;
    for (const QLatin1StringView about : {"here"_L1, "return"_L1}) {
        const auto found = std::find_if(whole.risks.begin(), whole.risks.end(),
                                        [about](const casework::RiskAssessment &risk) { return risk.about == about; });
        if (found != whole.risks.end())
            last.push_back(&*found);
    }
    return last;
}

QString measuresOf(const casework::RiskLine &line, const QString &language)
{
    QStringList measures;
    for (const QString &measure : line.measures)
        measures << models::codeLabel(u"safety_measure"_s, measure, language);
    return measures.join(u", "_s);
}

} // namespace

PlanList::PlanList(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(4);
    setMinimumHeight(PlanListHeight);
    setWordWrap(true);
    setItemDelegate(new kit::WrappedTitles(this)); // a need is a sentence
    setTabKeyNavigation(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setStretchLastSection(false);
    for (int cell : {1, 2, 3})
        header()->setSectionResizeMode(cell, QHeaderView::ResizeToContents);
    header()->setMaximumSectionSize(PlanListHeight);
    connect(header(), &QHeaderView::sectionResized, this, [this] { scheduleDelayedItemsLayout(); }); // rows follow the width
    retranslate();
}

void PlanList::retranslate()
{
    setHeaderLabels({tr("What"), tr("Who"), tr("When"), tr("State")});
    setAccessibleName(tr("Plan and risks"));
}

QTreeWidgetItem *PlanList::addGroup(const QString &title)
{
    auto *group = new QTreeWidgetItem(this, {title});
    group->setFirstColumnSpanned(true);
    QFont bold = group->font(0);
    bold.setBold(true);
    group->setFont(0, bold);
    return group;
}

QTreeWidgetItem *PlanList::addLine(QTreeWidgetItem *parent, const QStringList &texts, const Line &line)
{
    auto *item = new QTreeWidgetItem(parent, texts);
    item->setData(0, PlanKindRole, int(line.kind));
    item->setData(0, PlanRecordRole, bytesOf(line.id));
    item->setData(0, PlanHeadingRole, line.heading);
    return item;
}

PlanList::Line PlanList::chosen() const
{
    const auto *item = currentItem();
    if (item == nullptr)
        return {};
    const QByteArray bytes = item->data(0, PlanRecordRole).toByteArray();
    return {static_cast<Kind>(item->data(0, PlanKindRole).toInt()),
            sync::RecordId::fromBytes(base::asBytes(std::string_view(bytes.constData(), std::size_t(bytes.size())))),
            item->data(0, PlanHeadingRole).toString()};
}

void PlanList::fill(const PlanOfPerson &whole, const QString &language)
{
    const Line kept = chosen();
    const QSignalBlocker quiet(this);
    clear();
    fillNeeds(whole, language);
    fillServices(whole, language);
    fillRisks(whole, language);
    fillChild(whole, language);
    expandAll();
    QTreeWidgetItem *again = topLevelItem(0);
    for (QTreeWidgetItemIterator it(this); *it != nullptr; ++it) {
        if (kept.id && (*it)->data(0, PlanRecordRole).toByteArray() == bytesOf(kept.id) &&
            (*it)->data(0, PlanHeadingRole).toString() == kept.heading)
            again = *it;
    }
    setCurrentItem(again);
}

void PlanList::fillNeeds(const PlanOfPerson &whole, const QString &language)
{
    auto *group = addGroup(tr("Needs, and what is done for them"));
    if (whole.plan.needs.empty())
        addLine(group, {tr("Nothing is written down yet: begin with “New need”.")}, {})->setFirstColumnSpanned(true);
    for (const casework::Need &need : whole.plan.needs) {
        const QString state = need.isHidden ? QString() : models::codeLabel(u"need_state"_s, need.state, language);
        auto *item = addLine(group, {PlanTexts::need(need, language), QString(), QString(), state},
                             {need.isHidden ? Kind::None : Kind::Need, need.id});
        for (const casework::PlanAction &action : need.actions)
            addLine(item,
                    {action.isHidden ? tr("An action") : action.what, PlanTexts::who(action, whole, language),
                     PlanTexts::date(action.dueOn), PlanTexts::actionState(action, language)},
                    {action.isHidden ? Kind::None : Kind::Action, action.id});
    }
}

void PlanList::fillServices(const PlanOfPerson &whole, const QString &language)
{
    if (!whole.plan.services.empty()) {
        auto *group = addGroup(tr("Services"));
        for (const auto &service : whole.plan.services) {
            const QString by = service.providerName.isEmpty()
                                   ? models::codeLabel(u"service_provider"_s, service.provider, language)
                                   : service.providerName;
            const QString answer =
                service.isHidden ? QString() : models::codeLabel(u"service_answer"_s, service.answer, language);
            addLine(group,
                    {PlanTexts::service(service, language), service.isHidden ? QString() : by,
                     PlanTexts::date(service.givenOn), answer},
                    {Kind::None, service.id});
        }
    }
    if (whole.plan.meetings.empty())
        return;
    auto *group = addGroup(tr("Conferences"));
    for (const auto &meeting : whole.plan.meetings) {
        const QString kind =
            meeting.isHidden ? tr("A conference") : models::codeLabel(u"meeting_kind"_s, meeting.kind, language);
        QStringList state{meeting.decisions, meeting.closedAt ? tr("minutes closed") : QString()};
        state.removeAll(QString());
        addLine(group, {kind, meeting.chair, PlanTexts::date(meeting.heldAt), state.join(u"  ·  "_s)},
                {meeting.isHidden || meeting.closedAt ? Kind::None : Kind::Meeting, meeting.id});
    }
}

void PlanList::fillRisks(const PlanOfPerson &whole, const QString &language)
{
    for (const casework::RiskAssessment *risk : lastRisks(whole)) {
        auto *group = addGroup(risk->about == "return"_L1 ? PlanTexts::risk(*risk, language).section(u'\n', 0, 0)
                                                          : tr("Risks, as last assessed"));
        for (const auto &line : risk->lines) {
            QString level;
            if (line.level) {
                const auto code = casework::riskLevelCode(*line.level);
                level =
                    models::codeLabel(u"risk_level"_s, QString::fromLatin1(code.data(), qsizetype(code.size())), language);
            }
            const QString measures = measuresOf(line, language);
            addLine(group,
                    {PlanTexts::riskLine(line, language) + (measures.isEmpty() ? QString() : u"  ·  "_s + measures),
                     line.who, PlanTexts::date(line.untilOn), level},
                    {Kind::None, line.id});
        }
    }
    if (whole.safety.empty())
        return;
    auto *group = addGroup(tr("Safety plan"));
    for (const auto &plan : whole.safety) {
        const QString steps = plan.isHidden ? tr("A version in a part of the file you may not open") : plan.steps;
        addLine(group,
                {steps, QString(), kit::dateTimeText(plan.writtenAt),
                 plan.isHidden ? QString() : tr("version %1").arg(plan.number)},
                {Kind::None, plan.id});
    }
}

void PlanList::fillChild(const PlanOfPerson &whole, const QString &language)
{
    if (!whole.interests.empty()) {
        auto *group = addGroup(tr("Best interests of the child"));
        for (const auto &each : whole.interests) {
            auto *item =
                addLine(group,
                        {each.question, models::codeLabel(u"bia_occasion"_s, each.occasion, language),
                         PlanTexts::date(each.lookAgainOn),
                         each.decidedAt ? models::codeLabel(u"bia_result"_s, each.result, language) : tr("not decided")},
                        {each.decidedAt ? Kind::None : Kind::Interests, each.id});
            fillHeadings(item, each, language);
        }
    }
    if (whole.age.empty())
        return;
    auto *group = addGroup(tr("What speaks for the age"));
    for (const auto &proof : whole.age) {
        const QString words = proof.words.isEmpty() ? QString() : u": "_s + proof.words;
        addLine(
            group,
            {proof.isHidden ? tr("A proof in a part of the file you may not open")
                            : models::codeLabel(u"age_proof"_s, proof.proof, language) + words,
             QString(), PlanTexts::date(proof.foundOn),
             proof.isHidden ? QString() : tr("under 18: %1").arg(models::codeLabel(u"is_minor"_s, proof.says, language))},
            {Kind::None, proof.id});
    }
}

/// All headings while it is not decided, so that none is passed over; afterwards those something was written under.
void PlanList::fillHeadings(QTreeWidgetItem *item, const casework::BestInterests &interests, const QString &language)
{
    for (const auto &code : model::CodeList::byName(u"bia_item"_s).codes()) {
        const casework::BestInterestsItem *known = interests.find(code.code);
        if (known == nullptr && interests.decidedAt)
            continue;
        const QString label = models::codeLabel(u"bia_item"_s, code.code, language);
        const QString words = known == nullptr          ? tr("nothing yet")
                              : !known->words.isEmpty() ? known->words
                                                        : tr("asked, without an answer");
        addLine(item, {u"%1: %2"_s.arg(label, words), known == nullptr ? QString() : known->fromWhom, {}, {}},
                {interests.decidedAt ? Kind::None : Kind::Heading, interests.id, code.code});
    }
    for (const auto &each : interests.items) {
        if (each.isHidden)
            addLine(item, {tr("A heading in a part of the file you may not open"), {}, {}, {}}, {Kind::None, each.id});
    }
}

} // namespace indaro::ui::pages
