// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/serial.h"

#include <QFile>
#include <QTest>

using namespace indaro::documents;
using namespace Qt::StringLiterals;

class TestDocuments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resourcesReachTheExecutableThroughTheLibrary()
    {
        QVERIFY(QFile::exists(u":/indaro/templates/styles.json"_s));
    }

    void serialsAreReadAsPeopleTypeThem()
    {
        const Serial serial{u"QKRT"_s, 2026, 42};
        QCOMPARE(serial.toText(), u"QKRT-2026-0042"_s);
        QVERIFY(Serial::fromText(u"qkrt 2026 0042"_s).value() == serial);
        QVERIFY(Serial::fromText(u"QKRT-2026-123456"_s).value().number == 123456);
        for (const QString &wrong : {u""_s, u"QKR-2026-0042"_s, u"QKRT-2026-042"_s, u"QKRT-2026-0000"_s,
                                     u"QKRT-20X6-0042"_s, u"QKRT-2026-1234567"_s, u"ÉKRT-2026-0042"_s})
            QVERIFY2(!Serial::fromText(wrong), qPrintable(wrong));
        const QString code = checkCode(serial);
        QVERIFY(readSerial(u"qkrt-2026-0042 "_s + code.toLower()).value() == serial);
        QVERIFY(readSerial(qrPayload(serial)).value() == serial);
        QVERIFY(!readSerial(serial.toText()));
    }

    void everySingleWrongCharacterAndNeighbourSwapIsNoticed()
    {
        const QString alphabet = u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"_s;
        for (const Serial &serial : {Serial{u"QKRT"_s, 2026, 42}, Serial{u"AZAZ"_s, 2031, 9876}, Serial{u"BVVU"_s, 2029, 123450}}) {
            const QString whole = serial.toText().remove(u'-') + checkCode(serial);
            QVERIFY(readSerial(whole).value() == serial);
            for (qsizetype i = 0; i < whole.size(); ++i) {
                for (const QChar c : alphabet) {
                    QString changed = whole;
                    changed[i] = c;
                    QCOMPARE(readSerial(changed).hasValue(), changed == whole);
                }
                if (i + 1 < whole.size() && whole[i] != whole[i + 1]) {
                    QString swapped = whole;
                    swapped[i] = whole[i + 1];
                    swapped[i + 1] = whole[i];
                    QVERIFY2(!readSerial(swapped), qPrintable(swapped));
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestDocuments)
#include "test_documents.moc"
