#include "base/error.h"

namespace marz::base {

Error::Error(ErrorKind kind, QString what, QString advice)
    : m_kind(kind), m_problem(std::move(what)), m_advice(std::move(advice)), m_utf8(message().toStdString())
{
}

QString Error::message() const
{
    return m_advice.isEmpty() ? m_problem : QString(m_problem + QLatin1Char(' ') + m_advice);
}

} // namespace marz::base
