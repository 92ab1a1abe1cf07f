// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/consent_matrix.h"

#include "core/casework/consents/data_groups.h"
#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ReceiverWidth = 190;
constexpr int LeastReceiverWidth = 100;
constexpr int HeadMargin = 8;

/// As high as the names of the receivers are in the width of their columns: Qt gives each one line.
class ReceiverHeads final : public QHeaderView
{
public:
    explicit ReceiverHeads(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
    {
        setDefaultSectionSize(ReceiverWidth);
        setDefaultAlignment(Qt::AlignCenter | Qt::Alignment(Qt::TextWordWrap));
    }

protected:
    [[nodiscard]] QSize sectionSizeFromContents(int column) const override
    {
        QFont bold = font();
        bold.setBold(true);
        const QString text = model()->headerData(column, Qt::Horizontal).toString();
        const QRect words = QFontMetrics(bold).boundingRect(QRect(0, 0, sectionSize(column) - 2 * HeadMargin, 10'000),
                                                            Qt::AlignCenter | Qt::TextWordWrap, text);
        return {sectionSize(column), words.height() + 3 * HeadMargin}; // the style keeps a margin of its own
    }
};

/// The groups of data, each in as many lines as it needs in the width it may take.
class GroupHeads final : public QHeaderView
{
public:
    explicit GroupHeads(QWidget *parent) : QHeaderView(Qt::Vertical, parent)
    {
        setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter | Qt::Alignment(Qt::TextWordWrap));
        setSectionResizeMode(QHeaderView::ResizeToContents);
    }

protected:
    [[nodiscard]] QSize sectionSizeFromContents(int row) const override
    {
        const QString text = model()->headerData(row, Qt::Vertical).toString();
        const int width = std::min(fontMetrics().horizontalAdvance(text) + 3 * HeadMargin, maximumWidth());
        const QRect words = fontMetrics().boundingRect(QRect(0, 0, width - 3 * HeadMargin, 10'000), Qt::TextWordWrap, text);
        return {width, words.height() + 2 * HeadMargin};
    }
};

/// Whom an act about passing on names.
std::optional<casework::Receiver> receiverNamed(const casework::RecordedConsent &consent)
{
    QString kind = consent.recipientKind;
    if (consent.purpose.startsWith("share_"_L1))
        kind = consent.purpose.mid(6);
    else if (consent.purpose == "police_notes"_L1)
        kind = u"police"_s;
    const QString name = consent.recipient == kind ? QString() : consent.recipient;
    if (kind.isEmpty() && name.isEmpty())
        return std::nullopt;
    return casework::Receiver{kind, name};
}

} // namespace

ConsentMatrix::ConsentMatrix(QWidget *parent) : QTableWidget(parent)
{
    setObjectName(u"consentMatrix"_s);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(true);
    setHorizontalHeader(new ReceiverHeads(this));
    setCornerButtonEnabled(false);                      // choosing everything means nothing here
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // as high as it is: the page around it scrolls
    setVerticalHeader(new GroupHeads(this));
}

std::vector<casework::Receiver> ConsentMatrix::receiversOf(const casework::ConsentFacts &facts)
{
    std::vector<casework::Receiver> receivers;
    for (const casework::RecordedConsent &consent : facts.consents) {
        const auto receiver = receiverNamed(consent);
        if (receiver && std::ranges::find(receivers, *receiver) == receivers.end())
            receivers.push_back(*receiver);
    }
    return receivers;
}

QTableWidgetItem *ConsentMatrix::cell(const ConsentsOfPerson &whole, const casework::Receiver &receiver,
                                      const QString &group, const QString &language) const
{
    casework::ConsentRequest asked{.receiver = receiver, .group = group};
    auto answer = casework::may(whole.facts, asked);
    QString text, told;
    if (answer.isYes()) {
        text = tr("yes");
        told = tr("May be passed on.");
    } else {
        asked.purpose = QString::fromLatin1(casework::consent_purposes::Referral);
        const auto inReferral = casework::may(whole.facts, asked);
        if (inReferral.isYes()) {
            answer = inReferral;
            text = tr("referral");
            told = tr("Only in a referral, line by line.");
        } else if (answer.why == casework::ConsentWhy::Expired) {
            text = tr("over");
            told = tr("The agreement was given for a time that is over.");
        } else if (answer.why == casework::ConsentWhy::Group || answer.why == casework::ConsentWhy::NotAsked) {
            text = u"–"_s;
            told = tr("Was not agreed to.");
        } else {
            text = tr("no");
            told = tr("May not be passed on.");
        }
    }
    const auto fields = casework::fieldsOf(group);
    const casework::Withheld withheld = casework::withheldFrom(whole.facts, asked);
    const bool isPartly =
        answer.isYes() && std::ranges::any_of(fields, [&](sync::FieldId field) { return withheld.hidesField(field); });
    if (isPartly) {
        text += u" *"_s;
        told += u' ' + tr("Something in it is withheld.");
    }
    auto *item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignCenter);
    item->setToolTip(told);
    item->setData(Qt::AccessibleTextRole, QStringList{models::codeLabel(u"consent_data_group"_s, group, language),
                                                      ConsentTexts::receiver(receiver, language), told}
                                              .join(u": "_s));
    QFont font = item->font();
    font.setBold(answer.isYes());
    item->setFont(font);
    return item;
}

void ConsentMatrix::show(const ConsentsOfPerson &whole, const QString &language)
{
    const auto &groups = model::CodeList::byName(u"consent_data_group"_s).codes();
    const auto receivers = receiversOf(whole.facts);
    setRowCount(int(groups.size()));
    setColumnCount(int(receivers.size()));
    for (std::size_t column = 0; column < receivers.size(); ++column) {
        const casework::ConsentRequest asked{.purpose = QString::fromLatin1(casework::consent_purposes::Referral),
                                             .receiver = receivers[column]};
        const auto *last = casework::decisiveConsent(whole.facts, asked);
        QString head = ConsentTexts::receiver(receivers[column], language);
        if (last != nullptr && casework::standingOf(*last, whole.facts.today) == casework::ConsentStanding::Given &&
            !last->expiresOn.isEmpty())
            head += u'\n' + tr("until %1").arg(kit::dateText(last->expiresOn));
        auto *title = new QTableWidgetItem(head);
        title->setToolTip(head);
        setHorizontalHeaderItem(int(column), title);
        for (std::size_t row = 0; row < groups.size(); ++row)
            setItem(int(row), int(column), cell(whole, receivers[column], groups[row].code, language));
    }
    for (std::size_t row = 0; row < groups.size(); ++row)
        setVerticalHeaderItem(int(row),
                              new QTableWidgetItem(models::codeLabel(u"consent_data_group"_s, groups[row].code, language)));
    setAccessibleName(tr("What may be passed on to whom"));
    arrange();
}

void ConsentMatrix::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        arrange();
}

void ConsentMatrix::arrange()
{
    if (columnCount() == 0)
        return;
    const int whole = width() - 2 * frameWidth();
    verticalHeader()->setMaximumWidth(whole / 2); // Kirundi and French together are wider than a small screen
    verticalHeader()->resizeSections(QHeaderView::ResizeToContents);
    const int names = std::min(verticalHeader()->sizeHint().width(), whole / 2);
    horizontalHeader()->setDefaultSectionSize(
        std::clamp((whole - names) / columnCount(), LeastReceiverWidth, ReceiverWidth));
    const int sideways = horizontalScrollBar()->sizeHint().height(); // many receivers
    setFixedHeight(horizontalHeader()->sizeHint().height() + verticalHeader()->length() + sideways + 2 * frameWidth());
}

} // namespace indaro::ui::pages
