package dev.promoter.remote.images;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** The file system of an SFTP server, over one login. */
final class SftpDisk implements Disk {
  private final SftpClient sftp;
  private final Closeable connection;

  /**
   * Takes over a login.
   *
   * @param sftp its channel
   * @param connection what is closed after the channel
   */
  SftpDisk(SftpClient sftp, Closeable connection) {
    this.sftp = sftp;
    this.connection = connection;
  }

  @Override
  public Kind kind(String path) throws IOException {
    Optional<Attributes> found = found(() -> sftp.lstat(path));
    return found.map(SftpDisk::kind).orElse(Kind.ABSENT);
  }

  private static Kind kind(Attributes found) {
    if (found.isSymbolicLink()) {
      return Kind.LINK;
    }
    if (found.isDirectory()) {
      return Kind.DIRECTORY;
    }
    return found.isRegularFile() ? Kind.FILE : Kind.OTHER;
  }

  @Override
  public boolean leadsToDirectory(String path) throws IOException {
    return found(() -> sftp.stat(path)).filter(Attributes::isDirectory).isPresent();
  }

  @Override
  public Optional<Stamp> stamp(String path) throws IOException {
    return found(() -> sftp.stat(path))
        .filter(Attributes::isRegularFile)
        .map(file -> new Stamp(file.getSize(), file.getModifyTime().to(TimeUnit.SECONDS)));
  }

  private interface Look {
    Attributes look() throws IOException;
  }

  private static Optional<Attributes> found(Look look) throws IOException {
    try {
      return Optional.of(look.look());
    } catch (SftpException e) {
      int status = e.getStatus();
      if (status == SftpConstants.SSH_FX_NO_SUCH_FILE
          || status == SftpConstants.SSH_FX_NO_SUCH_PATH) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public String readLink(String path) throws IOException {
    return sftp.readLink(path);
  }

  @Override
  public List<String> list(String path, int limit) throws IOException {
    List<String> names = new ArrayList<>();
    try (SftpClient.CloseableHandle handle = sftp.openDir(path)) {
      List<DirEntry> some = sftp.readDir(handle);
      while (some != null && names.size() <= limit) {
        some.stream()
            .map(DirEntry::getFilename)
            .filter(name -> !name.equals(".") && !name.equals(".."))
            .forEach(names::add);
        some = sftp.readDir(handle);
      }
    }
    return names;
  }

  @Override
  public InputStream read(String path) throws IOException {
    return sftp.read(path);
  }

  @Override
  public void createLink(String path, String text) throws IOException {
    sftp.symLink(path, text);
  }

  @Override
  public void replace(String from, String to) throws IOException {
    OpenSSHPosixRenameExtension rename = sftp.getExtension(OpenSSHPosixRenameExtension.class);
    rename.posixRename(from, to);
  }

  @Override
  public void remove(String path) throws IOException {
    sftp.remove(path);
  }

  /**
   * The plain rename of SFTP fails on a name that is taken; without it the link would be missing.
   */
  @Override
  public Optional<String> replaceObstacle() {
    OpenSSHPosixRenameExtension rename = sftp.getExtension(OpenSSHPosixRenameExtension.class);
    return rename != null && rename.isSupported()
        ? Optional.empty()
        : Optional.of(
            "the server does not know posix-rename@openssh.com, so a link cannot be replaced without"
                + " being missing for a moment; use an OpenSSH server");
  }

  @Override
  public boolean alive() {
    try {
      return sftp.isOpen() && !sftp.canonicalPath(".").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try (connection) {
      sftp.close();
    }
  }
}
