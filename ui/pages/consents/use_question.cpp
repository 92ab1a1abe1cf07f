// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/use_question.h"

#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "ui/kit/ask.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/people/value_edit.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

QString UseQuestion::reason(const casework::UseAnswer &answer, const QString &use, const QString &language)
{
    using casework::ConsentWhy;
    const QString words = models::codeLabel(u"consent_use"_s, use, language);
    const QString day = answer.day.isEmpty() ? tr("no date") : kit::dateText(answer.day);
    switch (answer.why) {
    case ConsentWhy::NotAsked:
        return tr("Nobody asked the person about this yet: %1. Ask, and write the answer down on the page of consents.")
            .arg(words);
    case ConsentWhy::Withdrawn:
        return tr("The person took this agreement back on %1: %2.").arg(day, words);
    case ConsentWhy::Expired:
        return tr("This agreement of %1 was given for a time that is over: %2.").arg(day, words);
    case ConsentWhy::Guardian:
        return tr("Nobody who speaks for the child agreed to this: %1.").arg(words);
    case ConsentWhy::Child:
        return tr("The child does not agree to this, or was not asked: %1.").arg(words);
    default:
        return tr("The person said no to this on %1: %2.").arg(day, words);
    }
}

QString UseQuestion::instead(QStringView use)
{
    if (use == QLatin1StringView(casework::consent_uses::Photo))
        return tr("Describe the picture or the paper in words, leave the paper with the person, or ask again and write the "
                  "answer down.");
    if (use == QLatin1StringView(casework::consent_uses::Conference))
        return tr("Hold the meeting with people of the house alone, speak of no name and nothing that shows who it is, or "
                  "ask again and write the answer down.");
    if (use == QLatin1StringView(casework::consent_uses::Family))
        return tr("Do not say that the person is here. Ask what the person wishes, and write the answer down.");
    if (use == QLatin1StringView(casework::consent_uses::HealthCheck))
        return tr("Examine nobody who does not want it: explain again, offer somebody else or another day, and write the "
                  "answer down. In danger to life help comes first.");
    return tr("Ask again first: the interview itself begins with this question, and after a no it goes on only when a "
              "supervisor lets it, with a reason.");
}

UseQuestion::Say UseQuestion::inBanner(kit::Banner *banner)
{
    return [banner](const QString &text) { banner->showMessage(kit::Banner::Kind::Warning, text); };
}

void UseQuestion::ask(const kit::PageContext &context, QWidget *page, Say say, sync::RecordId person, const char *use,
                      Then goOn, Then stop)
{
    const QString code = QString::fromLatin1(use);
    context.workspace->ask(
        page, [person, code](casework::Desk &desk) { return casework::askUse(desk, person, code); },
        [context, page, say = std::move(say), code, goOn = std::move(goOn),
         stop = std::move(stop)](const base::Result<casework::UseAnswer> &answer) {
            if (!answer) {
                say(kit::errorText(answer.error()).whole());
                return stop();
            }
            const QString language = kit::Translations::code(context.translations->language());
            if (!answer->isNo()) {
                if (answer->why == casework::ConsentWhy::NotAsked)
                    say(reason(*answer, code, language));
                return goOn();
            }
            context.ask->ask(page,
                             {.title = tr("This was not agreed to"),
                              .text = reason(*answer, code, language),
                              .detail = instead(code) + u'\n' + tr("Who goes on all the same is named in the journal."),
                              .choices = {tr("Not now"), tr("Go on all the same")},
                              .isDangerous = true},
                             [goOn, stop](int choice) { choice == 1 ? goOn() : stop(); });
        });
}

void UseQuestion::askWhenChosen(const kit::PageContext &context, QWidget *form, Say say, sync::FieldId field,
                                std::function<bool(const QString &)> isSuch, const char *use,
                                std::function<std::optional<sync::RecordId>()> whose, Then stop)
{
    QList<ActionPanel *> panels = form->findChildren<ActionPanel *>();
    if (auto *itself = qobject_cast<ActionPanel *>(form))
        panels << itself;
    for (auto *panel : std::as_const(panels)) {
        for (auto *edit : panel->findChildren<ValueEdit *>()) {
            if (edit->field() != field)
                continue;
            const auto look = [context, form, say, isSuch, use, whose, stop](const base::Value &value) {
                const auto person = whose();
                if (person && isSuch(model::toText(value)))
                    ask(
                        context, form, say, *person, use, [] {}, stop);
            };
            QObject::connect(edit, &ValueEdit::valueEdited, form, look);
            QObject::connect(panel, &ActionPanel::restored, form, [edit, look] { look(edit->value()); }); // of a draft
        }
    }
}

} // namespace indaro::ui::pages
