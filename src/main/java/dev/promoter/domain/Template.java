package dev.promoter.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with places such as {@code ${branch}} that are filled in when the value is known. */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^{}]*)}");

  private Template() {}

  /** The text with every place filled in that has a value; others are left as they are. */
  public static String fill(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  /** The names of the places that are not among the known ones, in order. */
  public static List<String> unknown(String text, Collection<String> known) {
    return PLACE
        .matcher(text)
        .results()
        .map((MatchResult place) -> place.group(1))
        .filter(name -> !known.contains(name))
        .distinct()
        .toList();
  }
}
