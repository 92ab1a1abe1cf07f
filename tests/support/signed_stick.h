// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>

namespace indaro::test {

/// A release as packaging/bundle.sh writes one, small, signed by keys of this moment with the program minisign; and the
/// computer that trusts the first three of them, as a root folder.
class SignedStick
{
public:
    [[nodiscard]] static bool isPossible() { return !QStandardPaths::findExecutable(QStringLiteral("minisign")).isEmpty(); }

    SignedStick()
    {
        const QString trusted = root() + QStringLiteral("/usr/share/indaro/release-keys");
        QDir().mkpath(trusted);
        QDir().mkpath(root() + QStringLiteral("/var/lib/indaro"));
        QDir().mkpath(folder());
        for (const QString &name : {QStringLiteral("amahoro"), QStringLiteral("bujumbura"), QStringLiteral("cibitoke"),
                                    QStringLiteral("stranger")}) {
            run({QStringLiteral("-G"), QStringLiteral("-W"), QStringLiteral("-p"), key(name, "pub"), QStringLiteral("-s"),
                 key(name, "key")});
            if (name != QStringLiteral("stranger"))
                QFile::copy(key(name, "pub"), trusted + u'/' + name + QStringLiteral(".pub"));
        }
    }

    [[nodiscard]] QString root() const { return m_scratch.filePath(QStringLiteral("root")); }
    [[nodiscard]] QString folder() const { return m_scratch.filePath(QStringLiteral("stick")); }
    [[nodiscard]] QString key(const QString &name, const char *kind) const
    {
        return m_scratch.filePath(name + u'.' + QString::fromLatin1(kind));
    }

    void write(const QString &path, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(folder() + u'/' + path).absolutePath());
        writeTo(folder() + u'/' + path, content);
    }
    static void writeTo(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    void setMark(const QByteArray &version) const
    {
        writeTo(root() + QStringLiteral("/var/lib/indaro/newest-version"), version);
    }

    /// The files, the list, and the signatures of these holders.
    void make(const QString &version, const QString &system, const QStringList &signers) const
    {
        QDir(folder()).removeRecursively();
        write(QStringLiteral("RELEASE"),
              QStringLiteral("indaro-release 1\nversion %1\nday 2026-11-28\nsystem %2\n").arg(version, system).toUtf8());
        write(QStringLiteral("installer.sh"), "#!/bin/sh\n");
        write(QString(system).replace(u' ', u'-') + QStringLiteral("/indaro_%1+x_amd64.deb").arg(version),
              QByteArray(3'000'000, 'p'));
        list();
        sign(signers);
    }
    void list() const
    {
        QByteArray out;
        QStringList files;
        std::function<void(const QString &)> walk = [&](const QString &below) {
            for (const QFileInfo &info :
                 QDir(folder() + u'/' + below).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot)) {
                const QString path = below.isEmpty() ? info.fileName() : below + u'/' + info.fileName();
                if (info.isDir())
                    walk(path);
                else if (!path.startsWith(QStringLiteral("SHA256SUMS")))
                    files.append(path);
            }
        };
        walk({});
        std::ranges::sort(files);
        for (const QString &path : files) {
            QFile file(folder() + u'/' + path);
            (void)file.open(QIODevice::ReadOnly);
            out +=
                QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex() + "  " + path.toUtf8() + '\n';
        }
        writeTo(folder() + QStringLiteral("/SHA256SUMS"), out);
    }
    void sign(const QStringList &signers) const
    {
        for (const QString &old : QDir(folder()).entryList({QStringLiteral("*.minisig")}))
            QFile::remove(folder() + u'/' + old);
        int number = 0;
        for (const QString &name : signers)
            run({QStringLiteral("-S"), QStringLiteral("-s"), key(name, "key"), QStringLiteral("-m"),
                 folder() + QStringLiteral("/SHA256SUMS"), QStringLiteral("-x"),
                 folder() + QStringLiteral("/SHA256SUMS.%1.minisig").arg(++number), QStringLiteral("-t"),
                 QStringLiteral("signed by ") + name});
    }

private:
    static void run(const QStringList &words)
    {
        QProcess process;
        process.start(QStringLiteral("minisign"), words);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("minisign: %s", process.readAllStandardError().constData());
    }
    QTemporaryDir m_scratch;
};

} // namespace indaro::test
