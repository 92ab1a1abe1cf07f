// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/package_content.h"

#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/partial_date.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr auto ReferralFormat = "indaro/referral"_L1;
constexpr auto SlipFormat = "indaro/counter-referral"_L1;
constexpr auto ServicesVersionKey = "services_version"_L1;
constexpr int PackedVersion = 1;
constexpr std::size_t PackedLimit = 800'000; // bytes: more than any form holds (referrals_sql.cpp)
constexpr auto AnsweredHere = "answered_here"_L1;
constexpr auto ResultLine = "slip_result"_L1;
constexpr auto RecommendationsLine = "slip_recommendations"_L1;

QJsonObject packedLines(const QMap<QString, QString> &lines)
{
    QJsonObject object;
    for (auto line = lines.begin(); line != lines.end(); ++line) {
        if (!line.value().trimmed().isEmpty())
            object.insert(line.key(), line.value());
    }
    return object;
}

QMap<QString, QString> unpackedLines(const QJsonObject &object)
{
    QMap<QString, QString> lines;
    for (auto line = object.begin(); line != object.end(); ++line) {
        if (line.value().isString())
            lines.insert(line.key(), line.value().toString());
    }
    return lines;
}

/// A program that knows no versions says none.
void packVersion(QJsonObject &object, int version)
{
    if (version > 0)
        object.insert(ServicesVersionKey, version);
}

base::Bytes packedBytes(const QJsonObject &object)
{
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    const auto view = base::asBytes({text.constData(), static_cast<std::size_t>(text.size())});
    return {view.begin(), view.end()};
}

Result<QJsonObject> readPacked(base::ByteView content, QLatin1StringView format)
{
    if (content.size() > PackedLimit)
        return Error(Errc::WireTooLarge, {{"bytes", std::int64_t(content.size())}});
    const auto text = base::asText(content);
    const QJsonObject object =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size()))).object();
    if (object.value("format"_L1).toString() != format)
        return Error(Errc::InvalidArgument, {{"field", std::string("content")}});
    const int version = object.value("version"_L1).toInt();
    if (version > PackedVersion)
        return Error(Errc::PackageTooNew, {{"version", std::int64_t(version)}});
    return object;
}

bool isServiceOfHouse(const QString &code)
{
    return model::CodeList::byName(u"referral_service"_s).find(code) != nullptr;
}

base::Value saidValue(const QString &text)
{
    return model::toValue(text.trimmed());
}

} // namespace

int servicesVersion()
{
    return model::CodeList::byName(u"referral_service"_s).version();
}

base::Bytes encodePackage(const PackagedReferral &referral)
{
    QJsonObject object{{u"format"_s, ReferralFormat},
                       {u"version"_s, PackedVersion},
                       {u"serial"_s, referral.serial},
                       {u"written_at"_s, referral.writtenAt},
                       {u"lines"_s, packedLines(referral.lines)}};
    packVersion(object, referral.servicesVersion);
    return packedBytes(object);
}

Result<PackagedReferral> decodePackagedReferral(base::ByteView content)
{
    INDARO_TRY_ASSIGN(const QJsonObject object, readPacked(content, ReferralFormat));
    return PackagedReferral{object.value("serial"_L1).toString(), object.value("written_at"_L1).toString(),
                            unpackedLines(object.value("lines"_L1).toObject()), object.value(ServicesVersionKey).toInt()};
}

base::Bytes withAnswer(base::ByteView content, const AnswerBeforeFiling &answer)
{
    const auto text = base::asText(content);
    QJsonObject object = QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size()))).object();
    const QJsonObject said = packedLines({{u"way"_s, answer.way}, {u"note"_s, answer.note}});
    if (said.isEmpty())
        object.remove(AnsweredHere);
    else
        object.insert(AnsweredHere, said);
    return packedBytes(object);
}

AnswerBeforeFiling answerIn(base::ByteView content)
{
    const auto text = base::asText(content);
    const QJsonObject said = QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())))
                                 .object()
                                 .value(AnsweredHere)
                                 .toObject();
    return {said.value("way"_L1).toString(), said.value("note"_L1).toString()};
}

base::Bytes encodePackage(const PackagedSlip &slip)
{
    QJsonObject services;
    for (auto service = slip.services.begin(); service != slip.services.end(); ++service)
        services.insert(service.key(), packedLines(service.value()));
    QJsonObject object{{u"format"_s, SlipFormat},  {u"version"_s, PackedVersion},         {u"serial"_s, slip.serial},
                       {u"number"_s, slip.number}, {u"lines"_s, packedLines(slip.lines)}, {u"services"_s, services}};
    packVersion(object, slip.servicesVersion);
    return packedBytes(object);
}

