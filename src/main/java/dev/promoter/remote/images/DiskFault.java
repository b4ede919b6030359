package dev.promoter.remote.images;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * What a failure of a disk means.
 *
 * @param reason in words, with what to do where that is known
 * @param passing whether the same may succeed later
 */
record DiskFault(String reason, boolean passing) {
  /**
   * Reads a failure.
   *
   * @throws CancellationException when this thread was asked to stop
   */
  static DiskFault of(IOException fault) {
    if (interrupted(fault)) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while an image server was asked");
    }
    if (fault instanceof SftpException answer) {
      return of(answer);
    }
    if (fault instanceof NoSuchFileException) {
      return new DiskFault("there is no such file or directory", false);
    }
    if (fault instanceof AccessDeniedException) {
      return new DiskFault("permission is denied", false);
    }
    if (fault instanceof FileSystemLoopException || mentions(fault, "symbolic links")) {
      return new DiskFault("its links lead in a circle", false);
    }
    if (fault instanceof FileSystemException local && local.getReason() != null) {
      return new DiskFault(local.getReason(), true);
    }
    return new DiskFault("the connection failed: " + text(fault), true);
  }

  private static DiskFault of(SftpException answer) {
    return switch (answer.getStatus()) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
          new DiskFault("there is no such file or directory", false);
      case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
          new DiskFault("the server denies permission", false);
      case SftpConstants.SSH_FX_OP_UNSUPPORTED ->
          new DiskFault("the server does not support that", false);
      case SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM, SftpConstants.SSH_FX_QUOTA_EXCEEDED ->
          new DiskFault("the server's disk is full", true);
      case SftpConstants.SSH_FX_FAILURE ->
          new DiskFault(
              "the server says no more than '%s': its disk may be full, or links may lead in a circle"
                  .formatted(text(answer)),
              true);
      default ->
          new DiskFault(
              "the server answers '%s' (status %d)".formatted(text(answer), answer.getStatus()),
              true);
    };
  }

  /** A time-out looks like an interruption, too, but nobody asked to stop. */
  private static boolean interrupted(Throwable fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      boolean asked =
          each instanceof InterruptedException
              || (each instanceof InterruptedIOException
                  && !(each instanceof SocketTimeoutException)
                  && Thread.currentThread().isInterrupted());
      if (asked || each instanceof java.nio.channels.ClosedByInterruptException) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentions(IOException fault, String words) {
    return text(fault).toLowerCase(Locale.ROOT).contains(words);
  }

  private static String text(Throwable fault) {
    String message = fault.getMessage();
    String plain = message == null ? fault.getClass().getSimpleName() : message;
    String line = plain.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }
}
