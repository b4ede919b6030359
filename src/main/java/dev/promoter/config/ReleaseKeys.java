package dev.promoter.config;

import static dev.promoter.config.ValueType.ANY_TEXT;
import static dev.promoter.config.ValueType.BASE_URL;
import static dev.promoter.config.ValueType.BOOLEAN;
import static dev.promoter.config.ValueType.COUNT;
import static dev.promoter.config.ValueType.DURATION;
import static dev.promoter.config.ValueType.ENDPOINT;
import static dev.promoter.config.ValueType.FILE_NAMES;
import static dev.promoter.config.ValueType.HOST;
import static dev.promoter.config.ValueType.LEVEL;
import static dev.promoter.config.ValueType.NAME;
import static dev.promoter.config.ValueType.NAMESPACE;
import static dev.promoter.config.ValueType.NAME_LIST;
import static dev.promoter.config.ValueType.PATH;
import static dev.promoter.config.ValueType.PORT;
import static dev.promoter.config.ValueType.SCHEDULE;
import static dev.promoter.config.ValueType.SECRET;
import static dev.promoter.config.ValueType.TEXT;
import static dev.promoter.config.ValueType.URL;
import static dev.promoter.config.ValueType.oneOf;
import static dev.promoter.config.ValueType.someOf;

import java.util.List;
import java.util.Set;

/**
 * The options of {@code [main]} in a release file of RDO and of {@code [defaults]} in promoter.ini.
 * Names and defaults are those of the old promoter (contract dlrn.md sections 7 and 8).
 */
final class ReleaseKeys {
  static final String BASIC = "basicAuth";
  static final String KERBEROS = "kerberosAuth";

