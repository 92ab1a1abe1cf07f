// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace indaro::documents;
using namespace Qt::StringLiterals;

namespace {

/// Where a template is damaged: a byte offset or a path into it.
QByteArray placeOf(const indaro::base::Error &error)
{
    return QByteArray::fromStdString(error.text("at"));
}

} // namespace

class TestDocuments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resourcesReachTheExecutableThroughTheLibrary() { QVERIFY(QFile::exists(u":/indaro/templates/styles.json"_s)); }

    void whatHasNoKirundiIsToTranslate()
    {
        int empty = 0;
        for (const QString &name : builtinTemplateNames()) {
            const auto form = loadBuiltinTemplate(name);
            QVERIFY2(form.hasValue(), qPrintable(name));
            for (const Part &part : form->parts)
                for (const Section &section : part.sections)
                    for (const Row &row : section.rows)
                        for (const Field &field : row.fields)
                            for (const Option &option : field.options) {
                                const bool isToTranslate = option.label.kirundiStatus == KirundiStatus::ToTranslate;
                                QVERIFY2(option.label.kirundi.isEmpty() == isToTranslate,
                                         qPrintable(field.name + option.name));
                                empty += isToTranslate && !field.of.isEmpty() ? 1 : 0;
                            }
        }
        QVERIFY(empty > 0); // code lists have such lines
    }

    void serialsAreReadAsPeopleTypeThem()
    {
        const Serial serial{u"QKRT"_s, 2026, 42};
        QCOMPARE(serial.toText(), u"QKRT-2026-0042"_s);
        QVERIFY(Serial::fromText(u"qkrt 2026 0042"_s).value() == serial);
        QVERIFY(Serial::fromText(u"QKRT-2026-123456"_s).value().number == 123456);
        for (const QString &wrong : {u""_s, u"QKR-2026-0042"_s, u"QKRT-2026-042"_s, u"QKRT-2026-0000"_s, u"QKRT-20X6-0042"_s,
                                     u"QKRT-2026-1234567"_s, u"ÉKRT-2026-0042"_s})
            QVERIFY2(!Serial::fromText(wrong), qPrintable(wrong));
        const QString code = checkCode(serial);
        QVERIFY(readSerial(u"qkrt-2026-0042 "_s + code.toLower()).value() == serial);
        QVERIFY(readSerial(qrPayload(serial)).value() == serial);
        QVERIFY(!readSerial(serial.toText()));
    }

    void everySingleWrongCharacterAndNeighbourSwapIsNoticed()
    {
        const QString alphabet = u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"_s;
        for (const Serial &serial :
             {Serial{u"QKRT"_s, 2026, 42}, Serial{u"AZAZ"_s, 2031, 9876}, Serial{u"BVVU"_s, 2029, 123450}}) {
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

    void everyBuiltInFormIsWellFormed()
    {
        QVERIFY(loadBuiltinStyles().hasValue());
        const QStringList forms = QDir(u":/indaro/templates"_s).entryList(QDir::Dirs);
        QVERIFY(forms.contains(u"referral"_s) && forms.contains(u"recovery_card"_s));
        for (const QString &form : forms) {
            const auto read = loadBuiltinTemplate(form);
            QVERIFY2(read.hasValue(), read ? "" : read.error().toString().c_str());
            QCOMPARE(read->name, form);
        }
        QVERIFY(loadBuiltinTemplate(u"nothing"_s).error().code == indaro::base::Errc::FileNotFound);
    }

    void theReferralAsksForTheWholeConvention()
    {
        const auto form = loadBuiltinTemplate(u"referral"_s);
        QCOMPARE(form->copies, 3);
        QCOMPARE(form->field(u"services"_s)->options.size(), 21);
        QCOMPARE(form->field(u"slip_refusal"_s)->options.size(), 7);
        for (const char *name : {"referral_date",
                                 "priority",
                                 "direction",
                                 "form_language",
                                 "from_agency",
                                 "from_worker",
                                 "from_phone",
                                 "from_location",
                                 "stamp_sender",
                                 "to_agency",
                                 "to_worker",
                                 "to_phone",
                                 "to_location",
                                 "to_contacted",
                                 "to_place",
                                 "case_code",
                                 "person_name",
                                 "birth_or_age",
                                 "sex",
                                 "nationality",
                                 "language",
                                 "interpreter",
                                 "identity_papers",
                                 "address",
                                 "safe_contact",
                                 "household_size",
                                 "special_needs",
                                 "caregiver_name",
                                 "caregiver_relation",
                                 "caregiver_contact",
                                 "separated",
                                 "caregiver_informed",
                                 "reason",
                                 "description",
                                 "services_given",
                                 "referred_elsewhere",
                                 "safety_risks",
                                 "services_explanation",
                                 "consent_explained_by",
                                 "consent_language",
                                 "consent_recipient",
                                 "consent_items",
                                 "consent_withheld",
                                 "consent_given_by",
                                 "sign_person",
                                 "thumb_person",
                                 "consent_witness",
                                 "no_consent_ground",
                                 "no_consent_approver",
                                 "delivery",
                                 "accompanied_by",
                                 "followup_by",
                                 "followup_what",
                                 "received_by",
                                 "restrictions",
                                 "attachments",
                                 "slip_referral_serial",
                                 "slip_received_date",
                                 "slip_received_by",
                                 "slip_decision",
                                 "slip_came",
                                 "slip_services",
                                 "slip_result",
                                 "slip_recommendations",
                                 "slip_onward",
                                 "slip_next",
                                 "slip_risks",
                                 "slip_agrees",
                                 "slip_sign",
                                 "slip_cost",
                                 "slip_copy"})
            QVERIFY2(form->field(QString::fromLatin1(name)) != nullptr, name);
        QVERIFY(form->field(QString()) == nullptr);
    }

    void aFormOffersFewerChoicesThanTheListHas()
    {
        const auto form = loadBuiltinTemplate(u"status_decision"_s);
        const Field *conclusion = form->field(u"conclusion"_s);
        QVERIFY(conclusion != nullptr);
        QStringList offered;
        for (const Option &option : conclusion->options)
            offered << option.name;
        QCOMPARE(offered, (QStringList{u"presumed"_s, u"not_victim"_s, u"unclear"_s})); // the house identifies nobody
    }

    void damagedTemplatesAreRefusedWithThePlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("at");
        const QByteArray label = R"({"fr":"a","rn":"b","rn_status":"attested","en":"c"})";
        const auto with = [&](const QByteArray &field) {
            return R"({"format":1,"name":"x","parts":[{"name":"p","title":)" + label +
                   R"(,"sections":[{"rows":[{"fields":[)" + field + "]}]}]}]}";
        };
        const QByteArray place = "template.parts[0].sections[0].rows[0].fields[0]";
        QTest::newRow("sound") << with(R"({"kind":"text","name":"n","label":)" + label + "}") << QByteArray();
        QTest::newRow("no json") << QByteArray("{") << QByteArray("1");
        QTest::newRow("format") << QByteArray(R"({"format":2})") << QByteArray("format");
        QTest::newRow("kind") << with(R"({"kind":"poem","name":"n","label":)" + label + "}") << place + ".kind";
        QTest::newRow("spelling") << with(R"({"kind":"text","nmae":"n","label":)" + label + "}") << place + ".nmae";
        QTest::newRow("width") << with(R"({"kind":"text","name":"n","width":-4,"label":)" + label + "}") << place + ".width";
        QTest::newRow("options") << with(R"({"kind":"choice","name":"n","label":)" + label + "}") << place + ".options";
        QTest::newRow("kirundi missing")
            << with(R"({"kind":"text","name":"n","label":{"fr":"a","rn_status":"attested","en":"c"}})")
            << place + ".label.rn";
        const QByteArray one = R"({"kind":"text","name":"n","label":)" + label + "}";
        QTest::newRow("code") << with(R"({"of":"status_decision.status","label":)" + label + R"(,"options":[{"name":"rejected"}]})")
                              << place + ".options[0].name";
        QTest::newRow("twice") << with(one + "," + one)
                               << QByteArray("template.parts[0].sections[0].rows[0].fields[1].name");
    }

    void damagedTemplatesAreRefusedWithThePlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, at);
        const auto read = parseTemplate(json);
        if (qstrcmp(QTest::currentDataTag(), "sound") == 0) {
            QVERIFY(read.hasValue());
            return;
        }
        QVERIFY(!read);
        QVERIFY(read.error().code == indaro::base::Errc::TemplateDamaged);
        QCOMPARE(placeOf(read.error()), at);
    }

    void qrCodesHaveTheirFinderPatternsAndALimit()
    {
        const auto code = makeQrCode(qrPayload({u"QKRT"_s, 2026, 42}));
        QVERIFY(code.hasValue());
        for (int i = 0; i < 7; ++i) {
            QVERIFY(code->dark(i, 0) && code->dark(0, i) && code->dark(code->size - 1 - i, 0));
            QVERIFY(!code->dark(i, 7));
        }
        QVERIFY(!makeQrCode(QString()));
        QVERIFY(!makeQrCode(QString(4000, u'x')));
    }
};

QTEST_APPLESS_MAIN(TestDocuments)
#include "test_documents.moc"
