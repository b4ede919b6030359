package dev.promoter.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server that can be cut: then nothing gets through any more in either direction, and
 * nobody is told, as when a cable is pulled. What was on its way arrives when it is mended.
 */
public final class Cable implements AutoCloseable {
  private final ServerSocket door;
  private final int server;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final Object switched = new Object();
  private boolean cut;

  private Cable(ServerSocket door, int server) {
    this.door = door;
    this.server = server;
  }

  /** Leads to a server of this host. */
  public static Cable to(int server) {
    try {
      Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
      start(cable::accept);
      return cable;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it begins. */
  public int port() {
    return door.getLocalPort();
  }

  /** Pulls it. */
  public void cut() {
    synchronized (switched) {
      cut = true;
    }
  }

  /** Plugs it in again. */
  public void mend() {
    synchronized (switched) {
      cut = false;
      switched.notifyAll();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket here = door.accept();
        ends.add(here);
        Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
        ends.add(there);
        start(() -> carry(here, there));
        start(() -> carry(there, here));
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        start(this::accept); // the server is not there just now
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitMended();
        out.write(buffer, 0, count);
      }
      awaitMended();
    } catch (IOException e) {
      // one of the ends is gone, and the other one goes with it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ends.remove(from);
      ends.remove(to);
    }
  }

  private void awaitMended() throws InterruptedException {
    synchronized (switched) {
      while (cut) {
        switched.wait();
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cable");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    mend();
    try {
      door.close();
      for (Socket end : ends) {
        end.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
