// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/questionnaires/blank_questionnaire.h"

#include <QObject>

#include <functional>

namespace indaro::casework {
class Workspace;
}

namespace indaro::ui::pages {

class InterviewLoader;

/// The questionnaires an interview can be held with, those that came with the program and those the house imported, for the
/// list of papers. Forms are parsed in the background. GUI thread.
class HouseQuestionnaires final : public QObject
{
    Q_OBJECT
public:
    struct Entry
    {
        QString name{}; ///< among the papers: "questionnaire:" and the form's id
        QString title{};
    };
    using Papers = std::function<void(const QList<print::Paper> &)>;

    /// `workspace` must outlive it.
    HouseQuestionnaires(casework::Workspace &workspace, QObject *parent);
    /// Reads which there are, and calls `done`.
    void load(std::function<void()> done);
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] QList<Entry> list() const;
    /// Makes one blank. What fails is told by failed().
    void draw(const QString &name, const QuestionnaireHead &head, Papers done);
    /// Makes all of them, one after the other. One that fails is told, and is missing.
    void drawAll(Papers done);

    [[nodiscard]] static bool isOne(const QString &name);
    [[nodiscard]] static QString nameOf(const QString &formId);
    /// The id of its form.
    [[nodiscard]] static QString formOf(const QString &name);

Q_SIGNALS:
    void failed(const indaro::base::Error &error);

private:
    void drawFrom(std::size_t index, QList<print::Paper> before, Papers done);
    InterviewLoader *m_loader;
    void fail(const base::Error &error);
    bool m_isLoaded = false;
    std::function<void()> m_afterFailure; ///< goes on with the next one
};

} // namespace indaro::ui::pages
