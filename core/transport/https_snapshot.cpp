// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/https_round.h"

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace {

bool isMissing(const Error &error)
{
    return error.code == Errc::ServerRefused && error.number("status") == 404;
}

std::string partPath(const crypto::Digest &name, std::size_t part)
{
    return "snapshots/" + base::toHex(name) + "/" + std::to_string(part);
}

} // namespace

/// A newcomer, or somebody the server cannot bring up to date with envelopes.
void HttpsTransport::askSnapshot()
{
    m_triedSnapshot = true;
    send(HttpPoster::Verb::Get, "snapshot", {}, [this](Result<HttpPoster::Answer> answer) {
        if (!answer)
            return isMissing(answer.error()) ? begin() : attemptFailed(answer.error());
        load([manifest = std::move(answer->body)](SyncDesk &desk) { return SnapshotLoading::start(desk, manifest); });
    });
}

void HttpsTransport::resumeLoading()
{
    load([](SyncDesk &desk) { return SnapshotLoading::resume(desk); });
}

void HttpsTransport::load(std::function<Result<std::shared_ptr<SnapshotLoading>>(SyncDesk &)> open)
{
    onStore<std::shared_ptr<SnapshotLoading>>(
        [open = std::move(open)](SyncDesk &desk) -> Result<std::shared_ptr<SnapshotLoading>> {
            auto loading = open(desk);
            if (!loading && isAboutSnapshot(loading.error().code)) // not to be believed, or from a newer program
                return std::shared_ptr<SnapshotLoading>();
            return loading;
        },
        [this](std::shared_ptr<SnapshotLoading> loading) {
            m_loading = std::move(loading);
            if (m_loading == nullptr)
                return snapshotUnusable();
            goOnLoading();
        });
}

/// A snapshot comes with the news: begun before its first part has come whole, so that a cut link goes on inside it.
void HttpsTransport::loadWithNews()
{
    m_triedSnapshot = true;
    m_round->isTaking = true;
    onStore<std::shared_ptr<SnapshotLoading>>(
        [manifest = m_round->reader.head()->snapshot](SyncDesk &desk) -> Result<std::shared_ptr<SnapshotLoading>> {
            auto loading = SnapshotLoading::start(desk, manifest);
            if (!loading && isAboutSnapshot(loading.error().code)) // not to be believed, or from a newer program
                return std::shared_ptr<SnapshotLoading>();
            return loading;
        },
        [this](std::shared_ptr<SnapshotLoading> loading) {
            m_loading = std::move(loading);
            m_round->isTaking = false;
            takeNews();
        });
}

void HttpsTransport::takePart()
{
    Round &round = *m_round;
    const std::size_t number = ++round.partsSeen;
    base::Bytes part = std::move(round.inbox.front());
    round.inbox.erase(round.inbox.begin());
    if (m_loading == nullptr || m_loading->partsTaken() + 1 != number) // of no use, or it came before
        return takeNews();
    round.isTaking = true;
    auto taken = std::make_shared<std::optional<Intake>>();
    onStore<bool>(
        [taken, part = std::move(part), loading = m_loading](SyncDesk &desk) -> Result<bool> {
            auto intake = loading->add(desk, part);
            if (!intake && !isAboutSnapshot(intake.error().code))
                return intake.error();
            if (intake)
                *taken = std::move(*intake);
            return true;
        },
        [this, taken](bool) {
            if (*taken)
                partTaken(**taken);
            else
                m_loading.reset();
            m_round->isTaking = false;
            show(SyncProgress::Step::Receiving);
            takeNews();
        });
}

void HttpsTransport::partTaken(const Intake &intake)
{
    m_report.intake.add(intake);
    ++m_report.snapshotPartsTaken;
    m_hasAdvanced = true;
    if (m_loading->partsTaken() < m_loading->partCount())
        return;
    m_loading.reset();
    m_round->isSnapshotTaken = true;
    m_report.needsSnapshot = false;
}

void HttpsTransport::goOnLoading()
{
    show(SyncProgress::Step::Receiving);
    const std::size_t number = m_loading->partsTaken() + 1;
    const auto start = wire::envelopeStart(m_partial);
    if (!start || !*start || (*start)->header.type != wire::EnvelopeType::Snapshot || (*start)->header.number != number)
        m_partial.clear();
    const auto &opening = m_round->opening;
    m_poster->send(HttpPoster::Verb::Get, pathOf(opening.shelter, partPath(m_loading->name(), number)),
                   wire::tokenText(opening.access.token), {}, collect(), [this](Result<HttpPoster::Answer> answer) {
                       if (!answer && isPassing(answer.error().code))
                           return attemptFailed(answer.error()); // and once more, for what is still missing
                       auto part = std::exchange(m_partial, {});
                       if (!answer)
                           return isMissing(answer.error()) ? snapshotUnusable() : attemptFailed(answer.error());
                       auto taken = std::make_shared<Result<Intake>>(Error(Errc::Cancelled));
                       onStore<bool>(
                           [taken, loading = m_loading, part = std::move(part)](SyncDesk &desk) -> Result<bool> {
                               *taken = loading->add(desk, part);
                               return true;
                           },
                           [this, taken](bool) {
                               if (!*taken)
                                   return isAboutSnapshot(taken->error().code) ? snapshotUnusable()
                                                                               : attemptFailed(taken->error());
                               partTaken(**taken);
                               if (m_loading != nullptr)
                                   return goOnLoading();
                               begin(); // what is newer
                           });
                   });
}

