// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/referral_page.h"

#include "core/casework/directory/directory.h"
#include "core/casework/workspace.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/referrals/document_binding.h"
#include "ui/pages/referrals/form_field_edit.h"
#include "ui/pages/referrals/going_back_panel.h"
#include "ui/pages/referrals/package_panel.h"
#include "ui/pages/referrals/receiver_choice.h"
#include "ui/pages/referrals/referral_course_view.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/print/preview_widget.h"

#include <QAction>
#include <QCheckBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int RoomForFormAndPaper = 860; ///< less, and the form beside the paper would scroll sideways

} // namespace

struct ReferralPage::Loaded
{
    casework::Referral referral;
    casework::HouseDetails house;
    casework::ConsentFacts consents;
    std::vector<casework::DirectoryEntry> directory;
    std::shared_ptr<const CourseOfReferral> became;
};

ReferralPage::ReferralPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_print(new QAction(this)), m_pdf(new QAction(this)), m_paper(new QAction(this)),
      m_status(kit::makeLabel(kit::TextRole::Heading, this)), m_problem(kit::makeLabel(kit::TextRole::Body, this)),
      m_guards(new GuardPanel(context, this)), m_consentHint(kit::makeLabel(kit::TextRole::Muted, this)),
      m_consentText(kit::makeLabel(kit::TextRole::Body, this)), m_agrees(new kit::PushButton(this)),
      m_refuses(new kit::PushButton(this)), m_tell(kit::makeLabel(kit::TextRole::Body, this)),
      m_told(new kit::PushButton(this)), m_addressWarning(kit::makeLabel(kit::TextRole::Body, this)),
      m_address(new kit::CheckBox(this)), m_scroll(new QScrollArea(this)), m_preview(new print::PreviewWidget(this))
{
    auto *body = new QWidget(m_scroll);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Two, kit::space::Three);
    m_column->setSpacing(kit::space::Two);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    m_problem->hide();
    for (QWidget *widget :
         {static_cast<QWidget *>(m_status), static_cast<QWidget *>(m_problem), static_cast<QWidget *>(m_guards),
          static_cast<QWidget *>(m_consentHint), static_cast<QWidget *>(m_consentText)})
        m_column->addWidget(widget);
    for (auto *button : {m_agrees, m_refuses}) // one above the other: side by side they would widen the form in French
        m_column->addWidget(button, 0, Qt::AlignLeft);
    m_column->addWidget(m_tell);
    m_column->addWidget(m_told, 0, Qt::AlignLeft);
    m_column->addWidget(m_address);
    m_column->addWidget(m_addressWarning);
    makeForm();
    m_consentText->setObjectName(QStringLiteral("consents"));
    m_agrees->setObjectName(QStringLiteral("agrees"));
    m_refuses->setObjectName(QStringLiteral("refuses"));
    m_tell->setProperty("textRole", QStringLiteral("error"));
    m_tell->setObjectName(QStringLiteral("tell"));
    m_told->setObjectName(QStringLiteral("told"));
    for (QWidget *part : {static_cast<QWidget *>(m_tell), static_cast<QWidget *>(m_told)})
        part->hide();
    m_addressWarning->setObjectName(QStringLiteral("addressWarning"));
    m_addressWarning->setProperty("textRole", QStringLiteral("error"));
    m_addressWarning->hide();
    m_column->addStretch();
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_scroll);
    splitter->addWidget(m_preview);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    constexpr int FormWidth = 560;
    splitter->setSizes({FormWidth, FormWidth});
    m_scroll->setMinimumWidth(FormWidth / 2);
    m_preview->setMinimumWidth(FormWidth / 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter);
    m_print->setShortcut(QKeySequence::Print);
    connect(&m_pause, &QTimer::timeout, this, &ReferralPage::save);
    connect(m_address, &QCheckBox::toggled, this, &ReferralPage::changed);
    connect(m_agrees, &QPushButton::clicked, this, [this] { noteConsent(true); });
    connect(m_refuses, &QPushButton::clicked, this, [this] { noteConsent(false); });
    connect(m_print, &QAction::triggered, this, [this] { askAboutAddress(true); });
    connect(m_pdf, &QAction::triggered, this, [this] { askAboutAddress(false); });
    m_paper->setCheckable(true);
    m_paper->setShortcut(QKeySequence(Qt::Key_F7)); // as the notes beside an interview
    connect(m_paper, &QAction::toggled, this, &ReferralPage::arrange);
    connect(m_told, &QPushButton::clicked, this, &ReferralPage::recordTold);
    retranslate();
}

