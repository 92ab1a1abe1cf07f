// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/consents/consent_texts.h"

#include <array>
#include <memory>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QListWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What is written down on the page of consents: an answer, what nobody may have, an agreement taken back, what a receiver
/// answered to a letter, what was told to somebody. One is open at a time; what is typed is kept as a draft (ActionPanel).
class ConsentPanels final : public QWidget
{
    Q_OBJECT
public:
    enum Panel : std::uint8_t { Give, Use, Withhold, Withdraw, Answer, Told, PanelCount };
    explicit ConsentPanels(const kit::PageContext &context, QWidget *parent = nullptr);
    /// Fills lists with what there is to choose; a choice that was made stays.
    void show(std::shared_ptr<const ConsentsOfPerson> whole);
    /// `id`: the person, or the letter that is answered.
    void begin(Panel panel, sync::RecordId id);
    void closeAll();
    void flush();
    void retranslate();

Q_SIGNALS:
    /// After it is committed; `text`: what came of it, where there is more to say than that it is kept.
    void written(const QString &text);

private:
    void makeGive();
    void makeUse();
    void makeWithhold();
    void makeWithdraw();
    void makeAnswer();
    void makeTold();
    /// What this receiver may not have so far, as the last act about them says, and what somebody has ticked since.
    void showKeptFrom();
    void dropKeptFrom();
    /// Whom the answer that is being written down is about.
    [[nodiscard]] casework::Receiver asked() const;
    void showSentUnder();
    [[nodiscard]] static std::vector<sync::RecordId> checkedIds(const QListWidget *list);
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    std::shared_ptr<const ConsentsOfPerson> m_whole;
    std::array<ActionPanel *, PanelCount> m_panels{};
    QLabel *m_readAloud;
    QComboBox *m_use;
    kit::FormRow *m_useRow = nullptr;
    QListWidget *m_items;
    kit::FormRow *m_itemsRow = nullptr;
    QListWidget *m_keptFrom; ///< the same things, from one receiver
    kit::FormRow *m_keptFromRow = nullptr;
    std::optional<casework::Receiver> m_keptOf; ///< whose list it shows
    QStringList m_keptBefore;                   ///< what they could not have before
    QListWidget *m_consents;
    kit::FormRow *m_consentsRow = nullptr;
    QCheckBox *m_notice;
    QLabel *m_sent; ///< what those have who would be written to
    std::shared_ptr<QString> m_outcome = std::make_shared<QString>();
};

} // namespace indaro::ui::pages
