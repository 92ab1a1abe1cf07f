// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTemporaryDir>

#include <memory>

namespace indaro::tests {

struct House;

/// Every page, with something on it: in three languages, on the whole screen and at 200 %. tests/ui/access looks at the same
/// pages without a mouse and without eyes.
class TestEveryPage : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;

public:
    TestEveryPage();
    ~TestEveryPage() override;

private Q_SLOTS:
    void initTestCase();
    void theFirstPagesFit_data();
    void theFirstPagesFit();
    void thePagesFit_data();
    void thePagesFit();
    void everySectionOfAnInterviewFits();
    void cleanupTestCase();

private:
    std::unique_ptr<House> m_house;
    bool m_isInHouse = false; ///< it has begun to exchange
};

} // namespace indaro::tests
