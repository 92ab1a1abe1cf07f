// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/workspace.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>
#include <utility>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// A card that shows what a signed file of another house brings, before anything of it is taken in: who signed it, a line
/// to tick for each thing, what is wrong with it, and the two buttons. GUI thread.
class SignedNewsCard : public QFrame
{
    Q_OBJECT
protected:
    SignedNewsCard(const kit::PageContext &context, QWidget *parent);
    /// What is said of a file that was no such file, or was changed after it was signed.
    [[nodiscard]] virtual QString damagedText() const = 0;
    /// m_file is another one.
    virtual void read() = 0;
    void showProblem(const base::Error &error);
    /// Reads it beside the screens; then m_file is it, and read() is called.
    void readFile(const QString &path, std::size_t most);
    /// What m_file says, by `load(desk, bytes)`; `take(it, or the error)` unless another file was chosen meanwhile.
    template <class News, class Load, class Take> void readNews(Load load, Take take)
    {
        m_context.workspace->ask(
            this,
            [file = m_file, load = std::move(load)](casework::Desk &desk) -> base::Result<std::shared_ptr<const News>> {
                INDARO_TRY_ASSIGN(auto news, load(desk, *file));
                return std::make_shared<const News>(std::move(news));
            },
            [this, file = m_file, take = std::move(take)](const base::Result<std::shared_ptr<const News>> &news) {
                if (m_file == file)
                    take(news);
            });
    }
    /// `signer` empty: this house.
    [[nodiscard]] static QString signedText(const QString &signer, base::UtcMs madeAt);

    kit::PageContext m_context;
    std::shared_ptr<const base::Bytes> m_file;
    QLabel *m_title;
    QVBoxLayout *m_above; ///< between the title and who signed it
    QLabel *m_from;
    QVBoxLayout *m_lines;
    kit::Banner *m_banner;
    QPushButton *m_take, *m_close;
};

} // namespace indaro::ui::pages
