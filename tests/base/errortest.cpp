#include "base/error.h"
#include "base/job.h"

#include <QTest>

using marz::base::CancelToken;
using marz::base::Error;
using marz::base::ErrorKind;

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messageJoinsProblemAndAdvice()
    {
        const Error error(ErrorKind::Full, "The disk is full.", "Free some space.");
        QCOMPARE(error.kind(), ErrorKind::Full);
        QCOMPARE(error.problem(), QString("The disk is full."));
        QCOMPARE(error.advice(), QString("Free some space."));
        QCOMPARE(error.message(), QString("The disk is full. Free some space."));
    }

    void messageWithoutAdviceIsTheProblem()
    {
        QCOMPARE(Error(ErrorKind::Failed, "It failed.").message(), QString("It failed."));
    }

    void whatIsUtf8()
    {
        const Error error(ErrorKind::NotFound, "Хоруғ");
        QCOMPARE(QString::fromUtf8(error.what()), QString("Хоруғ"));
    }

    void cancelledTokenThrows()
    {
        const CancelToken token;
        token.throwIfCancelled();
        const CancelToken copy = token;
        copy.cancel();
        QVERIFY(token.isCancelled());
        try {
            token.throwIfCancelled();
            QFAIL("not thrown");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), ErrorKind::Cancelled);
        }
    }
};

QTEST_GUILESS_MAIN(ErrorTest)
#include "errortest.moc"
