// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/pages/people/person_marks.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
QT_END_NAMESPACE

namespace indaro::ui::models {
class PeopleDirectory;
class PersonListModel;
} // namespace indaro::ui::models

namespace indaro::ui::pages {

/// The register: everybody who is or was in the house, found while typing.
class PeoplePage final : public kit::Page
{
    Q_OBJECT
public:
    explicit PeoplePage(const kit::PageContext &context, const MakePersonMarks &makeMarks = {}, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    [[nodiscard]] bool focusSearch() override;
    /// The journal says that the list was shown, and what a search found once the typing has come to rest.
    void open(const kit::PageArgument &argument) override;

protected:
    void retranslate() override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void search();
    void noteShown(std::optional<int> found);
    void showState();
    void openRow(const QModelIndex &index);
    /// On a low screen (200 %) the filters stand behind a button: the list comes first.
    void arrangeFilters();
    [[nodiscard]] int filtersInUse() const;
    void useMarks(PersonMarks *marks);
    void showMarks();
    void lookAtRows();
    models::PeopleDirectory *m_directory;
    models::PersonListModel *m_model;
    PersonMarks *m_marks = nullptr;
    QTimer m_searchRests;
    QTimer m_lookSoon; ///< while somebody scrolls, nothing is worked out
    QAction *m_admit;
    QAction *m_closedFiles;
    QAction *m_cases; ///< trafficking cases
    QAction *m_duplicates;
    QLineEdit *m_search;
    QPushButton *m_filters;
    QWidget *m_filterPart;
    QCheckBox *m_present;
    QCheckBox *m_minors;
    QCheckBox *m_families;
    QComboBox *m_since;
    QComboBox *m_order;
    QLabel *m_count;
    QLabel *m_emptyText;
    QStackedWidget *m_stack;
    QTableView *m_table;
};

/// `makeMarks`: none where nothing is exchanged.
[[nodiscard]] kit::PageEntry peoplePage(MakePersonMarks makeMarks = {});
[[nodiscard]] kit::PageEntry admitPage();

} // namespace indaro::ui::pages
