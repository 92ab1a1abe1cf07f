// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/sop/pack.h"
#include "core/sop/pack_signature.h"
#include "ui/words/pack_fault_words.h"

#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

struct CheckedPack
{
    sop::PackReading reading;
    sop::PackSignature signature;
};

base::Result<CheckedPack> readFrom(const QString &path)
{
    INDARO_TRY_ASSIGN(const base::Bytes bytes,
                      base::readFile(path.toStdU16String(), static_cast<std::size_t>(sop::LargestPack) + 1));
    const std::string_view text = base::asText(bytes);
    const QByteArray file(text.data(), static_cast<qsizetype>(text.size()));
    INDARO_TRY_ASSIGN(sop::PackReading reading, sop::readPack(file));
    return CheckedPack{std::move(reading), sop::readSignature(file)};
}

QString standingName(const sop::PackSignature &signature)
{
    switch (signature.standing) {
    case sop::PackSignature::Standing::Unsigned:
        return u"unsigned"_s;
    case sop::PackSignature::Standing::Signed:
        return u"signed"_s;
    case sop::PackSignature::Standing::Tampered:
        return u"tampered"_s;
    }
    return {};
}

QString textOf(const sop::PackFault &fault, const QStringList &languages)
{
    QString text = u"%1 %2: line %3, %4\n"_s.arg(sop::toString(sop::severityOf(fault.code)), sop::toString(fault.code))
                       .arg(fault.line)
                       .arg(fault.place);
    for (const QString &language : languages) {
        const auto words = ui::words::textOf(fault, language);
        text += u"    "_s + words.what + u' ' + words.advice + u'\n';
    }
    return text;
}

QJsonObject toJson(const sop::PackFault &fault)
{
    QJsonObject one{{u"code"_s, sop::toString(fault.code)},
                    {u"severity"_s, sop::toString(sop::severityOf(fault.code))},
                    {u"line"_s, fault.line},
                    {u"place"_s, fault.place},
                    {u"argument"_s, fault.argument},
                    {u"suggestion"_s, fault.suggestion},
                    {u"other"_s, fault.other}};
    for (const QString &language : {u"en"_s, u"fr"_s}) {
        const auto words = ui::words::textOf(fault, language);
        one.insert(u"text_"_s + language, words.what);
        one.insert(u"advice_"_s + language, words.advice);
    }
    return one;
}

} // namespace

VerbResult sopCheck(Program &program)
{
    const QString asked = program.arguments.value(u"lang"_s);
    if (asked != u"fr"_s && asked != u"en"_s && !asked.isEmpty())
        return base::Error(base::Errc::InvalidArgument, {{"option", std::string("lang")}});
    const auto checked = readFrom(program.arguments.rest.front());
    Reply reply;
    if (!checked) {
        reply.failure = checked.error();
        reply.exitCode = 2;
        return reply;
    }
    const sop::Pack &pack = checked->reading.pack;
    const QStringList languages = asked.isEmpty() ? QStringList{u"en"_s, u"fr"_s} : QStringList{asked};
    const QString standing = standingName(checked->signature);
    const bool isTampered = checked->signature.standing == sop::PackSignature::Standing::Tampered;
    const QString key = checked->signature.standing == sop::PackSignature::Standing::Signed
                            ? sop::keyDigits(checked->signature.key)
                            : QString();
    reply.text = u"%1, revision %2 (%3), issued by %4 on %5\n"_s.arg(pack.id)
                     .arg(pack.revision)
                     .arg(pack.title.en, pack.issuer, pack.issuedOn);
    reply.text += u"phases %1, steps %2, roles %3, sources %4\n"_s.arg(pack.phases.size())
                      .arg(pack.stepCount())
                      .arg(pack.roles.size())
                      .arg(pack.sources.size());
    reply.text += u"signature: %1 %2\n"_s.arg(standing, key).trimmed() + u'\n';
    std::array<int, 3> counts{};
    QJsonArray faults;
    for (const sop::PackFault &fault : checked->reading.faults) {
        ++counts.at(static_cast<std::size_t>(sop::severityOf(fault.code)));
        // Kirundi that is awaited is counted, not listed: a line for each text would hide the rest.
        if (fault.code != sop::PackFaultCode::MissingKirundi)
            reply.text += textOf(fault, languages);
        faults.append(toJson(fault));
    }
    reply.text += u"errors %1, warnings %2, notes %3\n"_s.arg(counts[2]).arg(counts[1]).arg(counts[0]);
    reply.json = {{u"ok"_s, true},
                  {u"id"_s, pack.id},
                  {u"revision"_s, pack.revision},
                  {u"issuer"_s, pack.issuer},
                  {u"signature"_s, standing},
                  {u"key"_s, key},
                  {u"phases"_s, static_cast<int>(pack.phases.size())},
                  {u"steps"_s, static_cast<int>(pack.stepCount())},
                  {u"findings"_s, faults}};
    reply.exitCode = counts[2] > 0 || isTampered ? 2 : counts[1] > 0 ? 1 : 0;
    return reply;
}

} // namespace indaro::cli
