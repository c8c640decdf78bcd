#pragma once

#include "incident/incident.h"

namespace marz::io {

/// Whether a cell holds what a spreadsheet shows when a formula fails: "#DIV/0!", "#N/A", "Err:502".
bool isSheetError(const QString &text);

/// "attacker:Taliban;responder:border guards" or "Taliban;ISKP": roles where they are named, else mentioned.
std::vector<incident::Involvement> readActors(const QString &text);

/// Names and addresses, several separated by semicolons: paired in order where there are as many, else the
/// publisher of an address is its host. What is no web address, and names without a partner, stay as
/// publishers.
std::vector<incident::SourceUse> readSources(const QString &publishers, const QString &urls);

/// "killed TJK security 12; injured militants several": rows of scope part_of, the words kept where there is
/// no figure.
std::vector<incident::Casualty> readBreakdown(const QString &text);

/// Things seized, several separated by semicolons, as they are worded.
std::vector<incident::Item> readItems(const QString &text);

} // namespace marz::io
