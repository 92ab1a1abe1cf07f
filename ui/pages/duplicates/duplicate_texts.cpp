// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/duplicates/duplicate_texts.h"

#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
using casework::MatchSign;

QString DuplicateTexts::sign(MatchSign sign)
{
    switch (sign) {
    case MatchSign::SameNames:
        return tr("the same names");
    case MatchSign::SoundAlike:
        return tr("names that sound alike");
    case MatchSign::OtherOrder:
        return tr("the same names in another order");
    case MatchSign::NearNames:
        return tr("nearly the same names");
    case MatchSign::OneName:
        return tr("one name in common; of one of them only one is known");
    case MatchSign::KnownAs:
        return tr("the name she is called by");
    case MatchSign::SameBirthDay:
        return tr("the same date of birth");
    case MatchSign::SameAge:
        return tr("an age that fits");
    case MatchSign::NearAge:
        return tr("nearly the same age");
    case MatchSign::OtherAge:
        return tr("another age, by some years");
    case MatchSign::FarAge:
        return tr("quite another age");
    case MatchSign::SameSex:
        return tr("the same sex");
    case MatchSign::OtherSex:
        return tr("another sex");
    case MatchSign::SameColline:
        return tr("the same colline");
    case MatchSign::SameCommune:
        return tr("the same commune");
    case MatchSign::SameProvince:
        return tr("the same province");
    case MatchSign::OtherPlace:
        return tr("another province");
    case MatchSign::SamePhone:
        return tr("the same telephone number");
    case MatchSign::SameContact:
        return tr("a person to inform with the same name");
    case MatchSign::SameFamily:
        return tr("they were admitted as two of one family");
    case MatchSign::InHouseTogether:
        return tr("both were in the house at the same time");
    case MatchSign::CameBack:
        return tr("one had left before the other came: she may have come back");
    }
    return {};
}

QString DuplicateTexts::reasons(const casework::MatchScore &score)
{
    QStringList lines;
    for (const casework::MatchReason &reason : score.reasons) {
        const QString words = sign(reason.sign);
        lines << (casework::isAgainst(reason.sign) ? tr("Against it: %1").arg(words)
                  : reason.points > 0              ? tr("For it: %1").arg(words)
                                                   : tr("Worth knowing: %1").arg(words));
    }
    return lines.join(u'\n');
}

QString DuplicateTexts::shortReasons(const casework::MatchScore &score)
{
    std::vector<casework::MatchReason> pros;
    std::ranges::copy_if(score.reasons, std::back_inserter(pros), [](const auto &each) { return each.points > 0; });
    std::ranges::stable_sort(pros, std::ranges::greater(), &casework::MatchReason::points);
    QStringList words;
    for (const casework::MatchReason &reason : pros)
        words << sign(reason.sign);
    if (score.has(MatchSign::CameBack))
        words << tr("she may have come back");
    return words.join(u", "_s);
}

QString DuplicateTexts::answer(const casework::DuplicateCandidate &candidate, const QString &language)
{
    if (!candidate.answer)
        return tr("not looked at yet");
    const QString said = models::codeLabel(u"duplicate_answer"_s, candidate.answer->answer, language);
    return candidate.isAskedAgain ? tr("%1; something has changed since").arg(said) : said;
}

QString DuplicateTexts::fieldName(const casework::ComparedField &field)
{
    if (field.lead == fields::identity::OriginColline)
        return tr("Where she comes from");
    if (field.lead == fields::case_file::FamilyUnit)
        return tr("Family in the house");
    const QString label = models::fieldLabel(field.lead);
    return label.isEmpty() ? models::tableLabel(field.lead.table) : label;
}

QString DuplicateTexts::value(const casework::ComparedField &field, const std::vector<base::Value> &values,
                              const QString &language)
{
    if (field.lead == fields::case_file::FamilyUnit) // its name is a number nobody knows
        return values.front().isKnown() ? tr("belongs to a family") : u"—"_s;
    if (field.lead == fields::identity::OriginColline) {
        QStringList places;
        for (std::size_t i = 0; i < 4 && i < values.size(); ++i) { // colline, zone, commune, province
            if (const QString place = model::toText(values[i]); !place.isEmpty())
                places << place;
        }
        return places.isEmpty() ? u"—"_s : places.join(u", "_s);
    }
    const base::Value &first = values.front();
    if (field.lead == fields::case_file::EstimatedAge && values.size() > 1 && first.isKnown())
        return tr("%1, estimated on %2")
            .arg(models::valueText(field.lead, first, language), models::valueText(field.members[1], values[1], language));
    if (field.lead == fields::case_file::CaseWorker)
        return first.isKnown() ? tr("a case worker is named") : u"—"_s;
    return models::valueText(field.lead, first, language);
}

QString DuplicateTexts::left(const casework::UndoneMerge &undone)
{
    QStringList lines;
    for (const casework::NotUndone &each : undone.left) {
        const QString field = each.field == 0 ? QString() : models::fieldLabel({each.record.table, each.field});
        const QString record = models::tableLabel(each.record.table);
        const QString line = field.isEmpty() ? record : tr("%1: %2").arg(record, field);
        if (!line.isEmpty() && !lines.contains(line))
            lines << line;
    }
    return lines.join(u'\n');
}

} // namespace indaro::ui::pages
