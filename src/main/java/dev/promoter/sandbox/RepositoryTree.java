package dev.promoter.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of one builder over HTTP, as a plain web server shows them (contract section 4). */
final class RepositoryTree {
  /** A link, then an aggregate's own directory if the path goes there, then a file. */
  private static final Pattern AGGREGATE =
      Pattern.compile("([^/]+)/(?:[0-9a-f]{2}/[0-9a-f]{2}/([0-9a-f]{32})/)?([^/]+)");

  private static final Pattern COMPONENT_LINK = Pattern.compile("component/([^/]+)/([^/]+)");

  private final DlrnBuilder builder;
  private final Database database;

  RepositoryTree(DlrnBuilder builder, Database database) {
    this.builder = builder;
    this.database = database;
  }

  /**
   * @param path below the repository address, without a leading slash
   */
  Answer read(Request request, String path) {
    if (request.writes()) {
      throw new ApiError(Pages.error(405).withHeader("Allow", "GET, HEAD, OPTIONS"));
    }
    int slash = path.lastIndexOf('/');
    String directory = path.substring(0, Math.max(0, slash));
    String file = path.substring(slash + 1);
    return build(directory)
        .map(found -> file(file, found))
        .orElseGet(() -> aggregate(path))
        .orElseThrow(() -> ApiError.page(404));
  }

  /** The build of a directory, or of the link that stands in its place. */
  private Optional<BuildRecord> build(String directory) {
    return database
        .inDirectory(directory)
        .or(() -> linked(directory).map(database::record))
        .filter(found -> found.status() != BuildRecord.Status.PURGED);
  }

  private Optional<Build> linked(String path) {
    Matcher link = COMPONENT_LINK.matcher(path);
    return link.matches() ? builder.link(link.group(1), link.group(2)) : builder.link(path);
  }

  private Optional<Answer> file(String name, BuildRecord found) {
    if (name.isEmpty()) {
      return Optional.of(listing(found.build()));
    }
    return BuildFiles.read(name, builder.repoUrl(), found).map(text -> text(name, text));
  }

  private Optional<Answer> aggregate(String path) {
    Matcher parts = AGGREGATE.matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String file = parts.group(3);
    return builder
        .aggregateFiles(parts.group(1), Optional.ofNullable(parts.group(2)))
        .flatMap(
            files ->
                switch (file) {
                  case "delorean.repo" -> Optional.of(files.repo());
                  case "delorean.repo.md5" -> Optional.of(files.hash());
                  case "versions.csv" -> Optional.of(files.versions());
                  default -> Optional.empty();
                })
        .map(text -> text(file, text));
  }

  private static Answer text(String name, String text) {
    String type = name.endsWith(".csv") ? "text/csv" : "text/plain; charset=utf-8";
    return Answer.of(200, type, text);
  }

  private static Answer listing(Build build) {
    String files =
        BuildFiles.NAMES.stream()
            .map(name -> "<li><a href=\"" + name + "\">" + name + "</a>\n")
            .collect(Collectors.joining());
    return Answer.html(
        200,
        "<!doctype html>\n<title>" + build.fullHash() + "</title>\n<ul>\n" + files + "</ul>\n");
  }
}
