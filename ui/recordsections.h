#pragma once

#include "incident/incident.h"

#include <QWidget>

#include <functional>

/// The sections of a record as widgets of plain text; null when the record has nothing to say there.
namespace marz::ui {

QWidget *whenSection(const incident::Incident &incident);
QWidget *whereSection(const incident::Incident &incident);
QWidget *casualtySection(const incident::Incident &incident);
QWidget *itemSection(const incident::Incident &incident);
QWidget *actorSection(const incident::Incident &incident);
/// @p open is called with the address of a source that is clicked.
QWidget *sourceSection(const incident::Incident &incident, const std::function<void(const QString &)> &open);
QWidget *claimSection(const incident::Incident &incident);
QWidget *responseSection(const incident::Incident &incident);
QWidget *movementSection(const incident::Incident &incident);
/// @p follow is called with the uid of a link that is clicked.
QWidget *linkSection(const incident::Incident &incident, const std::function<void(const QString &)> &follow);
QWidget *noteSection(const incident::Incident &incident);
QWidget *handlingSection(const incident::Incident &incident);
QWidget *missingSection(const incident::Incident &incident);

} // namespace marz::ui
