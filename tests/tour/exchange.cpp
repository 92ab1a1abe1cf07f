// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the tour in which a second laptop of the house writes too, and somebody decides.
#include "core/exchange/exchange.h"
#include "core/casework/people/commands.h"
#include "core/transport/folder_exchange.h"
#include "tests/support/colleague.h"
#include "tests/tour/tour.h"
#include "ui/kit/other_values.h"
#include "ui/pages/conflicts/held_card.h"
#include "ui/pages/home/home_page.h"
#include "ui/roads/house_card.h"
#include "ui/roads/sync_cards.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QRadioButton>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace indaro::tour {

namespace fields = model::fields;

namespace {

/// Both laptops meet over this folder.
QString stickOf(const QString &vault)
{
    return QFileInfo(vault).absolutePath() + u"/stick"_s;
}

void exchangeWith(tests::Colleague &colleague, const QString &stick)
{
    transport::SyncDesk desk{*colleague.db, *colleague.trust, *colleague.engine, colleague.clock};
    transport::DiskFolder folder(stick.toStdString());
    INDARO_CHECK(transport::exchangeFolder(desk, folder).hasValue());
}

base::Result<sync::RecordId> idOf(casework::Desk &desk, const char *query)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare(query));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto id = found ? find.id<sync::RecordTag>(0) : std::nullopt;
    return id ? base::Result(*id) : base::Result<sync::RecordId>(base::Error(base::Errc::NotFound));
}

} // namespace

template <class Job> auto Tour::run(Job job)
{
    auto answer = std::make_shared<std::optional<std::invoke_result_t<Job, casework::Desk &, exchange::ExchangeDesk &>>>();
    m_program->exchange()->change(m_program->window(), std::move(job),
                                  [answer](auto result) { answer->emplace(std::move(result)); });
    m_robot.until(u"an answer of the vault"_s, [answer] { return answer->has_value(); });
    return std::move(**answer);
}

void Tour::exchangeByStick()
{
    bool isDone = false;
    const auto watch = QObject::connect(m_program->exchange(), &exchange::Exchange::folderFinished, m_program->window(),
                                        [&isDone] { isDone = true; });
    m_program->exchange()->exchangeFolder(stickOf(m_vault), false);
    m_robot.until(u"the exchange with the stick"_s, [&isDone] { return isDone; });
    QObject::disconnect(watch);
    waitForVault();
}

void Tour::exchange()
{
    goTo(u"Exchange"_s);
    waitForVault();
    pictures(u"exchange-alone"_s);
    m_ask->choice = 1;
    m_robot.press(u"Begin an exchange here…"_s);
    m_robot.until(u"a house of several laptops"_s, [this] {
        const auto &standing = m_program->exchange()->standing();
        return standing && standing->membership == exchange::Standing::Membership::Member;
    });
    m_ask->choice = 0;
    tests::Colleague colleague(base::SystemClock().nowUtc());
    colleague.join(
        [this](auto job) {
            return run([job](casework::Desk &, exchange::ExchangeDesk &exchange) { return job(exchange.trust()); });
        },
        m_program->workspace()->user());
    QDir().mkpath(stickOf(m_vault));
    meet(colleague);
    pictures(u"exchange"_s);
    const auto inCard =
        m_robot.first<ui::roads::HouseCard>(u"the card of the house's own network"_s)->findChildren<QWidget *>();
    const auto lowest = std::ranges::max_element(inCard, {}, [](const QWidget *one) {
        return one->isVisible() ? one->mapToGlobal(QPoint(0, one->height())).y() : std::numeric_limits<int>::min();
    });
    m_robot.reveal(*lowest);
    pictures(u"exchange-house"_s);
    m_robot.press(u"Numbers for the commission"_s);
    waitForVault();
    pictures(u"counts-for-commission"_s);
    goTo(u"Exchange"_s);
    disagree(colleague);
    decide();
    showErasing();
    holdABatch(colleague);
}

