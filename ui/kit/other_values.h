// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QPointer>
#include <QtWidgets/QFrame>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// What somebody else wrote in a field that is open here.
struct OtherValue
{
    QString value;  ///< as a reader sees it
    QString author; ///< who, where, when
    friend bool operator==(const OtherValue &, const OtherValue &) = default;
};

/// Stands below an editor whose field was written on another computer too: the other values with who wrote them, each to
/// be taken, and "keep the one above". The editor keeps what is in it until one of them is pressed.
class OtherValues final : public QFrame
{
    Q_OBJECT
public:
    explicit OtherValues(QWidget *parent = nullptr);
    /// An empty list hides it.
    void show(const QList<OtherValue> &others);

Q_SIGNALS:
    void taken(int index);
    void ownKept();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    QList<OtherValue> m_others;
    QVBoxLayout *m_lines;
    QHBoxLayout *m_buttons;
    QPointer<QPushButton> m_taking; ///< beside m_keep when there is one other value only
    QPushButton *m_keep;
};

} // namespace indaro::ui::kit
