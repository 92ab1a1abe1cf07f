// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/https_round.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace {
constexpr int SlowPatience = 180'000;
constexpr std::size_t SlowPiece = 32 * 1024;

} // namespace

HttpsTransport::HttpsTransport(RunOnStore store, QObject *parent) : QObject(parent), m_store(std::move(store))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &HttpsTransport::begin);
}

HttpsTransport::~HttpsTransport() = default;

void HttpsTransport::start(const SyncOptions &options)
{
    INDARO_CHECK(!m_isRunning);
    m_options = options;
    m_report = {};
    m_progress = {};
    m_attempt = 0;
    m_askedWith.reset();
    m_loading.reset();
    m_triedSnapshot = false;
    m_neighbour.reset();
    m_partial.clear();
    m_isRunning = true;
    begin();
}

void HttpsTransport::cancel()
{
    if (m_isRunning)
        end(Error(Errc::Cancelled));
}

std::size_t HttpsTransport::pieceSize() const
{
    return m_options.isSlow ? std::min(m_link.pieceSize(), SlowPiece) : m_link.pieceSize();
}

void HttpsTransport::begin()
{
    m_hasAdvanced = false;
    show(SyncProgress::Step::Preparing);
    if (m_options.isNeighbour && !m_neighbour)
        return greet();
    onStore<Opening>([url = m_options.url, neighbour = m_neighbour, takesSnapshot = !m_triedSnapshot](
                         SyncDesk &desk) { return openRound(desk, url, neighbour, takesSnapshot); },
                     [this](Opening opening) { openWith(std::move(opening)); });
}

void HttpsTransport::openWith(Opening opening)
{
    const auto url = serverUrl(QString::fromStdString(opening.access.url), m_options.allowsPlain);
    if (!url)
        return end(url.error());
    if (m_link.isFresh())
        m_link = LinkEstimate(opening.access.bytesPerSecond);
    if (m_poster == nullptr) {
        m_poster = std::make_unique<HttpPoster>(*url, opening.access.certificate);
        m_poster->setTimeout(m_options.isSlow ? SlowPatience : Patience);
    }
    m_round = std::make_unique<Round>(std::move(opening));
    if (m_loading != nullptr) // begun before the link was cut
        return goOnLoading();
    if (m_round->opening.isLoading) // … or before the program was closed
        return resumeLoading();
    if (!m_partial.empty())
        return fetchRest();
    askNews();
}

void HttpsTransport::post(std::string_view what, const base::Bytes &body, HttpPoster::OnData onData, HttpPoster::OnDone done)
{
    const auto &opening = m_round->opening;
    m_poster->post(pathOf(opening.shelter, what), wire::tokenText(opening.access.token), body, std::move(onData),
                   std::move(done));
}

void HttpsTransport::send(HttpPoster::Verb verb, const std::string &what, const base::Bytes &body, HttpPoster::OnDone done)
{
    const auto &opening = m_round->opening;
    m_poster->send(verb, pathOf(opening.shelter, what), wire::tokenText(opening.access.token), body, {}, std::move(done));
}

void HttpsTransport::askNews()
{
    show(SyncProgress::Step::Receiving);
    post(
        "sync", m_round->opening.request,
        [this](base::ByteView piece) {
            if (m_round->cutBy)
                return;
            if (const auto fed = m_round->reader.feed(piece); !fed)
                m_round->cutBy = fed.error();
            takeNews();
        },
        [this](Result<HttpPoster::Answer> answer) {
            m_round->hasEnded = true;
            if (!answer && !m_round->cutBy)
                m_round->cutBy = answer.error();
            else if (answer && !m_round->reader.isComplete() && !m_round->cutBy)
                m_round->cutBy = Error(Errc::NetworkUnreachable); // the proxy closed it politely, but too early
            takeNews();
        });
}

