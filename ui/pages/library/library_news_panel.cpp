// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/library/library_news_panel.h"

#include "core/base/file.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Errc;
using base::Result;

LibraryNewsPanel::LibraryNewsPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_from(kit::makeLabel(kit::TextRole::Body, this)), m_banner(new kit::Banner(this)), m_lines(new QVBoxLayout),
      m_take(new kit::PushButton(this)), m_close(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"libraryNews"_s);
    m_take->setObjectName(u"libraryTake"_s);
    m_from->setTextFormat(Qt::PlainText);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_from})
        column->addWidget(part);
    column->addLayout(m_lines);
    column->addWidget(m_banner);
    for (auto *button : {m_take, m_close})
        column->addWidget(button, 0, Qt::AlignLeft);
    kit::setButtonRole(m_take, kit::ButtonRole::Primary);
    kit::setButtonRole(m_close, kit::ButtonRole::Quiet);
    connect(m_take, &QPushButton::clicked, this, &LibraryNewsPanel::take);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    retranslate();
    hide();
}

void LibraryNewsPanel::showProblem(const base::Error &error)
{
    if (error.code == Errc::WireDamaged)
        m_banner->showMessage(kit::Banner::Kind::Error,
                              tr("These are no documents of a house, or somebody has changed them since they were signed. "
                                 "Nothing of them was taken. Ask for them again."));
    else
        m_banner->showError(error);
}

void LibraryNewsPanel::choose()
{
    m_context.files->openFile(
        this, tr("Documents of another house"), tr("Documents (*.indaro)"), [this](const QString &path) {
            m_file.reset();
            m_news.reset();
            m_banner->dismiss();
            showNews();
            show();
            kit::scrollTo(this);
            kit::runInBackground(
                this, [path] { return base::readFile(path.toStdU16String(), std::size_t(casework::LargestLibraryBundle)); },
                [this](const Result<base::Bytes> &file) {
                    if (!file)
                        return showProblem(file.error());
                    m_file = std::make_shared<const base::Bytes>(*file);
                    read();
                });
        });
}

void LibraryNewsPanel::read()
{
    m_context.workspace->ask(
        this,
        [file = m_file](casework::Desk &desk) -> Result<std::shared_ptr<const casework::LibraryNews>> {
            INDARO_TRY_ASSIGN(auto news, casework::readLibraryBundle(desk, *file));
            return std::make_shared<const casework::LibraryNews>(std::move(news));
        },
        [this, file = m_file](const Result<std::shared_ptr<const casework::LibraryNews>> &news) {
            if (m_file != file)
                return; // another one by now
            m_news = news ? *news : nullptr;
            if (!news)
                showProblem(news.error());
            showNews();
        });
}

void LibraryNewsPanel::showNews()
{
    for (auto &[id, box] : m_boxes)
        delete box;
    m_boxes.clear();
    m_from->setVisible(m_news != nullptr);
    m_take->setVisible(m_news != nullptr);
    if (m_news == nullptr)
        return;
    const QString day = kit::dateText(model::localDay(m_news->madeAt));
    m_from->setText(m_news->signer.isEmpty() ? tr("This house has signed it itself, on %1.").arg(day)
                                             : tr("Signed by %1 on %2.").arg(m_news->signer, day));
    const QString language = kit::Translations::code(m_context.translations->language());
    for (const auto &document : m_news->documents) {
        QStringList facts{document.title, models::codeLabel(u"library_kind"_s, document.kind, language), document.version,
                          document.issuer};
        if (document.isHere)
            facts << tr("is here already");
        facts.removeAll(QString());
        auto *box = new kit::CheckBox(facts.join(u"  ·  "_s), this);
        box->setChecked(!document.isHere);
        box->setEnabled(!document.isHere);
        m_lines->addWidget(box);
        m_boxes.emplace_back(document.id, box);
    }
    m_take->setEnabled(std::ranges::any_of(m_boxes, [](const auto &each) { return each.second->isEnabled(); }));
}

void LibraryNewsPanel::take()
{
    std::vector<casework::LibraryId> wanted;
    for (const auto &[id, box] : m_boxes) {
        if (box->isChecked())
            wanted.push_back(id);
    }
    if (m_file == nullptr || wanted.empty())
        return;
    m_take->setEnabled(false);
    m_context.workspace->ask(
        this, [file = m_file, wanted](casework::Desk &desk) { return casework::takeInLibraryBundle(desk, *file, wanted); },
        [this](const Result<int> &count) {
            m_take->setEnabled(true);
            if (!count)
                return showProblem(count.error());
            hide();
            Q_EMIT taken(*count);
        });
}

void LibraryNewsPanel::retranslate()
{
    m_title->setText(tr("Documents of another house"));
    m_take->setText(tr("Take in what is ticked"));
    m_close->setText(tr("Not now"));
    showNews();
}

} // namespace indaro::ui::pages
