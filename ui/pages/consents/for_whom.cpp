// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/for_whom.h"

#include "core/casework/directory/directory_search.h"
#include "core/casework/workspace.h"
#include "core/model/code_list.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/line_suggestions.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <map>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ReceiverFieldWidth = 240;
constexpr qsizetype FewestTyped = 2;
constexpr std::size_t MostBodies = 8;
constexpr QLatin1StringView NotChosen("?"); ///< no code of consent_recipient, and not the house, which has none

/// What the consents call a kind of body of the directory.
QString recipientOf(const QString &category)
{
    static const std::map<QString, QString> kinds{
        {u"integrated_centre"_s, u"health"_s}, {u"hospital"_s, u"health"_s},       {u"health_centre"_s, u"health"_s},
        {u"mental_health"_s, u"health"_s},     {u"family_centre"_s, u"social"_s},  {u"social_services"_s, u"social"_s},
        {u"local_authority"_s, u"social"_s},   {u"police_unit"_s, u"police"_s},    {u"justice"_s, u"justice"_s},
        {u"legal_aid"_s, u"lawyer"_s},         {u"commission"_s, u"commission"_s}, {u"embassy"_s, u"embassy"_s},
        {u"shelter"_s, u"other_shelter"_s},    {u"school"_s, u"school"_s},         {u"training"_s, u"school"_s},
    };
    const auto found = kinds.find(category);
    return found == kinds.end() ? u"other_ngo"_s : found->second;
}

/// Bodies of the directory whose name is being typed.
class BodiesOfDirectory final : public kit::LineSuggestions
{
public:
    using Entries = std::vector<casework::DirectoryEntry>;
    BodiesOfDirectory(QLineEdit *line, std::shared_ptr<const Entries> entries,
                      std::function<void(const casework::DirectoryEntry &)> taken, QWidget *parent)
        : kit::LineSuggestions(line, Enter::TakesTyped, parent), m_entries(std::move(entries)), m_taken(std::move(taken))
    {
    }

protected:
    [[nodiscard]] QStringList look(const QString &typed) override
    {
        m_matches.clear();
        if (typed.trimmed().size() >= FewestTyped)
            m_matches = casework::filterDirectory(*m_entries, {.words = typed, .service = {}, .place = {}}, {});
        if (m_matches.size() > MostBodies)
            m_matches.erase(m_matches.begin() + MostBodies, m_matches.end());
        QStringList texts;
        for (const casework::DirectoryEntry &entry : m_matches)
            texts << (entry.place.isEmpty() ? entry.name : entry.name + u", "_s + entry.place);
        return texts;
    }
    void take(int row) override { m_taken(m_matches[static_cast<std::size_t>(row)]); }

private:
    std::shared_ptr<const Entries> m_entries;
    std::function<void(const casework::DirectoryEntry &)> m_taken;
    Entries m_matches;
};

} // namespace

ForWhom::ForWhom(const kit::PageContext &context, const QString &kind, const QString &group, QWidget *parent)
    : QWidget(parent), m_context(context), m_paperKind(kind), m_group(group),
      m_entries(std::make_shared<std::vector<casework::DirectoryEntry>>()), m_kind(kit::makeNarrowBox(this, 20)),
      m_name(new QLineEdit(this)), m_kindRow(new kit::FormRow(m_kind, this)), m_nameRow(new kit::FormRow(m_name, this)),
      m_said(kit::makeLabel(kit::TextRole::Muted, this))
{
    m_kind->setObjectName(u"forWhomKind"_s);
    m_name->setObjectName(u"forWhomName"_s);
    m_said->setObjectName(u"forWhomSaid"_s);
    auto *fields = new kit::FlowGrid(2, ReceiverFieldWidth);
    fields->addCell(m_kindRow);
    fields->addCell(m_nameRow);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Half);
    column->addLayout(fields);
    column->addWidget(new BodiesOfDirectory(
        m_name, m_entries, [this](const casework::DirectoryEntry &entry) { take(entry); }, this));
    column->addWidget(m_said);
    m_said->hide();
    retranslate();
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_nameRow->setVisible(!paper().receiver.kind.isEmpty());
        readDirectory();
        look();
    });
    connect(m_name, &QLineEdit::textChanged, this, &ForWhom::look);
}

