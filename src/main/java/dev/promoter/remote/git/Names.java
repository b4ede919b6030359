package dev.promoter.remote.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and names that may go to the git program. Everything it could take for an option, a
 * pattern or a command of the host is refused.
 */
public final class Names {
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern REF = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+#-]{0,250}");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*)(?::[0-9]{1,5})?");
  private static final Pattern URL =
      Pattern.compile("(https?|git|ssh)://(?:([^/@]*)@)?([^/@]+)(/[^\\s]*)");
  private static final Pattern SCP =
      Pattern.compile(
          "(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9_][A-Za-z0-9_.-]+:(?!//)[^:\\s-][^\\s]*");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private Names() {}

  /** Whether a text is a whole SHA1 in lower case. */
  public static boolean isSha1(String text) {
    return SHA1.matcher(text).matches();
  }

  /** Why an address is not one of a repository that is asked; empty when it is. */
  public static Optional<String> addressProblem(String address) {
    if (address.chars().anyMatch(character -> character <= ' ' || character == 127)) {
      return Optional.of("the address of the repository holds blanks or control characters");
    }
    if (address.contains("::")) {
      return Optional.of("the address of the repository names a helper program, which is not run");
    }
    if (address.startsWith("/") || address.startsWith("file:///")) {
      return Optional.empty();
    }
    Matcher url = URL.matcher(address);
    if (url.matches()) {
      return urlProblem(url.group(1), url.group(2), url.group(3));
    }
    return SCP.matcher(address).matches()
        ? Optional.empty()
        : Optional.of(
            "the address of the repository is none that is known: use https, http, git, ssh, host:path or an absolute path");
  }

  private static Optional<String> urlProblem(String scheme, @Nullable String user, String host) {
    if (!HOST.matcher(host).matches()) {
      return Optional.of("the address of the repository names no plain host");
    }
    boolean plainUser = user == null || (scheme.equals("ssh") && USER.matcher(user).matches());
    return plainUser
        ? Optional.empty()
        : Optional.of(
            "the address of the repository holds a user name or password; use a credential helper of git instead");
  }

  /** Why a name is not one of a branch or tag; empty when it is. */
  public static Optional<String> refProblem(String name) {
    boolean good =
        REF.matcher(name).matches()
            && !name.contains("..")
            && !name.contains("//")
            && !name.contains("/.")
            && !name.endsWith("/")
            && !name.endsWith(".")
            && !name.endsWith(".lock");
    return good
        ? Optional.empty()
        : Optional.of("'%s' is not the name of a branch or tag".formatted(shown(name)));
  }

  private static String shown(String name) {
    String line = name.replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }
}
