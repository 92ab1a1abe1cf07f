// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/people/admit_page.h"

#include "core/casework/drafts.h"
#include "core/casework/duplicates/duplicates.h"
#include "core/casework/people/commands.h"
#include "core/casework/referrals/package.h"
#include "core/casework/stays/holds.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/people_page.h"
#include "ui/pages/people/place_edit.h"
#include "ui/pages/people/value_edit.h"

#include <QAction>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace indaro::ui::pages {

namespace fields = model::fields;
using base::Value;

AdmitPage::AdmitPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_admit(new QAction(this)), m_discard(new QAction(this)),
      m_intro(kit::makeLabel(kit::TextRole::Muted, this)), m_banner(kit::makeLabel(kit::TextRole::Body, this)),
      m_scroll(new QScrollArea(this))
{
    auto *body = new QWidget(m_scroll);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    m_column->setSpacing(kit::space::Two);
    m_column->addWidget(m_intro);
    m_banner->setProperty("textRole", QStringLiteral("error"));
    m_banner->hide();
    m_column->addWidget(m_banner);
    auto *person = addSection(m_personTitle);
    addEdits(person,
             {fields::identity::FamilyName, fields::identity::GivenNames, fields::identity::KnownAs,
              fields::case_file::DisplayName, fields::case_file::Sex, fields::identity::BirthDate,
              fields::case_file::EstimatedAge, fields::case_file::IsMinor},
             m_edits);
    // Made where they stand: Tab goes through a page in the order in which its widgets were made.
    m_earlier = new QFrame(this);
    m_earlierText = kit::makeLabel(kit::TextRole::Body, m_earlier);
    m_openEarlier = new kit::PushButton(this);
    m_earlier->setObjectName(QStringLiteral("earlierStay"));
    m_earlier->setProperty("banner", QStringLiteral("warning"));
    auto *earlier = new QHBoxLayout(m_earlier);
    earlier->addWidget(m_earlierText, 1);
    earlier->addWidget(m_openEarlier);
    m_earlier->hide();
    person->addWidget(m_earlier);
    auto *origin = addSection(m_originTitle);
    m_place = new PlaceEdit(this);
    origin->addWidget(m_place);
    addEdits(origin,
             {fields::identity::OriginProvince, fields::identity::OriginCommune, fields::identity::OriginZone,
              fields::identity::OriginColline, fields::identity::Nationality, fields::case_file::InterpreterNeeded,
              fields::case_file::PreferredSex, fields::case_file::Languages, fields::identity::Phone,
              fields::identity::SafeContact, fields::identity::IdentityPapers},
             m_edits);
    // Last: who stands at the door says who she is first, and the moment of arrival is now unless it is typed.
    addEdits(addSection(m_arrivalTitle),
             {fields::stay::ArrivedAt, fields::stay::ReferredBy, fields::stay::BroughtBy, fields::stay::Escort,
              fields::stay::Reason, fields::stay::UrgentNeeds},
             m_edits);
    m_childColumn = addSection(m_childrenTitle);
    m_addChild = new kit::PushButton(this);
    m_admitButton = new kit::PushButton(this);
    m_childColumn->addWidget(m_addChild, 0, Qt::AlignLeft);
    m_column->addWidget(m_admitButton, 0, Qt::AlignRight);
    m_column->addStretch();
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
    kit::setButtonRole(m_admitButton, kit::ButtonRole::Primary);
    m_admit->setShortcut(QKeySequence(QStringLiteral("Ctrl+Return")));
    connect(&m_draftPause, &QTimer::timeout, this, &AdmitPage::saveDraft);
    connect(m_admit, &QAction::triggered, this, &AdmitPage::admit);
    connect(m_admitButton, &QPushButton::clicked, this, &AdmitPage::admit);
    connect(m_discard, &QAction::triggered, this, [this] {
        kit::Question question;
        question.title = tr("Empty the page");
        question.text = tr("Everything typed here is lost. No file has been opened for this person yet.");
        question.choices = {tr("Keep it"), tr("Empty the page")};
        this->context().ask->ask(this, question, [this](int choice) {
            if (choice != 1)
                return;
            clear();
            saveDraft();
        });
    });
    constexpr int TypedPauseMs = 300;
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(TypedPauseMs);
    connect(&m_lookSoon, &QTimer::timeout, this, &AdmitPage::lookForHerFile);
    connect(context.workspace, &casework::Workspace::changed, this, [this](const casework::Changes &changes) {
        for (const casework::Change &change : changes) {
            if (change.key.table == fields::case_file::Table || change.key.table == fields::identity::Table ||
                change.key.table == fields::stay::Table)
                m_known.reset(); // read again when it is needed
        }
    });
    connect(m_addChild, &QPushButton::clicked, this, [this] {
        addChild();
        changed();
        ValueEdit *first = m_children.back()->edits.at(fields::identity::FamilyName);
        first->setFocusToEditor();
        kit::scrollTo(m_children.back()->card);
    });
    connect(m_openEarlier, &QPushButton::clicked, this, [this] {
        if (m_earlierPerson)
            this->context().navigator->openPage(CaseFilePageId, OpenCaseFile{*m_earlierPerson});
    });
    connect(m_place, &PlaceEdit::placeChosen, this, [this](const model::Place &place) {
        const auto text = [](const QString &name) { return name.isEmpty() ? Value() : Value(name.toStdString()); };
        m_edits.at(fields::identity::OriginProvince)->setValue(text(place.province));
        m_edits.at(fields::identity::OriginCommune)->setValue(text(place.commune));
        m_edits.at(fields::identity::OriginZone)->setValue(text(place.zone));
        m_edits.at(fields::identity::OriginColline)->setValue(text(place.colline));
        m_placeCode = text(place.code);
        m_division = Value(place.division == model::Division::Old ? "old" : "new");
        changed();
    });
    retranslate();
    loadDraft();
    kit::runInBackground( // read before somebody types a place
        this, [] { return model::Gazetteer::burundi().size(); }, [](std::size_t) {});
}

