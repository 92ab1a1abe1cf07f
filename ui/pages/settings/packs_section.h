// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/pack_store.h"
#include "ui/pages/settings/section.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class PackEditor;
class PackReportPanel;

/// A pack as it was read from a file, with what the house knows of it.
struct ReadPack
{
    QByteArray file{};
    casework::PackWeighing weighing{};
};

/// The procedure packs of the house: brings one in from a file or a stick, shows who signed it and what is wrong with it
/// before anything is kept, and writes one to a file for another house. Files are read on a thread of their own.
class PacksSection final : public Section
{
    Q_OBJECT
public:
    PacksSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;
    void flush() override;

protected:
    void retranslate() override;

private:
    void choose();
    void read(const QString &path);
    void weigh(const QByteArray &file);
    void take(casework::PackTrust trust);
    void save();
    void edit();
    void keepOwn(const QByteArray &file);
    void showPacks(std::vector<casework::StoredPack> packs);
    void showPart(QWidget *part);
    void updateButtons();
    [[nodiscard]] const casework::StoredPack *chosen() const;
    [[nodiscard]] QString lineOf(const casework::StoredPack &pack) const;

    std::vector<casework::StoredPack> m_packs;
    QWidget *m_overview;
    QListWidget *m_list;
    QPushButton *m_import, *m_save, *m_edit;
    PackReportPanel *m_report;
    PackEditor *m_editor;
    int m_reading = 0; ///< counts readings: one that was given up is nobody's any more
};

} // namespace indaro::ui::pages
