#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

namespace marz::test {

/// What a program that was run left behind.
struct Run {
    int exitCode = -1; ///< -1 = ended by a signal, or not at all
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// Runs @p program with @p words as @p process is set up, to its end.
inline Run finished(QProcess &process, const QString &program, const QStringList &words)
{
    process.start(program, words);
    if (!process.waitForFinished(240'000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

/// The real program, started in @p folder.
inline Run marzRun(const QStringList &words, const QString &folder = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    return finished(process, QStringLiteral(MARZ_PROGRAM), words);
}

} // namespace marz::test
