// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QRegularExpression>
#include <QString>
#include <QTemporaryDir>

namespace indaro::tests {

/// A real indaro-server on this machine; on PostgreSQL where INDARO_TEST_POSTGRES says which.
class RunningServer
{
public:
    RunningServer()
    {
        const QString postgres = qEnvironmentVariable("INDARO_TEST_POSTGRES");
        if (postgres.isEmpty())
            return;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("INDARO_DATABASE"), postgres);
        m_environment = environment;
    }
    ~RunningServer() { kill(); }

    /// On the port it had before, if it was started before.
    [[nodiscard]] bool start()
    {
        m_process.setProcessEnvironment(m_environment);
        m_process.start(QStringLiteral(INDARO_SERVER),
                        options() + QStringList{QStringLiteral("--rate"), QStringLiteral("1000"), QStringLiteral("--listen"),
                                                QStringLiteral("127.0.0.1:%1").arg(m_port)});
        QByteArray said;
        static const QRegularExpression listening(QStringLiteral("listening on http://127\\.0\\.0\\.1:(\\d+)"));
        while (m_process.waitForReadyRead(60'000)) {
            said += m_process.readAllStandardOutput();
            if (const auto match = listening.match(QString::fromUtf8(said)); match.hasMatch()) {
                m_port = match.captured(1).toUShort();
                return true;
            }
        }
        return false;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(60'000);
    }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    /// What an administrator of the server reads out.
    [[nodiscard]] QString invitation(const QString &command) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(QStringLiteral(INDARO_SERVER), QStringList{command} + options());
        (void)process.waitForFinished(60'000);
        static const QRegularExpression code(QStringLiteral("[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}"));
        return code.match(QString::fromUtf8(process.readAllStandardOutput())).captured();
    }

private:
    [[nodiscard]] QStringList options() const
    {
        return {QStringLiteral("--data"), m_folder.filePath(QStringLiteral("server"))};
    }
    QTemporaryDir m_folder;
    QProcess m_process;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    quint16 m_port = 0;
};

} // namespace indaro::tests
