// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/person_draft.h"
#include "ui/kit/page.h"
#include "ui/kit/typing_pause.h"

#include <QTimer>

#include <map>
#include <string_view>
#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::casework {
class MatchIndex;
}

namespace indaro::ui::pages {

class PlaceEdit;
class ValueEdit;

/// Admits a person in one page that scrolls: arrival, who she is, where she comes from, children with her. Nothing is
/// required. What is typed is kept in the vault as a draft at once, so that a power cut or a lock loses nothing; the
/// file itself is made by "Admit", whole.
class AdmitPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit AdmitPage(const kit::PageContext &context, QWidget *parent = nullptr);
    ~AdmitPage() override;
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;

private:
    using Edits = std::map<sync::FieldId, ValueEdit *>;
    static constexpr std::string_view DraftKey = "admit";
    struct Child
    {
        QFrame *card = nullptr;
        QLabel *title = nullptr;
        QPushButton *remove = nullptr;
        Edits edits;
    };
    QVBoxLayout *addSection(QLabel *&title);
    void addEdits(QVBoxLayout *column, std::initializer_list<sync::FieldId> fields, Edits &edits);
    void fillFrom(sync::RecordId hold);
    /// The same from a referral that came in: who she is, as far as it says.
    void fillFromReferral(sync::RecordId package);
    /// Something is typed here, or a call or a referral was taken up: another one is not mixed in.
    [[nodiscard]] bool isBegun() const;
    void askWhetherHere();
    void addChild();
    void removeChild(Child *child);
    void changed();
    void saveDraft();
    void loadDraft();
    void clear();
    /// Asked a moment after the last letter, on the store's thread: also whose role does not read names is told of a file
    /// that may be this person's, by its code.
    void lookForHerFile();
    void admit();
    void showProblem(const base::Error &error);
    [[nodiscard]] casework::Admission admission() const;
    [[nodiscard]] static casework::PersonDraft personOf(const Edits &edits);
    [[nodiscard]] base::Bytes draftBytes() const;
    void restore(const base::Bytes &bytes);

    QAction *m_admit;
    QAction *m_discard;
    QLabel *m_intro;
    QLabel *m_arrivalTitle, *m_personTitle, *m_originTitle, *m_childrenTitle;
    QLabel *m_banner;
    QPushButton *m_addChild = nullptr;
    QPushButton *m_admitButton = nullptr;
    QPushButton *m_openEarlier = nullptr;
    QFrame *m_earlier = nullptr;
    QLabel *m_earlierText = nullptr;
    PlaceEdit *m_place = nullptr;
    QVBoxLayout *m_childColumn;
    QVBoxLayout *m_column;
    QScrollArea *m_scroll;
    Edits m_edits;
    std::vector<std::unique_ptr<Child>> m_children;
    std::optional<casework::CaseId> m_earlierPerson;
    base::Value m_placeCode, m_division;
    std::optional<sync::RecordId> m_hold;    ///< the call they were announced by
    std::optional<sync::RecordId> m_waiting; ///< the same, until the draft is read
    std::optional<sync::RecordId> m_package; ///< the referral that announced her; it is filed with her
    std::optional<sync::RecordId> m_packageWaiting;
    bool m_isDraftRead = false;
    std::shared_ptr<const casework::MatchIndex> m_known; ///< everybody, as of the last change of a name
    QTimer m_lookSoon;
    int m_look = 0; ///< which answer is waited for
    kit::TypingPause m_draftPause{std::chrono::milliseconds(700), kit::TypingPause::Draft};
    bool m_isBusy = false;
    bool m_isRestoring = false;
};

} // namespace indaro::ui::pages
