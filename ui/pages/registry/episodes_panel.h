// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/registry/episodes.h"
#include "ui/kit/page.h"
#include "ui/pages/case_file/record_section.h"

#include <QFrame>

#include <functional>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class PlaceEdit;

/// The episodes of exploitation, one at a time, and the route to it leg by leg. Every field saves itself. GUI thread.
class EpisodesPanel final : public QFrame
{
    Q_OBJECT
public:
    EpisodesPanel(const kit::PageContext &context, QWidget *parent);
    void show(sync::RecordId person, const std::vector<casework::Episode> &episodes, bool mayWrite);
    void showNobody();
    void flush();
    void retranslate();

Q_SIGNALS:
    void written();
    void failed(const indaro::base::Error &error);

private:
    using Command = std::function<base::Result<void>(casework::Desk &)>;
    void run(Command command);
    void makeSections();
    void connectParts();
    void fill();
    void showEpisode();
    void showRecord(RecordSection *section, const std::optional<sync::RecordKey> &key);
    void fillLegs(const casework::Episode &episode);
    void showLeg();
    [[nodiscard]] const casework::Episode *chosenEpisode() const;
    [[nodiscard]] const casework::Record *chosenLeg() const;
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    std::optional<sync::RecordId> m_person;
    std::vector<casework::Episode> m_episodes;
    std::optional<sync::RecordId> m_episode, m_leg;           ///< chosen
    std::optional<sync::RecordId> m_shownEpisode, m_shownLeg; ///< that the fields stand for
    bool m_mayWrite = false;
    bool m_isFilling = false;
    QLabel *m_title;
    QLabel *m_empty;
    QComboBox *m_choice;
    QPushButton *m_add, *m_remove;
    RecordSection *m_fields;
    PlaceEdit *m_place;
    QLabel *m_routeTitle;
    QLabel *m_routeEmpty;
    QListWidget *m_route;
    QPushButton *m_addLeg, *m_earlier, *m_later, *m_removeLeg;
    RecordSection *m_legFields;
    QLabel *m_fromTitle, *m_toTitle;
    PlaceEdit *m_from, *m_to;
};

} // namespace indaro::ui::pages
