// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

/// What leaves the vault in the clear, on a laptop where two people work.
class TestExports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void interviewsLeaveWhenASecondPersonAgrees();
    void whatLeftAsAFileComesInAgain();
    void aTableOfTheStandardLeavesWithASecondPersonAndComesInAgain();
    void whoMayNotTakeATableIsToldWhomToAsk();
    void aWholeInterviewIsPrintedByTheDirectorAndASecondPerson();
    void nothingOfAnInterviewIsLostOnPaper();
    void nothingWithheldIsOnTheInterviewPaper();
};
