// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/retention/kept_numbers.h"
#include "core/exchange/erasing.h"
#include "core/exchange/exchange.h"
#include "ui/kit/page.h"
#include "ui/kit/widgets.h"

#include <optional>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::session {
class Approval;
}
namespace indaro::ui::pages {
class SecondPersonPanel;
}

namespace indaro::ui::roads {

/// Ordering that one person is erased everywhere [decisions.md 16]: whose file, what goes and what stays, why, the case code
/// typed once more, and a second person. Hidden texts appear below each other; nothing happens before the last one.
class EraseForm final : public QFrame
{
    Q_OBJECT
public:
    EraseForm(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent);
    /// None: the case code is asked for first. `keepsNumbers`: what can be counted stays (exchange::deidentifyPerson).
    void begin(const std::optional<casework::CaseId> &person, bool keepsNumbers = false);
    void retranslate();

Q_SIGNALS:
    /// `caseCode`: the program keeps it no longer.
    void ordered(const indaro::exchange::Erasure &erasure, const QString &caseCode);

private:
    /// A file, and what would be kept of it to be counted.
    struct Whose
    {
        casework::CaseFile file;
        casework::KeptNumbers numbers;
    };
    [[nodiscard]] static base::Result<Whose> load(casework::Desk &desk, casework::CaseId person);
    void find();
    void showFile(const base::Result<Whose> &whose);
    void showError(const base::Error &error);
    void checkReady();
    void askProcedure();
    void giveOrder(const std::shared_ptr<session::Approval> &approval);
    void setAsking(bool isAsking);
    [[nodiscard]] std::optional<exchange::ErasureReason> reason() const;
    kit::PageContext m_context;
    exchange::Exchange &m_exchange;
    std::optional<casework::CaseFile> m_file;
    casework::KeptNumbers m_numbers;
    bool m_keepsNumbers = false;
    QString m_code;
    int m_reading = 0; ///< answers to earlier questions are not shown
    QLabel *m_title, *m_text, *m_goesTitle, *m_goes, *m_keptTitle, *m_kept, *m_staysTitle, *m_stays, *m_reasonTitle;
    QLineEdit *m_codeEdit, *m_typedEdit;
    kit::FormRow *m_codeRow, *m_typed;
    QPushButton *m_find, *m_erase, *m_other;
    QWidget *m_details; ///< all that belongs to the file that was found
    QButtonGroup *m_reasons;
    pages::SecondPersonPanel *m_second;
    kit::Banner *m_banner;
};

/// Erasing a person, and what has come of all that were ordered in the house, with the certificate of each.
class ErasePage final : public kit::Page
{
    Q_OBJECT
public:
    ErasePage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    void tellOrdered();
    void show(const std::vector<exchange::Erasure> &erasures);
    void addOrder(const exchange::Erasure &erasure);
    void certificate(const QString &name, bool isForPrinter);
    void orderAgain(const std::shared_ptr<session::Approval> &approval);
    void afterOrder();
    exchange::Exchange &m_exchange;
    kit::Banner *m_banner;
    pages::SecondPersonPanel *m_second; ///< for an order that is given again
    EraseForm *m_form;
    QLabel *m_listTitle, *m_listText;
    QVBoxLayout *m_orders;
    QList<QWidget *> m_cards;
    std::vector<exchange::Erasure> m_erasures;
    QString m_toldText; ///< as it was said last, in the language of then
    bool m_isRead = false;
    QString m_again;                ///< the order that is given again, while a second person is asked
    QString m_lastName, m_lastCode; ///< the order given in this sitting, and of which file it was
};

/// `exchange` outlives the pages.
[[nodiscard]] kit::PageEntry erasePage(exchange::Exchange &exchange);

} // namespace indaro::ui::roads
