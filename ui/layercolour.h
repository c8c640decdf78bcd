#pragma once

#include <QColor>
#include <QToolButton>

namespace marz::ui {

/// A colour, with its opacity, that a click lets choose.
class LayerColour : public QToolButton
{
    Q_OBJECT
public:
    explicit LayerColour(const QString &words, QWidget *parent = nullptr);

    QColor colour() const { return m_colour; }
    /// Does not tell.
    void setColour(const QColor &colour);

Q_SIGNALS:
    void colourChosen(const QColor &colour);

private:
    void choose();

    QString m_words;
    QColor m_colour;
};

} // namespace marz::ui
