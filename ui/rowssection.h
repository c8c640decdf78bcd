#pragma once

#include "ui/formsection.h"
#include "ui/rowtable.h"

#include <functional>

namespace marz::ui {

/// A group of the form that is a list of children of the record.
class RowsSection : public FormSection
{
    Q_OBJECT
public:
    /// How one kind of children becomes lines and lines become children again. @p read may throw base::Error
    /// for a cell that cannot be read ("'abc' is no figure").
    struct Kind {
        QString title;
        QString addText;
        QString field; ///< of problems: "casualties"
        std::vector<RowColumn> columns;
        std::function<std::vector<QStringList>(const incident::Incident &)> lines;
        std::function<void(const std::vector<RowTable::Line> &, const incident::Incident &shown,
                           incident::Incident &)>
            read;
    };

    explicit RowsSection(Kind kind, QWidget *parent = nullptr);

    void showRecord(const incident::Incident &incident) override;
    void fill(incident::Incident &incident) const override;
    bool owns(const QString &field) const override;
    std::vector<incident::Problem> inputProblems() const override;
    RowTable *table() const { return m_table; }

private:
    Kind m_kind;
    incident::Incident m_shown;
    RowTable *m_table;
};

/// The lists of the form, in its order.
RowsSection::Kind casualtyRows();
RowsSection::Kind actorRows();
RowsSection::Kind itemRows();
RowsSection::Kind sourceRows();
RowsSection::Kind claimRows();
RowsSection::Kind responseRows();
RowsSection::Kind movementRows();
RowsSection::Kind siteRows();
RowsSection::Kind linkRows();
RowsSection::Kind noteRows();

} // namespace marz::ui
