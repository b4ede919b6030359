package dev.promoter.remote.program;

import dev.promoter.engine.RemoteException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs. Ends them, and whatever they have started, when they take too long. */
public final class Programs {
  /** What a program needs to find its way; secrets of ours are not among them. */
  private static final List<String> PASSED =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "TMPDIR",
          "SSH_AUTH_SOCK",
          "KRB5CCNAME",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR");

  private static final File NOTHING = new File("/dev/null");
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final Map<String, String> surroundings = new HashMap<>();

  /** Runs programs in these surroundings, of which only a few harmless variables are passed on. */
  public Programs(Map<String, String> environment) {
    PASSED.stream()
        .filter(environment::containsKey)
        .forEach(name -> surroundings.put(name, environment.get(name)));
  }

  /**
   * Runs a program to its end.
   *
   * @return also when its exit code says that it failed
   * @throws RemoteException when it cannot be started or does not end in time; nobody knows then
   *     what it did
   */
  public Finished run(Command command) {
    Process process = start(command);
    Reader out = new Reader(process.getInputStream(), command.maxOutput());
    Reader err = new Reader(process.getErrorStream(), command.maxOutput());
    out.start();
    err.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        throw command.fault(
            "it did not end within %s seconds and was ended; its last words: %s"
                .formatted(command.limit().toMillis() / 1000.0, Command.end(err.text())),
            true);
      }
      out.join(DRAIN.toMillis());
      err.join(DRAIN.toMillis());
      boolean complete = out.complete() && err.complete();
      return new Finished(process.exitValue(), out.text(), err.text(), complete);
    } catch (IOException gone) {
      throw command.fault("it cannot be spoken to: " + gone.getMessage(), true);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw command.fault("the wait for it was interrupted", true);
    } finally {
      end(process);
    }
  }

  /**
   * Runs a program that may outlive this process, with what it says in a file. It is ended when it
   * takes too long, but not when only the wait for it is interrupted.
   *
   * @param transcript begun anew; must not be that of a program at work
   * @param at the present time
   * @return how it stands after the wait
   * @throws RemoteException when it could not be started: then it did nothing
   */
  public Transcript.State run(Command command, Transcript transcript, Instant at) {
    Process process;
    try {
      transcript.open(command, at);
      process =
          builder(command, Transcript.wrapped(command.words()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(transcript.file().toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
              .start();
    } catch (IOException fault) {
      throw command.fault("it cannot be started: " + fault.getMessage(), true);
    }
    try {
      long deadline = System.nanoTime() + command.limit().toNanos();
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() > deadline || transcript.tooLong()) {
          end(process);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return transcript.state();
  }

  private Process start(Command command) {
    ProcessBuilder builder = builder(command, command.words());
    try {
      return builder.start();
    } catch (IOException fault) {
      throw command.fault(
          "the program '%s' cannot be started: %s; is it installed?"
              .formatted(command.words().get(0), fault.getMessage()),
          false);
    }
  }

  private ProcessBuilder builder(Command command, List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(surroundings);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(command.environment());
    return builder;
  }

  private static void end(Process process) {
    List<ProcessHandle> family = process.descendants().toList();
    if (!process.isAlive() && family.isEmpty()) {
      return;
    }
    process.destroy();
    family.forEach(ProcessHandle::destroy);
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      interrupted = true;
      process.destroyForcibly();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads an output to its end, so that the program is never held up, and keeps its beginning. */
  private static final class Reader extends Thread {
    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean ended;
    private boolean dropped;

    Reader(InputStream in, int limit) {
      super("program-output");
      setDaemon(true);
      this.in = in;
      this.limit = limit;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      try (in) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          keep(buffer, count);
        }
        end();
      } catch (IOException closed) {
        // the program was ended; what came before is kept
      }
    }

    private synchronized void keep(byte[] buffer, int count) {
      int room = Math.min(count, limit - kept.size());
      kept.write(buffer, 0, room);
      dropped |= room < count;
    }

    private synchronized void end() {
      ended = true;
    }

    synchronized boolean complete() {
      return ended && !dropped;
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
