// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/attachment_store.h"
#include "core/casework/import_export/interview_export.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/forms/workbook.h"
#include "core/sync/apply.h"
#include "core/sync/engine.h"
#include "core/sync/snapshot.h"
#include "desk_fixture.h"

#include <QTest>

#ifdef __linux__
#include <csignal>
#include <sys/resource.h>
#endif

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
using tests::DeskFixture;
namespace fields = model::fields;

namespace {

/// Bytes that do not repeat and are no picture.
QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, '\0');
    unsigned value = 5;
    for (char &byte : bytes) {
        value = value * 1664525U + 1013904223U;
        byte = static_cast<char>(value >> 24U);
    }
    return bytes;
}

QByteArray withMagic(QByteArrayView magic, qsizetype size)
{
    QByteArray bytes = noise(size);
    bytes.replace(0, magic.size(), magic.toByteArray());
    return bytes;
}

/// A segment of a JPEG with its length.
QByteArray segment(unsigned char marker, const QByteArray &content)
{
    QByteArray bytes("\xFF", 1);
    bytes += static_cast<char>(marker);
    const auto length = static_cast<quint16>(content.size() + 2);
    bytes += static_cast<char>(length >> 8U);
    bytes += static_cast<char>(length & 0xFFU);
    return bytes + content;
}

/// A JPEG by its segments alone; nobody here decodes it. `scan` is cut into as it is.
QByteArray jpeg(const QByteArray &extra = {}, qsizetype scan = 100)
{
    QByteArray points = noise(scan);
    points.replace('\xFF', "\x01");
    return QByteArray("\xFF\xD8", 2) + segment(0xE0, "JFIF") + extra + segment(0xC0, "frame") + segment(0xDA, "scan") +
           points + QByteArray("\xFF\x00\xFF\xD3", 4) + points + QByteArray("\xFF\xD9", 2);
}

NewAttachment recording(sync::RecordId caseFile, const QByteArray &content)
{
    return {.caseFile = caseFile,
            .kind = AttachmentKind::Audio,
            .compartment = sync::Compartment::Health,
            .title = u"Message vocal"_s,
            .content = content};
}

