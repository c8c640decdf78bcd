#pragma once

#include "ui/formsection.h"

namespace marz::ui {

/// When: first and last day (or local time), part of the day, zone, precision, extent and the report's
/// wording.
class WhenSection : public FormSection
{
    Q_OBJECT
public:
    explicit WhenSection(QWidget *parent = nullptr);

    void showRecord(const incident::Incident &incident) override;
    void fill(incident::Incident &incident) const override;
    bool owns(const QString &field) const override;
    std::vector<incident::Problem> inputProblems() const override;

protected:
    QWidget *fieldOf(const QString &field) const override;

private:
    /// The window as typed. Throws base::Error when it is none.
    incident::When typed() const;
    bool isUntouched() const;
    QStringList state() const;
    void hintPrecision();

    incident::When m_when; ///< as shown; given back exactly while nothing is touched
    QStringList m_shownState;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QComboBox *m_part;
    QComboBox *m_precision;
    QComboBox *m_extent;
    QComboBox *m_zone;
    QLineEdit *m_text;
    QLineEdit *m_reportedAt;
};

} // namespace marz::ui
