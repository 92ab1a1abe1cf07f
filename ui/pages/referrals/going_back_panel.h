// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/house.h"
#include "core/casework/referrals/package.h"
#include "core/casework/referrals/referral_course.h"
#include "core/documents/document.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class SlipForm;

/// The slip of a referral that came in: written here, and given back on paper or as a sealed file to whom sent it. What is
/// typed is kept as a draft until it has left. GUI thread.
class GoingBackPanel final : public QFrame
{
    Q_OBJECT
public:
    GoingBackPanel(const kit::PageContext &context, const documents::Template &form, QWidget *parent);

    /// `partner`: who sent it by a package; nothing: it came on paper, and the slip goes back on paper.
    void begin(const casework::Referral &referral, const std::vector<casework::ServiceAnswer> &services,
               const std::optional<casework::DirectoryId> &partner);
    void flush();
    void dismiss();
    void retranslate();

Q_SIGNALS:
    /// The slip has left: the page reads the referral again.
    void wentBack();

private:
    void askFirst(std::function<void()> goOn);
    void seal(const QString &folder);
    void write(std::shared_ptr<const casework::PreparedPackage> prepared, const casework::CounterReferral &slip,
               const QString &folder);
    void print();
    void handOver(const casework::CounterReferral &slip);
    void noteLeft(const casework::CounterReferral &slip, const std::string &way);
    void refused(const base::Error &error);
    void haveLeft();
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    documents::Template m_form; ///< the part of the slip alone
    std::optional<casework::Referral> m_referral;
    std::optional<casework::DirectoryId> m_partner;
    casework::HouseDetails m_house;
    QLabel *m_title, *m_hint;
    SlipForm *m_slip;
    kit::Banner *m_banner;
    QComboBox *m_way;
    kit::FormRow *m_wayRow = nullptr;
    QPushButton *m_print, *m_seal, *m_notNow;
};

/// The slip of the referral form as paper, filled from what was typed.
[[nodiscard]] documents::DocumentData slipDocument(const documents::Template &slipForm, const casework::Referral &referral,
                                                   const casework::CounterReferral &slip, const QString &language);

} // namespace indaro::ui::pages
