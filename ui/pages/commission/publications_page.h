// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/publications.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class SecondPersonPanel;

/// The releases of the figures: a year is published by two persons, always the same tables; the earlier releases stay
/// listed, and what a packet that came later would change stands here before anybody publishes again.
class PublicationsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit PublicationsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    /// After the second person agreed: session::Approval::auditDetail.
    void publishWith(const std::string &agreed);

protected:
    void retranslate() override;

private:
    struct Loaded;
    void show();
    void showReleases();
    void showChanges();
    void chooseFolder();
    void write(const reports::Publication &publication, const QString &folder);
    [[nodiscard]] const reports::Publication *chosen() const;

    QAction *m_publish, *m_write;
    kit::Banner *m_banner;
    SecondPersonPanel *m_second;
    QComboBox *m_year;
    kit::FormRow *m_yearRow;
    QLabel *m_state, *m_changesTitle, *m_releasesTitle, *m_empty;
    QTableWidget *m_changes, *m_releases;
    std::shared_ptr<const Loaded> m_loaded;
};

[[nodiscard]] kit::PageEntry publicationsPage();

} // namespace indaro::ui::pages
