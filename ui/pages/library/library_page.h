// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/library/library.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ActionPanel;
class LibraryNewsPanel;
class LibraryViewer;

/// Laws, procedures, guides and leaflets: found by their words, read from memory, printed, saved as a file, and given to
/// another house on a stick. Who keeps the forms takes in and replaces.
class LibraryPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit LibraryPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] bool focusSearch() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    struct Offer;
    void makeForm(QWidget *body);
    void chooseFile(const std::optional<casework::LibraryId> &replaces);
    void beginOffer(const QString &name, const std::optional<casework::LibraryId> &replaces);
    void show();
    void showChoice();
    [[nodiscard]] const casework::LibraryDocument *chosen() const;
    /// Reads the chosen document; `take` gets its bytes.
    void withChosen(std::function<void(const casework::LibraryDocument &, const QByteArray &)> take);
    void readChosen();
    void saveChosen();
    void printChosen();
    void toggleUse();
    void giveOut();

    std::shared_ptr<const Loaded> m_loaded;
    std::vector<casework::LibraryDocument> m_shown;
    std::shared_ptr<Offer> m_offer;
    QAction *m_new;
    QAction *m_news;
    QAction *m_give;
    kit::Banner *m_banner;
    QLineEdit *m_search;
    QCheckBox *m_older;
    ActionPanel *m_form = nullptr;
    LibraryNewsPanel *m_newsPanel;
    QLabel *m_empty;
    QTableWidget *m_table;
    QPushButton *m_read;
    QPushButton *m_print;
    QPushButton *m_save;
    QPushButton *m_replace;
    QPushButton *m_use;
    LibraryViewer *m_viewer;
};

[[nodiscard]] kit::PageEntry libraryPage();

} // namespace indaro::ui::pages
