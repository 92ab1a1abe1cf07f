// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"
#include "core/casework/workspace.h"
#include "ui/forms/media_shelf.h"
#include "ui/kit/page.h"
#include "ui/models/attachment_import.h"

#include <QtCore/QStringList>

#include <memory>

namespace indaro::ui::pages {

/// The pictures, recordings and files of one interview, in the vault (casework/attachments). Files are read and pictures
/// drawn anew on a thread of their own, as recordings lose what was written into them; where they cannot, it is asked
/// whether they are kept. GUI thread.
class InterviewMedia final : public forms::MediaShelf
{
public:
    /// What the context points at must outlive it.
    InterviewMedia(kit::PageContext context, std::shared_ptr<const indaro::forms::FormDefinition> definition,
                   const casework::LoadedInterview &interview);

    void choose(QWidget *context, const Place &place, std::function<void()> begun, Kept kept) override;
    void keep(QWidget *context, const Place &place, const QByteArray &drawn, Kept kept) override;
    void load(QWidget *context, const QString &name, Loaded loaded) override;
    void discard(const QString &name) override;
    /// What was taken out since, for casework::dropUnnamedAttachments: called once the answers are saved.
    [[nodiscard]] QStringList takeDiscarded();

private:
    void take(QWidget *context, const Place &place, base::Result<models::PreparedAttachment> prepared, const Kept &kept);
    /// A picture after what was said to photographs [domain.md 7.B B].
    void askAndAdd(QWidget *context, const Place &place, models::PreparedAttachment prepared, Kept kept);
    void add(QWidget *context, const Place &place, models::PreparedAttachment prepared, Kept kept);
    [[nodiscard]] int longestSide(const indaro::forms::FormItem &item) const;

    kit::PageContext m_context;
    std::shared_ptr<const indaro::forms::FormDefinition> m_definition;
    casework::InterviewId m_interview;
    sync::RecordId m_caseFile;
    QStringList m_discarded;
};

} // namespace indaro::ui::pages
