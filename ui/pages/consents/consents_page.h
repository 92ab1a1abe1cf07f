// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/pages/consents/consent_panels.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
class QTreeWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ConsentMatrix;

/// What one person allows: to whom, which data, until when; everything she said; what has left; the letters to those who
/// must give something back [domain.md 3.3, 4.6].
class ConsentsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ConsentsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;

private:
    void makeButtons(QVBoxLayout *column);
    void show();
    void showHistory(const QString &language);
    void showLetters(const QString &language);
    void showSent(const QString &language);
    void dropLetterRows();
    /// The letter counts as handed over when its paper is made; then it goes to the printer or into a file.
    void printLetter(const casework::WithdrawalLetter &letter, bool isForPrinter);

    QLabel *m_heading, *m_hint, *m_withheld;
    kit::Banner *m_banner;
    std::array<QPushButton *, 5> m_buttons{};
    ConsentPanels *m_panels;
    QLabel *m_matrixTitle, *m_noMatrix, *m_letterTitle, *m_historyTitle, *m_sentTitle, *m_sentText;
    ConsentMatrix *m_matrix;
    QVBoxLayout *m_letterRows;
    QTreeWidget *m_history;
    QScrollArea *m_scroll;
    std::optional<sync::RecordId> m_person;
    std::shared_ptr<const ConsentsOfPerson> m_whole;
};

[[nodiscard]] kit::PageEntry consentsPage();

} // namespace indaro::ui::pages
