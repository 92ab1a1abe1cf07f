// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/manual/manual.h"

#include <QTextBrowser>

namespace indaro::ui::pages {

/// Shows one task of the manual: headings, numbered steps, pictures of the screens, and links to other tasks. Where the
/// screens are in Kirundi, the Kirundi comes first, each line marked and with its French, and the whole task in French
/// below. It opens nothing but pictures of its own folder: no file, and nothing of a network. GUI thread.
class ManualView final : public QTextBrowser
{
    Q_OBJECT
public:
    /// `pictures`: the folder of the pictures the tour made, NAME-LANGUAGE.png; they are left out where there are none.
    explicit ManualView(QString pictures, QWidget *parent = nullptr);
    /// `language` of the screens: "fr", "rn", "en".
    void showTask(const manual::Task &task, const QString &language);
    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;
    /// The tasks its links lead to, in their order: a digit opens one.
    [[nodiscard]] const QStringList &links() const noexcept { return m_links; }

Q_SIGNALS:
    void taskChosen(const QString &task);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    /// Tab leaves the text, as it leaves every list: the digits open its links.
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void draw();
    void collectLinks();
    [[nodiscard]] QString html() const;
    [[nodiscard]] QString body(const QString &language) const;
    [[nodiscard]] QString block(const manual::Block &block, const QString &language) const;
    [[nodiscard]] QString spans(const QList<manual::Span> &spans, const QString &language) const;
    [[nodiscard]] QString pictureFile(const QString &picture) const;
    [[nodiscard]] int pictureWidth() const;

    QString m_pictures;
    QString m_language;
    const manual::Task *m_task = nullptr;
    QStringList m_links;
    int m_drawnWidth = 0; ///< of the pictures
};

} // namespace indaro::ui::pages
