package dev.promoter.remote.dlrn;

import dev.promoter.domain.CommitHash;
import dev.promoter.domain.LinkName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which promotions are asked for; an empty text asks for all.
 *
 * @param link only those to this link
 * @param component only those of builds of this component
 * @param commit only those of this commit; together with {@code distro}
 * @param distro only those of this packaging commit
 * @param extended only those of the build with this extended hash; together with the commits
 */
record RowQuery(String link, String component, String commit, String distro, String extended) {
  static RowQuery of(LinkName link, String component) {
    return new RowQuery(link.value(), component, "", "", "");
  }

  /** Those of one build; without an extended hash DLRN takes the newest build of the commits. */
  static RowQuery ofBuild(CommitHash hash) {
    return new RowQuery("", "", hash.commit(), hash.distro(), hash.extended());
  }

  Map<String, String> parameters(int limit, int offset) {
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "promote_name", link);
    put(parameters, "component", component);
    put(parameters, "commit_hash", commit);
    put(parameters, "distro_hash", distro);
    put(parameters, "extended_hash", extended);
    parameters.put("limit", String.valueOf(limit));
    parameters.put("offset", String.valueOf(offset));
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    if (!value.isEmpty()) {
      parameters.put(name, value);
    }
  }

  /** For messages: {@code the promotions to current-tripleo}. */
  String description() {
    String what = component.isEmpty() ? "the promotions" : "the promotions of " + component;
    return link.isEmpty() ? what + " of one build" : what + " to " + link;
  }
}
