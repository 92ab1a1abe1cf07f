// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/erase_texts.h"

#include "ui/kit/date_text.h"
#include "ui/roads/exchange_texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

namespace {

struct EraseText
{
    Q_DECLARE_TR_FUNCTIONS(EraseText)
};

QString listed(const QStringList &lines)
{
    return u"•  "_s + lines.join(u"\n•  "_s);
}

} // namespace

QString whatGoesText(const casework::CaseFile &file)
{
    QStringList lines{EraseText::tr("Who the person is, the health notes, everything in the file and its history"),
                      EraseText::tr("Every picture, recording and document that was added to it")};
    const auto add = [&lines](std::size_t count, auto text) {
        if (count > 0)
            lines.append(text(static_cast<int>(count)));
    };
    add(file.stays.size(), [](int n) { return EraseText::tr("%n stay(s) in the house", nullptr, n); });
    add(file.interviews.size(), [](int n) { return EraseText::tr("%n interview(s) with all answers", nullptr, n); });
    add(file.episodes.size() + file.perpetrators.size(),
        [](int n) { return EraseText::tr("%n note(s) about what happened and by whom", nullptr, n); });
    add(file.consents.size(), [](int n) { return EraseText::tr("%n consent(s)", nullptr, n); });
    add(file.referrals.size(), [](int n) { return EraseText::tr("%n referral(s)", nullptr, n); });
    add(file.notes.size(), [](int n) { return EraseText::tr("%n note(s)", nullptr, n); });
    add(file.tasks.size(), [](int n) { return EraseText::tr("%n task(s)", nullptr, n); });
    return listed(lines);
}

QString whatStaysText(const casework::CaseFile &file)
{
    QStringList lines{EraseText::tr("Papers that were printed, and what was handed to other organisations"),
                      EraseText::tr("Backups on USB sticks and other disks, until somebody destroys them or they expire"),
                      EraseText::tr("What is on another laptop of the house, until it exchanges the next time"),
                      EraseText::tr("What is on a laptop that was lost or shut out")};
    if (!file.family.empty())
        lines.append(EraseText::tr("The files of %n other(s) of the family: each is erased by itself", nullptr,
                                   static_cast<int>(file.family.size())));
    return listed(lines);
}

QString reasonText(exchange::ErasureReason reason)
{
    using Reason = exchange::ErasureReason;
    switch (reason) {
    case Reason::Asked:
        return EraseText::tr("The person asked for it");
    case Reason::TermOver:
        return EraseText::tr("The time for which the house keeps files is over");
    case Reason::Mistake:
        return EraseText::tr("The file was made by mistake, or twice");
    case Reason::Ordered:
        return EraseText::tr("An authority decided it");
    case Reason::Other:
        break;
    }
    return EraseText::tr("Another reason, on paper");
}

QString orderText(const exchange::Erasure &erasure)
{
    const QString at = kit::dateTimeText(erasure.order.at);
    const QString who = erasure.authorName;
    QStringList lines{who.isEmpty()
                          ? EraseText::tr("Ordered on %1, on the laptop “%2”.").arg(at, erasure.orderedOn)
                          : EraseText::tr("Ordered on %1 by %2, on the laptop “%3”.").arg(at, who, erasure.orderedOn)};
    if (!erasure.secondName.isEmpty())
        lines.append(EraseText::tr("%1 agreed as the second person.").arg(erasure.secondName));
    if (erasure.reason)
        lines.append(reasonText(*erasure.reason) + u'.');
    if (erasure.hasKeptNumbers)
        lines.append(EraseText::tr("Numbers alone were kept then, with nothing that says of whom."));
    return lines.join(u'\n');
}

QString erasureStateText(const exchange::Erasure &erasure)
{
    const auto &order = erasure.order;
    if (order.isAlone())
        return EraseText::tr("Complete: this laptop worked alone, and nothing of the file had been sent.");
    if (order.finishedAt)
        return EraseText::tr("Complete since %1: the old keys are destroyed. What was sent before cannot be read any more.")
            .arg(kit::dateTimeText(*order.finishedAt));
    if (erasure.mustBeOrderedAgain)
        return EraseText::tr("Nobody will finish this order: its laptop was shut out, or whoever gave it may not erase any "
                             "more. Laptops that have not confirmed may still hold the file. Order it again.");
    if (!erasure.orderedAgainAs.isEmpty())
        return EraseText::tr("Ordered again as %1: there stands what has come of it.").arg(erasure.orderedAgainAs);
    using State = exchange::ErasureLaptop::State;
    const auto waiting = std::ranges::count(erasure.laptops, State::Waiting, &exchange::ErasureLaptop::state);
    if (waiting > 0)
        return EraseText::tr(
            "Not complete: %n laptop(s) have not confirmed yet. They do so by themselves when they exchange.", nullptr,
            static_cast<int>(waiting));
    if (!erasure.certificate.progress.behind.empty())
        return EraseText::tr("All have confirmed. The old keys are kept until each laptop has exchanged once more.");
    return erasure.isFromHere
               ? EraseText::tr("All have confirmed. The old keys are destroyed when this laptop is opened the next time.")
               : EraseText::tr(
                     "All have confirmed, as far as this laptop has heard. The old keys are destroyed by the laptop "
                     "that gave the order.");
}

QString mayNotEraseText(const base::Error &refused)
{
    if (refused.text("why") == "the issuer is no admin")
        return EraseText::tr("Only an administrator’s laptop can give this order: nothing has changed. Give it there; this "
                             "laptop carries it out at the next exchange.");
    return EraseText::tr("The house has not given you the right to erase a person: nothing has changed. Ask somebody who "
                         "decides about the laptops.");
}

QString erasureLaptopText(const exchange::ErasureLaptop &laptop, base::UtcMs now)
{
    using State = exchange::ErasureLaptop::State;
    const QString at = laptop.confirmedAt ? whenText(*laptop.confirmedAt, now) : QString();
    const QString news = laptop.lastNews ? whenText(*laptop.lastNews, now) : QString();
    switch (laptop.state) {
    case State::Confirmed:
        if (laptop.isThis)
            return EraseText::tr("%1 (this one): erased").arg(laptop.name);
        return at.isEmpty() ? EraseText::tr("%1: has confirmed").arg(laptop.name)
                            : EraseText::tr("%1: has confirmed, %2").arg(laptop.name, at);
    case State::Behind:
        return EraseText::tr("%1: has confirmed, and must exchange once more").arg(laptop.name);
    case State::OutOfReach:
        return EraseText::tr("%1: shut out before it confirmed; what is on it stays on it").arg(laptop.name);
    case State::Waiting:
        break;
    }
    return news.isEmpty() ? EraseText::tr("%1: not confirmed, no news from it yet").arg(laptop.name)
                          : EraseText::tr("%1: not confirmed, last news %2").arg(laptop.name, news);
}

} // namespace indaro::ui::roads
