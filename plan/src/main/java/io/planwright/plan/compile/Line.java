package io.planwright.plan.compile;

import io.planwright.plan.Source;

/**
 * One line of a heading, a paragraph or a table cell, its inline markup read and removed; code
 * keeps its backticks.
 *
 * @param lead what stands in bold or italics at its start; empty where nothing does
 * @param struck all of it, but a checkbox, is struck through
 */
record Line(String text, String lead, boolean struck, Source source) {

  Line withText(String changed) {
    return new Line(changed, lead, struck, source);
  }
}
