package dev.promoter.remote.registry;

import dev.promoter.remote.http.BadAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * A blob on its way. Its last bytes are handed out only when the digest of all of them is right, so
 * that whoever waits for so many bytes never gets a wrong blob whole.
 */
final class Verified extends InputStream {
  private final InputStream bytes;
  private final Descriptor blob;
  private final Digest.Computation sum = Digest.started();
  private long left;
  private Optional<IOException> fault = Optional.empty();

  Verified(InputStream bytes, Descriptor blob) {
    this.bytes = bytes;
    this.blob = blob;
    this.left = blob.size();
  }

  Descriptor descriptor() {
    return blob;
  }

  /** Why it could not be read to its end: then a fault of its receiver is only what followed. */
  Optional<IOException> fault() {
    return fault;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    try {
      return next(buffer, from, most);
    } catch (IOException broken) {
      fault = Optional.of(broken);
      throw broken;
    }
  }

  private int next(byte[] buffer, int from, int most) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("the copy was interrupted");
    }
    int count = bytes.read(buffer, from, most);
    if (count < 0) {
      if (left > 0) {
        throw new BadAnswer("%d of %d bytes are missing at its end".formatted(left, blob.size()));
      }
      return count;
    }
    left -= count;
    if (left < 0) {
      throw new BadAnswer("it is longer than the %d bytes of the manifest".formatted(blob.size()));
    }
    sum.update(buffer, from, count);
    if (left == 0 && count > 0) {
      end();
    }
    return count;
  }

  private void end() throws IOException {
    if (bytes.read() >= 0) {
      throw new BadAnswer("it is longer than the %d bytes of the manifest".formatted(blob.size()));
    }
    Digest digest = Digest.ended(sum);
    if (!digest.equals(blob.digest())) {
      throw new BadAnswer("the bytes it sent have the digest " + digest);
    }
  }

  @Override
  public void close() throws IOException {
    // What is left unread is not read for politeness: the answer is closed with its connection.
  }
}
