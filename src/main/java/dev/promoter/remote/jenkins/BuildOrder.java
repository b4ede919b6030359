package dev.promoter.remote.jenkins;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A build that is wanted.
 *
 * @param job the job, with {@code /} between folders
 * @param parameters its parameters by the names of the job
 * @param identity the parameters by which the build is found again; each is among the parameters
 */
public record BuildOrder(String job, Map<String, String> parameters, List<String> identity) {
  public BuildOrder {
    parameters = Map.copyOf(parameters);
    identity = List.copyOf(identity);
    if (job.isBlank() || identity.isEmpty() || !parameters.keySet().containsAll(identity)) {
      throw new IllegalArgumentException(
          "a job, and parameters by which its build is found again, are needed");
    }
  }

  /** The job, and by which parameters its build is found again. */
  String words() {
    return identity.stream()
        .map(name -> name + "=" + parameters.getOrDefault(name, ""))
        .collect(Collectors.joining(", ", job + " with ", ""));
  }

  /** Whether a build with these parameters is the wanted one. */
  boolean identifies(Map<String, String> others) {
    return identity.stream()
        .allMatch(name -> parameters.getOrDefault(name, "").equalsIgnoreCase(others.get(name)));
  }
}
