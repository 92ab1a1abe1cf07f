// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/journal.h"
#include "ui/pages/settings/section.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
class QStandardItemModel;
class QTableView;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What the director reads: who did what on this computer, newest first, whether the journal holds, and the page of the
/// week.
class JournalSection final : public Section
{
    Q_OBJECT
public:
    JournalSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;
    /// Only the lines about this person's file; until the filter is set back.
    void showPerson(const sync::RecordId &person);

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Loaded;
    void readPage(std::int64_t below);
    void show(const Loaded &loaded);
    void addLines(const std::vector<casework::JournalLine> &lines);
    void checkChains();
    void checkMore(int check);
    void showChains();
    void fillAccounts(const Loaded &loaded);
    void fitRows();
    [[nodiscard]] casework::JournalFilter filter() const;
    void readWeek(bool isPdf);
    void putNumbers();
    void putWeek(const casework::JournalWeek &week, bool isPdf);

    struct Checking;
    std::shared_ptr<Checking> m_checking; ///< of the store thread; here only handed on
    std::optional<casework::ChainCheck> m_audit, m_log;
    std::vector<casework::JournalLine> m_lines;
    std::optional<sync::RecordId> m_person;
    QString m_personCode;
    int m_reading = 0; ///< counts what is asked for: an earlier answer is nobody's any more
    int m_checks = 0;
    bool m_isFilling = false;
    QComboBox *m_kind, *m_who, *m_period;
    kit::FormRow *m_kindRow, *m_whoRow, *m_periodRow;
    kit::Banner *m_chains;
    QPushButton *m_everybody; ///< takes the filter of one person away
    QPushButton *m_check, *m_print, *m_pdf, *m_numbers, *m_older;
    QLabel *m_none;
    QStandardItemModel *m_model;
    QTableView *m_table;
};

} // namespace indaro::ui::pages