AdmitPage::~AdmitPage() = default;

kit::PageId AdmitPage::id() const
{
    return AdmitPageId;
}

QString AdmitPage::title() const
{
    return tr("Admit a person");
}

QList<QAction *> AdmitPage::toolbarActions() const
{
    return {m_discard, m_admit};
}

void AdmitPage::open(const kit::PageArgument &argument)
{
    m_banner->hide();
    if (const auto *announced = argument.as<OpenAdmission>())
        fillFrom(announced->hold);
    else if (const auto *referred = argument.as<OpenAnnouncedAdmission>())
        fillFromReferral(referred->package);
    m_edits.at(fields::identity::FamilyName)->setFocusToEditor();
    m_scroll->ensureVisible(0, 0);
    askWhetherHere();
}

/// Said before anything is typed: a laptop that is not given names makes no file.
void AdmitPage::askWhetherHere()
{
    context().workspace->ask(
        this, [](casework::Desk &desk) -> base::Result<bool> { return !desk.log.isElsewhere(sync::Compartment::Identity); },
        [this](const base::Result<bool> &isHere) {
            const bool mayAdmit = !isHere || *isHere; // what else is wrong is told when it is tried
            for (const auto &[field, edit] : m_edits)
                edit->setEnabled(mayAdmit);
            m_addChild->setEnabled(mayAdmit);
            m_admit->setEnabled(mayAdmit && !m_isBusy);
            m_admitButton->setEnabled(mayAdmit && !m_isBusy);
            if (mayAdmit)
                return;
            m_banner->setText(
                tr("Names and origins are not kept on this computer, so nobody can be admitted on it. Admit on "
                   "a computer that keeps them; until then, announce the person on the page of the house."));
            m_banner->show();
        });
}

QVBoxLayout *AdmitPage::addSection(QLabel *&title)
{
    auto *card = new QFrame(this);
    kit::setCard(card);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(kit::space::Two, kit::space::Two, kit::space::Two, kit::space::Two);
    column->setSpacing(kit::space::Two);
    title = kit::makeLabel(kit::TextRole::Heading, card);
    column->addWidget(title);
    m_column->addWidget(card);
    return column;
}

