// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withheld.h"
#include "core/casework/stays/absences.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/clocks.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/follow_ups.h"
#include "core/casework/stays/incidents.h"
#include "ui/kit/page.h"

#include <functional>
#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QFrame;
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Everything the page of a stay shows of one person.
struct StayNow
{
    QString name;
    QString caseCode;
    casework::Withheld withheld; ///< what the receipt may not say
    QString arrivedAt;
    QString leftAt;
    bool isPresent = false;
    bool isMinor = false;
    std::vector<casework::PastBerth> berths;
    std::vector<casework::PastAbsence> absences;
    std::vector<casework::ClockNow> clocks;
    std::vector<casework::CustodyItem> custody;
    std::vector<casework::UnsignedMovement> unsignedMoves;
    std::vector<casework::Supply> supplies;
    std::vector<casework::Visit> visits;
    std::vector<casework::Incident> incidents;
    std::vector<casework::FollowUp> contacts;
    casework::FollowUpPlan plan;

    [[nodiscard]] bool isOut() const { return isPresent && !absences.empty() && !absences.front().returnedAt; }
};
/// Store thread. Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<std::shared_ptr<const StayNow>> loadStayNow(casework::Desk &desk, sync::RecordId person);

/// What is known of a stay, a card for each part: clocks, places and absences, custody, what was given, visits, incidents,
/// and the contacts after the exit. GUI thread.
class StayCards final : public QWidget
{
    Q_OBJECT
public:
    StayCards(const kit::PageContext &context, QWidget *parent);
    void show(const StayNow &now);
    void clear();
    void retranslate();
    /// What show() found: clocks near their end or past it, a line each.
    [[nodiscard]] QString lateClocks() const { return m_late.join(u'\n'); }
    /// The agreed contacts nobody made yet, and the day each is due.
    [[nodiscard]] const std::vector<std::pair<int, QDate>> &openContacts() const { return m_openContacts; }
    [[nodiscard]] QString custodyText(const casework::CustodyItem &item) const;

Q_SIGNALS:
    /// A clock is to run longer.
    void longerAsked();
    void incidentsAsked();
    /// A movement of custody is signed now.
    void signedNow(indaro::sync::RecordId movement, indaro::casework::CustodySigner signer);

private:
    /// A heading with lines below it.
    struct Card
    {
        QFrame *frame = nullptr;
        QLabel *title = nullptr;
        QVBoxLayout *lines = nullptr;
    };
    Card makeCard(QVBoxLayout *column);
    void showClocks(const StayNow &now);
    void showDays(const StayNow &now);
    void showCustody(const StayNow &now);
    void showCare(const StayNow &now);
    void showAfterwards(const StayNow &now);
    void showContactPlan(const StayNow &now, bool isRefused);
    void say(const Card &card, const QString &text);
    void offer(const Card &card, const QString &text, std::function<void()> go);
    [[nodiscard]] QString code(const QString &list, const QString &codeName) const;

    kit::PageContext m_context;
    QStringList m_late;
    std::vector<std::pair<int, QDate>> m_openContacts;
    Card m_clocks, m_days, m_kept, m_given, m_visits, m_incidents, m_afterwards;
};

} // namespace indaro::ui::pages