Result<PackagedSlip> decodePackagedSlip(base::ByteView content)
{
    INDARO_TRY_ASSIGN(const QJsonObject object, readPacked(content, SlipFormat));
    PackagedSlip slip{object.value("serial"_L1).toString(),
                      object.value("number"_L1).toString(),
                      unpackedLines(object.value("lines"_L1).toObject()),
                      {},
                      object.value(ServicesVersionKey).toInt()};
    const QJsonObject services = object.value("services"_L1).toObject();
    for (auto service = services.begin(); service != services.end(); ++service)
        slip.services.insert(service.key(), unpackedLines(service.value().toObject()));
    return slip;
}

PackagedSlip packagedSlip(const CounterReferral &slip)
{
    PackagedSlip packed{.lines = slip.form, .servicesVersion = servicesVersion()};
    packed.lines.insert(ResultLine, slip.result);
    packed.lines.insert(RecommendationsLine, slip.recommendations);
    for (const auto &[service, answer] : slip.services)
        packed.services.insert(service, {{u"answer"_s, model::toText(answer.answer)},
                                         {u"reason"_s, model::toText(answer.reason)},
                                         {u"answered_on"_s, model::toText(answer.answeredOn)},
                                         {u"note"_s, model::toText(answer.note)}});
    return packed;
}

CounterReferral counterReferralOf(const PackagedSlip &slip)
{
    CounterReferral out{.form = slip.lines, .evidence = "package"};
    out.result = out.form.take(ResultLine);
    out.recommendations = out.form.take(RecommendationsLine);
    for (auto service = slip.services.begin(); service != slip.services.end(); ++service) {
        const QMap<QString, QString> &said = service.value();
        if (said.value(u"answer"_s).isEmpty())
            continue;
        out.services.emplace_back(
            service.key(), ServiceAnswerDraft{saidValue(said.value(u"answer"_s)), saidValue(said.value(u"reason"_s)),
                                              saidValue(said.value(u"answered_on"_s)), saidValue(said.value(u"note"_s))});
    }
    return out;
}

ReferralContent incomingContent(const PackagedReferral &referral)
{
    ReferralContent content;
    for (auto line = referral.lines.begin(); line != referral.lines.end(); ++line) {
        if (!personalLines().contains(line.key())) {
            content.form.insert(line.key(), line.value());
        } else {
            content.person.insert(line.key(), line.value());
            content.shared << line.key();
        }
    }
    content.shared.sort();
    QStringList known;
    QStringList original;
    for (const QString &service : content.form.value(u"services"_s).split(u' ', Qt::SkipEmptyParts))
        (isServiceOfHouse(service) ? known : original) << service;
    if (!original.isEmpty()) {
        if (!known.contains(u"other"_s))
            known << u"other"_s;
        const bool isOfOtherList = referral.servicesVersion > 0 && referral.servicesVersion != servicesVersion();
        QString unknown = original.join(u", "_s);
        if (isOfOtherList)
            unknown += u" (liste des services, version %1)"_s.arg(referral.servicesVersion);
        QStringList words{content.form.value(u"services_explanation"_s), unknown};
        words.removeAll(QString());
        content.form.insert(u"services_explanation"_s, words.join(u'\n'));
    }
    content.form.insert(u"services"_s, known.join(u' '));
    content.form.insert(u"direction"_s, u"in"_s);
    return content;
}

PersonDraft personIn(const PackagedReferral &referral)
{
    const auto said = [&](const char *line) { return referral.lines.value(QLatin1StringView(line)).trimmed(); };
    const QMap<QString, const char *> sexes{{u"female"_s, "F"}, {u"male"_s, "M"}, {u"other"_s, "X"}};
    PersonDraft draft;
    draft.knownAs = saidValue(said("person_name"));
    if (sexes.contains(said("sex")))
        draft.sex = sexes.value(said("sex"));
    bool isNumber = false;
    const int years = said("birth_or_age").toInt(&isNumber);
    constexpr int OldestAge = 120;
    if (isNumber && years >= 0 && years <= OldestAge)
        draft.estimatedAge = std::int64_t(years);
    else if (model::PartialDate::parse(said("birth_or_age")))
        draft.birthDate = saidValue(said("birth_or_age"));
    draft.nationality = saidValue(said("nationality"));
    draft.mainLanguage = saidValue(said("language"));
    draft.safeContact = saidValue(said("safe_contact"));
    draft.identityPapers = saidValue(said("identity_papers"));
    return draft;
}

} // namespace indaro::casework
