// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/conflicts/commands.h"
#include "core/casework/conflicts/queries.h"
#include "core/casework/people/queries.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <map>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FlowGrid;
}

namespace indaro::ui::pages {

class ValueEdit;

/// A card of the case file: fields of one or several records of the person, each saving itself. A value that changed on
/// another laptop is shown at once with who changed it; in a field somebody is typing in it stands below, and both are
/// kept until one of them is chosen [KeePassXC #10225].
class RecordSection final : public QFrame
{
    Q_OBJECT
public:
    RecordSection(const kit::PageContext &context, QWidget *parent);

    /// Adds editors; `isWide` ones take the whole row.
    void addField(sync::FieldId field, bool isWide = false);
    /// Puts a widget above the fields; the section owns it.
    void addOnTop(QWidget *part);
    void setTitle(const QString &title);
    void setLanguage(const QString &language);
    /// Compartments that are kept on other laptops (bit g: compartment g): their fields take nothing and say where they are.
    void setElsewhere(std::uint8_t compartments);
    using Standings = std::map<sync::FieldId, casework::FieldStanding>;
    /// Which record each table's fields belong to, and what they hold. What is still typed in a field whose record
    /// changes is saved to the record it was typed for first. Fields without a record are empty and take nothing.
    /// What came from another laptop since the last call is marked, or stands beside what is being typed.
    void show(const std::vector<casework::Record> &records, const Standings &standings);
    void flush();

Q_SIGNALS:
    /// "?" → the history of a field was asked for.
    void historyAsked(indaro::sync::FieldId field, indaro::sync::RecordId record);

private:
    struct Field
    {
        ValueEdit *edit;
        base::Value known;                                 ///< what the vault holds, as far as the editor has followed it
        std::optional<casework::FieldStanding> arrived{};  ///< came from elsewhere and is not shown in the editor
        std::vector<casework::ConflictSide> others{};      ///< open beside what the vault shows
        std::vector<casework::ConflictSide> shownOthers{}; ///< as the buttons stand for them
        casework::SeenOperations seen{};                   ///< what all of this was read from
    };
    void follow(Field &field, const base::Value &value, const casework::FieldStanding *standing);
    void accept(Field &field);
    void showOthers(Field &field);
    [[nodiscard]] std::vector<casework::ConflictSide> othersOf(const Field &field) const;
    void settle(ValueEdit *edit, const base::Value &value, const std::optional<sync::DeviceId> &follows);
    [[nodiscard]] Field &fieldOf(const ValueEdit *edit);
    [[nodiscard]] QString language() const;
    [[nodiscard]] bool isElsewhere(const Field &field) const;
    void sayElsewhere();
    /// What the role of whoever is signed in does not show is not there, and said in one line; what it does not write is
    /// only read.
    void followRole();
    void save(ValueEdit *edit, const base::Value &value);
    kit::PageContext m_context;
    QLabel *m_title;
    QVBoxLayout *m_column;
    kit::FlowGrid *m_grid;
    QLabel *m_elsewhereText;
    QLabel *m_closedText;
    std::uint8_t m_elsewhere = 0;
    std::map<std::uint16_t, sync::RecordId> m_records;
    std::vector<Field> m_fields;
};

} // namespace indaro::ui::pages
