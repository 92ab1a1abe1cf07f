// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed of an admission outlives a lock and a power cut.
#include "core/casework/drafts.h"
#include "core/casework/row_values.h"
#include "core/casework/workspace.h"
#include "ui/pages/people/admit_page.h"
#include "ui/pages/people/value_edit.h"

#include <utility>

namespace indaro::ui::pages {

namespace {

constexpr std::uint8_t AdmitDraftVersion = 1;

void encodeEdits(base::ByteWriter &out, const std::map<sync::FieldId, ValueEdit *> &edits)
{
    out.u16(static_cast<std::uint16_t>(edits.size()));
    for (const auto &[field, edit] : edits) {
        out.u16(field.table);
        out.u16(field.field);
        base::encodeValue(out, edit->value());
    }
}

bool decodeEdits(base::ByteReader &in, const std::map<sync::FieldId, ValueEdit *> &edits)
{
    const int count = in.u16();
    for (int i = 0; i < count; ++i) {
        const std::uint16_t table = in.u16();
        const sync::FieldId field{table, in.u16()};
        auto value = base::decodeValue(in);
        if (!value)
            return false;
        if (const auto edit = edits.find(field); edit != edits.end())
            edit->second->setValue(*value);
    }
    return in.isValid();
}

} // namespace

base::Bytes AdmitPage::draftBytes() const
{
    base::ByteWriter out;
    out.u8(AdmitDraftVersion);
    encodeEdits(out, m_edits);
    base::encodeValue(out, m_placeCode);
    base::encodeValue(out, m_division);
    out.u16(static_cast<std::uint16_t>(m_children.size()));
    for (const auto &child : m_children)
        encodeEdits(out, child->edits);
    for (const auto &announced : {m_hold, m_package})
        base::encodeValue(out, announced ? casework::idValue(*announced) : base::Value());
    return std::move(out).take();
}

void AdmitPage::saveDraft()
{
    m_draftPause.stop();
    context().navigator->showSaveState(kit::SaveState::Saving);
    context().workspace->ask(
        this, [bytes = draftBytes()](casework::Desk &desk) { return casework::saveDraft(desk, DraftKey, bytes); },
        [this](base::Result<void> saved) {
            context().navigator->showSaveState(saved ? kit::SaveState::Saved : kit::SaveState::NotSaved);
            if (!saved)
                showProblem(saved.error());
        });
}

void AdmitPage::loadDraft()
{
    context().workspace->ask(
        this, [](casework::Desk &desk) { return casework::findDraft(desk, DraftKey); },
        [this](base::Result<std::optional<base::Bytes>> found) {
            if (found && *found)
                restore(**found);
            m_isDraftRead = true;
            if (const auto hold = std::exchange(m_waiting, std::nullopt))
                fillFrom(*hold);
            if (const auto package = std::exchange(m_packageWaiting, std::nullopt))
                fillFromReferral(*package);
        });
}

void AdmitPage::restore(const base::Bytes &bytes)
{
    m_isRestoring = true;
    base::ByteReader in(bytes);
    if (in.u8() == AdmitDraftVersion && decodeEdits(in, m_edits)) {
        if (auto code = base::decodeValue(in))
            m_placeCode = *code;
        if (auto division = base::decodeValue(in))
            m_division = *division;
        const int children = in.u16();
        for (int i = 0; i < children && in.isValid(); ++i) {
            addChild();
            [[maybe_unused]] const bool isWhole = decodeEdits(in, m_children.back()->edits);
        }
        // A draft of an earlier program ends before it.
        if (const auto hold = base::decodeValue(in); hold && hold->bytes() != nullptr)
            m_hold = sync::RecordId::fromBytes(*hold->bytes());
        if (const auto package = base::decodeValue(in); package && package->bytes() != nullptr)
            m_package = sync::RecordId::fromBytes(*package->bytes());
    }
    m_isRestoring = false;
    m_lookSoon.start();
}

} // namespace indaro::ui::pages
