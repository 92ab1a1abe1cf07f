// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/erasure_text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

QString timeText(base::UtcMs at)
{
    return QDateTime::fromMSecsSinceEpoch(at).toString(u"yyyy-MM-dd HH:mm"_s);
}

QJsonValue timeJson(const std::optional<base::UtcMs> &at)
{
    return at ? QJsonValue(QDateTime::fromMSecsSinceEpoch(*at, QTimeZone::utc()).toString(Qt::ISODate)) : QJsonValue();
}

struct Words
{
    QString title, what, ordered, finished, unfinished, alone, written, confirmed, waiting, behind, unreachable, beyond;
};

Words french()
{
    return {
        u"CERTIFICAT D’EFFACEMENT"_s,
        u"Le dossier d’une personne a été effacé. Ce certificat ne dit pas de qui il s’agit."_s,
        u"Ordre %1, donné le %2 sur l’ordinateur %3."_s,
        u"Tous ont confirmé. Les anciennes clés ont été détruites le %1 : ce qui avait été envoyé avant ne peut plus être lu."_s,
        u"L’effacement n’est pas encore achevé : les anciennes clés sont gardées jusqu’à ce que tous aient confirmé."_s,
        u"L’ordinateur travaillait seul : rien du dossier n’avait été envoyé."_s,
        u"État au %1."_s,
        u"Ordinateurs qui ont confirmé :"_s,
        u"Ordinateurs qui n’ont pas encore confirmé :"_s,
        u"Ont confirmé, mais ont encore besoin des anciennes clés :"_s,
        u"Ne peut pas être atteint non plus ce qui est sur ces ordinateurs, exclus (perdus ou volés) avant d’avoir confirmé :"_s,
        u"Ce qu’aucun ordinateur ne peut atteindre : les sauvegardes faites avant le %1, sur des clés USB ou d’autres "
        "disques, contiennent encore le dossier jusqu’à ce que quelqu’un les détruise ; de même les papiers imprimés, et "
        "ce qui a été remis à d’autres organisations."_s};
}

Words english()
{
    return {u"CERTIFICATE OF ERASURE"_s,
            u"The file of one person was erased. This certificate does not say whose."_s,
            u"Order %1, given on %2 on laptop %3."_s,
            u"All have confirmed. The old keys were destroyed on %1: what was sent before cannot be read any more."_s,
            u"The erasure is not complete yet: the old keys are kept until all have confirmed."_s,
            u"The laptop worked alone: nothing of the file had been sent."_s,
            u"As of %1."_s,
            u"Laptops that have confirmed:"_s,
            u"Laptops that have not confirmed yet:"_s,
            u"Have confirmed, but need the old keys yet:"_s,
            u"Nor can what is on these laptops be reached, shut out (lost or stolen) before they confirmed:"_s,
            u"What no laptop can reach: backups made before %1, on USB sticks or other disks, hold the file until somebody "
            "destroys them; so do printed papers, and what was handed to other organisations."_s};
}

QJsonObject confirmationTimes(const exchange::Erasure &erasure)
{
    QJsonObject times;
    for (const auto &laptop : erasure.laptops) {
        if (laptop.confirmedAt)
            times.insert(laptop.series, timeJson(laptop.confirmedAt));
    }
    return times;
}

QString listed(const QString &heading, const QStringList &names)
{
    return names.isEmpty() ? QString() : heading + u"\n  - "_s + names.join(u"\n  - "_s) + u"\n\n"_s;
}

QString keysLine(const Words &words, const sync::ErasureOrder &order)
{
    if (order.isAlone())
        return words.alone;
    return order.finishedAt ? words.finished.arg(timeText(*order.finishedAt)) : words.unfinished;
}

