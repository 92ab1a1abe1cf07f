// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTemporaryDir>

#include <memory>
#include <vector>

namespace indaro::tests {

/// Every page, with something on it: in three languages, on the whole screen and at 200 %, and without a mouse.
class TestEveryPage : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;

public:
    TestEveryPage();
    ~TestEveryPage() override;

private Q_SLOTS:
    void initTestCase();
    void theFirstStepsFit();
    void signingInFits();
    void thePagesFit_data();
    void thePagesFit();
    void theCommissionsPagesFit();
    void everySectionOfAnInterviewFits();
    void noPageNeedsAMouse();
    void cleanupTestCase();

private:
    struct House;
    struct Place;
    static std::vector<Place> places();
    static std::vector<Place> placesInHouse();
    std::unique_ptr<House> m_house;
    bool m_isInHouse = false; ///< it has begun to exchange
};

} // namespace indaro::tests
