// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/registry/suspects.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ActionPanel;

/// The alleged perpetrators a person told of, and which suspect of the house each is. A role without the right sees how many
/// there are, and nothing else. GUI thread.
class ToldPanel final : public QFrame
{
    Q_OBJECT
public:
    ToldPanel(const kit::PageContext &context, QWidget *parent);
    /// `suspects`: all of the house; empty for a role without the right.
    void show(sync::RecordId person, const casework::ToldPerpetrators &told, const std::vector<casework::Suspect> &suspects,
              bool mayWrite);
    void showNobody();
    void flush();
    void retranslate();

Q_SIGNALS:
    void written();
    void failed(const indaro::base::Error &error);

private:
    void run(std::function<base::Result<void>(casework::Desk &)> command);
    void fill();
    void showChosen();
    [[nodiscard]] const casework::ToldPerpetrators::Line *chosen() const;
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    std::optional<sync::RecordId> m_person;
    casework::ToldPerpetrators m_told;
    std::vector<casework::Suspect> m_suspects;
    bool m_mayWrite = false;
    bool m_isFilling = false;
    QLabel *m_title;
    QLabel *m_text;
    QTableWidget *m_table;
    QPushButton *m_add;
    QComboBox *m_suspect;
    QPushButton *m_link, *m_make, *m_unlink;
    ActionPanel *m_form;
};

} // namespace indaro::ui::pages