void AdmitPage::addEdits(QVBoxLayout *column, std::initializer_list<sync::FieldId> list, Edits &edits)
{
    auto *grid = new kit::FlowGrid(FieldColumns, FieldWidth);
    for (const sync::FieldId field : list) {
        auto *edit = new ValueEdit(field, kit::Translations::code(context().translations->language()), this);
        const bool isWide = field == fields::stay::UrgentNeeds || field == fields::stay::Reason ||
                            field == fields::case_file::Languages || field == fields::identity::SafeContact;
        grid->addCell(edit, isWide);
        connect(edit, &ValueEdit::valueEdited, this, [this, edit] {
            edit->setProblem({});
            changed();
        });
        edits.emplace(field, edit);
    }
    column->addLayout(grid);
}

void AdmitPage::addChild()
{
    auto child = std::make_unique<Child>();
    child->card = new QFrame(this);
    kit::setCard(child->card);
    auto *column = new QVBoxLayout(child->card);
    auto *head = new QHBoxLayout;
    child->title = kit::makeLabel(kit::TextRole::FieldLabel, child->card);
    child->remove = new kit::PushButton(child->card);
    kit::setButtonRole(child->remove, kit::ButtonRole::Quiet);
    head->addWidget(child->title, 1);
    head->addWidget(child->remove);
    column->addLayout(head);
    addEdits(column,
             {fields::identity::FamilyName, fields::identity::GivenNames, fields::case_file::Sex,
              fields::identity::BirthDate, fields::case_file::EstimatedAge, fields::identity::KnownAs},
             child->edits);
    connect(child->remove, &QPushButton::clicked, this, [this, which = child.get()] {
        removeChild(which);
        changed();
    });
    m_childColumn->insertWidget(m_childColumn->count() - 1, child->card);
    // Tab goes on from the child's last field to the buttons below, which were made long before it.
    setTabOrder(child->edits.at(fields::identity::KnownAs)->lastField(), m_addChild);
    setTabOrder(m_addChild, m_admitButton);
    m_children.push_back(std::move(child));
    retranslate();
}

void AdmitPage::removeChild(Child *child)
{
    child->card->deleteLater();
    std::erase_if(m_children, [child](const auto &each) { return each.get() == child; });
    retranslate();
}

void AdmitPage::retranslate()
{
    m_intro->setText(
        tr("Nothing here is required. What you type is kept at once; the file is opened when you press “Admit”."));
    m_arrivalTitle->setText(tr("Arrival"));
    m_personTitle->setText(tr("The person"));
    m_originTitle->setText(tr("Where she or he comes from, and contact"));
    m_childrenTitle->setText(tr("Children who come along: each gets a file of their own"));
    m_addChild->setText(tr("Add a child"));
    m_admit->setText(tr("Admit"));
    m_admitButton->setText(tr("Admit (Ctrl+Enter)"));
    m_discard->setText(tr("Empty the page"));
    m_openEarlier->setText(tr("Look at that file"));
    m_place->retranslate();
    const QString language = kit::Translations::code(context().translations->language());
    for (const auto &[field, edit] : m_edits)
        edit->setLanguage(language);
    m_edits.at(fields::stay::ArrivedAt)->setPlaceholder(tr("Now, or dd/MM/yyyy HH:mm"));
    int number = 0;
    for (const auto &child : m_children) {
        child->title->setText(tr("Child %1").arg(++number));
        child->remove->setText(tr("Take this child away"));
        for (const auto &[field, edit] : child->edits)
            edit->setLanguage(language);
    }
    m_lookSoon.start();
}

void AdmitPage::changed()
{
    if (m_isRestoring)
        return;
    m_draftPause.touch();
    m_lookSoon.start();
}

bool AdmitPage::flushEdits()
{
    for (const auto &[field, edit] : m_edits)
        edit->flush();
    for (const auto &child : m_children) {
        for (const auto &[field, edit] : child->edits)
            edit->flush();
    }
    if (m_draftPause.isActive())
        saveDraft();
    return true;
}

void AdmitPage::clear()
{
    m_hold.reset();
    m_package.reset();
    m_isRestoring = true;
    for (const auto &[field, edit] : m_edits) {
        edit->flush();
        edit->setValue({});
        edit->setProblem({});
    }
    while (!m_children.empty())
        removeChild(m_children.back().get());
    m_placeCode = {};
    m_division = {};
    m_earlier->hide();
    m_banner->hide();
    m_isRestoring = false;
    m_lookSoon.start();
}

