// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/closing/closing_texts.h"

#include "core/casework/retention/retention_rules.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

QString ClosingTexts::state(const casework::Closing &closing, const QString &language)
{
    QStringList lines{tr("Closed on %1: %2")
                          .arg(kit::dateText(model::localDay(closing.closedAt)),
                               models::codeLabel(u"closing_reason"_s, closing.reason, language))};
    if (!closing.note.isEmpty())
        lines << closing.note;
    if (closing.keepUntil)
        lines << tr("The file is kept until %1: %2")
                     .arg(kit::dateText(*closing.keepUntil),
                          models::codeLabel(u"retention_basis"_s, closing.basis, language));
    if (const QString standing = ruleStanding(closing.basis); !standing.isEmpty())
        lines << standing;
    if (!closing.basisNote.isEmpty())
        lines << closing.basisNote;
    if (!closing.atEnd.isEmpty())
        lines << tr("Agreed for that day: %1").arg(models::codeLabel(u"retention_end"_s, closing.atEnd, language));
    if (closing.reopenedAt)
        lines << tr("Opened again on %1: %2")
                     .arg(kit::dateText(model::localDay(*closing.reopenedAt)),
                          models::codeLabel(u"reopening_reason"_s, closing.reopenedWhy, language));
    if (!closing.reopenedNote.isEmpty())
        lines << closing.reopenedNote;
    return lines.join(u'\n');
}

QString ClosingTexts::ruleStanding(const QString &basis)
{
    const bool isByRule = basis == "rule"_L1;
    return isByRule && casework::isRetentionToConfirm()
               ? tr("How long files are kept is the proposal of this program: to be confirmed by CCSPRTP.")
               : QString();
}

QString ClosingTexts::keptUntil(const casework::Closing &closing, QDate today)
{
    if (!closing.keepUntil)
        return tr("no day was set");
    const QString day = kit::dateText(*closing.keepUntil);
    return *closing.keepUntil <= today ? tr("%1: the day has come").arg(day) : day;
}

QString ClosingTexts::numbers(const casework::KeptNumbers &numbers, const QString &language)
{
    QStringList lines;
    const auto add = [&](const QString &label, const QString &text) {
        if (!text.isEmpty())
            lines << tr("%1: %2").arg(label, text);
    };
    add(tr("Year of the first arrival"), numbers.year);
    add(tr("Province of origin"), numbers.province);
    add(tr("Sex"), models::codeLabel(u"sex"_s, numbers.sex, language));
    add(tr("Age when she or he came"), models::codeLabel(u"age_band"_s, numbers.ageBand, language));
    add(tr("Kind of exploitation"), models::codeLabels(u"exploitation_type"_s, numbers.exploitation.join(u' '), language));
    add(tr("Referred by"), models::codeLabel(u"referral_source"_s, numbers.referredBy, language));
    add(tr("Reason for leaving"), models::codeLabel(u"exit_reason"_s, numbers.exitReason, language));
    add(tr("How long in the house"), models::codeLabel(u"stay_band"_s, numbers.stayBand, language));
    return lines.isEmpty() ? tr("Nothing that can be counted is known.") : u"•  "_s + lines.join(u"\n•  "_s);
}

} // namespace indaro::ui::pages