void Tour::meet(tests::Colleague &colleague)
{
    exchangeByStick();
    exchangeWith(colleague, stickOf(m_vault));
    exchangeByStick();
}

/// Both write in the same places; the last of them while it is open here.
void Tour::disagree(tests::Colleague &colleague)
{
    const auto mother = run([](casework::Desk &desk, exchange::ExchangeDesk &) {
                            return idOf(desk, "SELECT id FROM case_file WHERE display_name = 'Béa'");
                        }).value();
    const auto note = run([](casework::Desk &desk, exchange::ExchangeDesk &) {
                          return idOf(desk, "SELECT id FROM note WHERE title = 'Première nuit'");
                      }).value();
    colleague.edit(fields::identity::Occupation, mother, "couturière");
    colleague.edit(fields::identity::SafeContact, mother, "par la voisine");
    colleague.remove({{fields::note::Table, note}});
    openMother();
    m_robot.fill(fields::identity::Occupation, u"cultivatrice"_s);
    waitForDraft();
    m_robot.fill(fields::identity::SafeContact, u"le matin"_s);
    waitForDraft();
    INDARO_CHECK(run([note](casework::Desk &desk, exchange::ExchangeDesk &) {
                     return casework::setField(desk, fields::note::Title, note, "Première nuit, calme");
                 }).hasValue());
    exchangeWith(colleague, stickOf(m_vault));
    exchangeByStick();
    m_robot.first<ui::kit::OtherValues>(u"the other value beside a field"_s);
    m_robot.reveal(m_robot.all<ui::kit::OtherValues>().first());
    pictures(u"case-file-both-values"_s);
    goTo(u"Home"_s);
    waitForVault();
    pictures(u"home-to-decide"_s);
}

void Tour::decide()
{
    m_robot.press(ui::pages::HomePage::tr("%n thing(s) written differently on two computers", nullptr, 3));
    waitForVault();
    pictures(u"to-decide"_s);
    darkPicture(u"to-decide"_s);
    m_robot.press(u"Keep this one"_s);
    waitForVault();
    m_robot.until(u"a decision that can be undone"_s, [this] { return m_robot.hasButton(u"Take the decision back"_s); });
    pictures(u"decided"_s);
}

/// What erasing somebody would take, and what it cannot reach. The order is not given: the day goes on with her.
void Tour::showErasing()
{
    openMother();
    m_robot.press(u"Erase this person everywhere…"_s);
    m_robot.first<QRadioButton>(u"why somebody is erased"_s);
    waitForVault();
    pictures(u"erase"_s);
}

/// The colleague's laptop deletes most notes of the house [Subsurface #3225]. It waits on, for the pictures at 200 %.
void Tour::holdABatch(tests::Colleague &colleague)
{
    const auto mother = run([](casework::Desk &desk, exchange::ExchangeDesk &) {
                            return idOf(desk, "SELECT id FROM case_file WHERE display_name = 'Béa'");
                        }).value();
    std::vector<sync::RecordKey> notes;
    for (int i = 0; i < 8; ++i) {
        colleague.clock.advance(60'000);
        const auto note = casework::addNote(*colleague.desk, mother, "Visite", "Elle va mieux.", "observation");
        notes.push_back({fields::note::Table, note.value()});
    }
    exchangeWith(colleague, stickOf(m_vault));
    exchangeByStick();
    colleague.remove(notes);
    exchangeWith(colleague, stickOf(m_vault));
    exchangeByStick();
    goTo(u"Exchange"_s);
    m_robot.until(u"the way to what is held"_s, [this] { return m_robot.hasButton(u"Look and decide"_s); });
    m_robot.reveal(m_robot.first<ui::roads::AsideCard>(u"what was put aside"_s));
    pictures(u"exchange-held"_s);
    m_robot.press(u"Look and decide"_s);
    m_robot.first<ui::pages::HeldCard>(u"what is held"_s);
    pictures(u"to-decide-held"_s);
}

} // namespace indaro::tour
