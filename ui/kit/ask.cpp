// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/ask.h"

#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QIdentityProxyModel>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtCore/QUrl>
#include <QtGui/QFileSystemModel>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

constexpr int RoomForButtons = 560; ///< more, side by side, and the message box cuts their words

void stackLongButtons(QMessageBox &box, const QList<QAbstractButton *> &buttons)
{
    int width = 0;
    for (const QAbstractButton *button : buttons)
        width += button->sizeHint().width() + space::One;
    if (width > RoomForButtons)
        box.findChild<QDialogButtonBox *>()->setOrientation(Qt::Vertical);
}

} // namespace

void MessageBoxAsk::ask(QWidget *parent, const Question &question, std::function<void(int)> answered)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(question.title);
    box->setText(question.text);
    box->setInformativeText(question.detail);
    if (question.isDangerous)
        box->setIconPixmap(icon(u"data-warning"_s).pixmap(space::Four, space::Four));
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
    stackLongButtons(*box, buttons);
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

/// Where a worker keeps files: her own folders, and the sticks as desktops mount them.
QList<QUrl> usualPlaces()
{
    QStringList folders = {QDir::homePath(), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)};
    for (const QString &mounts : {u"/run/media/"_s, u"/media/"_s}) {
        const QDir ofUser(mounts + QDir::home().dirName());
        for (const QFileInfo &stick : ofUser.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot))
            folders.push_back(stick.filePath());
    }
    folders.removeDuplicates();
    QList<QUrl> places = {QUrl(u"file:"_s)}; // the whole computer
    for (const QString &folder : folders) {
        if (QFileInfo(folder).isDir())
            places.push_back(QUrl::fromLocalFile(folder));
    }
    return places;
}

/// Qt's file dialog writes the folders somebody visited into a settings file of its own; a folder may be named after a
/// person. That file is led to where nothing can be written. (On Windows it is the registry, which this does not reach.)
void forgetFolders()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, u"/dev/null"_s);
}

QFileDialog *makeDialog(QWidget *parent, const QString &title, std::function<void(const QString &)> chosen)
{
    forgetFolders();
    auto *dialog = new QFileDialog(parent, title);
    // The desktop's own dialog speaks the language of the system, and lists what is written here among its
    // recent files.
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setProxyModel(new FileDates(dialog));
    dialog->setSidebarUrls(usualPlaces());
    dialog->setDirectory(QDir::homePath()); // not where the program was started from
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
    dialog->setDefaultSuffix(QFileInfo(suggestedName).suffix()); // a name without one opens in no program
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
