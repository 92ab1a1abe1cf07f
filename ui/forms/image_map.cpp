// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/image_map.h"

#include "ui/forms/form_sections.h"
#include "ui/forms/form_texts.h"
#include "ui/kit/theme.h"

#include <QtCore/QSet>
#include <QtCore/QXmlStreamReader>
#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize LargestMap(560, 400);
constexpr qsizetype LargestDrawing = qsizetype{2} * 1024 * 1024;
constexpr int MostElements = 20'000;
constexpr int DeepestElement = 64;
constexpr auto Svg = "http://www.w3.org/2000/svg"_L1;

/// Elements that draw shapes and words and fetch nothing; what drawing programs write for themselves is in other namespaces
/// and is drawn by nobody.
bool isPlainElement(QStringView name)
{
    static const QSet<QString> names{u"svg"_s,     u"g"_s,     u"path"_s,     u"rect"_s,    u"circle"_s,
                                     u"ellipse"_s, u"line"_s,  u"polyline"_s, u"polygon"_s, u"text"_s,
                                     u"tspan"_s,   u"title"_s, u"desc"_s,     u"defs"_s,    u"metadata"_s};
    return names.contains(name.toString());
}

/// No address but of a part of the same drawing.
bool isPlainAttribute(const QXmlStreamAttribute &attribute)
{
    const QString value = attribute.value().toString();
    if (attribute.name() == "href"_L1)
        return value.startsWith(u'#');
    return !value.contains("url("_L1, Qt::CaseInsensitive) && !value.contains(u'\\');
}

} // namespace

bool ImageMap::isHarmless(const QByteArray &svg)
{
    if (svg.size() > LargestDrawing)
        return false;
    QXmlStreamReader xml(svg);
    int elements = 0;
    int depth = 0;
    bool isSvg = false;
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            return false;
        case QXmlStreamReader::StartElement: {
            if (++elements > MostElements || ++depth > DeepestElement)
                return false;
            isSvg = isSvg || (depth == 1 && xml.name() == "svg"_L1);
            const bool isForeign = !xml.namespaceUri().isEmpty() && xml.namespaceUri() != Svg;
            if (!isForeign && !isPlainElement(xml.name()))
                return false;
            const auto attributes = xml.attributes();
            if (!std::all_of(attributes.begin(), attributes.end(), isPlainAttribute))
                return false;
            break;
        }
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        default:
            break;
        }
    }
    return isSvg && !xml.hasError();
}

ImageMap::ImageMap(const QByteArray &svg, QWidget *parent) : QWidget(parent), m_drawing(svg)
{
    m_drawing.setAspectRatioMode(Qt::KeepAspectRatio);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setObjectName(u"imageMap"_s);
    setCursor(Qt::PointingHandCursor);
    setFixedHeight(sizeHint().height());
}

QSize ImageMap::sizeHint() const
{
    if (!m_drawing.isValid())
        return {0, 0};
    const QSize own = m_drawing.viewBoxF().size().toSize();
    return own.isEmpty() ? LargestMap : own.scaled(LargestMap, Qt::KeepAspectRatio);
}

/// The part of the widget the drawing fills.
QRectF ImageMap::room() const
{
    const QSizeF own = m_drawing.viewBoxF().size();
    const QSizeF size = own.isEmpty() ? QSizeF(rect().size()) : own.scaled(rect().size(), Qt::KeepAspectRatio);
    return {QPointF(0, 0), size};
}

QRectF ImageMap::placeOf(const QString &code) const
{
    if (code.isEmpty() || !m_drawing.elementExists(code))
        return {};
    const QRectF box = m_drawing.transformForElement(code).mapRect(m_drawing.boundsOnElement(code));
    const QRectF view = m_drawing.viewBoxF();
    const QRectF all = room();
    if (view.isEmpty())
        return {};
    const double x = all.width() / view.width();
    const double y = all.height() / view.height();
    return {all.x() + (box.x() - view.x()) * x, all.y() + (box.y() - view.y()) * y, box.width() * x, box.height() * y};
}

QString ImageMap::codeAt(QPointF point)
{
    for (auto code = m_codes.crbegin(); code != m_codes.crend(); ++code) {
        const QRectF place = placeOf(*code);
        if (!place.contains(point))
            continue;
        QImage pixel(1, 1, QImage::Format_ARGB32_Premultiplied);
        pixel.fill(Qt::transparent);
        QPainter painter(&pixel);
        painter.translate(-std::floor(point.x()), -std::floor(point.y()));
        m_drawing.render(&painter, *code, place);
        painter.end();
        if (qAlpha(pixel.pixel(0, 0)) > 0)
            return *code;
    }
    return {};
}

