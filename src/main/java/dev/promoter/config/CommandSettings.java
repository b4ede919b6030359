package dev.promoter.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How commands reach the daemon.
 *
 * @param address where it is; empty for the one at work in the state directory
 * @param tokenSecret the name of the secret that holds their token
 * @param caBundle authorities to trust besides those of Java
 */
public record CommandSettings(
    Optional<String> address, String tokenSecret, Optional<Path> caBundle) {}
