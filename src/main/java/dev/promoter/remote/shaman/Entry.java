package dev.promoter.remote.shaman;

import dev.promoter.remote.http.JsonFields;
import java.util.List;
import java.util.Locale;

/**
 * One entry of Shaman: a repository or a build.
 *
 * @param ref the branch
 * @param sha1 the commit
 * @param distro the distribution
 * @param version its version; may be empty
 * @param codename its codename; may be empty
 * @param flavor the flavor
 * @param archs for which architectures; of a build one
 * @param status its status, in lower case
 * @param link where a person can look; may be empty
 */
record Entry(
    String ref,
    String sha1,
    String distro,
    String version,
    String codename,
    String flavor,
    List<String> archs,
    String status,
    String link) {

  static Entry repository(JsonFields json) {
    String built = json.objectOrNone("extra").map(extra -> extra.remark("build_url")).orElse("");
    String link = json.remark("url").isEmpty() ? built : json.remark("url");
    return of(json, json.texts("archs"), link);
  }

  static Entry build(JsonFields json) {
    String link = json.remark("log_url").isEmpty() ? json.remark("url") : json.remark("log_url");
    return of(json, List.of(json.remark("distro_arch")), link);
  }

  private static Entry of(JsonFields json, List<String> archs, String link) {
    return new Entry(
        json.textOrNone("ref"),
        json.text("sha1"),
        json.textOrNone("distro"),
        json.remark("distro_version"),
        json.remark("distro_codename"),
        json.textOrNone("flavor"),
        archs,
        json.remark("status").strip().toLowerCase(Locale.ROOT),
        link);
  }

  boolean about(Platform platform, String wantedSha1) {
    return sha1.equalsIgnoreCase(wantedSha1) && platform.matches(distro, version, codename, flavor);
  }

  boolean ready() {
    return status.equals("ready");
  }

  boolean failed() {
    return status.startsWith("fail");
  }
}
