package dev.promoter.remote.registry;

import dev.promoter.engine.Secrets;

/**
 * Who a registry is told to be asked by.
 *
 * @param user the user name
 * @param secret the name of the password or token among the secrets
 * @param secrets where it is read at each use
 */
public record Login(String user, String secret, Secrets secrets) {
  @Override
  public String toString() {
    return "user '" + user + "' with the secret " + secret;
  }
}
