// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/ask.h"

#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"

#include <QtCore/QIdentityProxyModel>
#include <QtGui/QFileSystemModel>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

namespace indaro::ui::kit {

void MessageBoxAsk::ask(QWidget *parent, const Question &question, std::function<void(int)> answered)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(question.title);
    box->setText(question.text);
    box->setInformativeText(question.detail);
    box->setIcon(question.isDangerous ? QMessageBox::Warning : QMessageBox::Question);
    QList<QAbstractButton *> buttons;
    for (int i = 0; i < question.choices.size(); ++i) {
        QPushButton *button =
            box->addButton(question.choices[i], i == question.otherwise ? QMessageBox::RejectRole : QMessageBox::AcceptRole);
        buttons.append(button);
        if (i == 0) {
            box->setDefaultButton(button);
        } else if (question.isDangerous) {
            setButtonRole(button, ButtonRole::Danger);
        }
        if (i == question.otherwise)
            box->setEscapeButton(button);
    }
    QObject::connect(box, &QMessageBox::finished, parent,
                     [box, buttons, otherwise = question.otherwise, answered = std::move(answered)](int) {
                         const auto at = buttons.indexOf(box->clickedButton());
                         answered(at < 0 ? otherwise : static_cast<int>(at));
                     });
    box->open();
}

namespace {

/// Dates of files as everywhere else in the program; Qt would write them as the system does.
class FileDates final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        static constexpr int DateColumn = 3; // QFileSystemModel's: name, size, type, date
        const auto *files = qobject_cast<const QFileSystemModel *>(sourceModel());
        if (role != Qt::DisplayRole || index.column() != DateColumn || files == nullptr)
            return QIdentityProxyModel::data(index, role);
        return dateTimeText(files->lastModified(mapToSource(index)).toMSecsSinceEpoch());
    }
};

QFileDialog *makeDialog(QWidget *parent, const QString &title, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    // The desktop's own dialog speaks the language of the system, and lists what is written here among its
    // recent files.
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setProxyModel(new FileDates(dialog));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    return dialog;
}

} // namespace

void DialogFileAsk::openFile(QWidget *parent, const QString &title, const QString &filter,
                             std::function<void(const QString &)> chosen)
{
    auto *dialog = makeDialog(parent, title, std::move(chosen));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(filter);
    dialog->open();
}

void DialogFileAsk::saveFile(QWidget *parent, const QString &title, const QString &suggestedName, const QString &filter,
                             std::function<void(const QString &)> chosen)
{
    auto *dialog = makeDialog(parent, title, std::move(chosen));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(filter);
    dialog->selectFile(suggestedName);
    dialog->open();
}

void DialogFileAsk::chooseFolder(QWidget *parent, const QString &title, const QString &startIn,
                                 std::function<void(const QString &)> chosen)
{
    auto *dialog = makeDialog(parent, title, std::move(chosen));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setDirectory(startIn);
    dialog->open();
}

} // namespace indaro::ui::kit