  static final List<Key> ALL =
      List.of(
          Key.of("workflow", NAME, "which kind of release work this is").or("dlrn"),
          Key.of("distro_name", NAME, "the distribution; lower-cased").or("centos"),
          Key.of("distro_version", NAME, "its version; lower-cased").or("7"),
          Key.of("release", NAME, "the OpenStack release; lower-cased").or("master"),
          Key.of("schedule", SCHEDULE, "when rounds begin: `10m`, `45s`, `1h`, or Quartz cron")
              .or("10m"),
          Key.of("round_limit", DURATION, "a round that takes longer is given up").or("115m"),
          Key.of("dry_run", BOOLEAN, "decide and report, write nothing").or("no"),
          Key.of("latest_hashes_count", COUNT, "how many candidates are looked at, newest first")
              .or("10"),
          Key.of(
                  "allowed_clients",
                  someOf("registries_client", "qcow_client", "dockerfile_client", "dlrn_client"),
                  "which effects a promotion has")
              .or("registries_client,qcow_client,dlrn_client"),
          Key.of("log_file", PATH, "the log of this release alone; `~/` is the home directory")
              .orComputed("beside the log of the daemon"),
          Key.of("log_level", LEVEL, "how much is logged; WARNING and CRITICAL are understood")
              .or("INFO"),
          Key.of("api_url", BASE_URL, "the DLRN API; wins over the `dlrn_api_` options")
              .orComputed("put together from the `dlrn_api_` options"),
          Key.of("dlrn_api_scheme", oneOf("http", "https"), "first part of `api_url`").or("https"),
          Key.of("dlrn_api_host", HOST, "second part of `api_url`").or("trunk.rdoproject.org"),
          Key.of("dlrn_api_port", PORT, "third part of `api_url`").orComputed("that of the scheme"),
          Key.of("dlrn_api_endpoint", ENDPOINT, "last part of `api_url`")
              .orComputed(
                  "`api-<distro_name><distro_version>-<release>`, without version 7, with"
                      + " `master-uc` for master"),
          Key.of("repo_url", BASE_URL, "the repository tree")
              .orComputed("`https://trunk.rdoproject.org/<distro_name><distro_version>-<release>`"),
          Key.of(
                  "ca_bundle",
                  PATH,
                  "PEM file with the authorities to trust; relative to the configuration directory")
              .orComputed("those of Java")
              .orEnvironment("SSL_CA_BUNDLE"),
          Key.of("shaman_url", BASE_URL, "the Shaman server that says which builds are ready")
              .orEnvironment("SHAMAN_URL"),
          Key.of("username", TEXT, "the user of the API")
              .or("ciuser")
              .orEnvironment("DLRNAPI_USERNAME"),
          Key.of("dlrnauth_username", TEXT, "the newer name of `username`"),
          Key.of("password_secret", SECRET, "the secret that holds the password of the API")
              .or("DLRNAPI_PASSWORD"),
          Key.of("dlrnauth_auth_method", oneOf(BASIC, KERBEROS), "how the user is proved")
              .or(BASIC)
              .orEnvironment("DLRNAPI_AUTHMETHOD"),
          Key.of(
                  "dlrnauth_server_principal",
                  TEXT,
                  "the API's Kerberos name, `HTTP/host@REALM`; needed for kerberosAuth")
              .orEnvironment("DLRNAPI_PRINCIPAL"),
          Key.of("dlrnauth_force_auth", BOOLEAN, "prove the user when reading, too")
              .or("no")
              .orEnvironment("DLRNAPI_FORCE_AUTH"),
          Key.of("registries", NAME_LIST, "which `[registry NAME]` sections this release uses")
              .orComputed("all there are"),
          Key.of(
                  "target_registries_push",
                  BOOLEAN,
                  "push containers to the target registries, not only tag them at the source")
              .or("yes"),
          Key.of("source_namespace", NAMESPACE, "where containers are at the source")
              .orComputed("`tripleo<release>`, `tripleou` for ussuri"),
          Key.of("target_namespace", NAMESPACE, "where containers are pushed to")
              .orComputed("`tripleo<release>`, `tripleou` for ussuri"),
          Key.of(
                  "build_method",
                  oneOf("tripleo", "kolla"),
                  "how the containers were built: decides where their list is")
              .or("tripleo"),
          Key.of("container_preffix", ANY_TEXT, "begin of the container names (spelled like this)")
              .or("openstack-"),
          Key.of("containers_list_base_url", URL, "where the list of containers is")
              .or("https://opendev.org/openstack/tripleo-common/raw/commit/"),
          Key.of("containers_list_path", TEXT, "its path below the commit")
              .orComputed(
                  "`container-images/tripleo_containers.yaml`, for kolla"
                      + " `container-images/overcloud_containers.yaml`"),
          Key.of("containers_list_exclude_config", URL, "YAML file of containers to leave out")
              .orComputed("none is left out"),
          Key.of("manifest_push", BOOLEAN, "push multi-architecture lists, too").or("no"),
          Key.of(
                  "manifest_architectures",
                  someOf("x86_64", "ppc64le", "aarch64", "s390x"),
                  "what such a list holds; only ppc64le may be missing")
              .or("x86_64,ppc64le"),
          Key.of("ppc_manifests", BOOLEAN, "no leaves ppc64le out of such lists").or("yes"),
          Key.of("default_qcow_server", NAME, "the `[image_server NAME]` where the images are")
              .or("rdo"),
          Key.of(
                  "qcow_images",
                  FILE_NAMES,
                  "files that must be there, each with a checksum file beside it")
              .orComputed("at least one with a checksum file"),
          Key.of(
                  "image_checksums",
                  oneOf("verify", "warn", "off"),
                  "what a checksum that does not match does; off reads none")
              .or("verify"),
          Key.of("dockerfile_root", PATH, "the root of the Dockerfile links")
              .orComputed("Dockerfiles take no part"),
          Key.of("dockerfile_server", NAME, "the `[image_server NAME]` where the Dockerfiles are")
              .orComputed("`dockerfile_root` is a directory here"),
          Key.of("base_url", TEXT, "for people").kept(),
          Key.of("experimental", BOOLEAN, "had no effect").or("no").kept(),
          Key.of("create_previous", BOOLEAN, "had no effect; the former link is always kept")
              .kept(),
          Key.of("log_root", PATH, "where container logs went").kept(),
          Key.of("container_push_logfile", PATH, "the log of container pushes").kept(),
          Key.of("stage_root", PATH, "the root of a staging area").kept(),
          Key.of("overcloud_images", TEXT, "had images and servers; see `[image_server NAME]`")
              .kept(),
          Key.of("qcow_servers", TEXT, "had servers of images; see `[image_server NAME]`").kept());

  private static final Set<String> SHARED =
      Set.of(
          "workflow", "schedule", "round_limit", "dry_run", "log_file", "log_level", "ca_bundle");

  /** Those that every kind of release work has. */
  static final List<Key> COMMON = ALL.stream().filter(key -> SHARED.contains(key.name())).toList();

  private ReleaseKeys() {}
}
