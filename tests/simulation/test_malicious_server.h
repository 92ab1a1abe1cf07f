// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace indaro::tests {

/// Every lie of a server that security.md 3.3 R11 lists, as far as there is something to lie about: each is refused or
/// raises the alarm, nothing is lost, and the house works on. Redirects and a wrong identity under TLS are in test_https.
class TestMaliciousServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWithheldComesByAnotherRoad();
    void doublesReplaysAndAnyOrderDoNoHarm();
    void goingBackIsToldOnceAndThenWorkGoesOn();
    void twoFacesAreFoundOutWhenLaptopsMeet();
    void aForgedEnvelopeStopsTheRoad();
    void anAnswerMayBeCutAnywhere();
    void lyingLengthsAreRefusedBeforeTheyAreBelieved();
    void envelopesOfAnotherHouseTypeOrVersionAreRefused();
    void aRosterIsOnlyAddedTo();
    void whatStaysInTheHouseRaisesTheAlarm();
    void onlyItsOwnReceiptIsProof();
    void aReceiptForWhatIsNotKeptIsFoundOut();
    void statusesAreNotBelievedWithoutProof();
    void aForkThatAServerClaimsBlocksNothingElse();
    void mixesOfLies();
};

/// Random mixes; the number of the first that did harm, or nothing.
[[nodiscard]] std::string runMixes(std::uint64_t first, std::uint64_t last);

} // namespace indaro::tests
