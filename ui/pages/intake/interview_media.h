// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"
#include "core/casework/workspace.h"
#include "ui/forms/media_shelf.h"

#include <QtCore/QStringList>

#include <memory>

namespace indaro::ui::kit {
class FileAsk;
}

namespace indaro::ui::pages {

/// The pictures, recordings and files of one interview, in the vault (casework/attachments). Files are read and pictures
/// drawn anew on a thread of their own. GUI thread.
class InterviewMedia final : public forms::MediaShelf
{
public:
    /// The workspace and `files` must outlive it.
    InterviewMedia(casework::Workspace &workspace, kit::FileAsk &files,
                   std::shared_ptr<const indaro::forms::FormDefinition> definition,
                   const casework::LoadedInterview &interview);

    void choose(QWidget *context, const Place &place, std::function<void()> begun, Kept kept) override;
    void keep(QWidget *context, const Place &place, const QByteArray &drawn, Kept kept) override;
    void load(QWidget *context, const QString &name, Loaded loaded) override;
    void discard(const QString &name) override;
    /// What was taken out since, for casework::dropUnnamedAttachments: called once the answers are saved.
    [[nodiscard]] QStringList takeDiscarded();

private:
    void add(QWidget *context, const Place &place, base::Result<QByteArray> content, Kept kept);
    [[nodiscard]] int longestSide(const indaro::forms::FormItem &item) const;

    casework::Workspace &m_workspace;
    kit::FileAsk &m_files;
    std::shared_ptr<const indaro::forms::FormDefinition> m_definition;
    casework::InterviewId m_interview;
    sync::RecordId m_caseFile;
    QStringList m_discarded;
};

} // namespace indaro::ui::pages
