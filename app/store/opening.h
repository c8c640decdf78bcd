#pragma once

#include "store/store.h"

#include <memory>

namespace marz::store {

class Connection;

/// A connection that passed every check of Store::open().
struct Opened {
    std::unique_ptr<Connection> connection;
    QString readOnlyReason;      ///< empty = writable
    bool isChecked = false;      ///< quick_check has passed
    std::vector<qint64> adopted; ///< fids of what other programs added or changed before
};

/// Files below this size are checked while they are opened.
constexpr qint64 checkedAtOnceBytes = 50 * 1024 * 1024;

Opened openStore(const QString &path, Access access);

/// Makes the file: complete or absent.
void createStore(const QString &path, const NewStore &options);

/// The first thing that quick_check finds; empty when nothing.
QString quickCheckOf(const Connection &connection);

/// The store's vocabulary; the shipped one when the table is empty.
incident::Vocabulary readVocabulary(const Connection &connection);

/// Checkpoints and leaves one file when nobody else has the store open. @p mayNote: the rows are as Marz left
/// them.
void closeStore(Connection &connection, bool mayNote) noexcept;

} // namespace marz::store
