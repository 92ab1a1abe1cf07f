// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/document_binding.h"

#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"

namespace indaro::ui::pages {

namespace {

bool hasOptions(const documents::Field &field)
{
    return field.kind == documents::FieldKind::Choice || field.kind == documents::FieldKind::MultiChoice;
}

} // namespace

documents::DocumentData documentOf(const documents::Template &form, const casework::Referral &referral,
                                   const casework::HouseDetails &house)
{
    return documentOf(form, referral.serial, referral.content, house);
}

documents::DocumentData documentOf(const documents::Template &form, const QString &serialText,
                                   const casework::ReferralContent &content, const casework::HouseDetails &house)
{
    documents::DocumentData data;
    const auto put = [&](const QString &name, const QString &value) {
        const documents::Field *field = form.field(name);
        if (field == nullptr || value.isEmpty())
            return;
        if (hasOptions(*field))
            data.choose(name, value.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        else
            data.set(name, kit::dateText(value));
    };
    const auto lines = casework::linesThatLeave(content, house);
    for (auto line = lines.begin(); line != lines.end(); ++line)
        put(line.key(), line.value());
    for (const QString &line : casework::personalLines() + QStringList(QStringLiteral("from_location"))) {
        if (!lines.contains(line) && (line == QLatin1String("from_location") || !content.shared.contains(line)))
            data.set(line, {}, false);
    }
    if (const auto serial = documents::Serial::fromText(serialText)) {
        for (const auto &part : form.parts)
            data.serials.insert(part.name, *serial);
        data.set(QStringLiteral("slip_referral_serial"), serialText);
    }
    return data;
}

documents::DocumentData blankDocument()
{
    return {};
}

} // namespace indaro::ui::pages
