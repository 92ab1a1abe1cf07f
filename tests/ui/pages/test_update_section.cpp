// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "tests/support/scripted_ask.h"
#include "tests/support/signed_stick.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/pages/settings/update_section.h"

#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;

namespace {

/// The section on a screen, for a computer that trusts the holders of the stick.
struct Screen
{
    explicit Screen(const test::SignedStick &stick, const char *version = "0.1.0",
                    kit::Language language = kit::Language::English)
    {
        translations.setLanguage(language);
        kit::PageContext context;
        context.translations = &translations;
        context.files = &files;
        files.path = stick.folder();
        section = std::make_unique<pages::UpdateSection>(
            context, nullptr, [this](const pages::Installation &what) { asked = what; },
            pages::UpdatePlace{stick.root().toStdString(), release::Version::parse(version)});
        section->show();
    }
    ~Screen() { translations.setLanguage(kit::Language::English); }
    void look() const { section->findChild<QPushButton *>(u"lookAtStick"_s)->click(); }
    [[nodiscard]] QPushButton *install() const { return section->findChild<QPushButton *>(u"installVersion"_s); }
    [[nodiscard]] QString banner() const
    {
        const auto *banner = section->findChild<kit::Banner *>();
        return banner->isVisible() ? banner->text() : QString();
    }
    /// All that can be read.
    [[nodiscard]] QString words() const
    {
        QString out;
        for (const QLabel *label : section->findChildren<QLabel *>()) {
            if (label->isVisible())
                out += label->text() + u'\n';
        }
        return out;
    }
    [[nodiscard]] QString command() const
    {
        const auto *line = section->findChild<QLineEdit *>();
        return line->isVisible() ? line->text() : QString();
    }
    kit::Translations translations;
    tests::ScriptedFileAsk files;
    std::unique_ptr<pages::UpdateSection> section;
    std::optional<pages::Installation> asked;
};

} // namespace

class TestUpdateSection : public QObject
{
    Q_OBJECT
    std::unique_ptr<test::SignedStick> m_stick;
    QString m_system;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        QVERIFY2(test::SignedStick::isPossible(), "minisign is not installed");
        m_stick = std::make_unique<test::SignedStick>();
        const auto here = release::thisSystem();
        QVERIFY(here);
        m_system = QString::fromStdString(here->codename + ' ' + here->architecture);
        kit::applyTheme(*qApp, kit::ThemeKind::Light);
    }

    void aGoodStickIsShownWithWhatToDoNext()
    {
        m_stick->make(u"0.2.0"_s, m_system, {u"amahoro"_s, u"cibitoke"_s});
        const Screen screen(*m_stick);
        QVERIFY(screen.words().contains(u"This computer has version 0.1.0."_s));
        QCOMPARE(screen.command(), QString());
        screen.look();
        QTRY_VERIFY_WITH_TIMEOUT(!screen.command().isEmpty(), 20'000);
        QCOMPARE(screen.banner(), QString());
        QVERIFY(screen.words().contains(u"Indaro 0.2.0 of 28/11/2026, 3 MiB, signed by: amahoro, cibitoke."_s));
        QVERIFY(screen.words().contains(u"What to do next:"_s));
        QVERIFY(screen.install()->isVisible() && !screen.asked);
        screen.install()->click();
        QVERIFY(screen.asked);
        QCOMPARE(screen.asked->stick, m_stick->folder());
        QCOMPARE(screen.asked->version, u"0.2.0"_s);
        QVERIFY2(screen.command().startsWith(u"indaro-cli update apply '%1' --vault "_s.arg(m_stick->folder())),
                 qPrintable(screen.command()));
    }

    /// A folder's name is never read as a command.
    void aNameIsQuotedForTheShell()
    {
        m_stick->make(u"0.2.0"_s, m_system, {u"amahoro"_s, u"cibitoke"_s});
        const QTemporaryDir elsewhere;
        const QString odd = elsewhere.filePath(u"l'été; $(touch x)"_s);
        QVERIFY(QFile::link(m_stick->folder(), odd));
        Screen screen(*m_stick);
        screen.files.path = odd;
        screen.look();
        QTRY_VERIFY_WITH_TIMEOUT(!screen.command().isEmpty(), 20'000);
        const QString word = screen.command().section(u" apply "_s, 1).section(u" --vault "_s, 0, 0);
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf %s "_s + word});
        QVERIFY(shell.waitForFinished(20'000));
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), odd);
    }

    void whatIsWrongIsSaidAndNothingIsOffered()
    {
        m_stick->make(u"0.2.0"_s, m_system, {u"amahoro"_s, u"stranger"_s});
        const Screen forged(*m_stick);
        forged.look();
        QTRY_VERIFY_WITH_TIMEOUT(forged.banner().contains(u"It may be a forgery."_s), 20'000);
        QVERIFY(!forged.install()->isVisible());
        QVERIFY(forged.banner().contains(u"Nothing was installed"_s));
        QCOMPARE(forged.command(), QString());

        m_stick->make(u"0.2.0"_s, m_system, {u"amahoro"_s, u"cibitoke"_s});
        m_stick->write(u"installer.sh"_s, "rm -rf /\n");
        forged.look();
        QTRY_VERIFY_WITH_TIMEOUT(forged.banner().contains(u"installer.sh"_s), 20'000);
        QCOMPARE(forged.command(), QString());

        m_stick->make(u"0.2.0"_s, m_system, {u"amahoro"_s, u"cibitoke"_s});
        const Screen newer(*m_stick, "0.2.0");
        newer.look();
        QTRY_VERIFY_WITH_TIMEOUT(newer.banner().contains(u"has had version 0.2.0 already"_s), 20'000);
        QCOMPARE(newer.command(), QString());
        QVERIFY(newer.words().contains(u"signed by: amahoro"_s)); // it is what it says, only not newer

        m_stick->make(u"0.2.0"_s, u"potato amd64"_s, {u"amahoro"_s, u"cibitoke"_s});
        const Screen other(*m_stick);
        other.look();
        QTRY_VERIFY_WITH_TIMEOUT(other.banner().contains(u"not made for the system of this computer"_s), 20'000);
        QCOMPARE(other.command(), QString());
    }

    void inFrench()
    {
        m_stick->make(u"0.2.0"_s, m_system, {u"amahoro"_s, u"cibitoke"_s});
        const Screen screen(*m_stick, "0.1.0", kit::Language::French);
        screen.look();
        QTRY_VERIFY_WITH_TIMEOUT(!screen.command().isEmpty(), 20'000);
        QVERIFY(screen.words().contains(u"Ce qu’il faut faire ensuite"_s));
        QVERIFY(screen.words().contains(u"signé par"_s));
    }
};

QTEST_MAIN(TestUpdateSection)
#include "test_update_section.moc"
