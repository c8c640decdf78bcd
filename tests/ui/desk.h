#pragma once

#include "session/program.h"
#include "session/recordverbs.h"
#include "session/sample.h"
#include "session/workspace.h"
#include "support/tempstore.h"
#include "ui/theme.h"

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

namespace marz::test {

/// A workspace as the window has it, with settings and data in a folder of its own.
class Desk
{
public:
    Desk()
    {
        qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope,
                           folder.path(QStringLiteral("settings")));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                           folder.path(QStringLiteral("settings")));
        session::describeProgram();
        QSettings().clear();
        ui::applyTheme(*qApp);
    }

    /// Loads the bundled geography.
    bool loadGeodata()
    {
        QSignalSpy loaded(&workspace, &session::Workspace::geodataLoaded);
        workspace.loadGeodataInBackground();
        return QTest::qWaitFor([&] { return workspace.geodata() != nullptr; }, 60'000) && !loaded.isEmpty();
    }
    /// Opens the sample incidents in a store that may be written.
    bool openStore()
    {
        workspace.store().open(session::sampleStore(folder.path()));
        return QTest::qWaitFor(
            [&] { return workspace.store().summary().isOpen && workspace.store().index()->size() > 0; },
            60'000);
    }
    /// Waits for the store's worker and what it sends.
    void settle()
    {
        workspace.store().finish();
        QCoreApplication::processEvents();
    }

    TempFolder folder;
    session::Workspace workspace;
};

} // namespace marz::test
