#pragma once

#include "support/layerfiles.h"
#include "ui/bannerline.h"
#include "ui/desk.h"
#include "ui/layerdesk.h"
#include "ui/layerspanel.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QMainWindow>
#include <QPushButton>

namespace marz::test {

/// A small window with the layers panel and what serves it, for tests of layers on the real widgets.
class LayerCase : public QObject
{
protected:
    void openWindow()
    {
        m_desk = std::make_unique<Desk>();
        layers().setHelperProgram(QStringLiteral(MARZ_PROGRAM));
        m_window = std::make_unique<QMainWindow>();
        m_panel = new ui::LayersPanel(m_desk->workspace);
        m_banner = new ui::BannerLine(m_window.get());
        m_window->setCentralWidget(m_panel);
        m_layerDesk = new ui::LayerDesk(m_desk->workspace, m_banner, m_window.get());
        m_layerDesk->serve(m_panel);
        m_window->resize(320, 600);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void closeWindow()
    {
        m_window.reset();
        m_desk.reset();
    }

    QString path(const QString &name) const { return m_desk->folder.path(name); }
    session::UserLayers &layers() { return m_desk->workspace.userLayers(); }
    /// Adds three squares (test::threeSquares()) from a file of this name; the layer's id.
    QString add(const QString &name = QStringLiteral("squares.geojson"))
    {
        writeSquares(path(name), threeSquares());
        m_layerDesk->addFiles({path(name)});
        layers().finish();
        return layers().ids().isEmpty() ? QString() : layers().ids().back();
    }
    template <typename T>
    T *find(const char *name, QObject *in = nullptr)
    {
        return (in ? in : m_window.get())->findChild<T *>(QLatin1String(name));
    }
    QListWidget *list() { return find<QListWidget>("layerList"); }
    const map::ReferenceLayer &shown(const QString &id)
    {
        return m_desk->workspace.layers()
            .layers()[static_cast<std::size_t>(m_desk->workspace.layers().rowOf(id))];
    }
    static void press(QDialog *dialog, QDialogButtonBox::StandardButton which)
    {
        QTest::mouseClick(dialog->findChild<QDialogButtonBox *>()->button(which), Qt::LeftButton);
    }

    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<QMainWindow> m_window;
    ui::LayersPanel *m_panel = nullptr;
    ui::LayerDesk *m_layerDesk = nullptr;
    ui::BannerLine *m_banner = nullptr;
};

} // namespace marz::test