void ReferralPage::arrange()
{
    const bool isPaper = m_isNarrow && m_paper->isChecked();
    m_scroll->setVisible(!isPaper);
    m_preview->setVisible(!m_isNarrow || isPaper);
}

void ReferralPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    if (std::exchange(m_isNarrow, width() < RoomForFormAndPaper) == m_isNarrow)
        return;
    arrange();
    Q_EMIT toolbarActionsChanged();
}

void ReferralPage::recordTold()
{
    if (!m_referral)
        return;
    context().workspace->ask(
        this,
        [id = m_referral->id](casework::Desk &desk) {
            return casework::recordReferralStep(desk, id, {.status = casework::ReferralStatus::Revoked, .evidence = "own"});
        },
        [this](const base::Result<sync::RecordId> &told) {
            if (!told)
                return showProblem(told.error());
            reload();
        });
}

void ReferralPage::reload()
{
    if (!m_referral)
        return;
    context().workspace->ask(
        this,
        [id = m_referral->id](casework::Desk &desk) -> base::Result<std::shared_ptr<const CourseOfReferral>> {
            INDARO_TRY_ASSIGN(auto course, loadCourse(desk, id));
            return std::make_shared<const CourseOfReferral>(std::move(course));
        },
        [this](const base::Result<std::shared_ptr<const CourseOfReferral>> &course) {
            if (!course)
                return showProblem(course.error());
            if (!m_referral || (*course)->referral.id != m_referral->id)
                return;
            m_became = *course;
            m_referral = m_became->referral;
            showStatus();
        });
}

void ReferralPage::showCourse()
{
    if (m_course == nullptr)
        return;
    if (m_became != nullptr && m_referral && m_became->referral.id == m_referral->id)
        m_course->show(m_became);
    else
        m_course->clear();
}

void ReferralPage::makeForm()
{
    auto form = documents::loadBuiltinTemplate(QStringLiteral("referral"));
    auto styles = documents::loadBuiltinStyles();
    if (!form || !styles) {
        showProblem(form ? styles.error() : form.error());
        return;
    }
    m_template = std::move(form).value();
    m_styles = std::move(styles).value();
    m_course = new ReferralCourseView(context(), *m_template, this);
    m_column->insertWidget(1, m_course); // below where it stands: what became of it is what one comes back for
    m_course->setHeld([this](std::function<void()> again) { holdBack(std::move(again)); });
    connect(m_course, &ReferralCourseView::written, this, &ReferralPage::reload);
    connect(m_course, &ReferralCourseView::letterWanted, this, &ReferralPage::printReminder);
    makePackageParts();
    for (const auto &section : m_template->parts.front().sections) {
        auto *card = new QFrame(this);
        kit::setCard(card);
        auto *inner = new QVBoxLayout(card);
        inner->setSpacing(kit::space::Two);
        if (!section.title.isEmpty()) {
            auto *title = kit::makeLabel(kit::TextRole::Heading, card);
            m_titles.emplace_back(title, section.title);
            inner->addWidget(title);
        }
        bool hasFields = false;
        for (const auto &row : section.rows) {
            for (const auto &field : row.fields) {
                using documents::FieldKind;
                if (field.kind == FieldKind::Area || field.kind == FieldKind::Note || field.kind == FieldKind::TearOff ||
                    field.kind == FieldKind::Table)
                    continue; // for the pen only
                if (field.name == QLatin1String("from_location"))
                    continue; // the address switch alone fills it
                auto *edit = new FormFieldEdit(field, casework::personalLines().contains(field.name), card);
                connect(edit, &FormFieldEdit::edited, this, &ReferralPage::changed);
                inner->addWidget(edit);
                m_edits.push_back(edit);
                hasFields = true;
            }
        }
        card->setVisible(hasFields);
        m_column->addWidget(card);
    }
    const auto agency = std::ranges::find(m_edits, u"to_agency"_s, &FormFieldEdit::name);
    if (agency == m_edits.end() || (*agency)->line() == nullptr)
        return;
    m_receivers = new ReceiverChoice(context(), m_edits, *agency);
    connect(m_receivers, &ReceiverChoice::filled, this, &ReferralPage::changed);
}