void ForWhom::showPerson(const std::optional<sync::RecordId> &person)
{
    if (m_person == person)
        return;
    m_person = person;
    reset();
}

void ForWhom::reset()
{
    {
        const QSignalBlocker quietName(m_name), quietKind(m_kind);
        m_name->clear();
        m_kind->setCurrentIndex(m_kind->findData(QString(NotChosen)));
    }
    m_nameRow->hide();
    look();
}

bool ForWhom::isChosen() const
{
    return m_kind->currentData().toString() != NotChosen;
}

QString ForWhom::hint()
{
    return tr("Choose first whom the paper is for: what may stand on it depends on that. Until then nothing is printed.");
}

void ForWhom::allow(QAction *print, bool isReady) const
{
    print->setEnabled(isReady && isChosen());
    print->setToolTip(isChosen() ? QString() : hint());
}

casework::PaperFor ForWhom::paper() const
{
    const QString kind = isChosen() ? m_kind->currentData().toString() : QString();
    const casework::Receiver receiver{kind, kind.isEmpty() ? QString() : m_name->text().trimmed()};
    if (!m_form.isEmpty())
        return casework::formFor(m_form, receiver);
    return {.receiver = receiver, .kind = m_paperKind, .group = m_group};
}

void ForWhom::readDirectory()
{
    if (!m_entries->empty() || paper().receiver.isHouse())
        return;
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::listDirectory(desk); },
        [this](const base::Result<std::vector<casework::DirectoryEntry>> &read) {
            if (read) // else every name is typed
                *m_entries = *read;
            std::erase_if(*m_entries, [](const casework::DirectoryEntry &entry) { return entry.isClosed; });
        });
}

void ForWhom::take(const casework::DirectoryEntry &entry)
{
    m_name->setText(entry.name);
    if (const int row = m_kind->findData(recipientOf(entry.category)); row >= 0)
        m_kind->setCurrentIndex(row);
}

void ForWhom::look()
{
    showSaid();
    Q_EMIT changed();
}

void ForWhom::setForm(const QString &form)
{
    if (m_form == form)
        return;
    m_form = form;
    showSaid();
}

void ForWhom::showSaid()
{
    const casework::PaperFor asked = paper();
    m_said->setVisible((!isChosen() || !asked.receiver.isHouse()) && m_person.has_value());
    if (!isChosen())
        m_said->setText(hint());
    if (!asked.receiver.isHouse() && m_person) {
        m_context.workspace->ask(
            this,
            [person = *m_person, asked](casework::Desk &desk) { return casework::withheldOnPaper(desk, person, asked); },
            [this, person = m_person, receiver = asked.receiver](const base::Result<casework::Withheld> &withheld) {
                if (person != m_person || receiver != paper().receiver)
                    return;
                m_said->setText(withheld ? tr("Only what was agreed to for this receiver is on the paper, and it is written "
                                              "down that they have it.")
                                         : kit::errorText(withheld.error()).whole());
            });
    }
}

void ForWhom::fillKinds()
{
    const QSignalBlocker quiet(m_kind);
    const QString chosen = m_kind->count() == 0 ? QString(NotChosen) : m_kind->currentData().toString();
    const QString language = kit::Translations::code(m_context.translations->language());
    m_kind->clear();
    m_kind->addItem(tr("Choose for whom…"), QString(NotChosen));
    m_kind->addItem(tr("The house itself"), QString());
    for (const model::Code &kind : model::CodeList::byName(u"consent_recipient"_s).codes()) {
        if (kind.code != "sealed_store"_L1) // a machine, which gets no paper
            m_kind->addItem(models::codeLabel(u"consent_recipient"_s, kind.code, language), kind.code);
    }
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(chosen)));
    m_nameRow->setVisible(!paper().receiver.kind.isEmpty());
}

void ForWhom::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ForWhom::retranslate()
{
    fillKinds();
    showSaid();
    m_kindRow->setLabel(tr("Whom the paper is for"));
    m_nameRow->setLabel(tr("Name of the receiver"));
    m_nameRow->setHint(tr("From the directory, or as it is written"));
}

} // namespace indaro::ui::pages
