package dev.promoter.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the directory of the store usable by its owner, and by nobody else if it makes it. */
final class StateDirectory {
  private StateDirectory() {}

  /**
   * Creates the directory if it is missing, with mode 0700 as it holds keys and tickets.
   *
   * @return its real path, so that two names of it are one
   * @throws StoreException when it is not a directory that can be written to
   */
  static Path prepare(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (!Files.isWritable(directory)) {
        throw new StoreException(
            "the state directory "
                + directory
                + " is not writable for this user; give it to the user that runs promoter");
      }
      return directory.toRealPath();
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(
          "the state directory " + directory + " is a file; name a directory", e);
    } catch (IOException e) {
      throw new StoreException(
          "the state directory "
              + directory
              + " cannot be created: "
              + Faults.reason(e)
              + "; create it for the user that runs promoter",
          e);
    }
  }
}
