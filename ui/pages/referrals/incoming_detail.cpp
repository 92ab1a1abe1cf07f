// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/incoming_detail.h"

#include "core/casework/referrals/incoming.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/ask.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/hint.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/models/people_directory.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/incoming_papers.h"
#include "ui/pages/referrals/organisation_files.h"
#include "ui/pages/referrals/package_words.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
using base::Result;
using sync::RecordId;

namespace {

constexpr std::size_t MostFound = 12;
constexpr auto SealedWay = "package"_L1;

wire::PackageAnswer givenAnswer(const QString &code)
{
    return code == "accepted"_L1  ? wire::PackageAnswer::Accepted
           : code == "refused"_L1 ? wire::PackageAnswer::Refused
                                  : wire::PackageAnswer::Received;
}

QString codeIn(const ActionPanel::Values &values, sync::FieldId field)
{
    return QString::fromStdString(values.at(field).textOr({}));
}

} // namespace

/// The sealed answer on its way from the store's thread.
struct IncomingDetail::Handed
{
    std::mutex mutex;
    std::shared_ptr<const casework::PreparedAnswer> sealed;
};

IncomingDetail::IncomingDetail(const kit::PageContext &context, const documents::Template &form, QWidget *parent)
    : QFrame(parent), m_context(context), m_form(form), m_people(models::PeopleDirectory::of(context.workspace)),
      m_handed(std::make_shared<Handed>()), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_facts(kit::makeLabel(kit::TextRole::Body, this)), m_key(kit::makeLabel(kit::TextRole::Body, this)),
      m_lines(kit::makeLabel(kit::TextRole::Body, this)), m_whoseTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_banner(new kit::Banner(this)), m_open(new kit::PushButton(this)), m_admit(new kit::PushButton(this)),
      m_keep(new kit::PushButton(this)), m_answerButton(new kit::PushButton(this)), m_search(new QLineEdit(this)),
      m_found(kit::makeNarrowBox(this)), m_file(new kit::PushButton(this)), m_said(kit::makeNarrowBox(this)),
      m_how(kit::makeNarrowBox(this))
{
    kit::setCard(this);
    setObjectName(u"incomingDetail"_s);
    m_facts->setObjectName(u"incomingFacts"_s);
    m_key->setObjectName(u"incomingKey"_s);
    m_lines->setObjectName(u"incomingLines"_s);
    m_open->setObjectName(u"incomingOpen"_s);
    m_admit->setObjectName(u"incomingAdmit"_s);
    m_keep->setObjectName(u"incomingKeep"_s);
    m_answerButton->setObjectName(u"incomingAnswer"_s);
    m_search->setObjectName(u"incomingSearch"_s);
    m_found->setObjectName(u"incomingFound"_s);
    m_file->setObjectName(u"incomingFile"_s);
    m_said->setObjectName(u"incomingSaid"_s);
    m_how->setObjectName(u"incomingHow"_s);
    for (QLabel *label : {m_facts, m_key, m_lines})
        label->setTextFormat(Qt::PlainText); // somebody else wrote it
    makeAnswer();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    m_papers = new IncomingPapers(m_context, this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_banner, m_facts, m_key, m_lines, m_papers})
        column->addWidget(part);
    for (QPushButton *button : {m_answerButton, m_keep, m_admit, m_open})
        column->addWidget(button, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_whoseTitle, m_search, m_found})
        column->addWidget(part);
    column->addWidget(m_file, 0, Qt::AlignLeft);
    column->addWidget(m_answer);
    column->addStretch();
    m_whoseTitle->setBuddy(m_search);
    connect(m_answerButton, &QPushButton::clicked, this, [this] {
        fillAnswers();
        m_answer->begin(m_package->id);
        kit::scrollTo(m_answer);
    });
    connect(m_papers, &IncomingPapers::changed, this, &IncomingDetail::changed);
    connect(m_keep, &QPushButton::clicked, this, &IncomingDetail::keepPlace);
    connect(m_admit, &QPushButton::clicked, this,
            [this] { m_context.navigator->openPage(AdmitPageId, OpenAnnouncedAdmission{m_package->id}); });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_package && m_package->referral && m_package->caseFile)
            m_context.navigator->openPage(ReferralPageId, OpenReferral{*m_package->caseFile, m_package->referral});
    });
    connect(m_search, &QLineEdit::textChanged, this, &IncomingDetail::findPeople);
    connect(m_people, &models::PeopleDirectory::changed, this, &IncomingDetail::findPeople);
    connect(m_found, &QComboBox::currentIndexChanged, this, [this](int row) { m_file->setEnabled(row > 0); });
    connect(m_file, &QPushButton::clicked, this, &IncomingDetail::fileWith);
    retranslate();
    hide();
}