/// Hands on what has come, one job at a time, while more is coming.
void HttpsTransport::takeNews()
{
    Round &round = *m_round;
    if (round.isTaking)
        return;
    auto envelopes = round.reader.takeEnvelopes();
    round.inbox.insert(round.inbox.end(), std::make_move_iterator(envelopes.begin()),
                       std::make_move_iterator(envelopes.end()));
    const auto &head = round.reader.head();
    if (head && !round.isHeadTaken) {
        round.isHeadTaken = round.isTaking = true;
        round.theirs = head->have;
        m_report.mail = head->mail;
        m_report.needsSnapshot = head->needsSnapshot;
        round.kept = head->kept;
        m_progress.envelopesToReceive += head->envelopes;
        onStore<Intake>(
            [access = round.opening.access, head = *head](SyncDesk &desk) { return takeHead(desk, access, head); },
            [this](const Intake &) {
                m_round->isTaking = false;
                if (!m_round->reader.head()->snapshot.empty())
                    return loadWithNews();
                takeNews();
            });
        return;
    }
    if (!round.inbox.empty() && round.partsSeen < head->parts)
        return takePart();
    if (!round.inbox.empty()) {
        round.isTaking = true;
        auto batch = std::make_shared<std::vector<base::Bytes>>(std::exchange(round.inbox, {}));
        onStore<Intake>(
            [access = round.opening.access, batch](SyncDesk &desk) { return takeEnvelopes(desk, access, *batch); },
            [this, count = batch->size()](Intake intake) {
                m_hasAdvanced = true;
                m_report.envelopesReceived += count;
                m_progress.envelopesReceived += count;
                m_report.intake.add(intake);
                m_round->isTaking = false;
                show(SyncProgress::Step::Receiving);
                takeNews();
            });
        return;
    }
    if (round.hasEnded)
        newsTaken();
}

void HttpsTransport::newsTaken()
{
    if (m_round->cutBy) {
        const auto partial = m_round->reader.partial();
        if (isPassing(m_round->cutBy->code) && !m_neighbour)
            m_partial.assign(partial.begin(), partial.end());
        return attemptFailed(*m_round->cutBy);
    }
    const auto &head = *m_round->reader.head();
    if (m_loading != nullptr) // the rest of it
        return goOnLoading();
    if (head.parts > 0 && !m_round->isSnapshotTaken)
        return snapshotUnusable();
    if (head.needsSnapshot && !m_triedSnapshot)
        return askSnapshot();
    // Nothing new is cut then, and the vector says what has arrived. The same vector twice: the server repeats itself.
    if (head.hasMore && head.envelopes > 0 && m_askedWith != m_round->opening.have) {
        m_askedWith = m_round->opening.have;
        return begin();
    }
    const bool isRosterKnown = head.knowsRoster && m_round->opening.namesAllHeads;
    if (m_round->opening.needsRosterSent && !isRosterKnown)
        return sendRoster([this] { sendPiece(); });
    sendPiece();
}

void HttpsTransport::sendRoster(std::function<void()> then)
{
    onStore<base::Bytes>([](SyncDesk &desk) { return rosterBody(desk); },
                         [this, then = std::move(then)](const base::Bytes &body) {
                             post("roster", body, {}, [this, then](Result<HttpPoster::Answer> answer) {
                                 if (!answer)
                                     return attemptFailed(answer.error());
                                 const auto statuses = wire::decodeUploadAnswer(answer->body);
                                 if (!statuses)
                                     return attemptFailed(statuses.error());
                                 for (const auto status : statuses->items) {
                                     if (status != wire::ItemStatus::Stored && status != wire::ItemStatus::AlreadyThere)
                                         return attemptFailed(Error(Errc::ServerRefused,
                                                                    {{"word", std::string(wire::itemStatusName(status))}}));
                                 }
                                 m_round->wasRosterSentNow = true;
                                 if (m_neighbour)
                                     return then();
                                 onStore<bool>(
                                     [url = m_round->opening.access.url](SyncDesk &desk) -> Result<bool> {
                                         INDARO_TRY_ASSIGN(auto access, findServer(desk.db, url));
                                         if (!access)
                                             return Error(Errc::AccessRefused);
                                         access->rosterSent = rosterMark(desk.trust);
                                         INDARO_TRY(keepServer(desk.db, *access));
                                         return true;
                                     },
                                     [then](bool) { then(); });
                             });
                         });
}

void HttpsTransport::sendPiece()
{
    onStore<Upload>([access = m_round->opening.access, theirs = m_round->theirs, piece = pieceSize(),
                     envelope = m_link.envelopeSize(), kept = std::exchange(m_round->kept, std::nullopt)](
                        SyncDesk &desk) { return nextUpload(desk, access, theirs, piece, envelope, kept); },
                    [this](Upload upload) {
                        if (upload.items.empty())
                            succeed();
                        else
                            sendUpload(std::move(upload));
                    });
}

void HttpsTransport::sendUpload(Upload upload)
{
    m_progress.changesToSend = m_progress.changesSent + upload.left.changes;
    m_progress.bytesToSend = m_progress.bytesSent + upload.left.bytes;
    m_progress.secondsLeft = m_link.secondsFor(upload.left.bytes);
    show(SyncProgress::Step::Sending);
    const std::size_t bytes = upload.body.size();
    // What is left after this piece is known when the next one is made; until then the share of bytes stands for it.
    const std::uint64_t changes = upload.left.bytes > 0 ? upload.left.changes * bytes / upload.left.bytes : 0;
    m_poster->goOnAt(upload.offset);
    post("envelopes", upload.body, {},
         [this, items = std::move(upload.items), changes, bytes,
          goesOn = upload.offset > 0](Result<HttpPoster::Answer> answer) mutable {
             const bool isForgotten =
                 goesOn && !answer && answer.error().code == Errc::ServerRefused && answer.error().number("status") == 409;
             if (isForgotten) // what it had kept: then from the first byte
                 return sendPiece();
             answered(std::move(items), changes, std::move(answer), bytes);
         });
}

