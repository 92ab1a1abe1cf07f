// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_instance.h"
#include "ui/forms/choice_overlay.h"

#include <QtCore/QCoreApplication>

namespace indaro::ui::forms {

class MediaShelf;

enum class LargeLanguage : std::uint8_t { French, Kirundi };

/// One language's line of a text and how far it can be trusted.
struct Line
{
    enum class Mark : std::uint8_t {
        None,
        Unreviewed, ///< shown with °
        Borrowed,   ///< another language's words stand in; shown with the note "to be translated"
        Missing     ///< nothing to show but that note
    };
    QString text; ///< as the workbook has it, markup included; answers in it are shielded (label_markup.h)
    Mark mark = Mark::None;
    bool isRightToLeft = false;
};

/// A text of the form in both languages. A form without French or without Kirundi lends another of its languages, marked
/// as Borrowed.
struct Bilingual
{
    Line french;
    Line kirundi;
    [[nodiscard]] bool isEmpty() const { return french.text.isEmpty() && kirundi.text.isEmpty(); }
};

/// Every text of one form as it is shown: French and Kirundi together, unreviewed Kirundi marked, a missing line said
/// to be missing and never left blank. The instance must outlive it.
class FormTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::forms::FormTexts)
public:
    FormTexts(const indaro::forms::FormInstance &instance, ChoiceOverlay overlay);

    void setLarge(LargeLanguage large) { m_large = large; }
    [[nodiscard]] LargeLanguage large() const { return m_large; }
    [[nodiscard]] bool hasKirundi() const { return m_hasKirundi; }
    /// The language of the second line as the form names it. Empty: it has one language only.
    [[nodiscard]] QString secondLanguage() const { return m_second.name.isEmpty() ? m_second.header : m_second.name; }
    /// A signed interview is shown and not changed.
    void setReadOnly(bool isReadOnly) { m_isReadOnly = isReadOnly; }
    [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }
    /// Where pictures and recordings are kept; null: the form is only tried out.
    void setShelf(MediaShelf *shelf) { m_shelf = shelf; }
    [[nodiscard]] MediaShelf *shelf() const { return m_shelf; }
    /// Who asks, as the head of the sitting names her: stands beside what only she can vouch for (model::SaidAge).
    void setInterviewer(const QString &name) { m_interviewer = name; }
    [[nodiscard]] const QString &interviewer() const { return m_interviewer; }

    [[nodiscard]] Bilingual label(const QString &path, const indaro::forms::FormItem &item) const;
    [[nodiscard]] Bilingual hint(const QString &path, const indaro::forms::FormItem &item) const;
    [[nodiscard]] Bilingual guidance(const QString &path, const indaro::forms::FormItem &item) const;
    [[nodiscard]] Bilingual constraintMessage(const QString &path, const indaro::forms::FormItem &item) const;
    [[nodiscard]] Bilingual requiredMessage(const QString &path, const indaro::forms::FormItem &item) const;
    [[nodiscard]] Bilingual choice(const QString &path, const indaro::forms::FormItem &item,
                                   const indaro::forms::Choice &choice) const;

    /// An answer in words: those of its choices, a date as exact as it was given, or the reason why there is none. "—" for
    /// nothing.
    [[nodiscard]] QString answer(const QString &path, const indaro::forms::FormItem &item, const QString &value,
                                 const std::optional<base::Missing> &missing) const;
    /// The name of a picture, sound or film; empty when the form gives none.
    [[nodiscard]] QString mediaName(const indaro::forms::LocalizedText &names) const;

    /// The large line, then the other one, smaller, as rich text; `isStrong` for a question's own words.
    [[nodiscard]] QString html(const Bilingual &text, bool isStrong) const;
    /// "Oui · Ego°": for lists, screen readers and the rail.
    [[nodiscard]] QString plain(const Bilingual &text) const;
    /// Another one when plain() would say the same text otherwise: the order of the languages, the language of the screens.
    [[nodiscard]] QString stamp() const;
    /// The large line alone, with its mark.
    [[nodiscard]] QString largeLine(const Bilingual &text) const;

    [[nodiscard]] const indaro::forms::FormInstance &filled() const { return m_instance; }

private:
    [[nodiscard]] Bilingual resolve(const QString &path, const indaro::forms::LocalizedText &text,
                                    const QString &kirundiStatus) const;

    [[nodiscard]] Line lineOf(const QString &path, const indaro::forms::LocalizedText &text,
                              const indaro::forms::FormLanguage &language) const;

    const indaro::forms::FormInstance &m_instance;
    ChoiceOverlay m_overlay;
    indaro::forms::FormLanguage m_first;  ///< French, else the language the form begins with
    indaro::forms::FormLanguage m_second; ///< Kirundi, else another language of the form
    bool m_hasFrench = false;
    bool m_hasKirundi = false;
    bool m_hasSecond = false;
    LargeLanguage m_large = LargeLanguage::French;
    bool m_isReadOnly = false;
    MediaShelf *m_shelf = nullptr;
    QString m_interviewer;
};

} // namespace indaro::ui::forms