kit::PageId ReferralPage::id() const
{
    return ReferralPageId;
}

QString ReferralPage::title() const
{
    return m_referral ? tr("Referral %1").arg(m_referral->serial) : tr("Referral");
}

QList<QAction *> ReferralPage::toolbarActions() const
{
    return m_isNarrow ? QList{m_print, m_pdf, m_paper} : QList{m_print, m_pdf};
}

void ReferralPage::open(const kit::PageArgument &argument)
{
    const auto *which = argument.as<OpenReferral>();
    if (which == nullptr)
        return;
    m_referral.reset();
    m_became.reset();
    PaperWork::of(this)->forgetLayout();
    m_preview->setPages({}); // of the one before
    if (m_course != nullptr)
        m_course->clear(); // what is open there is about the one before
    if (m_package != nullptr) {
        m_package->dismiss();
        m_goingBack->dismiss();
        m_news->dismiss();
    }
    m_guards->dismiss();
    context().workspace->ask(
        this,
        [open = *which](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            INDARO_TRY_ASSIGN(auto house, casework::loadHouse(desk));
            INDARO_TRY_ASSIGN(auto consents, casework::loadConsentFacts(desk, open.person));
            INDARO_TRY_ASSIGN(auto directory, casework::listDirectory(desk));
            if (open.referral) {
                INDARO_TRY_ASSIGN(auto course, loadCourse(desk, *open.referral));
                const auto became = std::make_shared<const CourseOfReferral>(std::move(course));
                return std::make_shared<Loaded>(
                    Loaded{became->referral, std::move(house), std::move(consents), std::move(directory), became});
            }
            INDARO_TRY_ASSIGN(const auto content, casework::prefillReferral(desk, open.person));
            INDARO_TRY_ASSIGN(const auto referral, casework::createReferral(desk, open.person, content));
            INDARO_TRY_ASSIGN(auto course, loadCourse(desk, referral.id));
            return std::make_shared<Loaded>(Loaded{referral, std::move(house), std::move(consents), std::move(directory),
                                                   std::make_shared<const CourseOfReferral>(std::move(course))});
        },
        [this, visit = ++m_visit, open = *which](base::Result<std::shared_ptr<Loaded>> loaded) {
            if (visit != m_visit)
                return; // another one was opened meanwhile
            if (!loaded)
                return showProblem(loaded.error());
            if ((*loaded)->referral.content.form.value(u"direction"_s) == "internal"_L1) {
                context().navigator->openPage(IncomingPageId); // it has no paper, and is answered there
                return;
            }
            show(**loaded);
            if (open.isSlipBack && m_course != nullptr)
                m_course->beginSlip(open.scan);
            // Coming back here opens this one again, instead of writing a new one under a new number.
            context().navigator->keepPlace(OpenReferral{m_referral->caseFile, m_referral->id});
        });
}

void ReferralPage::show(const Loaded &loaded)
{
    m_isFilling = true;
    m_problem->hide();
    m_referral = loaded.referral;
    m_house = loaded.house;
    m_became = loaded.became;
    m_consents = loaded.consents;
    m_filledFor.clear();
    const auto &content = m_referral->content;
    for (auto *edit : m_edits) {
        const bool isPersonal = casework::personalLines().contains(edit->name());
        edit->setValue(isPersonal ? content.person.value(edit->name()) : content.form.value(edit->name()));
        edit->setShared(content.shared.contains(edit->name()));
        edit->setProblem({});
    }
    m_address->setChecked(content.showsHouseAddress);
    m_isFilling = false;
    if (m_receivers != nullptr)
        m_receivers->setEntries(loaded.directory);
    showStatus();
    preview();
    if (isVisible() && !m_edits.empty())
        m_edits.front()->setFocus(); // and not the button that says she refuses, which stands before it
    m_scroll->ensureVisible(0, 0);
    Q_EMIT titleChanged();
}

void ReferralPage::showStatus()
{
    const bool isDraft = m_referral && m_referral->status == casework::ReferralStatus::Draft;
    for (auto *edit : m_edits)
        edit->setReadOnly(!isDraft);
    m_address->setEnabled(isDraft);
    if (m_referral)
        m_status->setText(tr("%1: %2").arg(m_referral->serial, referralStatusText(m_referral->status)));
    m_print->setText(m_referral && casework::isPrintedAgain(*m_referral) ? tr("Print again") : tr("Print"));
    m_consentHint->setVisible(isDraft);
    showCourse();
    showConsents();
    showAddressWarning();
    showPackageParts();
}

