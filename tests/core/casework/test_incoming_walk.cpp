// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/referral_course.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "tests/core/casework/desk_fixture.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

using wire::PackageAnswer;

enum class Move { Answer, File, Scan, Step, GoBack, Wait, Forget };
constexpr Move AllMoves[] = {Move::Answer, Move::File, Move::Scan, Move::Step, Move::GoBack, Move::Wait, Move::Forget};
constexpr PackageAnswer AllAnswers[] = {PackageAnswer::Received, PackageAnswer::Accepted, PackageAnswer::Refused};
constexpr ReferralStatus OwnSteps[] = {ReferralStatus::Accepted, ReferralStatus::InProgress, ReferralStatus::Done,
                                       ReferralStatus::Refused, ReferralStatus::Closed};

ReferralStatus statusSaid(PackageAnswer answer)
{
    return answer == PackageAnswer::Accepted  ? ReferralStatus::Accepted
           : answer == PackageAnswer::Refused ? ReferralStatus::Refused
                                              : ReferralStatus::Received;
}

/// What is expected of one referral that came in, worked out beside the program.
struct Expected
{
    bool isForgotten = false;
    std::optional<PackageAnswer> answer{};
    std::optional<sync::RecordId> referral{};
    std::size_t steps = 0;
    std::size_t scans = 0;
    ReferralStatus standing = ReferralStatus::Received;
};

struct Walk : tests::DeskFixture
{
    sync::RecordId rose = bear({{fields::case_file::CaseCode, "K7Q2-M9XT-4"}}, {});
    QRandomGenerator chance;
    sync::RecordId id = rose;
    Expected now{};

    explicit Walk(quint32 seed) : chance(seed) {}

    template <class Choices> auto oneOf(const Choices &choices) { return choices[chance.bounded(int(std::size(choices)))]; }

