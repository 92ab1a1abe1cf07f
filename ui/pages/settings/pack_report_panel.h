// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/pack_store.h"
#include "ui/pages/settings/packs_section.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTextBrowser;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What a pack that is about to be taken in is: who vouches for it, with the 30 digits of the key to compare, and every
/// fault with its line. A director takes it in or does not.
class PackReportPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit PackReportPanel(const kit::PageContext &context, QWidget *parent);
    void show(std::shared_ptr<const ReadPack> pack);
    [[nodiscard]] const ReadPack *pack() const { return m_pack.get(); }
    /// Forgets the pack.
    void clear();

Q_SIGNALS:
    void takeRequested(indaro::casework::PackTrust trust);
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showStanding();
    [[nodiscard]] bool isOlder() const;
    [[nodiscard]] QString faultsHtml() const;

    kit::PageContext m_context;
    std::shared_ptr<const ReadPack> m_pack;
    QLabel *m_title, *m_facts;
    kit::Banner *m_standing;
    QLabel *m_digits;
    QTextBrowser *m_faults;
    QPushButton *m_take, *m_accept, *m_local, *m_cancel;
};

} // namespace indaro::ui::pages
