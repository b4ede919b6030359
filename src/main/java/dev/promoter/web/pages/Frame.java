package dev.promoter.web.pages;

import org.jspecify.annotations.Nullable;

/**
 * What every page has around its content.
 *
 * @param title of this page
 * @param place which part of the navigation it belongs to; may be empty
 * @param person who is logged in; empty when nobody is
 * @param csrf goes into every form; empty when nobody is logged in
 * @param mayAct whether that person may waive, hold and so on
 * @param mayOrder whether that person may promote without criteria and roll back
 * @param style the address of the style sheet
 * @param script the address of the script
 */
record Frame(
    String title,
    String place,
    String person,
    String csrf,
    boolean mayAct,
    boolean mayOrder,
    String style,
    String script) {
  /** The attribute {@code aria-current} of a link of the navigation; none leaves it out. */
  @Nullable String current(String other) {
    return place.equals(other) ? "page" : null;
  }
}
