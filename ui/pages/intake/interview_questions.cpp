// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_questions.h"

#include "ui/kit/ask.h"

#include <QtCore/QCoreApplication>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

struct InterviewQuestions
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::InterviewQuestions)
};

} // namespace

void askWhyToStop(kit::Ask &ask, QWidget *page, std::function<void(const QString &)> stop)
{
    kit::Question question;
    question.title = InterviewQuestions::tr("Stop the sitting");
    question.text = InterviewQuestions::tr("Why does this sitting end? Every answer so far is kept.");
    question.choices = {InterviewQuestions::tr("Go on"), InterviewQuestions::tr("Enough for today"),
                        InterviewQuestions::tr("She is tired or upset"), InterviewQuestions::tr("She asked to stop"),
                        InterviewQuestions::tr("Something else came up")};
    ask.ask(page, question, [stop = std::move(stop)](int choice) {
        static const QStringList Reasons = {{}, u"enough"_s, u"tired"_s, u"asked"_s, u"other"_s};
        if (choice > 0)
            stop(Reasons.value(choice));
    });
}

void askToSign(kit::Ask &ask, QWidget *page, int unfinished, std::function<void()> sign)
{
    kit::Question question;
    question.title = InterviewQuestions::tr("Sign the interview");
    question.text = InterviewQuestions::tr("A signed interview is not changed any more.");
    question.detail = InterviewQuestions::tr("Answers of questions that are hidden now are dropped. It can be corrected "
                                             "later with a reason; what is signed now is "
                                             "kept beside the correction.");
    if (unfinished > 0)
        question.detail +=
            u'\n' + InterviewQuestions::tr("%n text(s) that cannot be read as an answer are not kept. They are in the "
                                           "list of questions to look at.",
                                           nullptr, unfinished);
    question.choices = {InterviewQuestions::tr("Not yet"), InterviewQuestions::tr("Sign")};
    ask.ask(page, question, [sign = std::move(sign)](int choice) {
        if (choice == 1)
            sign();
    });
}

void askToGiveUp(kit::Ask &ask, QWidget *page, std::function<void()> giveUp)
{
    kit::Question question;
    question.title = InterviewQuestions::tr("Give up this correction");
    question.text = InterviewQuestions::tr("Give up this correction? What was signed goes on to hold.");
    question.detail = InterviewQuestions::tr("What was changed in it stays readable among the versions of the interview.");
    question.choices = {InterviewQuestions::tr("Go on"), InterviewQuestions::tr("Give it up")};
    ask.ask(page, question, [giveUp = std::move(giveUp)](int choice) {
        if (choice == 1)
            giveUp();
    });
}

void askToLetGo(kit::Ask &ask, QWidget *page, std::function<void()> letGo)
{
    kit::Question question;
    question.title = InterviewQuestions::tr("Let it go");
    question.text = InterviewQuestions::tr("Let go what was typed here after the interview was signed?");
    question.detail = InterviewQuestions::tr("It is nowhere else. Copy it or make a note of it first if it matters.");
    question.choices = {InterviewQuestions::tr("Keep it"), InterviewQuestions::tr("Let it go")};
    question.isDangerous = true;
    ask.ask(page, question, [letGo = std::move(letGo)](int choice) {
        if (choice == 1)
            letGo();
    });
}

} // namespace indaro::ui::pages