std::vector<sync::Operation> operationsOf(DeskFixture &laptop, sync::Stream stream = sync::Stream::General)
{
    return laptop.log->rows().ofDevice(laptop.log->device(), stream, 1, 100'000).value();
}

void takeInto(DeskFixture &laptop, std::span<const sync::Operation> operations)
{
    auto transaction = laptop.db->begin();
    INDARO_CHECK(sync::applyOperations(*laptop.log, operations).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

std::int64_t rowsIn(store::Connection &db, const std::string &table)
{
    auto select = db.prepare("SELECT count(*) FROM " + table).value();
    INDARO_CHECK(select.step().value());
    return select.integer(0);
}

struct House : DeskFixture
{
    explicit House(unsigned seed = 20261124) : DeskFixture(seed) {}
    sync::RecordId person = bear({{fields::case_file::DisplayName, "Rose"}}, {{fields::identity::FamilyName, "Ndayizeye"}});
    InterviewId begin() { return startInterview(*desk, {person, u"visit"_s, u"1"_s}).value(); }
};

} // namespace

class TestAttachments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsAddedComesBackInItsCompartment()
    {
        House here;
        const std::map<sync::Compartment, std::string> tables{{sync::Compartment::Case, "case"},
                                                              {sync::Compartment::Identity, "identity"},
                                                              {sync::Compartment::Health, "health"},
                                                              {sync::Compartment::Perpetrator, "perpetrator"}};
        for (const auto &[compartment, name] : tables) {
            for (const qsizetype size : {qsizetype{16}, qsizetype{32769}, qsizetype{300'003}}) {
                auto added = recording(here.person, withMagic("ID3", size));
                added.compartment = compartment;
                const auto kept = addAttachment(*here.desk, added);
                QVERIFY2(kept.hasValue(), kept ? "" : kept.error().toString().c_str());
                QVERIFY(kept->fileName.startsWith("audio-"_L1) && kept->fileName.endsWith(".mp3"_L1));
                QCOMPARE(loadAttachment(*here.desk, kept->key).value(), added.content);
            }
            QCOMPARE(rowsIn(*here.db, "attachment_" + name), 3);
            QCOMPARE(rowsIn(*here.db, "attachment_part_" + name), 1 + 2 + 10);
        }
        const auto list = listAttachments(*here.desk, here.person).value();
        QCOMPARE(list.size(), std::size_t(12));
        QVERIFY(std::all_of(list.begin(), list.end(), [](const StoredAttachment &each) {
            return each.isWhole() && !each.isAnswer && each.kind == AttachmentKind::Audio &&
                   each.mediaType == "audio/mpeg"_L1 && each.title == u"Message vocal"_s;
        }));
    }

    void theContentDecidesAndNotTheName_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("type");
        const auto row = [](const char *name, const QByteArray &content, const QString &type) {
            QTest::newRow(name) << content << type;
        };
        row("jpeg", jpeg(), u"image/jpeg"_s);
        row("png", withMagic("\x89PNG\r\n\x1A\n", 60), u"image/png"_s);
        row("webp", withMagic("RIFF1234WEBP", 60), u"image/webp"_s);
        row("wav", withMagic("RIFF1234WAVE", 60), u"audio/wav"_s);
        row("heic",
            withMagic("\x01\x01\x01\x18"
                      "ftypheic",
                      60),
            u"image/heic"_s);
        row("a telephone's voice",
            withMagic("\x01\x01\x01\x18"
                      "ftyp3gp4",
                      60),
            u"audio/mp4"_s);
        row("film",
            withMagic("\x01\x01\x01\x18"
                      "ftypisom",
                      60) +
                "trakvmhd",
            u"video/mp4"_s);
        row("ogg", withMagic("OggS", 60), u"audio/ogg"_s);
        row("amr", "#!AMR\nabcdefgh", u"audio/amr"_s);
        row("pdf", withMagic("%PDF-1.7", 60), u"application/pdf"_s);
        row("text", "BMW, MM* and II* are no pictures. Été", u"text/plain"_s);
        row("noise", noise(60), u"application/octet-stream"_s);
        row("nothing", {}, u"text/plain"_s);
    }
    void theContentDecidesAndNotTheName()
    {
        QFETCH(const QByteArray, content);
        QTEST(QString(mediaTypeOf(content).name), "type");
        for (qsizetype size = 0; size < std::min<qsizetype>(content.size(), 40); ++size) { // no beginning is read past
            (void)mediaTypeOf(content.left(size));
            (void)isBarePicture(content.left(size));
        }
    }

    void aPictureIsTakenBareAndWholeOrNotAtAll()
    {
        House here;
        const auto add = [&](const QByteArray &content, AttachmentKind kind = AttachmentKind::Image) {
            const auto kept = addAttachment(*here.desk, {.caseFile = here.person, .kind = kind, .content = content});
            return kept ? Errc::Internal : kept.error().code; // Internal: it was kept
        };
        QCOMPARE(add(jpeg()), Errc::Internal);
        QCOMPARE(add(jpeg(segment(0xE1, "Exif\0\0GPS"))), Errc::InvalidArgument);
        QCOMPARE(add(jpeg(segment(0xFE, "taken at home"))), Errc::InvalidArgument);
        QCOMPARE(add(jpeg(segment(0xE2, "ICC_PROFILE"))), Errc::InvalidArgument);
        QCOMPARE(add(jpeg() + "behind its end"), Errc::InvalidArgument);
        QCOMPARE(add(jpeg().chopped(2)), Errc::PictureDamaged);
        QCOMPARE(add(jpeg().first(60)), Errc::PictureDamaged);
        QCOMPARE(add(jpeg(segment(0xE1, "Exif\0\0GPS")), AttachmentKind::File), Errc::InvalidArgument);
        QCOMPARE(add(withMagic("ID3", 60)), Errc::MediaTypeRefused);
        QCOMPARE(add(withMagic("\x01\x01\x01\x18"
                               "ftypheic",
                               60),
                     AttachmentKind::File),
                 Errc::MediaTypeRefused);
        QCOMPARE(add(jpeg(), AttachmentKind::Audio), Errc::MediaTypeRefused);
        QCOMPARE(add(noise(15), AttachmentKind::File), Errc::InvalidArgument);
        QCOMPARE(add(noise(LargestAttachment + 1), AttachmentKind::File), Errc::FileTooLarge);
        QCOMPARE(add(noise(LargestAttachment), AttachmentKind::File), Errc::Internal);
        QCOMPARE(rowsIn(*here.db, "attachment_identity"), 2);
        QCOMPARE(rowsIn(*here.db, "attachment_part_identity"), 1 + LargestAttachment / (32 * 1024));
    }

    void anAnswerNamesItAndTakesItAlong()
    {
        House here;
        const InterviewId interview = here.begin();
        const QString path = u"/data/child[2]/photo"_s;
        const auto add = [&] {
            return addAttachment(*here.desk, {.caseFile = here.person,
                                              .interview = interview,
                                              .path = path,
                                              .kind = AttachmentKind::Image,
                                              .compartment = sync::Compartment::Identity,
                                              .stem = u"photo/é"_s,
                                              .content = jpeg()});
        };
        const auto answer = [&](const QString &value) {
            return saveAnswer(*here.desk, interview, {path, u"image"_s, value, {}, sync::Compartment::Identity}).hasValue();
        };
        const auto first = add().value();
        QVERIFY2(first.fileName.startsWith("photo__-"_L1), qPrintable(first.fileName));
        QVERIFY(answer(first.fileName));
        QCOMPARE(loadAttachment(*here.desk, interview, first.fileName).value(), jpeg());
        QCOMPARE(loadAttachment(*here.desk, interview, u"another.jpg"_s).error().code, Errc::UnknownRecord);
        QCOMPARE(removeAttachment(*here.desk, first.key).error().code, Errc::WrongState);
        QVERIFY(listAttachments(*here.desk, here.person)->front().isAnswer);

        const auto second = add().value(); // in the place of the first
        QVERIFY(answer(second.fileName));
        QVERIFY(
            dropUnnamedAttachments(*here.desk, interview, {first.fileName, second.fileName, u"unknown.jpg"_s}).hasValue());
        const auto list = listAttachments(*here.desk, here.person).value();
        QCOMPARE(list.size(), std::size_t(1));
        QCOMPARE(list.front().fileName, second.fileName);

        QVERIFY(signInterview(*here.desk, interview, {path}).hasValue()); // hidden by then: the answer goes, and it with it
        QVERIFY(listAttachments(*here.desk, here.person)->empty());
        QCOMPARE(add().error().code, Errc::WrongState);
        auto strange = recording(here.bear({}, {}), withMagic("ID3", 60));
        strange.interview = interview;
        QCOMPARE(addAttachment(*here.desk, strange).error().code, Errc::UnknownRecord);
    }

    void anExportTakesAlongWhatItsAnswersName()
    {
        House here;
        forms::Sheet survey;
        survey.name = u"survey"_s;
        survey.rows = {{1, {u"type"_s, u"name"_s, u"label"_s}},
                       {2, {u"image"_s, u"photo"_s, u"Photo"_s}},
                       {3, {u"audio"_s, u"voice"_s, u"Voix"_s}}};
        const auto form = forms::FormDefinition::fromWorkbook(forms::Workbook::fromSheets({survey}), u"visit"_s).value();
        const InterviewId interview = here.begin();
        const auto kept = addAttachment(*here.desk, {.caseFile = here.person,
                                                     .interview = interview,
                                                     .path = u"/data/photo"_s,
                                                     .kind = AttachmentKind::Image,
                                                     .stem = u"photo"_s,
                                                     .content = jpeg()})
                              .value();
        const AnswerDraft answers[] = {{u"/data/photo"_s, u"image"_s, kept.fileName, {}, sync::Compartment::Identity},
                                       {u"/data/voice"_s, u"audio"_s, u"../lost.mp3"_s, {}, sync::Compartment::Identity}};
        QVERIFY(saveAnswers(*here.desk, interview, answers, {}).hasValue());
        QVERIFY(signInterview(*here.desk, interview, {}).hasValue());
        auto exported = exportInterviews(*here.desk, {u"visit"_s}, form, "test").value();
        QCOMPARE(exported.files.size(), std::size_t(1));
        QCOMPARE(exported.files[0].content, jpeg());
        QCOMPARE(exported.filesLeftOut, QStringList{u"../lost.mp3"_s}); // never here: the answer keeps its name
        const auto &table = exported.tables.front();
        QCOMPARE(table.rows.front().at(table.columns.indexOf(u"photo"_s)), kept.fileName);
        QVERIFY(exported.submissions.front().xml.contains("<photo>" + kept.fileName.toUtf8() + "</photo>"));

        exported.files.push_back({exported.files[0].instanceId, u"../../up.jpg"_s, "strange"});
        const QString folder = QString(exported.files[0].instanceId).remove(u"uuid:"_s);
        for (const auto &[format, prefix] :
             {std::pair(ExportFormat::Csv, u"media"_s), std::pair(ExportFormat::Odk, folder)}) {
            const QByteArray zip = packExport(exported, format).value();
            QVERIFY(zip.contains((prefix + u'/' + kept.fileName).toUtf8()));
            QVERIFY(zip.contains("/_.._.._up.jpg") && !zip.contains("../up")); // no name leads out of it
        }
        exported.submissions[0].instanceId = u"uuid:../../up"_s; // as another program may have called it
        QVERIFY(!packExport(exported, ExportFormat::Odk).value().contains("../up"));
        QVERIFY(!packExport(exported, ExportFormat::Xlsx).value().contains(jpeg()));
        QVERIFY(exportInterviews(*here.desk, {u"visit"_s, {}, false, false}, form, "test")->files.empty());
    }

    void anotherLaptopShowsItWhenAllOfItCame()
    {
        House here;
        DeskFixture there(7);
        const QByteArray content = withMagic("ID3", 200'000);
        const auto kept = addAttachment(*here.desk, recording(here.person, content)).value();
        const auto all = operationsOf(here);
        for (std::size_t came = 3; came < all.size(); ++came) { // a line that is cut after each of them
            takeInto(there, std::span(all).subspan(came == 3 ? 0 : came - 1, came == 3 ? 3 : 1));
            const auto early = loadAttachment(*there.desk, kept.key);
            QCOMPARE(early.error().code, Errc::AttachmentStillComing);
            QCOMPARE(early.error().number("here"), std::int64_t(came) - 3);
            QVERIFY(!listAttachments(*there.desk, here.person)->front().isWhole());
        }
        takeInto(there, std::span(all).last(1));
        QCOMPARE(loadAttachment(*there.desk, kept.key).value(), content);
        QVERIFY(removeAttachment(*there.desk, kept.key).hasValue());
        const auto removal = operationsOf(there);
        QCOMPARE(removal.size(), std::size_t(1)); // one record: no laptop takes it for a mass deletion
        takeInto(here, removal);
        QVERIFY(listAttachments(*here.desk, here.person)->empty());
        QCOMPARE(loadAttachment(*here.desk, kept.key).error().code, Errc::UnknownRecord);
    }

    void whatIsLargeTravelsInSmallEnvelopes()
    {
        House here;
        auto trust = sync::Trust::open(*here.db, here.clock).value();
        QVERIFY(trust.found(here.log->user(), std::nullopt).hasValue());
        sync::Engine engine(*here.log, trust);
        QVERIFY(engine.cutPending().hasValue());
        const auto before = rowsIn(*here.db, "envelope");
        QVERIFY(addAttachment(*here.desk, recording(here.person, withMagic("ID3", 2'000'000))).hasValue());
        // Each part is packed once: packed for each envelope before its own, it would take a minute.
        QCOMPARE(engine.cutPending().value(), std::size_t(62));
        auto rows = here.db->prepare("SELECT count(*), max(length(bytes)), sum(length(bytes)) FROM envelope").value();
        QVERIFY(rows.step().value());
        QCOMPARE(rows.integer(0), before + 62);
        QVERIFY2(rows.integer(1) < 40 * 1024, std::to_string(rows.integer(1)).c_str()); // what a cut line costs
        QVERIFY2(rows.integer(2) < 2'100'000, std::to_string(rows.integer(2)).c_str());
    }

    void whatLiesAboutItselfIsNotShown()
    {
        House here;
        const auto hostile = [&](std::int64_t size, std::int64_t parts, int count) {
            auto transaction = here.db->begin();
            const auto id = sync::RecordId::make(here.random);
            const Value owner = base::Bytes(here.person.bytes().begin(), here.person.bytes().end());
            INDARO_CHECK(
                here.log
                    ->birth({fields::attachment_case::Table, id}, {{fields::attachment_case::CaseFile, owner},
                                                                   {fields::attachment_case::Size, size},
                                                                   {fields::attachment_case::Parts, parts},
                                                                   {fields::attachment_case::Hash, base::Bytes(32)}})
                    .hasValue());
            for (int i = 0; i < count; ++i)
                INDARO_CHECK(here.log
                                 ->birth({fields::attachment_part_case::Table, sync::RecordId::make(here.random)},
                                         {{fields::attachment_part_case::CaseFile, owner},
                                          {fields::attachment_part_case::Attachment,
                                           base::Bytes(id.bytes().begin(), id.bytes().end())},
                                          {fields::attachment_part_case::Number, i},
                                          {fields::attachment_part_case::Content, base::Bytes(100, std::byte{0x61})}})
                                 .hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
            return loadAttachment(*here.desk, {fields::attachment_case::Table, id}).error().code;
        };
        QCOMPARE(hostile(std::int64_t{1} << 40, 1, 1), Errc::AttachmentDamaged);
        QCOMPARE(hostile(-1, 1, 1), Errc::AttachmentDamaged);
        QCOMPARE(hostile(100, 0, 1), Errc::AttachmentDamaged);
        QCOMPARE(hostile(100, std::int64_t{1} << 40, 1), Errc::AttachmentDamaged);
        QCOMPARE(hostile(150, 2, 2), Errc::AttachmentDamaged);                      // more than it said
        QCOMPARE(hostile(300, 2, 2), Errc::AttachmentDamaged);                      // less
        QCOMPARE(hostile(100, 1, 1), Errc::AttachmentDamaged);                      // other bytes than were hashed
        QCOMPARE(listAttachments(*here.desk, here.person)->size(), std::size_t(7)); // listed all the same, so that it can go
        QCOMPARE(loadAttachment(*here.desk, {fields::case_file::Table, here.person}).error().code, Errc::UnknownRecord);
    }

    void onAFullDiskItIsKeptWhollyOrNotAtAll()
    {
#ifdef __linux__
        House here;
        std::signal(SIGXFSZ, SIG_IGN); // so that writing past the limit fails with an error, as on a full disk
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        auto limited = before;
        limited.rlim_cur = static_cast<rlim_t>(std::filesystem::file_size(here.temp.path())) + 512 * 1024;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limited), 0);
        const auto refused = addAttachment(*here.desk, recording(here.person, withMagic("ID3", 3'000'000)));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!refused);
        QVERIFY2(refused.error().code == Errc::DiskFull, refused.error().toString().c_str());
        QVERIFY(listAttachments(*here.desk, here.person)->empty());
        QCOMPARE(rowsIn(*here.db, "attachment_part_health"), 0);
        QVERIFY(addAttachment(*here.desk, recording(here.person, withMagic("ID3", 3'000'000))).hasValue());
        QCOMPARE(rowsIn(*here.db, "attachment_part_health"), 92);
        QVERIFY(here.db->checkIntegrity().hasValue());
#else
        QVERIFY(true);
#endif
    }

    void erasingAPersonLeavesNoneOfThem()
    {
        House here;
        const auto other = here.bear({{fields::case_file::DisplayName, "Aline"}}, {});
        const QByteArray mark = "canary-of-a-picture-000";
        const auto add = [&](sync::RecordId person, sync::Compartment compartment) {
            auto added = recording(person, withMagic("ID3", 90'000));
            added.compartment = compartment;
            added.content.replace(60'000, mark.size(), mark);
            return addAttachment(*here.desk, added).value();
        };
        for (const auto compartment : {sync::Compartment::Case, sync::Compartment::Identity, sync::Compartment::Health,
                                       sync::Compartment::Perpetrator})
            add(here.person, compartment);
        const auto removed = add(here.person, sync::Compartment::Case); // whose parts nobody reads any more
        QVERIFY(removeAttachment(*here.desk, removed.key).hasValue());
        const auto others = add(other, sync::Compartment::Health);
        {
            auto transaction = here.db->begin();
            QVERIFY(sync::eraseRecords(*here.log, {fields::case_file::Table, here.person}).hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        for (const std::string name : {"case", "identity", "perpetrator"}) {
            QCOMPARE(rowsIn(*here.db, "attachment_" + name), 0);
            QCOMPARE(rowsIn(*here.db, "attachment_part_" + name), 0);
        }
        QCOMPARE(rowsIn(*here.db, "attachment_part_health"), 3);
        QCOMPARE(loadAttachment(*here.desk, others.key)->size(), 90'000);
        auto left = here.db->prepare("SELECT count(*) FROM operation WHERE instr(content, ?1) > 0").value();
        left.bind(1, base::asBytes({mark.constData(), static_cast<std::size_t>(mark.size())}));
        QVERIFY(left.step().value());
        QCOMPARE(left.integer(0), 1); // the other person's
    }
};

QTEST_APPLESS_MAIN(TestAttachments)
#include "test_attachments.moc"
