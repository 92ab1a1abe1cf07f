// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/training/exercises.h"
#include "ui/kit/page.h"

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QFrame;
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// The exercises of a vault to practise in: what each is for, which of its steps the records show as done, what is still
/// missing, and the way there. It follows the records while somebody works.
class ExercisesPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ExercisesPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Card
    {
        QFrame *frame = nullptr;
        QLabel *title = nullptr, *goal = nullptr, *missing = nullptr;
        std::vector<QLabel *> steps{};
        QPushButton *go = nullptr, *how = nullptr;
    };
    void makeCards();
    void show();
    void showCard(const Card &card, const casework::Exercise &exercise, const QString &language);
    void goTo(std::size_t exercise);

    kit::Banner *m_banner;
    QLabel *m_state, *m_about;
    QVBoxLayout *m_column;
    std::vector<Card> m_cards;
    std::shared_ptr<const casework::Exercises> m_loaded;
};

[[nodiscard]] kit::PageEntry exercisesPage();

} // namespace indaro::ui::pages