void ImageMap::setChoices(const QStringList &codes, const QStringList &words)
{
    m_codes = codes;
    m_words = words;
    update();
}

void ImageMap::setSelected(const QStringList &codes)
{
    m_selected = codes;
    update();
}

void ImageMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF all = room();
    painter.fillRect(all, Qt::white); // a drawing is made for paper
    m_drawing.render(&painter, all);
    QColor mark = kit::colors(kit::currentTheme()).accent;
    mark.setAlphaF(0.55F);
    for (const QString &code : std::as_const(m_selected)) {
        const QRectF place = placeOf(code);
        if (place.isEmpty())
            continue;
        QImage part(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        part.setDevicePixelRatio(devicePixelRatioF());
        part.fill(Qt::transparent);
        QPainter drawing(&part);
        m_drawing.render(&drawing, code, place);
        drawing.setCompositionMode(QPainter::CompositionMode_SourceIn);
        drawing.fillRect(rect(), mark);
        drawing.end();
        painter.drawImage(0, 0, part);
    }
}

void ImageMap::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_isReadOnly || event->button() != Qt::LeftButton)
        return;
    if (const QString code = codeAt(event->position()); !code.isEmpty())
        Q_EMIT picked(code);
}

bool ImageMap::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const QString words = m_words.value(m_codes.indexOf(codeAt(help->pos())));
        words.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), words, this);
        return true;
    }
    return QWidget::event(event);
}

ImageMapEditor::ImageMapEditor(const FormTexts &texts, const QString &path, QuestionEditor *list, const QByteArray &svg,
                               QWidget *parent)
    : QuestionEditor(parent), m_texts(texts), m_path(path),
      m_isMultiple(findItem(texts.filled(), path)->type == QuestionType::SelectMultiple), m_map(new ImageMap(svg, this)),
      m_list(list)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    column->addWidget(m_map);
    m_list->setParent(this);
    column->addWidget(m_list);
    connect(m_map, &ImageMap::picked, this, &ImageMapEditor::pick);
    connect(m_list, &QuestionEditor::committed, this, [this](const QString &value) {
        m_value = value;
        m_map->setSelected(value.split(u' ', Qt::SkipEmptyParts));
        Q_EMIT committed(value);
    });
    connect(m_list, &QuestionEditor::typed, this, &QuestionEditor::typed);
    connect(m_list, &QuestionEditor::finished, this, &QuestionEditor::finished);
    refreshTexts();
}

void ImageMapEditor::pick(const QString &code)
{
    QStringList chosen = m_value.split(u' ', Qt::SkipEmptyParts);
    if (!m_isMultiple)
        chosen = {code};
    else if (!chosen.removeOne(code))
        chosen << code;
    setValue(chosen.join(u' '));
    Q_EMIT committed(m_value); // the form puts the codes in the order of its list
}

void ImageMapEditor::setValue(const QString &value)
{
    m_value = value;
    m_list->setValue(value);
    m_map->setSelected(m_isMultiple ? value.split(u' ', Qt::SkipEmptyParts) : QStringList{value});
}

void ImageMapEditor::refreshTexts()
{
    QStringList codes;
    QStringList words;
    const FormItem &item = *findItem(m_texts.filled(), m_path);
    for (const Choice *choice : m_texts.filled().choices(m_path)) {
        codes << choice->name;
        words << m_texts.plain(m_texts.choice(m_path, item, *choice));
    }
    m_map->setChoices(codes, words);
    m_map->setAccessibleName(m_texts.plain(m_texts.label(m_path, item)));
    m_list->refreshTexts();
}

void ImageMapEditor::setReadOnly(bool readOnly)
{
    m_map->setReadOnly(readOnly);
    m_list->setReadOnly(readOnly);
}

QByteArray imageMapOf(const FormTexts &texts, const FormItem &item)
{
    const bool isSelect = item.type == QuestionType::SelectOne || item.type == QuestionType::SelectMultiple;
    if (!isSelect || !item.hasAppearance(u"image-map"_s))
        return {};
    const QByteArray svg = texts.filled().definition().media(texts.mediaName(item.media.image));
    return ImageMap::isHarmless(svg) && QSvgRenderer(svg).isValid() ? svg : QByteArray();
}

} // namespace indaro::ui::forms
