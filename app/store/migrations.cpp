#include "store/migrations.h"

#include "store/backup.h"
#include "store/connection.h"
#include "store/schema.h"

namespace marz::store {

namespace {

constexpr Migration steps[] = {{1, &createSchema1}};
static_assert(steps[std::size(steps) - 1].to == currentSchema);

} // namespace

std::span<const Migration> migrations()
{
    return steps;
}

void migrate(Connection &connection, int version, std::span<const Migration> todo)
{
    if (todo.empty() || version >= todo.back().to)
        return;
    if (version > 0)
        backupBeside(connection);
    for (const Migration &step : todo) {
        if (step.to <= version)
            continue;
        Transaction transaction(connection);
        step.run(connection);
        connection
            .query("INSERT INTO marz_meta (name, content) VALUES ('schema_version', ?) "
                   "ON CONFLICT (name) DO UPDATE SET content = excluded.content")
            .with(QString::number(step.to))
            .run();
        transaction.commit();
    }
}

} // namespace marz::store