void HttpsTransport::answered(std::vector<Upload::Item> items, std::uint64_t changes, Result<HttpPoster::Answer> answer,
                              std::size_t bytes)
{
    if (!answer) {
        m_link.dropped();
        return attemptFailed(answer.error());
    }
    m_link.carried(bytes, answer->ms);
    auto statuses = wire::decodeUploadAnswer(answer->body);
    if (!statuses)
        return attemptFailed(statuses.error());
    onStore<Acknowledged>(
        [access = m_round->opening.access, theirs = m_round->theirs, items, statuses = std::move(*statuses)](
            SyncDesk &desk) { return takeUploadAnswer(desk, access, theirs, items, statuses); },
        [this, items, changes](Acknowledged result) { acknowledged(items, changes, std::move(result)); });
}

void HttpsTransport::acknowledged(const std::vector<Upload::Item> &items, std::uint64_t changes, Acknowledged result)
{
    const bool hasMoved = result.theirs != m_round->theirs;
    for (const auto &item : items) {
        if (wire::numberIn(result.theirs, item.key) < item.number)
            continue;
        ++m_report.envelopesSent;
        m_progress.bytesSent += item.bytes;
    }
    m_report.receipts += result.receipts;
    m_hasAdvanced = m_hasAdvanced || hasMoved;
    m_round->theirs = std::move(result.theirs);
    if (result.needsRoster && !m_round->wasRosterSentNow)
        return sendRoster([this] { sendPiece(); });
    if (result.needsRoster)
        return attemptFailed(Error(Errc::ServerRefused, {{"word", std::string("unknown-device")}}));
    if (result.mustAskAgain || !hasMoved)
        return attemptFailed(Error(Errc::ServerBusy));
    m_progress.changesSent += changes;
    m_report.changesSent = m_progress.changesSent;
    sendPiece();
}

bool HttpsTransport::isPassing(Errc code)
{
    return code == Errc::NetworkUnreachable || code == Errc::ServerBusy || code == Errc::StoreLocked;
}

void HttpsTransport::attemptFailed(const Error &error)
{
    if (m_poster != nullptr)
        m_poster->cancel();
    if (!isPassing(error.code))
        return end(error);
    m_attempt = m_hasAdvanced ? 1 : m_attempt + 1;
    if (m_attempt >= m_options.attempts)
        return end(error);
    const auto delay = retryDelayMs(m_attempt, QRandomGenerator::global()->generateDouble(), error.number("retryAfterMs"));
    m_progress.secondsLeft = (delay + 999) / 1000;
    show(SyncProgress::Step::Waiting);
    m_retry.start(static_cast<int>(delay));
}

void HttpsTransport::succeed()
{
    if (m_neighbour) // nothing of it is kept
        return endWell();
    onStore<bool>(
        [url = m_round->opening.access.url, rate = m_link.bytesPerSecond()](SyncDesk &desk) -> Result<bool> {
            INDARO_TRY_ASSIGN(auto access, findServer(desk.db, url));
            // Written only when it says something new: an idle exchange must not wear the disk.
            if (access && rate > 0 && (access->bytesPerSecond < rate / 2 || access->bytesPerSecond > rate * 2)) {
                access->bytesPerSecond = rate;
                INDARO_TRY(keepServer(desk.db, *access));
            }
            return true;
        },
        [this](bool) { giveSnapshot(); });
}

void HttpsTransport::end(std::optional<Error> failure)
{
    m_isRunning = false;
    m_loading.reset();
    m_partial.clear();
    m_retry.stop();
    m_report.failure = std::move(failure);
    if (m_poster != nullptr) {
        m_poster->cancel();
        m_report.bytesUp = m_poster->bytesUp();
        m_report.bytesDown = m_poster->bytesDown();
        m_report.requests = m_poster->requests();
        m_poster.release()->deleteLater(); // it may be the one that is calling
    }
    Q_EMIT finished(m_report);
}

void HttpsTransport::show(SyncProgress::Step step)
{
    m_progress.step = step;
    Q_EMIT progressed(m_progress);
}

} // namespace indaro::transport
