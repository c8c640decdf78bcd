#include "ui/dialogs.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

struct Line {
    const char *keys;
    const char *what;
};
struct Group {
    const char *title;
    std::vector<Line> lines;
};

const std::vector<Group> &groups()
{
    static const std::vector<Group> all = {
        {"Map",
         {{"Wheel", "zoom at the pointer; with Ctrl finer"},
          {"Drag", "pan (Pan tool); middle-drag or Space-drag under any tool"},
          {"Shift+Drag", "zoom to a box"},
          {"Ctrl++  Ctrl+-", "zoom in, zoom out"},
          {"Arrow keys", "pan, when the map has the focus ring; with Shift finer"},
          {"Home  Ctrl+Shift+F", "whole extent"},
          {"Mouse back, forward  Alt+Left, Alt+Right", "previous and next view"},
          {"Ctrl+G", "go to coordinates, at a scale"},
          {"Ctrl+B", "bookmark the view; Map > Bookmarks goes there"},
          {"Click", "select the symbol, annotation or region; Ctrl adds"},
          {"Double-click", "open the incident, edit the annotation"},
          {"Right-click",
           "copy coordinates, new incident here, what is here, centre here, range rings, nearest border"},
          {"Ctrl+C",
           "copy what is measured, else the text of the selected incident, else the view as a picture"},
          {"Esc", "cancel the tool or the rendering, then clear the selection, then measurement and rings"}}},
        {"Measure",
         {{"M", "measure distance, area and azimuth"},
          {"Click", "set a point; the first one again, a double-click or Enter ends"},
          {"Backspace  Ctrl+Z", "take the last point back; Ctrl+Shift+Z puts it back"},
          {"Drag", "move a point; elsewhere pan"},
          {"Ctrl+C", "copy the result as text"},
          {"Esc", "end, then clear"}}},
        {"Every tool that clicks",
         {{"Arrow keys", "move the map under a cross in its middle; with Shift finer"},
          {"Enter", "click under the cross; again at the same place: the end"}}},
        {"Incidents",
         {{"Ctrl+I", "new incident"},
          {"F2", "edit the selected incident"},
          {"Ctrl+D", "duplicate it"},
          {"Ctrl+S", "save the entry form"},
          {"Ctrl+Shift+Enter", "save and start the next from the same report"},
          {"Ctrl+Z  Ctrl+Shift+Z", "undo, redo"}}},
        {"Find and filter",
         {{"Ctrl+F", "search places, coordinates and incidents; Shift+Enter: new incident there"},
          {"Ctrl+L", "filter by text"},
          {"Ctrl+[  Ctrl+]", "previous and next filter"},
          {"Ctrl+Shift+X", "clear the filter"}}},
        {"Layers",
         {{"Ctrl+Shift+L", "add layers from files"},
          {"Enter  Double-click", "properties and style of the layer"},
          {"F2  Delete", "rename, remove"},
          {"Menu", "zoom to it, its attributes, reload, locate its file"}}},
        {"Timeline",
         {{"P", "play and pause"},
          {"Ctrl+,  Ctrl+.", "one bin back, one bin forward"},
          {"Drag", "a handle, the window, or outside it to start a new one"},
          {"Wheel", "zoom in time"},
          {"Double-click", "reset"}}},
        {"Annotations",
         {{"Click, drag", "place corners; Enter or a double-click finishes, Backspace takes one back"},
          {"Drag", "move the selected one"},
          {"Delete", "delete the selected one"}}},
        {"Window",
         {{"F5  F6  F7  F8", "workspaces Explore, Enter, Brief, Review"},
          {"F11", "full screen"},
          {"Ctrl+N  Ctrl+O", "new store, open a store"},
          {"Ctrl+Shift+S", "back up the store"},
          {"Ctrl+E", "export the map"},
          {"Ctrl+Shift+C", "the map as a slide picture on the clipboard"},
          {"F1", "this list"},
          {"Ctrl+Q", "quit"}}}};
    return all;
}

} // namespace

void showShortcuts(QWidget *parent)
{
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("shortcuts"));
    dialog.setWindowTitle(QObject::tr("Keys and gestures"));
    dialog.resize(720, 560);
    auto *column = new QVBoxLayout(&dialog);
    auto *tree = new QTreeWidget(&dialog);
    tree->setAccessibleName(QObject::tr("Keys and gestures"));
    tree->setHeaderLabels({QObject::tr("Keys"), QObject::tr("What happens")});
    tree->setRootIsDecorated(false);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    for (const Group &group : groups()) {
        auto *title = new QTreeWidgetItem(tree, {QObject::tr(group.title)});
        QFont bold = tree->font();
        bold.setWeight(QFont::DemiBold);
        title->setFont(0, bold);
        title->setFirstColumnSpanned(true);
        for (const Line &line : group.lines)
            new QTreeWidgetItem(title, {QString::fromLatin1(line.keys), QObject::tr(line.what)});
    }
    tree->expandAll();
    tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    column->addWidget(tree);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    column->addWidget(buttons);
    dialog.exec();
}

} // namespace marz::ui