void IncomingDetail::makeAnswer()
{
    m_answer = new ActionPanel(
        m_context, "incoming_answer", {fields::referral_package::Reason, fields::referral_step::Note},
        [handed = m_handed](casework::Desk &desk, RecordId package, const ActionPanel::Values &values) -> Result<void> {
            const casework::PackageAnswerDraft draft{
                givenAnswer(codeIn(values, fields::referral_package::Answer)), values.at(fields::referral_package::Reason),
                QString::fromStdString(values.at(fields::referral_step::Note).textOr({}))};
            const QString how = codeIn(values, fields::referral_step::Way);
            if (how != SealedWay)
                return casework::recordIncomingAnswer(desk, package, draft, how.toStdString());
            INDARO_TRY_ASSIGN(auto sealed, casework::preparePackageAnswer(desk, package, draft));
            const std::lock_guard guard(handed->mutex);
            handed->sealed = std::make_shared<const casework::PreparedAnswer>(std::move(sealed));
            return {};
        },
        this);
    m_answer->setObjectName(u"incomingAnswerPanel"_s);
    m_saidRow = new kit::FormRow(m_said, m_answer);
    m_howRow = new kit::FormRow(m_how, m_answer);
    m_answer->addFirst(m_saidRow, [this](ActionPanel::Values &values) {
        values[fields::referral_package::Answer] = m_said->currentData().toString().toStdString();
        return true;
    });
    m_answer->addMore(m_howRow, [this](ActionPanel::Values &values) {
        values[fields::referral_step::Way] = m_how->currentData().toString().toStdString();
        if (m_how->currentData().toString() != SealedWay || !m_folder.isEmpty())
            return true;
        // Nothing is said to be answered before there is a stick that takes it.
        chooseWritableFolder(
            m_context, this, tr("The stick or folder for the sealed answer"),
            [this](const QString &folder) {
                m_folder = folder;
                m_answer->submit();
            },
            [this](const base::Error &error) { m_banner->showError(error); });
        return false;
    });
    connect(m_answer, &ActionPanel::submitted, this, &IncomingDetail::answered);
}

QString IncomingDetail::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

void IncomingDetail::showPackage(const casework::IncomingPackage &package, const std::optional<casework::PartnerKey> &sender)
{
    if (!m_package || m_package->id != package.id) {
        m_answer->flush();
        m_answer->hide();
        m_banner->dismiss();
        m_search->clear();
        m_keep->setEnabled(true);
        m_unwritten.reset();
        m_folder.clear();
    }
    m_package = package;
    m_sender = sender;
    setVisible(true);
    m_papers->showPackage(package);
    showWords();
}

void IncomingDetail::clear()
{
    m_answer->flush();
    m_papers->clear();
    m_package.reset();
    hide();
}

void IncomingDetail::flush()
{
    m_answer->flush();
}