/// Another one took its place, or it is not what it says: from the beginning, with whatever the server still has.
void HttpsTransport::snapshotUnusable()
{
    m_loading.reset();
    onStore<bool>(
        [](SyncDesk &desk) -> Result<bool> {
            INDARO_TRY(forgetLoading(desk.db));
            return true;
        },
        [this](bool) { begin(); });
}

/// After everything is exchanged. Whatever goes wrong here does no harm to what was done.
void HttpsTransport::giveSnapshot()
{
    if (m_options.isSlow)
        return endWell();
    const std::string url = m_round->opening.access.url;
    const auto after = m_options.snapshotAfter;
    onStore<bool>([url, after](SyncDesk &desk) { return isSnapshotDue(desk, url, after); },
                  [this, url, after](bool isDue) {
                      if (!isDue)
                          return endWell();
                      // Another laptop may have given one meanwhile.
                      send(HttpPoster::Verb::Get, "snapshot", {}, [this, url, after](Result<HttpPoster::Answer> answer) {
                          if (!answer && !isMissing(answer.error()))
                              return endWell();
                          const base::Bytes manifest = answer ? std::move(answer->body) : base::Bytes();
                          using Maker = std::shared_ptr<sync::SnapshotMaker>;
                          onStore<Maker>(
                              [url, after, manifest](SyncDesk &desk) -> Result<Maker> {
                                  const auto noted =
                                      manifest.empty() ? Result<void>() : noteServerSnapshot(desk, url, manifest);
                                  if (!noted && isAboutSnapshot(noted.error().code)) // what it shows is none
                                      return Maker();
                                  INDARO_TRY(noted);
                                  INDARO_TRY_ASSIGN(const bool isStillDue, isSnapshotDue(desk, url, after));
                                  if (!isStillDue)
                                      return Maker();
                                  auto maker = startServerSnapshot(desk);
                                  if (!maker && isAboutSnapshot(maker.error().code)) // something was written meanwhile
                                      return Maker();
                                  if (!maker)
                                      return maker.error();
                                  return std::make_shared<sync::SnapshotMaker>(std::move(*maker));
                              },
                              [this](const Maker &maker) { makeSnapshot(maker); });
                      });
                  });
}

/// Part by part, each a job of its own: whoever saves meanwhile waits for one at most. `maker`: null when there is none.
void HttpsTransport::makeSnapshot(std::shared_ptr<sync::SnapshotMaker> maker)
{
    if (maker == nullptr)
        return endWell();
    using Made = std::optional<sync::SealedSnapshot>;
    auto isGivenUp = std::make_shared<bool>(false);
    onStore<Made>(
        [maker, isGivenUp](SyncDesk &desk) -> Result<Made> {
            const auto done = maker->goOn(desk.engine.log(), desk.trust);
            *isGivenUp = !done && isAboutSnapshot(done.error().code); // a key is missing, or somebody was erased meanwhile
            if (*isGivenUp)
                return Made();
            INDARO_TRY(done);
            return maker->isReady() ? Made(maker->take(desk.trust)) : Made();
        },
        [this, maker, isGivenUp](Made made) {
            if (made)
                return offerSnapshot(std::move(*made));
            if (*isGivenUp)
                return endWell();
            QMetaObject::invokeMethod( // a program of one thread would go deeper with each part
                this, [this, maker] { makeSnapshot(maker); }, Qt::QueuedConnection);
        });
}

void HttpsTransport::offerSnapshot(sync::SealedSnapshot made)
{
    auto snapshot = std::make_shared<const sync::SealedSnapshot>(std::move(made));
    send(HttpPoster::Verb::Post, "snapshots", snapshot->manifest, [this, snapshot](Result<HttpPoster::Answer> answer) {
        if (!answer) // it has a newer one, or no room
            return endWell();
        std::string there(base::asText(answer->body));
        there.resize(snapshot->parts.size(), '0');
        givePart(snapshot, std::move(there), 0);
    });
}

void HttpsTransport::givePart(std::shared_ptr<const sync::SealedSnapshot> snapshot, std::string there, std::size_t part)
{
    while (part < there.size() && there[part] == '1')
        ++part;
    if (part == there.size()) {
        onStore<bool>(
            [url = m_round->opening.access.url, snapshot](SyncDesk &desk) -> Result<bool> {
                INDARO_TRY(noteServerSnapshot(desk, url, snapshot->manifest));
                return true;
            },
            [this](bool) { endWell(); });
        return;
    }
    const auto name = wire::parseSnapshotManifest(snapshot->manifest);
    INDARO_CHECK(name.hasValue()); // made here
    send(HttpPoster::Verb::Put, partPath(name->hash, part + 1), snapshot->parts[part],
         [this, snapshot, there = std::move(there), part](Result<HttpPoster::Answer> answer) mutable {
             if (!answer)
                 return endWell();
             ++m_report.snapshotPartsGiven;
             givePart(snapshot, std::move(there), part + 1);
         });
}

void HttpsTransport::endWell()
{
    end(std::nullopt);
}

} // namespace indaro::transport
