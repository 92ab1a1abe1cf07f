// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/viewer/partner_files.h"
#include "core/base/clock.h"
#include "core/documents/document.h"
#include "ui/kit/ask.h"
#include "ui/kit/translations.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
class SecretField;
} // namespace indaro::ui::kit
namespace indaro::ui::print {
class PreviewWidget;
}

namespace indaro::viewer {

/// The window of a partner without Indaro: its key, the package, what is in it, the answer, one below the other. What was
/// open is gone when the window closes. GUI thread.
class ViewerWindow final : public QWidget
{
    Q_OBJECT
public:
    /// What the window asks of the world; all outlive it.
    struct World
    {
        ui::kit::Translations *translations;
        ui::kit::FileAsk *files;
        const base::Clock *clock;
        crypto::KdfPolicy kdf{};
    };
    explicit ViewerWindow(const World &world);

    /// Closes the key and what is open, as after a time in which nobody touched the window.
    void forget();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Pair = base::Result<std::shared_ptr<const PartnerPair>>;
    QVBoxLayout *addCard(QLabel *&title, QVBoxLayout *column);
    void makeKeyCard(QVBoxLayout *column);
    void makePackageCard(QVBoxLayout *column);
    void makeAnswerCard(QVBoxLayout *column);
    void chooseKey();
    void makeKey();
    void takePair(const Pair &pair);
    void choosePackage();
    void openPackage();
    void showOpen(const base::Result<std::shared_ptr<const OpenFile>> &open);
    void showPaper();
    void printIt();
    void writeAnswer();
    void showState();
    void retranslate();
    [[nodiscard]] QString language() const;

    World m_world;
    QTimer m_idle;
    documents::Template m_form;
    std::shared_ptr<const PartnerPair> m_pair;
    std::shared_ptr<const base::Bytes> m_file;
    std::shared_ptr<const OpenFile> m_open;
    QComboBox *m_language;
    ui::kit::Banner *m_banner;
    QLabel *m_intro, *m_keyTitle, *m_keyHint, *m_code, *m_line, *m_packageTitle, *m_digitsHint, *m_lines, *m_answerTitle;
    ui::kit::SecretField *m_passphrase, *m_again;
    ui::kit::FormRow *m_passphraseRow, *m_againRow, *m_digitsRow, *m_answerRow, *m_reasonRow, *m_noteRow;
    QPushButton *m_openKey, *m_makeKey, *m_openPackage, *m_look, *m_print, *m_write;
    QLineEdit *m_digits, *m_note;
    QComboBox *m_answer, *m_reason;
    ui::print::PreviewWidget *m_preview;
    QFrame *m_packageCard = nullptr, *m_answerCard = nullptr;
};

} // namespace indaro::viewer
