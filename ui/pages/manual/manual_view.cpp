// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/manual/manual_view.h"

#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/manual/manual_texts.h"

#include <QFileInfo>
#include <QImage>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QScrollBar>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int WidestPicture = 680;
constexpr int StepIndent = 28;
const QString TaskScheme = u"task"_s;
const QString PictureScheme = u"picture"_s;

QString paragraph(const QString &text, int indent = 0, const QString &more = {})
{
    return u"<p style=\"margin-top:6px; margin-bottom:6px; margin-left:%1px; text-indent:-%1px; %2\">%3</p>"_s.arg(
        QString::number(indent), more, text);
}

} // namespace

ManualView::ManualView(QString pictures, QWidget *parent) : QTextBrowser(parent), m_pictures(std::move(pictures))
{
    setOpenLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        if (link.scheme() == TaskScheme)
            Q_EMIT taskChosen(link.path());
    });
}

void ManualView::showTask(const manual::Task &task, const QString &language)
{
    const bool isOther = m_task != &task;
    m_task = &task;
    m_language = language;
    draw();
    setAccessibleName(task.text(language).title);
    if (isOther)
        verticalScrollBar()->setValue(0);
}

void ManualView::draw()
{
    if (m_task == nullptr)
        return;
    m_drawnWidth = pictureWidth();
    collectLinks();
    const int where = verticalScrollBar()->value();
    setHtml(html());
    verticalScrollBar()->setValue(where);
}

void ManualView::collectLinks()
{
    m_links.clear();
    for (const QString &language : manual::shownLanguages(*m_task, m_language)) {
        for (const manual::Block &each : m_task->text(language).blocks) {
            for (const manual::Span &span : each.spans + each.french) {
                if (span.kind == manual::SpanKind::Link && !m_links.contains(span.target))
                    m_links.append(span.target);
            }
        }
    }
}

QString ManualView::html() const
{
    QString page;
    const QStringList languages = manual::shownLanguages(*m_task, m_language);
    for (const QString &language : languages)
        page += body(language);
    if (!m_links.isEmpty())
        page += paragraph(u"<i>%1</i>"_s.arg(tr("The digit after a link opens it.").toHtmlEscaped()));
    return page;
}

QString ManualView::body(const QString &language) const
{
    const manual::TaskText &text = m_task->text(language);
    const bool isDraft = language == u"rn"_s;
    const QString mark = isDraft ? QString(QChar(kit::UnreviewedMark)) : QString();
    QString page = u"<h2 style=\"margin-bottom:8px\">%1%2</h2>"_s.arg(text.title.toHtmlEscaped(), mark);
    if (isDraft)
        page += paragraph(u"<i>%1</i>"_s.arg(
            tr("Kirundi that no native speaker has reviewed is marked °, and stands with its French.").toHtmlEscaped()));
    for (const manual::Block &each : text.blocks)
        page += block(each, language);
    return page;
}

QString ManualView::block(const manual::Block &block, const QString &language) const
{
    const QString words = spans(block.spans, language);
    switch (block.kind) {
    case manual::BlockKind::Heading:
        return u"<h3 style=\"margin-top:16px; margin-bottom:4px\">%1</h3>"_s.arg(words);
    case manual::BlockKind::Paragraph:
        return paragraph(words);
    case manual::BlockKind::Step:
        return paragraph(u"<b>%1.</b>&nbsp;&nbsp;%2"_s.arg(QString::number(block.number), words), StepIndent);
    case manual::BlockKind::Point:
        return paragraph(u"•&nbsp;&nbsp;"_s + words, StepIndent);
    case manual::BlockKind::Warning: {
        const kit::Colors &c = kit::colors(kit::currentTheme());
        return u"<table width=\"100%\" cellpadding=\"8\" bgcolor=\"%1\"><tr><td><span style=\"color:%2\">%3</span></td></tr>"
               "</table>"_s.arg(c.warningBack.name(), c.warningText.name(), words);
    }
    case manual::BlockKind::Says:
        return paragraph(u"•&nbsp;&nbsp;%1%2<br/><i>%3</i>"_s.arg(words, QString(QChar(kit::UnreviewedMark)),
                                                                  spans(block.french, u"fr"_s)),
                         StepIndent);
    case manual::BlockKind::Picture:
        if (pictureFile(block.picture).isEmpty())
            return {}; // the words say it all without
        return u"<p align=\"center\"><img src=\"%1:%2\" width=\"%3\"/><br/><i>%4</i></p>"_s.arg(
            PictureScheme, block.picture, QString::number(pictureWidth()), words);
    }
    return {};
}

QString ManualView::spans(const QList<manual::Span> &spans, const QString &language) const
{
    QString html;
    for (const manual::Span &span : spans) {
        switch (span.kind) {
        case manual::SpanKind::Text:
            html += span.text.toHtmlEscaped();
            break;
        case manual::SpanKind::Name:
            html += u"<b>%1</b>"_s.arg(span.text.toHtmlEscaped());
            break;
        case manual::SpanKind::Link:
            html += u"<a style=\"color:%1\" href=\"%2:%3\">%4</a> <small>[%5]</small>"_s.arg(
                kit::colors(kit::currentTheme()).accent.name(), TaskScheme, span.target,
                programManual().linkText(span, language).toHtmlEscaped(), QString::number(m_links.indexOf(span.target) + 1));
            break;
        }
    }
    return html;
}

QString ManualView::pictureFile(const QString &picture) const
{
    if (m_pictures.isEmpty())
        return {};
    for (const QString &language : {m_language, u"fr"_s}) {
        const QString path = u"%1/%2-%3.png"_s.arg(m_pictures, picture, language);
        if (QFileInfo::exists(path))
            return path;
    }
    return {};
}

int ManualView::pictureWidth() const
{
    return std::clamp(viewport()->width() - 2 * kit::space::Three, 120, WidestPicture);
}

QVariant ManualView::loadResource(int type, const QUrl &name)
{
    if (type != QTextDocument::ImageResource || name.scheme() != PictureScheme)
        return {};
    const QImage picture(pictureFile(name.path()));
    // Drawn at the size it is shown at: a document scales without smoothing.
    const int dots = qRound(m_drawnWidth * devicePixelRatioF());
    QImage fitting = picture.isNull() ? picture : picture.scaledToWidth(dots, Qt::SmoothTransformation);
    fitting.setDevicePixelRatio(devicePixelRatioF());
    return fitting;
}

void ManualView::keyPressEvent(QKeyEvent *event)
{
    const int digit = kit::digitOf(*event);
    if (digit > 0 && digit <= m_links.size())
        Q_EMIT taskChosen(m_links.at(digit - 1));
    else
        QTextBrowser::keyPressEvent(event);
}

bool ManualView::focusNextPrevChild(bool next)
{
    return QTextEdit::focusNextPrevChild(next); // a browser's own would stop at each link, and show nothing of it
}

void ManualView::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (m_drawnWidth != 0 && m_drawnWidth != pictureWidth())
        draw();
}

void ManualView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_task != nullptr)
        draw();
}

} // namespace indaro::ui::pages
