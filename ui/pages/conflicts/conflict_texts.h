// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/conflicts/queries.h"
#include "ui/forms/form_texts.h"
#include "ui/pages/intake/form_library.h"

#include <QObject>

#include <map>
#include <memory>

namespace indaro::base {
class Clock;
}

namespace indaro::ui::pages {

/// The words for disputed fields and their values. Those of an answer are in its form, which is read in the background
/// when one is needed. GUI thread.
class ConflictTexts final : public QObject
{
    Q_OBJECT
public:
    ConflictTexts(const base::Clock &clock, QObject *parent);
    void setLanguage(const QString &language) { m_language = language; }
    /// Reads the forms these answers need and are not here yet; known() comes when there is something new.
    void learn(const std::vector<casework::AskedQuestion> &questions);

    /// "Family name", "Note: Title", or the words of the question.
    [[nodiscard]] QString fieldText(sync::FieldId field, const std::optional<casework::AskedQuestion> &question) const;
    [[nodiscard]] QString valueText(sync::FieldId field, const base::Value &value,
                                    const std::optional<casework::AskedQuestion> &question) const;

Q_SIGNALS:
    void known();

private:
    struct Form
    {
        FormEntry entry;
        std::unique_ptr<indaro::forms::FormInstance> instance;
        std::unique_ptr<forms::FormTexts> texts;
    };
    [[nodiscard]] const Form *formOf(const casework::AskedQuestion &question) const;
    [[nodiscard]] QString answerText(const casework::AskedQuestion &question, const QString &value) const;
    void keep(std::vector<FormEntry> entries);
    const base::Clock &m_clock;
    QString m_language;
    std::map<QString, Form> m_forms;
    bool m_isReading = false;
    bool m_hasShipped = false;
};

} // namespace indaro::ui::pages
