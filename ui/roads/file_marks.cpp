// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/file_marks.h"

#include "ui/roads/exchange_texts.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <algorithm>
#include <map>

namespace indaro::ui::roads {

namespace {

constexpr std::size_t AtOnce = 4;       // files a job looks through: a save waits for these at most
constexpr std::size_t MostKept = 1'000; // of a list that somebody scrolls through
constexpr int AgainMs = 1'000;          // while an exchange goes on, everything changes all the time

class FileMarks final : public pages::PersonMarks
{
public:
    FileMarks(exchange::Exchange &exchange, QWidget *list) : PersonMarks(list), m_exchange(exchange), m_list(list)
    {
        m_again.setSingleShot(true);
        m_again.setInterval(AgainMs);
        connect(&m_again, &QTimer::timeout, this, &FileMarks::askNext);
        connect(&exchange, &exchange::Exchange::standingChanged, this, [this] {
            ++m_age;
            if (std::exchange(m_wasWanted, isWanted()) != isWanted())
                Q_EMIT changed();
            if (!m_again.isActive())
                m_again.start();
        });
        m_wasWanted = isWanted();
    }
    [[nodiscard]] bool isWanted() const override
    {
        const auto &standing = m_exchange.standing();
        return standing && standing->membership == exchange::Standing::Membership::Member;
    }
    [[nodiscard]] QString heading() const override { return progressHeading(); }
    [[nodiscard]] QString textOf(const casework::CaseId &person) const override
    {
        const auto found = m_known.find(person);
        return found == m_known.end() ? QString() : fileProgressWord(found->second.progress);
    }
    void look(std::vector<casework::CaseId> people) override
    {
        m_people = std::move(people);
        askNext();
    }

private:
    void askNext()
    {
        if (m_isAsking || !isWanted() || !m_list->isVisible())
            return;
        std::vector<casework::CaseId> wanted;
        for (const auto &person : m_people) {
            const auto found = m_known.find(person);
            if (wanted.size() < AtOnce && (found == m_known.end() || found->second.age != m_age))
                wanted.push_back(person);
        }
        if (wanted.empty())
            return;
        m_isAsking = true;
        m_exchange.ask(
            this,
            [wanted](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
                return exchange::loadFilesProgress(desk, exchange, wanted);
            },
            [this, wanted, age = m_age](const base::Result<std::vector<exchange::FileProgress>> &progress) {
                m_isAsking = false;
                if (!progress)
                    return; // the page itself says what is wrong with the vault
                keep(wanted, *progress, age);
                Q_EMIT changed();
                askNext();
            });
    }
    void keep(const std::vector<casework::CaseId> &people, const std::vector<exchange::FileProgress> &progress, int age)
    {
        if (m_known.size() > MostKept)
            m_known.clear();
        for (std::size_t i = 0; i < people.size(); ++i)
            m_known.insert_or_assign(people[i], Known{progress[i], age});
    }

    struct Known
    {
        exchange::FileProgress progress;
        int age;
    };
    exchange::Exchange &m_exchange;
    QWidget *m_list;
    QTimer m_again;
    std::vector<casework::CaseId> m_people;
    std::map<casework::CaseId, Known> m_known;
    int m_age = 0; ///< of what the exchange said last; what is older is shown until it was looked through again
    bool m_wasWanted = false;
    bool m_isAsking = false;
};

} // namespace

pages::MakePersonMarks fileMarksOf(exchange::Exchange &exchange)
{
    return [&exchange](QWidget *list) { return new FileMarks(exchange, list); };
}

} // namespace indaro::ui::roads