void AdmitPage::lookForHerFile()
{
    m_earlier->hide();
    m_earlierPerson.reset();
    const int look = ++m_look;
    casework::PersonDraft draft = admission().person;
    if (draft.familyName.isNull() && draft.givenNames.isNull() && draft.knownAs.isNull())
        return;
    struct Found
    {
        std::shared_ptr<const casework::MatchIndex> known;
        std::vector<casework::PossibleMatch> matches;
    };
    context().workspace->ask(
        this,
        [known = m_known, draft = std::move(draft)](casework::Desk &desk) mutable -> base::Result<Found> {
            if (known == nullptr) {
                INDARO_TRY_ASSIGN(known, casework::MatchIndex::load(desk));
            }
            INDARO_TRY_ASSIGN(auto matches, casework::possibleMatches(desk, *known, draft, 1));
            return Found{known, std::move(matches)};
        },
        [this, look](const base::Result<Found> &found) {
            if (!found || look != m_look)
                return; // something else is typed by now
            m_known = found->known;
            if (found->matches.empty())
                return;
            const casework::PossibleMatch &match = found->matches.front();
            m_earlierPerson = match.file;
            m_earlierText->setText(
                match.isBack
                    ? tr("Possible match: file %1, of somebody who was here before. Look at it before you open a "
                         "second file for the same person: who comes back keeps the file she has.")
                          .arg(match.caseCode)
                    : tr("Possible match: file %1. Look at it, or ask a colleague who may, before you open a second "
                         "file for the same person.")
                          .arg(match.caseCode));
            m_earlier->show();
        });
}

void AdmitPage::showProblem(const base::Error &error)
{
    const sync::FieldId field{static_cast<std::uint16_t>(error.number("table")),
                              static_cast<std::uint16_t>(error.number("field"))};
    const QString text = kit::errorText(error).whole();
    if (const auto edit = m_edits.find(field); edit != m_edits.end()) {
        edit->second->setProblem(text);
        edit->second->setFocusToEditor();
        kit::scrollTo(edit->second);
        return;
    }
    m_banner->setText(text);
    m_banner->show();
    m_scroll->ensureVisible(0, 0);
}

void AdmitPage::admit()
{
    const bool isFilling = m_waiting || m_packageWaiting; // she would be admitted without what announced her
    if (m_isBusy || isFilling || !flushEdits())
        return;
    m_isBusy = true;
    m_scroll->widget()->setEnabled(false); // what would be typed now would be emptied with the rest
    m_discard->setEnabled(false);
    m_admit->setEnabled(false);
    m_admitButton->setEnabled(false);
    m_banner->hide();
    context().workspace->ask(
        this,
        [admission = admission(), hold = m_hold,
         package = m_package](casework::Desk &desk) -> base::Result<casework::Admitted> {
            INDARO_TRY_ASSIGN(auto admitted, casework::admitPerson(desk, admission));
            // She is here whatever became of the call: it stays on the board until somebody says so.
            if (hold) [[maybe_unused]]
                const auto arrived = casework::holdArrived(desk, *hold, admitted.id, admitted.children);
            if (package) [[maybe_unused]] // the same: it can be filed with her from its list
                const auto filed = casework::fileIncomingPackage(desk, *package, admitted.id);
            INDARO_TRY(casework::discardDraft(desk, DraftKey));
            return admitted;
        },
        [this](base::Result<casework::Admitted> admitted) {
            m_isBusy = false;
            m_scroll->widget()->setEnabled(true);
            m_discard->setEnabled(true);
            m_admit->setEnabled(true);
            m_admitButton->setEnabled(true);
            if (!admitted) {
                showProblem(admitted.error());
                return;
            }
            clear();
            m_draftPause.stop();
            context().navigator->showNotice(
                tr("Admitted: file %1, register number %2").arg(admitted->caseCode, admitted->registerNumber));
            context().navigator->openPage(CaseFilePageId, OpenCaseFile{admitted->id});
        });
}

kit::PageEntry admitPage()
{
    return {AdmitPageId, kit::PageEntry::Place::None, [] { return AdmitPage::tr("Admit a person"); },
            QStringLiteral("list-add"),
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new AdmitPage(context, parent); }};
}

} // namespace indaro::ui::pages
