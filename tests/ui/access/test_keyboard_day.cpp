// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/people/queries.h"
#include "core/casework/stays/house_tonight.h"
#include "core/model/field_table.h"
#include "tests/ui/access/keys.h"
#include "tests/ui/start/house.h"
#include "ui/print/document_view.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

namespace indaro::tests {

namespace fields = model::fields;

/// A day in the house by somebody who has no mouse, through the program as it is composed. Keys only: what is asked of the
/// program beside them says whether the vault has what was typed.
class TestKeyboardDay : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<Keys> m_keys;
    static inline const QString Family = u"Ndikumagenge"_s, Called = u"Godé"_s;

    [[nodiscard]] kit::Page *page() const { return m_program->frame()->currentPage(); }
    [[nodiscard]] bool isAt(kit::PageId id) const { return page() != nullptr && page()->id() == id; }
    void settle()
    {
        m_keys->until(u"everything to be written"_s,
                      [this] { return m_program->composition->workspace()->pendingJobs() == 0; });
    }
    template <class Job> auto ask(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &>> answer;
        m_program->composition->workspace()->ask(m_program->window(), std::move(job),
                                                 [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    /// By her name, from wherever somebody is.
    void openHer()
    {
        m_keys->key(Qt::Key_K, Qt::ControlModifier);
        m_keys->until(u"the search"_s, [this] { return isAt(pages::PeoplePageId); });
        m_keys->type(Family);
        settle();
        auto *people = page()->findChild<QTableView *>();
        m_keys->until(u"her line"_s, [people] { return people->model()->rowCount() == 1; });
        m_keys->key(Qt::Key_Return);
        m_keys->until(u"her file"_s, [this] { return isAt(pages::CaseFilePageId); });
        settle();
    }
    [[nodiscard]] std::optional<casework::CaseId> her() const
    {
        const auto house = ask([](casework::Desk &desk) { return casework::loadHouseTonight(desk); });
        INDARO_CHECK(house.hasValue());
        return house->sleepers.empty() ? std::nullopt : std::optional(house->sleepers.front().person);
    }
    /// Where the procedure wants something first: it is passed over in haste by whoever is on duty, or by a director. Each
    /// action that is guarded asks on its own.
    void answerGuard(const QString &button)
    {
        constexpr int Most = 4;
        for (int i = 0; i < Most; ++i) {
            settle();
            const auto *reason = page()->findChild<QLineEdit *>(u"guardReason"_s);
            if (reason == nullptr || !reason->isVisible())
                return;
            m_keys->goToNamed(u"guardReason"_s);
            m_keys->type(u"Il fait nuit"_s);
            m_keys->goToNamed(button);
            m_keys->key(Qt::Key_Return);
        }
        settle();
    }
    /// What was said of steps so far.
    [[nodiscard]] std::size_t marks() const
    {
        const auto list = ask([person = *her()](casework::Desk &desk) { return casework::loadChecklist(desk, person); });
        INDARO_CHECK(list.hasValue());
        std::size_t count = 0;
        for (const auto &line : list->lines)
            count += line.marks.size();
        return count;
    }
    /// The first field of a question: it stands in the section that is shown, or the list of sections leads to it.
    QWidget *goToQuestion(const QString &name)
    {
        const auto isShown = [this, &name] {
            for (const auto *widget : page()->findChildren<QWidget *>(name)) {
                if (widget->isVisible() && widget->inherits("indaro::ui::forms::QuestionWidget"))
                    return true;
            }
            return false;
        };
        if (!isShown()) {
            const auto *rail = qobject_cast<QListWidget *>(m_keys->goToNamed(u"progressRail"_s));
            m_keys->key(Qt::Key_Home);
            for (int row = 1; row < rail->count() && !isShown(); ++row) {
                m_keys->goToNamed(u"progressRail"_s); // Enter leads from it to the questions
                m_keys->key(Qt::Key_Home);
                for (int i = 0; i < row; ++i)
                    m_keys->key(Qt::Key_Down);
                m_keys->key(Qt::Key_Return);
                settle();
            }
        }
        return m_keys->go(u"the question "_s + name, [&name](QWidget *at) {
            for (const QWidget *over = at; over != nullptr; over = over->parentWidget()) {
                if (over->objectName() == name)
                    return qobject_cast<QToolButton *>(at) == nullptr && over != at;
            }
            return false;
        });
    }
    void answerYes(const QString &name)
    {
        goToQuestion(name);
        m_keys->key(Qt::Key_1);
        settle();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
        makeVault(m_home.filePath(u"house"_s));
        m_program = std::make_unique<Program>(m_home.filePath(u"house"_s), unhurried());
        m_keys = std::make_unique<Keys>([this] { return m_program->window(); });
        m_program->files->path = m_home.filePath(u"referral.pdf"_s);
    }
    void cleanupTestCase()
    {
        m_keys.reset();
        m_program.reset();
    }

    void sheSignsIn()
    {
        m_keys->bringToFront();
        m_keys->until(u"the accounts"_s, [this] {
            const auto *accounts = shown<QComboBox>(m_program->window());
            return accounts != nullptr && accounts->count() == 1;
        });
        m_keys->go<kit::SecretField>(u"the passphrase"_s);
        m_keys->type(Passphrase);
        m_keys->key(Qt::Key_Return);
        m_keys->until(u"the program"_s, [this] { return m_program->frame() != nullptr; });
        m_keys->bringToFront();
        settle();
        QVERIFY(isAt(pages::HomePageId));
    }

    void aWomanIsAdmitted()
    {
        m_keys->place(u"People"_s);
        m_keys->until(u"the people"_s, [this] { return isAt(pages::PeoplePageId); });
        m_keys->press(u"Admit a person"_s);
        m_keys->until(u"the admission"_s, [this] { return isAt(pages::AdmitPageId); });
        settle();
        m_keys->fill(fields::identity::FamilyName, Family);
        m_keys->fill(fields::identity::GivenNames, u"Godeliève"_s);
        m_keys->fill(fields::case_file::DisplayName, Called);
        m_keys->fill(fields::case_file::Sex, u"F"_s);
        m_keys->fill(fields::identity::BirthDate, u"14/02/1998"_s);
        m_keys->key(Qt::Key_Return, Qt::ControlModifier);
        m_keys->until(u"her file"_s, [this] { return isAt(pages::CaseFilePageId); });
        settle();
        QVERIFY(her().has_value());
    }

    void aNoteIsWritten()
    {
        m_keys->press(u"Add a note"_s);
        m_keys->fill(fields::note::Title, u"Première nuit"_s);
        m_keys->fill(fields::note::Body, u"Elle a peu dormi."_s);
        m_keys->press(u"Keep the note"_s);
        settle();
        const auto file = ask([person = *her()](casework::Desk &desk) { return casework::loadCaseFile(desk, person); });
        QVERIFY(file.hasValue());
        QCOMPARE(file->notes.size(), std::size_t(1));
    }

    void aBedIsGiven()
    {
        m_keys->place(u"The house tonight"_s);
        m_keys->until(u"the house"_s, [this] { return isAt(pages::HousePageId); });
        settle();
        m_keys->press(u"Set up the first room"_s);
        m_keys->fill(fields::room::Name, u"F"_s);
        m_keys->fill(fields::room::RoomFor, u"women"_s);
        m_keys->go<QSpinBox>(u"the number of beds"_s);
        m_keys->key(Qt::Key_Up);
        m_keys->key(Qt::Key_Up);
        m_keys->press(u"Add the room"_s);
        settle();
        auto *board = page()->findChild<QTreeWidget *>();
        m_keys->until(u"the beds"_s,
                      [board] { return !board->findItems(u"F1"_s, Qt::MatchStartsWith | Qt::MatchRecursive).isEmpty(); });
        m_keys->go<QTreeWidget>(u"the board"_s);
        m_keys->key(Qt::Key_Home);
        constexpr int Lines = 20;
        const auto isHers = [board] {
            const auto *item = board->currentItem();
            return item != nullptr && (item->text(0).contains(Called) || item->text(1).contains(Called));
        };
        for (int i = 0; i < Lines && !isHers(); ++i)
            m_keys->key(Qt::Key_Down);
        QVERIFY(isHers());
        settle();
        m_keys->press(u"Give this place"_s);
        answerGuard(u"guardUrgent"_s);
        const auto house = ask([](casework::Desk &desk) { return casework::loadHouseTonight(desk); });
        QVERIFY(house.hasValue());
        QVERIFY(house->sleepers.front().berth() != nullptr);
    }

    void aStepIsTicked()
    {
        openHer();
        m_keys->press(u"Procedure"_s);
        m_keys->until(u"the procedure"_s, [this] { return isAt(pages::ChecklistPageId); });
        settle();
        const std::size_t before = marks();
        auto *tree = m_keys->go<QTreeWidget>(u"the steps"_s);
        m_keys->key(Qt::Key_Home);
        constexpr int Lines = 30; // of which some need a paper or another step first
        for (int i = 0; i < Lines && marks() == before; ++i) {
            m_keys->go<QTreeWidget>(u"the steps"_s);
            m_keys->key(Qt::Key_Down);
            if (tree->currentItem() == nullptr)
                continue;
            settle();
            m_keys->key(Qt::Key_Return);
            settle();
        }
        QCOMPARE(marks(), before + 1);
    }

    void anInterviewBegins()
    {
        openHer();
        m_keys->press(u"Interview"_s);
        m_keys->until(u"the interview"_s, [this] { return isAt(pages::IntakePageId); });
        auto *begin = page()->findChild<QPushButton *>(u"begin"_s);
        m_keys->until(u"the forms to be read"_s, [begin] { return begin->isVisible() && begin->isEnabled(); });
        m_keys->goToNamed(u"interviewer"_s);
        m_keys->type(u"J. N."_s);
        m_keys->goToNamed(u"code"_s);
        m_keys->type(u"25803"_s);
        m_keys->goToNamed(u"begin"_s);
        m_keys->key(Qt::Key_Return);
        answerGuard(u"guardWaive"_s);
        auto *intake = qobject_cast<pages::IntakePage *>(page());
        m_keys->until(u"the questions"_s,
                      [intake] { return intake->formView()->isVisible() && intake->formView()->texts() != nullptr; });
        goToQuestion(u"session_place"_s);
        m_keys->type(u"Salle du fond"_s);
        m_keys->key(Qt::Key_Return);
        settle();
        for (const auto &consent : {u"consent_understood"_s, u"consent_interview"_s, u"consent_keep_file"_s})
            answerYes(consent);
        answerYes(u"age_gate"_s);
        const auto answerTo = [intake](const char *name) {
            const auto &form = intake->session()->form();
            const auto *item = form.definition().findByName(QString::fromLatin1(name));
            const auto state = item != nullptr ? form.state(item->path) : std::nullopt;
            return state ? state->value : QString();
        };
        QCOMPARE(answerTo("session_place"), u"Salle du fond"_s);
        QCOMPARE(answerTo("consent_understood"), u"yes"_s);
        QCOMPARE(answerTo("consent_interview"), u"yes"_s);
    }

    void sheIsReferred()
    {
        openHer();
        m_keys->press(u"Referral"_s);
        m_keys->until(u"the referral"_s, [this] { return isAt(pages::ReferralPageId); });
        settle();
        m_keys->fillForm(u"priority"_s, u"urgent"_s);
        m_keys->fillForm(u"to_agency"_s, u"Centre de santé de Kinama"_s);
        m_keys->fillForm(u"reason"_s, u"Douleurs au dos"_s);
        m_keys->fillForm(u"services"_s, u"health"_s);
        m_keys->share(u"person_name"_s);
        m_keys->fillForm(u"consent_explained_by"_s, u"J. N."_s);
        m_keys->fillForm(u"consent_language"_s, u"Ikirundi"_s);
        m_keys->fillForm(u"consent_given_by"_s, u"person"_s);
        m_keys->until(u"the referral to be kept"_s, [this] {
            return m_program->composition->workspace()->pendingJobs() == 0 &&
                   m_program->frame()->saveState() == kit::SaveState::Saved;
        });
        m_program->ask->choice = 1; // the second button of what warns of a PDF: choose where to save
        m_keys->press(u"Save as PDF"_s);
        answerGuard(u"guardUrgent"_s);
        m_keys->until(u"the paper"_s, [this] { return QFileInfo(m_program->files->path).size() > 0; });
    }

    void theManualHelpsAndLetsGo()
    {
        openHer();
        m_keys->key(Qt::Key_F1);
        m_keys->until(u"the manual"_s, [this] { return isAt(pages::ManualPageId); });
        settle();
        m_keys->key(Qt::Key_F1);
        m_keys->until(u"her file again"_s, [this] { return isAt(pages::CaseFilePageId); });
        m_keys->key(Qt::Key_Left, Qt::AltModifier);
        m_keys->until(u"the search again"_s, [this] { return isAt(pages::PeoplePageId); });
    }

    void theDayEnds()
    {
        settle();
        m_keys->key(Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(m_program->replaced, 1);
    }
};

} // namespace indaro::tests

QTEST_MAIN(indaro::tests::TestKeyboardDay)
#include "test_keyboard_day.moc"
