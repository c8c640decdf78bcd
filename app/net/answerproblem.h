#pragma once

#include "net/host.h"

class QNetworkReply;

namespace marz::net {

/// What a problem means for the addresses that wait.
enum class Onward : quint8 {
    Next,   ///< of this address alone
    Strike, ///< a few of these, and the server is asked no more
    Stop    ///< all others would end the same way
};

struct AnswerProblem {
    QString text; ///< a plain sentence and what to do
    Onward onward = Onward::Next;
    int restS = 0; ///< how long the server wants to be left alone; 0 = it said nothing
};

/// What went wrong with a finished @p reply of @p host that brought no content.
AnswerProblem problemOf(const QNetworkReply &reply, const Host &host);
/// It answered with something else than what was asked for.
AnswerProblem elsewhereProblem(const QUrl &target, const Host &host);
AnswerProblem tooLargeProblem(qint64 limitBytes, const Host &host);
/// All of its answers together are more than @p limitBytes.
AnswerProblem tooMuchProblem(qint64 limitBytes, const Host &host);

} // namespace marz::net
