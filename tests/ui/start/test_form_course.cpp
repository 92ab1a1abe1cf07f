// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/queries.h"
#include "core/casework/people/commands.h"
#include "core/forms/workbook_writer.h"
#include "core/forms/zip_writer.h"
#include "tests/support/closed_guards.h"
#include "tests/ui/start/program.h"
#include "tests/ui/start/survey.h"
#include "ui/forms/form_view.h"
#include "ui/kit/widgets.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/sitting_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/settings/forms_section.h"

#include <QtCore/QBuffer>
#include <QtGui/QAction>
#include <QtGui/QImage>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTextBrowser>

using namespace indaro;
using namespace indaro::tests;

namespace {

constexpr int Patience = 20'000;
const QString Second = u"une autre phrase de passe"_s;

/// What stands on the screen for an English text.
QString said(const char *english)
{
    const QString text = QCoreApplication::translate("indaro", english);
    return text.isEmpty() ? QString::fromLatin1(english) : text;
}

QByteArray house()
{
    QImage image(320, 200, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

/// A partner's form as a package: French, and Arabic that runs from the right; a picture in a label.
QByteArray packageOf(const QString &version, const QList<QStringList> &rows)
{
    indaro::forms::TextSheet survey{
        u"survey"_s, {{u"type"_s, u"name"_s, u"label::French (fr)"_s, u"label::Arabic (ar)"_s, u"media::image"_s}}};
    survey.rows.insert(survey.rows.end(), rows.begin(), rows.end());
    const indaro::forms::TextSheet choices{u"choices"_s,
                                           {{u"list_name"_s, u"name"_s, u"label::French (fr)"_s, u"label::Arabic (ar)"_s},
                                            {u"yn"_s, u"yes"_s, u"Oui"_s, u"نعم"_s},
                                            {u"yn"_s, u"no"_s, u"Non"_s, u"لا"_s}}};
    const indaro::forms::TextSheet settings{
        u"settings"_s, {{u"form_title"_s, u"form_id"_s, u"version"_s}, {u"Visite au domicile"_s, u"visit"_s, version}}};
    const QByteArray workbook = indaro::forms::makeWorkbook({survey, choices, settings}).value();
    return indaro::forms::makeZip({{u"visite.xlsx"_s, workbook}, {u"visite-media/maison.png"_s, house()}}).value();
}

QByteArray firstVersion()
{
    return packageOf(u"1"_s, {{u"text"_s, u"town"_s, u"Dans quelle ville ?"_s, u"في أي مدينة؟"_s, u"maison.png"_s},
                              {u"select_one yn"_s, u"safe"_s, u"Êtes-vous en sécurité ?"_s, u"هل أنت بأمان؟"_s},
                              {u"text"_s, u"old"_s, u"Ancienne question"_s, u"سؤال قديم"_s}});
}

QByteArray secondVersion()
{
    return packageOf(u"2"_s, {{u"begin_group"_s, u"place"_s, u"Le lieu"_s, u"المكان"_s},
                              {u"text"_s, u"town"_s, u"Dans quelle commune ?"_s, u"في أي بلدية؟"_s, u"maison.png"_s},
                              {u"end_group"_s},
                              {u"select_one yn"_s, u"safe"_s, u"Êtes-vous en sécurité ?"_s, u"هل أنت بأمان؟"_s},
                              {u"text"_s, u"phone"_s, u"Téléphone"_s, u"هاتف"_s}});
}

/// The program in French, a colleague who may agree, a woman whose interview may begin, and a stick.
struct House : Program
{
    QTemporaryDir stick;
    std::optional<sync::RecordId> person;

    template <class Job> auto run(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &>> answer;
        composition->workspace()->ask(window(), std::move(job), [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    explicit House(const QString &folder) : Program(folder)
    {
        INDARO_CHECK(signIn());
        INDARO_CHECK(vault()->addAccount("m2", secretOf(Second), vault()->approveAlone().value()).hasValue());
        composition->translations().setLanguage(kit::Language::French);
        casework::Admission admission;
        admission.person.familyName = std::string_view("Ndayizeye");
        admission.person.givenNames = std::string_view("Rose");
        person = run([admission](casework::Desk &desk) { return casework::admitPerson(desk, admission); })->id;
        INDARO_CHECK(run([id = *person](casework::Desk &desk) { return closeInterviewGuards(desk, id); }).hasValue());
        window()->activateWindow();
        INDARO_CHECK(QTest::qWaitForWindowActive(window()));
    }
    void wait() const
    {
        INDARO_CHECK(QTest::qWaitFor([this] { return composition->workspace()->pendingJobs() == 0; }, Patience));
        QCoreApplication::processEvents();
    }
    void onStick(const QString &name, const QByteArray &content)
    {
        files->path = stick.filePath(name);
        QFile file(files->path);
        INDARO_CHECK(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    kit::Page *forms()
    {
        kit::Page *page = settings(said("Forms"));
        INDARO_CHECK(page != nullptr);
        wait();
        return page;
    }
    pages::IntakePage *interview(std::optional<sync::RecordId> id = {})
    {
        INDARO_CHECK(frame()->openPage(pages::IntakePageId, pages::OpenInterview{*person, id}));
        wait();
        auto *page = qobject_cast<pages::IntakePage *>(frame()->currentPage());
        INDARO_CHECK(page != nullptr);
        return page;
    }
    void act(const char *english)
    {
        for (QAction *each : frame()->currentPage()->toolbarActions()) {
            if (each->text() == said(english))
                each->trigger();
        }
        wait();
    }
    bool isSaid(const QString &text) const
    {
        const auto banners = frame()->currentPage()->findChildren<kit::Banner *>();
        return std::any_of(banners.begin(), banners.end(),
                           [&](const kit::Banner *banner) { return banner->isVisible() && banner->text().contains(text); });
    }
    /// Nothing is cut on either screen.
    bool fits(const char *page)
    {
        const QStringList faults =
            cutWordsOnBothScreens(*frame(), composition->translations(), u"form-course-"_s + QString::fromLatin1(page));
        for (const QString &fault : faults)
            qWarning("%s", qPrintable(fault));
        return faults.isEmpty();
    }
};

bool begin(pages::IntakePage *page, const QString &formId = {})
{
    auto *button = page->findChild<QPushButton *>(u"begin"_s);
    if (!QTest::qWaitFor([&] { return button->isVisible() && button->isEnabled(); }, Patience))
        return false;
    if (!formId.isEmpty())
        page->findChild<pages::SittingPanel *>()->selectForm(formId);
    auto *interviewer = page->findChild<QLineEdit *>(u"interviewer"_s);
    interviewer->setText(u"J. N."_s);
    auto *code = page->findChild<kit::SecretField *>(u"code"_s);
    code->setFocus();
    QTest::keyClicks(code, u"2580"_s);
    button->click();
    return QTest::qWaitFor(
        [&] { return page->session() != nullptr && page->formView()->isVisible() && page->formView()->texts() != nullptr; },
        Patience);
}

void answer(pages::IntakePage *page, const char *name, const QString &keys)
{
    const auto *item = page->session()->form().definition().findByName(QString::fromLatin1(name));
    INDARO_CHECK(item != nullptr);
    page->formView()->goTo(item->path);
    QTest::keyClicks(qApp->focusWidget(), keys);
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Return);
    QCoreApplication::processEvents();
}

} // namespace

class TestFormCourse : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;
private Q_SLOTS:
    void initTestCase();
    void fromThePartnersStickToTheFileThatGoesBack();
};

void TestFormCourse::initTestCase()
{
    QVERIFY(crypto::initialise().hasValue());
    forgetPreferences(m_dir.path());
    (void)makeVault(m_dir.filePath(u"vault"_s));
}

/// As somebody lives it who is sent a form: it is looked at, tried out, kept and used; a newer version comes while an
/// interview is half done and takes it over; what was said goes back as a file, and what others wrote comes in. In French,
/// and on a screen of half the width nothing is cut.
void TestFormCourse::fromThePartnersStickToTheFileThatGoesBack()
{
    House house(m_dir.filePath(u"vault"_s));
    kit::Page *page = house.forms();
    auto *list = page->findChild<QListWidget *>(u"formList"_s);
    auto *keep = page->findChild<QPushButton *>(u"keepForm"_s);
    auto *summary = page->findChild<pages::FormsSection *>();

    house.onStick(u"visite.zip"_s, firstVersion());
    QVERIFY(press(page, said("Import a form…")));
    QTRY_VERIFY_WITH_TIMEOUT(keep->isVisible(), Patience);
    QVERIFY(house.fits("report"));
    QVERIFY(press(page, said("Try it out")));
    auto *back = page->findChild<QPushButton *>(u"closePreview"_s);
    QTRY_VERIFY_WITH_TIMEOUT(back->isVisible(), Patience);
    const auto *picture = summary->findChild<QLabel *>(u"picture"_s); // of the package
    QVERIFY(picture != nullptr && picture->isVisible() && !picture->pixmap().isNull());
    QVERIFY(house.fits("preview"));
    back->click();
    keep->click();
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 1, Patience);
    QVERIFY(house.fits("kept"));

    pages::IntakePage *intake = house.interview();
    QVERIFY(begin(intake, u"visit"_s));
    const QString asks = said("Nobody asked the person about this yet: %1. Ask, and write the answer down on the page of "
                              "consents."); // this form does not ask by itself
    QVERIFY(house.isSaid(asks.left(asks.indexOf(u"%1"_s))));
    const sync::RecordId held = intake->session()->loaded().id;
    answer(intake, "town", u"Gitega"_s);
    answer(intake, "old", u"x"_s);
    QVERIFY(house.fits("interview"));
    const auto actions = intake->findChildren<QAction *>(); // there is no Kirundi to be made large
    QVERIFY(std::any_of(actions.begin(), actions.end(),
                        [](const QAction *each) { return each->text() == u"Arabic en grand"_s && each->isVisible(); }));
    house.ask->choice = 1; // enough for today
    house.act("Stop …");
    QTRY_VERIFY_WITH_TIMEOUT(house.run([held](casework::Desk &desk) {
                                      return casework::loadInterview(desk, held);
                                  })->findOpenSitting() == nullptr,
                             Patience);

    page = house.forms();
    house.onStick(u"visite.zip"_s, secondVersion());
    QVERIFY(press(page, said("Import a form…")));
    QTRY_VERIFY_WITH_TIMEOUT(keep->isVisible(), Patience);
    QVERIFY(house.isSaid(u"version 1"_s)); // newer than the one that is here
    keep->click();
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 2, Patience);
    list->setCurrentRow(0);
    QVERIFY(press(page, said("Compare versions")));
    auto *changes = page->findChild<QTextBrowser *>(u"formChanges"_s);
    QTRY_VERIFY_WITH_TIMEOUT(changes->isVisible(), Patience);
    QVERIFY2(changes->toPlainText().contains(u"Téléphone (phone)"_s), qPrintable(changes->toPlainText()));
    QVERIFY(house.fits("versions"));
    QVERIFY(press(page, said("Back to the forms")));

    intake = house.interview(held);
    QTRY_VERIFY_WITH_TIMEOUT(press(intake, said("See what would move …")), Patience);
    auto *plan = intake->findChild<QTextBrowser *>(u"adoptionPlan"_s);
    QTRY_VERIFY_WITH_TIMEOUT(plan->isVisible(), Patience);
    QVERIFY2(plan->toPlainText().contains(u"Ancienne question (old) : x"_s), qPrintable(plan->toPlainText()));
    QVERIFY(house.fits("adoption"));
    intake->findChild<QPushButton *>(u"adopt"_s)->click();
    QVERIFY(begin(intake));
    QCOMPARE(intake->session()->loaded().formVersion, u"2"_s);
    QCOMPARE(intake->session()->form().state(u"/data/place/town"_s)->value, u"Gitega"_s);
    answer(intake, "phone", u"79123456"_s);
    answer(intake, "safe", u"1"_s);
    house.act("Review");
    QVERIFY(house.fits("review"));
    intake->findChild<QPushButton *>(u"sign"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(intake->session() != nullptr && intake->session()->isSigned(), Patience);

    // Out as each kind of file, and each time a second person agrees; back in, and nothing comes twice.
    page = house.forms();
    auto *kind = page->findChild<QComboBox *>(u"exportFormat"_s);
    auto *leave = page->findChild<QPushButton *>(u"exportInterviews"_s);
    auto *receiver = page->findChild<QComboBox *>(u"exportReceiver"_s);
    receiver->setCurrentIndex(receiver->findData(QString())); // the house itself
    Q_EMIT receiver->activated(receiver->currentIndex());
    const std::array<std::pair<const char *, QByteArray>, 3> files{
        {{"visit.xlsx", "xl/workbook.xml"}, {"odk.zip", "submission.xml"}, {"visit.zip", "visit.csv"}}};
    for (int at : {0, 2, 1}) {
        const auto &[name, inside] = files.at(static_cast<std::size_t>(at == 0 ? 0 : 3 - at));
        kind->setCurrentIndex(at);
        house.files->path = house.stick.filePath(QString::fromLatin1(name));
        leave->click();
        QTRY_COMPARE_WITH_TIMEOUT(secrets(page).size(), 1, Patience);
        QTRY_VERIFY(!secrets(page).first()->visibleRegion().isEmpty()); // not below what is seen
        QVERIFY(at != 0 || house.fits("second-person"));
        QVERIFY(!QFile::exists(house.files->path));
        QTest::keyClicks(secrets(page).first(), Second);
        QTest::keyClick(secrets(page).first(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(house.files->path) && leave->isEnabled(), Patience);
        QFile file(house.files->path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains(inside));
    }
    QCOMPARE(house.audit().filter(u"list_exported interviews with "_s).size(), 3);
    const auto told = [](int taken, int here, int opened) {
        return said("Interviews taken in: %1. Here already: %2. New files opened: %3.").arg(taken).arg(here).arg(opened);
    };
    auto *takeIn = page->findChild<QPushButton *>(u"importSubmissions"_s);
    takeIn->click();
    QTRY_VERIFY_WITH_TIMEOUT(house.isSaid(told(0, 1, 0)), Patience);
    QTRY_VERIFY(!page->findChild<kit::Banner *>(u"dataBanner"_s)->visibleRegion().isEmpty());
    house.onStick(u"kobo.csv"_s, "_uuid;place/town;safe;phone;shoe_size\nabc;Ngozi;Oui;61000000;41\n");
    takeIn->click();
    QTRY_VERIFY_WITH_TIMEOUT(house.isSaid(told(1, 0, 1)), Patience);
    QVERIFY(page->findChild<QLabel *>(u"submissionReport"_s)->text().contains(u"shoe_size"_s));
    QVERIFY(house.fits("taken-in"));

    list->setCurrentRow(0);
    QVERIFY(press(page, said("Do not offer it any more")));
    QTRY_VERIFY_WITH_TIMEOUT(list->item(0)->text().contains(said("not offered any more")), Patience);
    QVERIFY(house.fits("retired"));
}

QTEST_MAIN(TestFormCourse)
#include "test_form_course.moc"