QString inLanguage(const Words &words, const ErasureView &view, base::UtcMs writtenAt)
{
    const exchange::Erasure &erasure = *view.erasure;
    const auto &order = erasure.order;
    return words.title + u"\n\n"_s + words.what + u'\n' +
           words.ordered.arg(erasure.name, timeText(order.at), view.orderedOn) + u'\n' + keysLine(words, order) + u'\n' +
           words.written.arg(timeText(writtenAt)) + u"\n\n"_s + listed(words.confirmed, view.confirmed) +
           listed(words.waiting, view.waiting) + listed(words.behind, view.behind) +
           words.beyond.arg(timeText(erasure.certificate.backupsBefore)) + u"\n\n"_s +
           listed(words.unreachable, view.unreachable);
}

} // namespace

QJsonObject toJson(const ErasureView &view)
{
    const exchange::Erasure &erasure = *view.erasure;
    return {{u"erasure"_s, erasure.name},
            {u"orderedAt"_s, timeJson(erasure.order.at)},
            {u"orderedOn"_s, view.orderedOn},
            {u"orderedHere"_s, erasure.isFromHere},
            {u"reason"_s,
             erasure.reason ? QJsonValue(QString::fromLatin1(exchange::erasureReasonName(*erasure.reason))) : QJsonValue()},
            {u"confirmedAt"_s, confirmationTimes(erasure)},
            {u"orderedBy"_s, erasure.author ? QJsonValue(QString::fromStdString(erasure.author->toText())) : QJsonValue()},
            {u"confirmed"_s, QJsonArray::fromStringList(view.confirmed)},
            {u"waiting"_s, QJsonArray::fromStringList(view.waiting)},
            {u"behind"_s, QJsonArray::fromStringList(view.behind)},
            {u"unreachable"_s, QJsonArray::fromStringList(view.unreachable)},
            {u"oldKeysGone"_s, erasure.order.finishedAt.has_value()},
            {u"mustBeOrderedAgain"_s, erasure.mustBeOrderedAgain},
            {u"orderedAgainAs"_s, erasure.orderedAgainAs.isEmpty() ? QJsonValue() : QJsonValue(erasure.orderedAgainAs)},
            {u"oldKeysGoneAt"_s, timeJson(erasure.order.finishedAt)},
            {u"backupsBefore"_s, timeJson(erasure.certificate.backupsBefore)}};
}

QString erasureLines(const ErasureView &view)
{
    const exchange::Erasure &erasure = *view.erasure;
    QString text = u"%1\tordered %2 on %3\n"_s.arg(erasure.name, timeText(erasure.order.at), view.orderedOn);
    const auto add = [&text](const QString &what, const QStringList &names) {
        if (!names.isEmpty())
            text += u"\t%1: %2\n"_s.arg(what, names.join(u", "_s));
    };
    add(u"confirmed"_s, view.confirmed);
    add(u"not confirmed yet"_s, view.waiting);
    add(u"confirmed, but need the old keys yet"_s, view.behind);
    add(u"shut out before they confirmed"_s, view.unreachable);
    if (erasure.order.isAlone())
        text += u"\tthis laptop worked alone: nothing of the file had been sent\n"_s;
    else if (erasure.order.finishedAt)
        text += u"\tthe old keys are gone since %1\n"_s.arg(timeText(*erasure.order.finishedAt));
    else if (erasure.mustBeOrderedAgain)
        text += u"\tnobody will finish it: its laptop was shut out, or its author may not erase any more. Order it again: "
                "indaro-cli erasures --again %1\n"_s.arg(erasure.name);
    else if (!erasure.orderedAgainAs.isEmpty())
        text += u"\tordered again as %1\n"_s.arg(erasure.orderedAgainAs);
    else
        text += u"\tthe old keys are kept until all have confirmed\n"_s;
    return text + u"\tbackups made before %1 may hold the file until they are destroyed\n"_s.arg(
                      timeText(erasure.certificate.backupsBefore));
}

QString certificateText(const ErasureView &view, base::UtcMs writtenAt)
{
    return inLanguage(french(), view, writtenAt) + u"----------------------------------------\n\n"_s +
           inLanguage(english(), view, writtenAt);
}

} // namespace indaro::cli
