// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_access.h"

#include "ui/charts/chart_canvas.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace indaro::ui::charts {

namespace {

class BarSpoken final : public QAccessibleInterface
{
public:
    BarSpoken(ChartCanvas *canvas, int bar) : m_canvas(canvas), m_bar(bar) {}

    [[nodiscard]] bool isValid() const override { return m_canvas && m_bar < m_canvas->count(); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_canvas); }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QString text(QAccessible::Text what) const override
    {
        if (!isValid())
            return {};
        if (what == QAccessible::Value)
            return m_canvas->number(m_bar).text;
        return what == QAccessible::Name ? m_canvas->spoken(m_bar) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect place = m_canvas->placeOf(m_bar).toAlignedRect();
        return {m_canvas->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        if (isValid() && m_canvas->current() == m_bar) {
            state.selected = true;
            state.focused = m_canvas->hasFocus();
        }
        return state;
    }

private:
    QPointer<ChartCanvas> m_canvas;
    int m_bar;
};

class ChartSpoken final : public QAccessibleWidget
{
public:
    explicit ChartSpoken(ChartCanvas *canvas) : QAccessibleWidget(canvas, QAccessible::List) {}
    ~ChartSpoken() override
    {
        for (const QAccessible::Id bar : m_bars)
            QAccessible::deleteAccessibleInterface(bar);
    }

    [[nodiscard]] int childCount() const override { return canvas() != nullptr ? canvas()->count() : 0; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (int(m_bars.size()) <= index)
            m_bars.push_back(QAccessible::registerAccessibleInterface(new BarSpoken(canvas(), int(m_bars.size()))));
        return QAccessible::accessibleInterface(m_bars[std::size_t(index)]);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int index = 0; index < int(m_bars.size()); ++index) {
            if (QAccessible::accessibleInterface(m_bars[std::size_t(index)]) == child)
                return index;
        }
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        return canvas() != nullptr ? child(canvas()->barAt(canvas()->viewport()->mapFromGlobal(QPoint(x, y)))) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        return canvas() != nullptr && canvas()->hasFocus() ? child(canvas()->current()) : nullptr;
    }

private:
    [[nodiscard]] ChartCanvas *canvas() const { return qobject_cast<ChartCanvas *>(object()); }
    mutable std::vector<QAccessible::Id> m_bars; ///< those somebody has asked for
};

QAccessibleInterface *chartForReaders(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<ChartCanvas *>(object);
    return canvas != nullptr ? new ChartSpoken(canvas) : nullptr;
}

} // namespace

void letReadersSeeCharts()
{
    QAccessible::installFactory(chartForReaders); // once more does nothing
}

} // namespace indaro::ui::charts