void IncomingDetail::showWords()
{
    if (!m_package)
        return;
    const casework::IncomingPackage &package = *m_package;
    m_title->setText(package.partnerName);
    QStringList facts;
    if (!package.serial.isEmpty())
        facts << tr("Their number: %1").arg(package.serial);
    const QString came = kit::dateTimeText(package.openedAt);
    const QString by = package.openedBy.isEmpty() ? u"—"_s : package.openedBy; // an account nobody has described
    facts << (package.isOnPaper ? tr("On paper, typed in on %1 by %2").arg(came, by)
                                : tr("In a sealed package, opened on %1 by %2").arg(came, by));
    if (package.answer)
        facts << tr("Answered: %1").arg(packageAnswerText(*package.answer));
    if (!package.told.way.isEmpty())
        facts.last() += u" ("_s + models::codeLabel(u"referral_way"_s, package.told.way, language()) + u')';
    if (!package.told.note.isEmpty())
        facts << tr("Told with it: %1").arg(package.told.note);
    if (!package.answer && package.kind == wire::PackageKind::Referral)
        facts << tr("Nobody has answered yet.");
    m_facts->setText(facts.join(u'\n'));
    m_key->setVisible(!package.isOnPaper);
    if (m_sender)
        m_key->setText(PackageWords::standing(*m_sender));
    else
        m_key->setText(tr("The organisation has no key in the directory any more."));
    const bool isWaiting = package.kind == wire::PackageKind::Referral && !package.referral;
    const bool mayRead = !m_context.workspace->access() || m_context.workspace->access()->mayRead(casework::Thing::Identity);
    const bool isReadable = !package.content.lines.isEmpty();
    m_lines->setText(isReadable ? PackageWords::lines(m_form, package.content.lines, language()).join(u'\n')
                     : isWaiting && package.answer == wire::PackageAnswer::Refused
                         ? tr("It was refused: what it said is forgotten here.")
                     : isWaiting && mayRead ? tr("Nobody filed it in time: what it said is forgotten here.")
                                            : tr("What it says is in the referral."));
    const auto &access = m_context.workspace->access();
    const bool mayAct = !access || access->mayDo(casework::Thing::Consents);
    m_open->setVisible(package.referral.has_value());
    m_answerButton->setVisible(mayAct && package.kind == wire::PackageKind::Referral);
    for (QWidget *part : std::initializer_list<QWidget *>{m_admit, m_keep, m_whoseTitle, m_search, m_found, m_file})
        part->setVisible(mayAct && isWaiting && isReadable);
    findPeople();
}

void IncomingDetail::findPeople()
{
    const QString typed = m_search->text().trimmed();
    const QVariant chosen = m_found->currentData();
    m_found->clear();
    m_found->addItem(tr("Choose the person"), QVariant());
    if (m_people->index() != nullptr && !typed.isEmpty()) {
        const auto rows = m_people->index()->search(typed);
        for (std::size_t i = 0; i < std::min(rows.size(), MostFound); ++i) {
            const casework::PersonRow row = m_people->index()->row(rows[i]);
            m_found->addItem(tr("%1, %2").arg(row.caseCode, row.fullName.isEmpty() ? row.displayName : row.fullName),
                             QVariant::fromValue(QByteArray(reinterpret_cast<const char *>(row.id.bytes().data()),
                                                            qsizetype(row.id.bytes().size()))));
        }
    }
    // Whoever was chosen stays chosen; who is not found any more leaves nobody chosen.
    m_found->setCurrentIndex(chosen.isValid() ? std::max(0, m_found->findData(chosen)) : 0);
    m_file->setEnabled(m_found->currentIndex() > 0);
}

void IncomingDetail::fileWith()
{
    const QByteArray bytes = m_found->currentData().toByteArray();
    const auto person = casework::CaseId::fromBytes(base::asBytes({bytes.constData(), std::size_t(bytes.size())}));
    if (!person || !m_package)
        return;
    const kit::Question question{
        tr("File it with this person"),
        tr("Is the referral of %1 about this person: %2?").arg(m_package->partnerName, m_found->currentText()),
        tr("What it says stands in her or his file then, and cannot be taken to another."),
        {tr("Cancel"), tr("File it with this person")},
        0,
        true};
    m_context.ask->ask(this, question, [this, person = *person, id = m_package->id](int choice) {
        if (choice == 1 && m_package && m_package->id == id)
            fileNow(person);
    });
}

void IncomingDetail::fileNow(casework::CaseId person)
{
    m_context.workspace->ask(
        this, [id = m_package->id, person](casework::Desk &desk) { return casework::fileIncomingPackage(desk, id, person); },
        [this](const Result<RecordId> &filed) {
            if (!filed)
                return m_banner->showError(filed.error());
            m_banner->keepSaying(
                [this] { m_banner->showMessage(kit::Banner::Kind::Good, tr("It is a referral in her or his file now.")); });
            Q_EMIT changed();
        });
}

void IncomingDetail::keepPlace()
{
    m_context.workspace->ask(
        this, [id = m_package->id](casework::Desk &desk) { return casework::keepPlaceFor(desk, id); },
        [this](const Result<RecordId> &kept) {
            if (!kept && kept.error().code == base::Errc::WrongState)
                return m_banner->showMessage(kit::Banner::Kind::Info,
                                             tr("A place is kept for it already: it stands on the page of the house."));
            if (!kept)
                return m_banner->showError(kept.error());
            m_keep->setEnabled(false);
            m_banner->keepSaying([this] {
                m_banner->showMessage(kit::Banner::Kind::Good, tr("A place is kept until this hour tomorrow. It stands on "
                                                                  "the page of the house; change there who and how "
                                                                  "many come."));
            });
        });
}

