// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"
#include "ui/kit/page.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class EpisodesPanel;
class QualificationsPanel;
class RecordSection;
class StatusPanel;
class ToldPanel;

/// The registry record of a person: the three elements of the law and what is missing, the episodes with their routes, the
/// status by its two authors, the legal qualification, whom she told of, and the trafficking cases she is in. What the role
/// of whoever is signed in does not read is not there, and said. Opened with OpenRegistry.
class RegistryPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit RegistryPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void makeElements();
    void makeCases();
    void showNobody();
    void show();
    void showElements();
    void showCases();
    void join();

    std::optional<sync::RecordId> m_person;
    std::shared_ptr<const Loaded> m_loaded;
    QAction *m_file, *m_allCases;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    QLabel *m_heading;
    kit::Banner *m_banner;
    QLabel *m_closed; ///< what the role does not read
    QFrame *m_elements;
    QLabel *m_elementsTitle, *m_elementLines, *m_age, *m_told, *m_conclusion;
    RecordSection *m_record;
    EpisodesPanel *m_episodes;
    StatusPanel *m_status;
    QualificationsPanel *m_qualifications;
    ToldPanel *m_perpetrators;
    QFrame *m_cases;
    QLabel *m_casesTitle, *m_casesEmpty;
    QVBoxLayout *m_caseLines;
    QComboBox *m_caseChoice;
    QPushButton *m_join;
};

[[nodiscard]] kit::PageEntry registryPage();

} // namespace indaro::ui::pages