void ReferralPage::clearProblems()
{
    m_problem->hide();
    for (auto *edit : m_edits)
        edit->setProblem({});
}

casework::ReferralContent ReferralPage::content() const
{
    casework::ReferralContent content;
    for (const auto *edit : m_edits) {
        const QString value = edit->value();
        if (casework::personalLines().contains(edit->name())) {
            if (!value.isEmpty())
                content.person.insert(edit->name(), value);
            if (edit->isShared())
                content.shared << edit->name();
        } else if (!value.isEmpty())
            content.form.insert(edit->name(), value);
    }
    content.shared.sort();
    content.showsHouseAddress = m_address->isChecked();
    return content;
}

documents::DocumentData ReferralPage::data() const
{
    casework::Referral referral = *m_referral;
    if (referral.status == casework::ReferralStatus::Draft)
        referral.content = content();
    return documentOf(*m_template, referral, m_house);
}

void ReferralPage::changed()
{
    if (!m_isFilling && m_referral)
        m_pause.touch();
}

void ReferralPage::save()
{
    m_pause.stop();
    if (!m_referral || m_referral->status != casework::ReferralStatus::Draft)
        return;
    m_referral->content = content();
    preview();
    showConsents();
    showAddressWarning();
    context().navigator->showSaveState(kit::SaveState::Saving);
    context().workspace->ask(
        this,
        [id = m_referral->id, content = m_referral->content](casework::Desk &desk) {
            return casework::saveReferral(desk, id, content);
        },
        [this](base::Result<void> saved) {
            context().navigator->showSaveState(saved ? kit::SaveState::Saved : kit::SaveState::NotSaved);
            if (!saved)
                showProblem(saved.error());
        });
}

bool ReferralPage::flushEdits()
{
    if (m_pause.isActive())
        save();
    if (m_course != nullptr)
        m_course->flush();
    if (m_goingBack != nullptr)
        m_goingBack->flush();
    return true;
}

void ReferralPage::preview()
{
    if (m_template && m_referral)
        PaperWork::of(this)->layOutQuietly({print::Paper{*m_template, m_styles, data(), 1}},
                                           [this](const QList<print::Page> &pages) { m_preview->setPages(pages); });
}

void ReferralPage::showProblem(const base::Error &error)
{
    const QString text = kit::errorText(error).whole();
    for (auto *edit : m_edits) {
        edit->setProblem({});
        if (!edit->name().isEmpty() && edit->name().toStdString() == error.text("field")) {
            edit->setProblem(text);
            edit->setFocus();
            kit::scrollTo(edit);
        }
    }
    m_problem->setText(text);
    m_problem->show();
}

void ReferralPage::retranslate()
{
    m_guards->retranslate();
    if (m_course != nullptr)
        m_course->retranslate();
    m_pdf->setText(tr("Save as PDF"));
    m_paper->setText(tr("See the paper"));
    m_consentHint->setText(
        tr("By default only the case code is printed. Switch on “Share” line by line, only what the person "
           "agreed to. Before printing, write down the consent in section 8, or the lawful ground and who "
           "approved it."));
    m_address->setText(tr("Print the address of the house for this receiver"));
    m_tell->setText(tr("The agreement was taken back, and the receiver has a copy. Tell them today, and ask for the copy."));
    if (m_package != nullptr) {
        m_package->retranslate();
        m_goingBack->retranslate();
        m_seal->setText(tr("Send as a sealed package…"));
        m_takeIn->setText(tr("Take in their answer from a file…"));
        m_giveBack->setText(tr("Write the slip that goes back"));
    }
    m_told->setText(tr("The receiver has been told"));
    m_agrees->setText(tr("The person agrees today"));
    m_refuses->setText(tr("The person refuses, or takes it back"));
    const QString language = kit::Translations::code(context().translations->language());
    for (auto *edit : m_edits)
        edit->setLanguage(language);
    for (const auto &[title, label] : m_titles)
        title->setText(labelText(label, language));
    showStatus();
}

kit::PageEntry referralPage()
{
    return {
        ReferralPageId, kit::PageEntry::Place::None, [] { return ReferralPage::tr("Referral"); },
        QStringLiteral("document-send"),
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ReferralPage(context, parent); }};
}

} // namespace indaro::ui::pages
