// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/folder.h"
#include "core/base/id.h"
#include "core/base/value.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <set>

using namespace indaro::base;

namespace {

class Counting final : public Random
{
public:
    void fill(std::span<std::byte> buffer) override
    {
        for (auto &b : buffer)
            b = static_cast<std::byte>(m_next++);
    }

private:
    unsigned m_next = 250;
};

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error(Errc::InvalidArgument, {{"number", number}});
    return number / 2;
}

Result<int> quarter(int number)
{
    INDARO_TRY_ASSIGN(const int once, half(number));
    return half(once);
}

} // namespace

class TestBase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resultCarriesValueOrError()
    {
        QCOMPARE(quarter(12).value(), 3);
        const auto failed = quarter(6);
        QVERIFY(!failed);
        QVERIFY(failed.error().code == Errc::InvalidArgument);
        QCOMPARE(failed.error().number("number"), std::int64_t(3));
        QCOMPARE(QString::fromStdString(failed.error().toString()), QStringLiteral("InvalidArgument(number=3)"));
    }

    void everyErrorHasADistinctName()
    {
        std::set<std::string_view> names;
        for (const Errc code : allErrc())
            names.insert(errcName(code));
        QCOMPARE(names.size(), allErrc().size());
    }

    void base64UrlRoundTripsAndRefusesTwoSpellings()
    {
        for (std::size_t size = 0; size < 40; ++size) {
            Bytes bytes(size);
            for (std::size_t i = 0; i < size; ++i)
                bytes[i] = static_cast<std::byte>(i * 37 + size);
            QCOMPARE(fromBase64Url(toBase64Url(bytes)).value(), bytes);
            QCOMPARE(fromHex(toHex(bytes)).value(), bytes);
        }
        QVERIFY(!fromBase64Url("AB+/"));
        QVERIFY(!fromBase64Url("AC0A").value().empty());
        QVERIFY(!fromBase64Url("_x")); // left-over bits not zero
        QVERIFY(!fromHex("0g"));
    }

    void idsAreSixteenBytesWithOneSpelling()
    {
        Counting random;
        using SomeId = Id<struct SomeTag>;
        const auto a = SomeId::make(random);
        const auto b = SomeId::make(random);
        QVERIFY(a != b);
        QVERIFY(SomeId::fromText(a.toText()) == a);
        QVERIFY(!SomeId::fromText("short"));
    }

    void valuesRoundTripAndDamageIsRefused()
    {
        const std::vector<Value> values{
            Value(), Missing::Refused, 0, -1, std::int64_t(1) << 60, 0.1, "", "Muyinga", Bytes{std::byte{1}, std::byte{0}}};
        for (const auto &value : values) {
            ByteWriter out;
            encodeValue(out, value);
            ByteReader in(out.bytes());
            QVERIFY(decodeValue(in).value() == value);
            QVERIFY(in.atEnd());
            for (std::size_t cut = 1; cut < out.bytes().size(); ++cut) {
                ByteReader truncated(ByteView(out.bytes()).first(cut));
                QVERIFY(!decodeValue(truncated));
            }
        }
    }

    void foldersAreMadeWithThoseAboveAndMayBeThere()
    {
        const QTemporaryDir dir;
        const std::filesystem::path folder = std::filesystem::path(dir.path().toStdString()) / "above" / "private";
        QVERIFY(ensurePrivateFolder(folder).hasValue());
        QVERIFY(writeFileDurably(folder / "file", asBytes("kept")).hasValue());
        QVERIFY(ensurePrivateFolder(folder).hasValue());
        QVERIFY(readFile(folder / "file", 100).hasValue());
        QVERIFY(ensurePrivateFolder(folder / "file").error().code == Errc::FileNotWritable);
    }

    void filesAreReplacedWholeAndLocksExclude()
    {
        const QTemporaryDir dir;
        const std::filesystem::path path = std::filesystem::path(dir.path().toStdString()) / "f";
        QVERIFY(writeFileDurably(path, asBytes("one")).hasValue());
        QVERIFY(writeFileDurably(path, asBytes("two")).hasValue());
        QCOMPARE(asText(readFile(path, 10).value()), std::string_view("two"));
        QVERIFY(readFile(path, 2).error().code == Errc::FileTooLarge);
        QVERIFY(readFile(path.string() + "x", 2).error().code == Errc::FileNotFound);
        QVERIFY(writeFileDurably(path / "below", asBytes("x")).error().code == Errc::FileNotWritable);
        auto first = FileLock::acquire(path.string() + ".lock");
        QVERIFY(first.hasValue());
        QVERIFY(FileLock::acquire(path.string() + ".lock").error().code == Errc::VaultInUse);
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "test_base.moc"