void IncomingDetail::answered()
{
    {
        const std::lock_guard guard(m_handed->mutex);
        m_unwritten = std::exchange(m_handed->sealed, nullptr);
    }
    if (const QString folder = std::exchange(m_folder, QString()); m_unwritten != nullptr)
        return write(folder);
    Q_EMIT changed();
    m_banner->keepSaying([this] { m_banner->showMessage(kit::Banner::Kind::Good, tr("The answer is written down.")); });
}

void IncomingDetail::chooseFolder()
{
    m_banner->keepSaying([this] {
        m_banner->showAction(kit::Banner::Kind::Warning, tr("The answer is sealed, but it is on no stick yet."),
                             tr("Write it to a stick or folder…"), [this] { chooseFolder(); });
    });
    m_context.files->chooseFolder(this, tr("The stick or folder for the sealed answer"), {},
                                  [this](const QString &folder) { write(folder); });
}

/// It is answered when the file lies there, and not before.
void IncomingDetail::write(const QString &folder)
{
    if (m_unwritten == nullptr)
        return;
    writeThenRecord(
        m_context, this, folder, std::shared_ptr<const casework::SealedPackage>(m_unwritten, &m_unwritten->sealed),
        [prepared = m_unwritten](casework::Desk &desk) { return casework::recordPackageAnswerSealed(desk, *prepared); },
        [this, prepared = m_unwritten](const Result<QString> &written, bool isLeftBehind) {
            if (m_unwritten != prepared)
                return;
            if (!written)
                return m_banner->showAction(kit::Banner::Kind::Error,
                                            kit::errorText(written.error()).whole() + u' ' +
                                                PackageWords::notLeft(prepared->sealed.fileName, isLeftBehind),
                                            tr("Write it to a stick or folder…"), [this] { chooseFolder(); });
            m_unwritten.reset();
            m_banner->keepSaying([this, name = prepared->sealed.fileName] {
                m_banner->showMessage(kit::Banner::Kind::Good,
                                      tr("The file %1 is written. Give it to who sent the referral.").arg(name));
            });
            Q_EMIT changed();
        });
}

void IncomingDetail::fillAnswers()
{
    const auto fillBox = [](QComboBox *box, const QList<std::pair<QString, QString>> &choices) {
        const QVariant chosen = box->currentData();
        box->clear();
        for (const auto &[text, code] : choices)
            box->addItem(text, code);
        box->setCurrentIndex(std::max(0, box->findData(chosen)));
    };
    using enum wire::PackageAnswer;
    fillBox(m_said, {{packageAnswerText(Received), u"received"_s},
                     {packageAnswerText(Accepted), u"accepted"_s},
                     {packageAnswerText(Refused), u"refused"_s}});
    QList<std::pair<QString, QString>> ways;
    if (m_package && !m_package->isOnPaper)
        ways.append({tr("as a signed file"), QString(SealedWay)});
    for (const QString &way : {u"phone"_s, u"hand"_s, u"person"_s, u"email"_s})
        ways.append({models::codeLabel(u"referral_way"_s, way, language()), way});
    fillBox(m_how, ways);
}

void IncomingDetail::retranslate()
{
    m_answerButton->setText(tr("Answer…"));
    m_keep->setText(tr("Keep a place until tomorrow"));
    m_admit->setText(tr("She or he is here: admit"));
    m_open->setText(tr("Open the referral"));
    m_whoseTitle->setText(tr("Or it is somebody who has a file already"));
    kit::setHint(m_search, tr("Name or case code"));
    m_search->setAccessibleName(m_whoseTitle->text());
    m_found->setAccessibleName(m_whoseTitle->text());
    m_file->setText(tr("File it with this person"));
    m_saidRow->setLabel(tr("What is answered"));
    m_howRow->setLabel(tr("How they learn it"));
    m_papers->retranslate();
    m_answer->setTexts(
        tr("The answer to who sent it (no story of the person). It can be given before anybody files the referral: the way "
           "and the note are kept, and stand in it then. The note goes into the signed file."),
        tr("Answer"));
    fillAnswers();
    showWords();
}

} // namespace indaro::ui::pages
