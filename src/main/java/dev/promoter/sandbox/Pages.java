package dev.promoter.sandbox;

import java.util.List;
import java.util.stream.Collectors;

/** What is sent as HTML: errors of the framework below DLRN, and pages for people. */
final class Pages {
  private final Database database;
  private final String repositoryAddress;

  Pages(Database database, String repositoryAddress) {
    this.database = database;
    this.repositoryAddress = repositoryAddress;
  }

  /** The framework's own page for 400, 404, 405 or 500, word for word. */
  static Answer error(int status) {
    return switch (status) {
      case 400 ->
          error(
              "400 Bad Request",
              "The browser (or proxy) sent a request that this server could not understand.");
      case 404 ->
          error(
              "404 Not Found",
              "The requested URL was not found on the server. If you entered the URL manually"
                  + " please check your spelling and try again.");
      case 405 ->
          error("405 Method Not Allowed", "The method is not allowed for the requested URL.");
      default ->
          error(
              "500 Internal Server Error",
              "The server encountered an internal error and was unable to complete your request."
                  + " Either the server is overloaded or there is an error in the application.");
    };
  }

  private static Answer error(String title, String text) {
    String page =
        """
        <!doctype html>
        <html lang=en>
        <title>%s</title>
        <h1>%s</h1>
        <p>%s</p>
        """
            .formatted(title, title.substring(4), text);
    return Answer.html(Integer.parseInt(title.substring(0, 3)), page);
  }

  static Answer unauthorized() {
    return Answer.html(401, "Unauthorized Access")
        .withHeader("WWW-Authenticate", "Basic realm=\"Authentication Required\"");
  }

  Answer buildVotes(Request request) {
    Inputs inputs = Inputs.ofQuery(request);
    List<Vote> votes =
        new Lookup(database).find(Lookup.Hashes.of(inputs)).map(database::votes).orElse(List.of());
    return votes("Votes of " + Lookup.Hashes.of(inputs).joined(), votes);
  }

  Answer aggregateVotes(Request request) {
    String hash = Inputs.ofQuery(request).text("ref_hash");
    return votes("Votes of aggregate " + hash, database.votes(hash));
  }

  /** The promotions, newest first, with links to the votes of each. */
  Answer promotions(Request request) {
    return page(
        "Promotions of " + repositoryAddress,
        "<tr><th>link<th>build<th>votes<th>user<th>seconds since the epoch</tr>\n",
        database.rows(row -> true).stream().map(this::row).collect(Collectors.joining()));
  }

  private String row(Row row) {
    Build build = row.build();
    String aggregate = row.aggregateHash();
    String extended = build.extendedHash();
    String votes =
        aggregate != null
            ? "civotes_agg_detail.html?ref_hash=" + aggregate
            : "civotes_detail.html?commit_hash="
                + build.commitHash()
                + "&amp;distro_hash="
                + build.distroHash()
                + (extended == null ? "" : "&amp;extended_hash=" + extended);
    return "<tr><td>%s<td><a href=\"%s/%s/\">%s</a><td><a href=\"%s\">votes</a><td>%s<td>%d</tr>\n"
        .formatted(
            escaped(row.link()),
            repositoryAddress,
            build.directory(),
            aggregate != null ? aggregate : build.fullHash(),
            votes,
            escaped(row.user()),
            row.timestamp());
  }

  private static Answer votes(String title, List<Vote> votes) {
    return page(
        title,
        "<tr><th>job<th>result<th>seconds since the epoch<th>notes</tr>\n",
        votes.stream()
            .map(
                vote ->
                    "<tr><td><a href=\"%s\">%s</a><td>%s<td>%d<td>%s</tr>\n"
                        .formatted(
                            escaped(vote.url()),
                            escaped(vote.job()),
                            vote.inProgress() ? "in progress" : vote.success() ? "pass" : "fail",
                            vote.timestamp(),
                            escaped(vote.notes())))
            .collect(Collectors.joining()));
  }

  private static Answer page(String title, String head, String lines) {
    return Answer.html(
        200,
        "<!doctype html>\n<html lang=en>\n<title>%1$s</title>\n<h1>%1$s</h1>\n<table>\n%2$s%3$s</table>\n"
            .formatted(escaped(title), head, lines));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
