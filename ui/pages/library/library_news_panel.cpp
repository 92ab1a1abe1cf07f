// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/library/library_news_panel.h"

#include "ui/kit/ask.h"
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

using base::Result;

LibraryNewsPanel::LibraryNewsPanel(const kit::PageContext &context, QWidget *parent) : SignedNewsCard(context, parent)
{
    setObjectName(u"libraryNews"_s);
    m_take->setObjectName(u"libraryTake"_s);
    connect(m_take, &QPushButton::clicked, this, &LibraryNewsPanel::take);
    retranslate();
    hide();
}

QString LibraryNewsPanel::damagedText() const
{
    return tr("These are no documents of a house, or somebody has changed them since they were signed. Nothing of them was "
              "taken. Ask for them again.");
}

void LibraryNewsPanel::choose()
{
    m_context.files->openFile(this, tr("Documents of another house"), tr("Documents (*.indaro)"),
                              [this](const QString &path) {
                                  m_file.reset();
                                  m_news.reset();
                                  m_banner->dismiss();
                                  showNews();
                                  show();
                                  kit::scrollTo(this);
                                  readFile(path, std::size_t(casework::LargestLibraryBundle));
                              });
}

void LibraryNewsPanel::read()
{
    readNews<casework::LibraryNews>(
        [](casework::Desk &desk, base::ByteView file) { return casework::readLibraryBundle(desk, file); },
        [this](const Result<std::shared_ptr<const casework::LibraryNews>> &news) {
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
    m_from->setText(signedText(m_news->signer, m_news->madeAt));
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
