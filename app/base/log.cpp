#include "base/log.h"

Q_LOGGING_CATEGORY(lcStore, "marz.store", QtWarningMsg)
Q_LOGGING_CATEGORY(lcIo, "marz.io", QtWarningMsg)
Q_LOGGING_CATEGORY(lcMap, "marz.map", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSession, "marz.session", QtWarningMsg)
