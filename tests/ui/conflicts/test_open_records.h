// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

/// Case files and interviews that are open while another laptop's changes come in.
class TestOpenRecords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOpenFileShowsWhatComesAndWhoWroteIt();
    void anExchangeThatBrokeOffGoesOnAndTheOpenFileFollows();
    void aFieldBeingTypedKeepsBothAndMineHolds();
    void aFieldBeingTypedKeepsBothAndTheirsIsTaken();
    void whatWasTypedOutlivesTheLossOfTheFile();
    void anAnswerFromElsewhereIsShownWhereNobodyIsTyping();
    void anAnswerBeingTypedKeepsBoth();
    void dangerSaidElsewhereIsToldHereAndStaysHiddenInAPause();
    void aHandThatTypesThroughAStreamOfChangesLosesNothing();
    void anInterviewSignedElsewhereBecomesReadOnlyAndKeepsWhatWasTyped();
    void anAnswerGivenInTheMomentOfASignatureElsewhereIsKept();
    void aPausedScreenSaysNothingOfASignatureElsewhere();
    void aDecisionMadeOnTheOtherPageIsInTheInterview();
};
