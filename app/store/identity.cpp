#include "store/identity.h"

#include "incident/when.h"
#include "store/connection.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace marz::store {

QString newUid()
{
    const auto ms = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch());
    const quint64 a = QRandomGenerator::system()->generate64();
    const quint64 b = QRandomGenerator::system()->generate64();
    const QString time = QStringLiteral("%1").arg(ms & 0xffffffffffffULL, 12, 16, QLatin1Char('0'));
    const QString version = QStringLiteral("7%1").arg(a & 0xfff, 3, 16, QLatin1Char('0'));
    const QString variant = QStringLiteral("%1").arg(0x8000 | ((a >> 12) & 0x3fff), 4, 16, QLatin1Char('0'));
    const QString node = QStringLiteral("%1").arg(b & 0xffffffffffffULL, 12, 16, QLatin1Char('0'));
    return QStringList{time.left(8), time.mid(8), version, variant, node}.join(QLatin1Char('-'));
}

QString newCode(const Connection &connection)
{
    static constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (;;) {
        QString code = QStringLiteral("MZ-");
        quint32 bits = QRandomGenerator::system()->generate();
        for (int i = 0; i < 6; ++i, bits >>= 5)
            code += QLatin1Char(alphabet[bits & 31]);
        Query q = connection.query("SELECT 1 FROM incidents WHERE code = ?");
        q.bind(1, code);
        if (!q.next())
            return code;
    }
}

QString nowAfter(const QString &last)
{
    qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (const auto lastMs = incident::msOfIsoUtc(last); lastMs && *lastMs >= now)
        now = *lastMs + 1;
    return incident::isoUtc(now);
}

} // namespace marz::store
