package dev.promoter.remote.jenkins;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A build that is wanted.
 *
 * @param job the job, with {@code /} between folders
 * @param parameters its parameters by the names of the job
 * @param identity the parameters by which the build is found again; each is among the parameters
 */
public record BuildOrder(String job, Map<String, String> parameters, List<String> identity) {
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  public BuildOrder {
    parameters = Map.copyOf(parameters);
    identity = List.copyOf(identity);
    if (job.isBlank() || identity.isEmpty() || !parameters.keySet().containsAll(identity)) {
      throw new IllegalArgumentException(
          "a job, and parameters by which its build is found again, are needed");
    }
  }

  /**
   * Reads how the fields of a release are named by a job: {@code PARAMETER=FIELD} with commas
   * between them. A field that is not known is an error; {@code PARAMETER='text'} gives a text of
   * its own.
   *
   * @param mapping the text
   * @param fields the fields of the release, for example {@code sha1}
   * @throws IllegalArgumentException when it cannot be read
   */
  public static Map<String, String> parameters(String mapping, Map<String, String> fields) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : mapping.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      String[] pair = part.strip().split("=", 2);
      String name = pair[0].strip();
      if (pair.length < 2 || !PARAMETER.matcher(name).matches()) {
        throw new IllegalArgumentException("'" + part.strip() + "' is not PARAMETER=FIELD");
      }
      if (parameters.put(name, value(pair[1].strip(), fields)) != null) {
        throw new IllegalArgumentException("the parameter " + name + " is given twice");
      }
    }
    return parameters;
  }

  private static String value(String field, Map<String, String> fields) {
    if (field.length() >= 2 && field.startsWith("'") && field.endsWith("'")) {
      return field.substring(1, field.length() - 1);
    }
    String value = fields.get(field);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no field '"
              + field
              + "'; there are: "
              + String.join(", ", fields.keySet().stream().sorted().toList()));
    }
    return value;
  }

  /** Whether a build with these parameters is the wanted one. */
  boolean identifies(Map<String, String> others) {
    return identity.stream()
        .allMatch(name -> parameters.getOrDefault(name, "").equalsIgnoreCase(others.get(name)));
  }
}
