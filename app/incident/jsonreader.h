#pragma once

#include "geo/geometry.h"
#include "incident/codes.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <optional>
#include <vector>

namespace marz::incident {

/// Reads one JSON object key by key into a record; see jsonfields.h. Absent and null leave the record's
/// default. Every method throws base::Error(Invalid) with the path of the value that is wrong.
class JsonReader
{
public:
    JsonReader(const QJsonObject &object, const QString &path) : m_object(object), m_path(path) {}

    /// @p value as an object; refuses anything else.
    static QJsonObject objectOf(const QJsonValue &value, const QString &path);

    void text(const char *key, QString &value);
    void flag(const char *key, bool &value);
    void number(const char *key, qint64 &value);
    void number(const char *key, std::optional<qint64> &value);
    void number(const char *key, std::optional<int> &value);
    void number(const char *key, std::optional<double> &value);
    void instant(const char *key, std::optional<qint64> &ms);
    void day(const char *key, QDate &day);
    void bytes(const char *key, QByteArray &bytes);
    /// The keys "lon" and "lat": both or none.
    void point(std::optional<geo::LonLat> &point);
    void geometry(const char *key, std::optional<geo::Geometry> &geometry);
    void texts(const char *key, QStringList &values);

    template <typename E>
    void code(const char *key, E &value)
    {
        std::optional<E> read;
        code(key, read);
        if (read)
            value = *read;
    }
    template <typename E>
    void code(const char *key, std::optional<E> &value)
    {
        const std::optional<QString> word = textAt(key);
        if (!word)
            return;
        value = fromCode<E>(*word);
        if (value)
            return;
        QStringList known;
        for (const CodeEntry<E> &entry : codeList<E>())
            known.append(QLatin1String(entry.code));
        refuse(key, QStringLiteral("'%1' is none of %2").arg(*word, known.join(QLatin1String(", "))));
    }
    template <typename Record>
    void object(const char *key, Record &record)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined())
            return;
        readObject(value, pathOf(key), record);
    }
    template <typename Record>
    void list(const char *key, std::vector<Record> &records)
    {
        const QJsonArray array = arrayAt(key);
        for (qsizetype i = 0; i < array.size(); ++i)
            readObject(array[i], QStringLiteral("%1[%2]").arg(pathOf(key)).arg(i), records.emplace_back());
    }
    /// Refuses a key that nobody has read: most likely a slip of the pen.
    void finish() const;

private:
    template <typename Record>
    static void readObject(const QJsonValue &value, const QString &path, Record &record)
    {
        JsonReader reader(objectOf(value, path), path);
        fields(reader, record);
        reader.finish();
    }
    /// The value and a mark that the key is known; undefined for absent and null.
    QJsonValue take(const char *key);
    QJsonArray arrayAt(const char *key);
    std::optional<QString> textAt(const char *key);
    QString pathOf(const char *key) const;
    [[noreturn]] void refuse(const char *key, const QString &what) const;

    QJsonObject m_object;
    QString m_path;
    QSet<QString> m_known;
};

} // namespace marz::incident
