// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QComboBox>

namespace indaro::tests {

/// A paper about a person is for nobody until somebody says so: for the house itself, unless the test has chosen already.
inline void forTheHouse(QWidget *page)
{
    auto *box = page->findChild<QComboBox *>(QStringLiteral("forWhomKind"));
    if (box != nullptr && box->currentIndex() == 0)
        box->setCurrentIndex(box->findData(QString()));
}

} // namespace indaro::tests
