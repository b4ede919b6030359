package dev.promoter.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@link StandIn} in another process. */
final class Remote implements AutoCloseable {
  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;
  private final String address;

  private Remote(Process process) throws IOException {
    this.process = process;
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.address = line();
  }

  /** Starts one and waits until it is filled. */
  static Remote start(Load load) throws IOException {
    ProcessBuilder command =
        Children.java(List.of("-Xmx1g", "-XX:+UseSerialGC"), StandIn.class, load.text());
    return new Remote(command.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  String address() {
    return address;
  }

  void latency(int millis) throws IOException {
    order("latency " + millis);
  }

  void forget() throws IOException {
    order("forget");
  }

  int count() throws IOException {
    return Integer.parseInt(order("count").get(0));
  }

  /** The targets of all requests since {@link #forget}. */
  List<String> requests() throws IOException {
    return order("requests");
  }

  private List<String> order(String order) throws IOException {
    orders.println(order);
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.equals(StandIn.END); line = line()) {
      lines.add(line);
    }
    return lines;
  }

  private String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the stand-in ended");
    }
    return line;
  }

  @Override
  public void close() {
    orders.close();
    process.destroy();
  }
}