    void begin(int number)
    {
        id = takeInPaperReferral(*desk, {u"N-%1"_s.arg(number),
                                         {{u"from_agency"_s, u"Centre de Muyinga"_s},
                                          {u"priority"_s, oneOf(std::array{u"emergency"_s, u"urgent"_s, u"normal"_s})},
                                          {u"person_name"_s, u"canari%1"_s.arg(number)}}})
                 .value();
        now = {};
    }
    /// True when the program does what the rules allow, and refuses what they do not.
    bool go(Move move)
    {
        clock.advance(60'000);
        switch (move) {
        case Move::Answer:
            return answer(oneOf(AllAnswers));
        case Move::File:
            return file();
        case Move::Scan:
            return scan();
        case Move::Step:
            return step(oneOf(OwnSteps));
        case Move::GoBack:
            return goBack();
        case Move::Wait:
            clock.advance(base::UtcMs(chance.bounded(1, 60)) * 86'400'000);
            return true;
        case Move::Forget:
            return forget();
        }
        return false;
    }
    bool answer(PackageAnswer said)
    {
        bool isAllowed = !now.answer || *now.answer == said;
        if (!isAllowed)
            isAllowed = now.referral ? mayFollow(now.standing, statusSaid(said)) : !now.isForgotten;
        PackageAnswerDraft draft{.answer = said, .note = u"note"_s};
        if (said == PackageAnswer::Refused)
            draft.reason = "capacity";
        const bool isDone = recordIncomingAnswer(*desk, id, draft, "phone").hasValue();
        if (!isDone || !isAllowed)
            return isDone == isAllowed;
        now.answer = said;
        if (now.referral && mayFollow(now.standing, statusSaid(said))) {
            now.standing = statusSaid(said);
            ++now.steps;
        } else if (!now.referral && said == PackageAnswer::Refused) {
            now.isForgotten = true;
            now.scans = 0;
        }
        return true;
    }
    bool file()
    {
        const bool isAllowed = !now.referral && !now.isForgotten;
        const auto filed = fileIncomingPackage(*desk, id, rose);
        if (!filed || !isAllowed)
            return filed.hasValue() == isAllowed;
        const bool isDecided = now.answer && *now.answer != PackageAnswer::Received;
        now.referral = *filed;
        now.steps = isDecided ? 2 : 1;
        now.standing = isDecided ? statusSaid(*now.answer) : ReferralStatus::Received;
        return true;
    }
    bool scan()
    {
        const bool isAllowed = !now.referral && !now.isForgotten;
        const auto kept = attachIncomingScan(*desk, id, {AttachmentKind::File, u"scan"_s, QByteArray(32, 's')});
        now.scans += kept ? 1 : 0;
        return kept.hasValue() == isAllowed;
    }
    bool step(ReferralStatus status)
    {
        if (!now.referral)
            return true;
        const bool isAllowed = mayFollow(now.standing, status);
        const bool isDone = recordReferralStep(*desk, *now.referral, {.status = status, .evidence = "own"}).hasValue();
        if (isDone && isAllowed) {
            now.standing = status;
            ++now.steps;
        }
        return isDone == isAllowed;
    }
    bool goBack()
    {
        if (!now.referral)
            return true;
        const bool isAllowed = mayFollow(now.standing, ReferralStatus::FedBack);
        const CounterReferral slip{.form = {{u"slip_decision"_s, u"accepted"_s}, {u"slip_agrees"_s, u"yes"_s}}};
        const bool isDone = markCounterReferralPrinted(*desk, *now.referral, slip, "hand").hasValue();
        if (isDone && isAllowed) {
            now.standing = loadReferral(*desk, *now.referral).value().status;
            now.steps = listStepsOf(*desk, *now.referral).value().size(); // received, accepted and fed back, as far as new
        }
        return isDone == isAllowed && (!isDone || now.standing == ReferralStatus::FedBack);
    }
    bool forget()
    {
        const auto due = forgetDueAt(loadIncomingPackage(*desk, id).value());
        const bool isAllowed = !now.referral && !now.isForgotten && due && *due <= clock.nowUtc();
        const bool isDone = forgetIncoming(*desk, id).hasValue();
        if (isDone) {
            now.isForgotten = true;
            now.scans = 0;
        }
        return isDone == isAllowed;
    }
    /// What holds after every move; empty when it does.
    QString fault()
    {
        const IncomingPackage package = loadIncomingPackage(*desk, id).value();
        if (package.answer != now.answer)
            return u"another answer"_s;
        if (package.referral != now.referral)
            return u"filed otherwise"_s;
        if (package.content.lines.isEmpty() != (now.isForgotten || now.referral.has_value()))
            return u"what it says is kept too long, or not long enough"_s;
        if (forgetDueAt(package).has_value() != !package.content.lines.isEmpty())
            return u"what is kept has no end"_s;
        if (listIncomingScans(*desk, id).value().size() != (now.referral ? 0 : now.scans))
            return u"scans"_s;
        if (now.referral && now.isForgotten)
            return u"filed and forgotten"_s;
        if (!now.referral)
            return {};
        const Referral referral = loadReferral(*desk, *now.referral).value();
        if (!referral.isIncoming || referral.status != now.standing)
            return u"stands at %1"_s.arg(toCode(referral.status));
        if (listStepsOf(*desk, *now.referral).value().size() != now.steps)
            return u"steps"_s;
        return waitingOf(*desk, *now.referral).value() ? u"this house chases itself"_s : QString();
    }
};

} // namespace

class TestIncomingWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fiveHundredThatCameInThroughRandomMoves() // [issue 6, 9]
    {
        const auto seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        Walk walk(seed);
        std::size_t filed = 0;
        for (int number = 0; number < 500; ++number) {
            walk.begin(number);
            const int moves = int(walk.chance.bounded(1, 9));
            for (int at = 0; at < moves; ++at) {
                const Move move = walk.oneOf(AllMoves);
                QVERIFY2(walk.go(move), qPrintable(u"%1: move %2"_s.arg(number).arg(int(move))));
                const QString fault = walk.fault();
                QVERIFY2(fault.isEmpty(), qPrintable(u"%1: after move %2: %3"_s.arg(number).arg(int(move)).arg(fault)));
            }
            filed += walk.now.referral ? 1 : 0;
        }
        QCOMPARE(listIncomingPackages(*walk.desk).value().size(), std::size_t(500));
        QCOMPARE(listAuditOf(*walk.desk, AuditVerb::ReferralFiled).value().size(), filed);
        QVERIFY(filed > 50 && filed < 500); // it went both ways
        QVERIFY(verifyAuditChain(*walk.desk).hasValue());
    }
};

QTEST_APPLESS_MAIN(TestIncomingWalk)
#include "test_incoming_walk.moc"
