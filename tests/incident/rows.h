#pragma once

#include "incident/incident.h"

/// Short builders for the rows of a record.
namespace marz::incident {

inline Casualty part(Outcome outcome, const char *nationality, const Range &count, Side side = Side::Unknown)
{
    Casualty row;
    row.outcome = outcome;
    row.nationality = QString::fromLatin1(nationality);
    row.count = count;
    row.side = side;
    return row;
}

inline Casualty total(Outcome outcome, const Range &count)
{
    Casualty row = part(outcome, "", count);
    row.scope = CasualtyScope::Total;
    return row;
}

inline Involvement actor(const char *name, ActorRole role)
{
    Involvement row;
    row.name = QString::fromUtf8(name);
    row.role = role;
    return row;
}

inline SourceUse source(const char *publisher, std::optional<int> cites = {})
{
    SourceUse row;
    row.publisher = QString::fromUtf8(publisher);
    row.cites = cites;
    return row;
}

inline SourceUse gradedSource(const char *publisher, const char *reliability, const char *credibility)
{
    SourceUse row = source(publisher);
    row.reliability = QString::fromLatin1(reliability);
    row.credibility = QString::fromLatin1(credibility);
    return row;
}

inline Claim claim(const char *field, const char *value)
{
    Claim row;
    row.field = QString::fromLatin1(field);
    row.value = QString::fromUtf8(value);
    return row;
}

inline Note note(const char *text)
{
    Note row;
    row.text = QString::fromUtf8(text);
    return row;
}

} // namespace marz::incident
