// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace indaro::tests {

/// What users of other systems lost by synchronising, each as it was reported, between three laptops and a server.
class TestKnownLosses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoWorkOnOneNewCase();                // SORMAS #300
    void whoLosesAccessLosesNoWork();          // SORMAS #403
    void oneRecordThatDoesNotGoStopsNoOther(); // SORMAS #906
    void theGreenLightIsTrue();                // SanaMobile/vaccine_registry #88
    void oneSynchronisationDeletesNoHouse();   // Subsurface #3225
};

} // namespace indaro::tests
